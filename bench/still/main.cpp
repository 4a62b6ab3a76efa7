// Still water at the size of a coast and of a nation:
//   bench_still [side] [stations] [levels] [seed]
// A fractal coast with creeks, sills (bunds across creeks) and islands, made from the seed; then
// the connection level of every cell, and the depths at stations over levels. One core.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <random>
#include <sched.h>
#include <string>
#include <time.h>
#include <vector>

#include "base/error.h"
#include "base/format.h"
#include "noise.h"
#include "water/still.h"

namespace {

using adem::bench::Noise;
using adem::geo::Grid;

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Of this thread: what one core spends, also where other work shares the machine.
double cpu_seconds() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// Sea in the north, land rising to about 20 m in the south; metre-deep creeks wind inland, and
// every few kilometres a bund closes each of them.
Grid<float> coast(std::size_t side, std::uint64_t seed) {
  Grid<float> grid;
  grid.width = grid.height = side;
  grid.dx = grid.dy = 10;
  grid.cells.resize(side * side);
  const Noise noise(seed), bend(seed + 1);
  const double n = static_cast<double>(side);
  const double creeks = std::max(2.0, n / 250);
  for (std::size_t row = 0; row < side; ++row) {
    for (std::size_t column = 0; column < side; ++column) {
      const double x = static_cast<double>(column) / n, y = static_cast<double>(row) / n;
      double z = 24 * (y - 0.25) + 3.5 * noise(x * 12, y * 12);
      const double phase = x * creeks + 1.5 * bend(x * 3, y * 3);
      const double off = std::abs(phase - std::round(phase)) * n / creeks;
      const bool bund = std::fmod(y * n, 300) < 3;
      if (off < 4 && y < 0.8) z = bund ? std::min(z, 0.9) : std::min(z, 6 * (y - 0.3));
      grid.cells[row * side + column] = static_cast<float>(z);
    }
  }
  return grid;
}

std::size_t argument(int argc, char** argv, int position, std::size_t otherwise) {
  return argc > position ? std::strtoull(argv[position], nullptr, 10) : otherwise;
}

std::string peak_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return line.substr(line.find_first_of("0123456789"));
  }
  return "?";
}

int run(int argc, char** argv) {
  const std::size_t side = argument(argc, argv, 1, 5000);
  const std::size_t stations = argument(argc, argv, 2, 818339);
  const std::size_t steps = argument(argc, argv, 3, 96);
  const std::uint64_t seed = argument(argc, argv, 4, 20241127);
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(sched_getcpu(), &one);
  sched_setaffinity(0, sizeof one, &one);

  const auto terrain = coast(side, seed);
  std::vector<double> took, cpu;
  std::vector<float> level;
  for (int i = 0; i < 5; ++i) {
    level = {};
    const auto start = std::chrono::steady_clock::now();
    const double before = cpu_seconds();
    level = adem::water::connection_levels(terrain, {});
    took.push_back(seconds_since(start));
    cpu.push_back(cpu_seconds() - before);
  }
  std::size_t behind = 0, never = 0;
  for (std::size_t i = 0; i < level.size(); ++i) {
    behind += level[i] > terrain.cells[i] ? 1 : 0;
    never += std::isnan(level[i]) ? 1 : 0;
  }
  fmt::print(
      "connection levels: {0} x {0} cells, seed {1}, one core: median {2:.3f} s of {3} "
      "(processor {4:.3f} s, {5:.1f} ns a cell; bar 1 s)\n",
      side, seed, median(took), took.size(), median(cpu),
      median(cpu) * 1e9 / static_cast<double>(side * side));
  fmt::print("  cells behind a sill {:.1f} %, never reached {}\n",
             100.0 * static_cast<double>(behind) / static_cast<double>(level.size()), never);

  std::mt19937_64 random(seed);
  std::vector<float> ground(stations), connection(stations);
  for (std::size_t i = 0; i < stations; ++i) {
    const std::size_t cell = random() % level.size();
    ground[i] = terrain.cells[cell];
    connection[i] = level[cell];
  }
  std::vector<double> tide(steps);
  for (std::size_t s = 0; s < steps; ++s) {
    tide[s] = 0.4 + 1.8 * std::sin(static_cast<double>(s) * 6.283185307 / 49.7);
  }
  took.clear();
  double sum = 0;
  for (int i = 0; i < 5; ++i) {
    const auto start = std::chrono::steady_clock::now();
    const auto depths = adem::water::still_depths(ground, connection, tide);
    took.push_back(seconds_since(start));
    sum += static_cast<double>(depths.depth_m[depths.depth_m.size() / 2]);
  }
  fmt::print("depths: {} stations x {} levels, one core: median {:.3f} s of {} (bar 1 s)\n",
             stations, steps, median(took), took.size());
  fmt::print("peak memory {}; check {:.3f}\n", peak_memory(), sum);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const adem::Error& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}
