// Where rain stands, at the size of a city and of a province; one line of JSON a terrain:
//   bench_pond [side] [rain_mm] [repeats] [seed]
// Rough hills of fractal noise, so that hollows lie in hollows at every scale. One core.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <sys/resource.h>
#include <time.h>
#include <vector>

#include "base/error.h"
#include "base/format.h"
#include "base/json.h"
#include "noise.h"
#include "water/terrain/pond.h"

namespace {

using adem::geo::Grid;

// Of this thread: what one core spends, also where other work shares the machine.
double cpu_seconds() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

double wall_seconds() {
  timespec t{};
  clock_gettime(CLOCK_MONOTONIC, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

double peak_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) * 1024;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

std::size_t argument(int argc, char** argv, int position, std::size_t otherwise) {
  return argc > position ? std::strtoull(argv[position], nullptr, 10) : otherwise;
}

Grid<float> hills(std::size_t side, std::uint64_t seed) {
  Grid<float> grid;
  grid.width = grid.height = side;
  grid.dx = grid.dy = 10;
  grid.cells.resize(side * side);
  const adem::bench::Noise noise(seed);
  for (std::size_t i = 0; i < grid.cells.size(); ++i) {
    const double x = static_cast<double>(i % side) / 250, y = static_cast<double>(i / side) / 250;
    grid.cells[i] = static_cast<float>(20 * noise(x, y) + 0.01 * x);
  }
  return grid;
}

int run(int argc, char** argv) {
  const std::size_t side = argument(argc, argv, 1, 3163);  // 10^7 cells
  const double rain_mm = static_cast<double>(argument(argc, argv, 2, 100));
  const std::size_t repeats = argument(argc, argv, 3, 5);
  const std::uint64_t seed = argument(argc, argv, 4, 20241127);
  const auto terrain = hills(side, seed);
  const double before = peak_bytes();
  std::vector<double> wall, cpu;
  adem::water::Ponding result;
  for (std::size_t i = 0; i < repeats; ++i) {
    result = {};
    const double wall_from = wall_seconds(), cpu_from = cpu_seconds();
    result = adem::water::pond(terrain, {rain_mm, {}});
    wall.push_back(wall_seconds() - wall_from);
    cpu.push_back(cpu_seconds() - cpu_from);
  }
  const auto cells = static_cast<double>(terrain.cells.size());
  const double gap = result.rain_m3 - result.ponded_m3 - result.left_m3;
  const adem::Json line{{"bench", "pond"},
                        {"cells", terrain.cells.size()},
                        {"seed", seed},
                        {"rain_mm", rain_mm},
                        {"repeats", repeats},
                        {"wall_s", median(wall)},
                        {"processor_s", median(cpu)},
                        {"ns_per_cell", median(cpu) * 1e9 / cells},
                        {"bytes_per_cell", (peak_bytes() - before) / cells},
                        {"ponds", result.ponds.size()},
                        {"ponded_m3", result.ponded_m3},
                        {"volume_gap", gap / result.rain_m3}};
  fmt::print("{}\n", line.dump());
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
