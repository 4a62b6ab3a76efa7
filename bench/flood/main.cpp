// The flood engine against the memory it runs on: bench_flood [side] [threads] [repetitions]
// Prints JSON lines. The roof is the bandwidth of an in-place update by the same threads in the
// same run, over the 36 bytes that a cell's update must move at least (depth, bed and two flows
// read; depth and two flows written; a running maximum read and written). It is measured in the
// system's ordinary pages, which is the bar, and in large ones, which the engine asks for. Roof and
// engine take turns, and medians are reported: the machine may be shared.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <memory>
#include <new>
#include <string>
#include <thread>
#include <vector>

#if defined(__linux__)
#include <sys/mman.h>
#endif

#include "base/error.h"
#include "base/format.h"
#include "water/solver/solver.h"

namespace {

using adem::water::Domain;
using adem::water::Solver;
using adem::water::SolverInput;

constexpr double kBytesPerUpdate = 36;

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// Bytes a second of a[i] = a[i] * s + t over arrays far larger than any cache.
class Roof {
 public:
  Roof(unsigned threads, bool large_pages) : threads_(threads) {
    constexpr std::size_t kLargePage = std::size_t{1} << 21;
    values_.reset(static_cast<float*>(std::aligned_alloc(kLargePage, kFloats * sizeof(float))));
    if (values_ == nullptr) throw std::bad_alloc();
#if defined(__linux__)
    static_cast<void>(madvise(values_.get(), kFloats * sizeof(float),
                              large_pages ? MADV_HUGEPAGE : MADV_NOHUGEPAGE));
#endif
    std::fill_n(values_.get(), kFloats, 1.0F);
  }
  double bytes_per_s() {
    const double start = now();
    std::vector<std::thread> threads;
    for (unsigned t = 0; t < threads_; ++t) threads.emplace_back([this, t] { sweep(t); });
    for (auto& thread : threads) thread.join();
    return 3.0 * 8.0 * static_cast<double>(kFloats) / (now() - start);
  }

 private:
  void sweep(unsigned t) {
    float* from = values_.get() + kFloats / threads_ / 16 * 16 * t;
    float* to = from + kFloats / threads_ / 16 * 16;
    for (int round = 0; round < 3; ++round) {
      for (float* at = from; at != to; at += 16) {
        for (int i = 0; i < 16; ++i) at[i] = at[i] * 0.9999F + 0.0001F;
      }
    }
  }
  struct Free {
    void operator()(float* values) const { std::free(values); }
  };
  static constexpr std::size_t kFloats = std::size_t{1} << 26;
  unsigned threads_;
  std::unique_ptr<float, Free> values_;
};

// Rolling ground of a metre or so between hollows and humps, seaward slope if asked for.
adem::geo::Grid<float> terrain(std::size_t side, double slope_m) {
  adem::geo::Grid<float> grid;
  grid.width = grid.height = side;
  grid.dx = grid.dy = 10;
  grid.cells.resize(side * side);
  for (std::size_t row = 0; row < side; ++row) {
    for (std::size_t column = 0; column < side; ++column) {
      const double x = static_cast<double>(column), y = static_cast<double>(row);
      grid.at(column, row) = static_cast<float>(0.4 * std::sin(x / 37) * std::cos(y / 53) +
                                                0.1 * std::sin(x / 3.1 + y / 4.7) +
                                                slope_m * y / static_cast<double>(side));
    }
  }
  return grid;
}

// Seconds a step, over `steps` more of them.
double step_s(Solver& solver, std::uint64_t steps) {
  const auto until = solver.steps() + steps;
  const double start = now();
  solver.advance(1e9, [until](const adem::water::StepReport& step) { return step.steps < until; });
  return (now() - start) / static_cast<double>(steps);
}

// Members of an ensemble side by side, each on its share of the threads: seconds for a step of all.
double side_by_side_s(std::vector<Solver>& members, std::uint64_t steps) {
  const double start = now();
  std::vector<std::thread> threads;
  for (auto& member : members) threads.emplace_back([&] { step_s(member, steps); });
  for (auto& thread : threads) thread.join();
  return (now() - start) / static_cast<double>(steps);
}

std::size_t wet_cells(const Solver& solver, std::vector<float>& depth) {
  solver.values(adem::water::Quantity::depth, 0, depth);
  return static_cast<std::size_t>(
      std::count_if(depth.begin(), depth.end(), [](float h) { return h > 0; }));
}

adem::water::ProductChoice everything() {
  adem::water::ProductChoice products;
  products.max_speed = products.max_depth_speed = true;
  products.arrival_m = products.duration_m = {0.3F};
  return products;
}

// Water that moves everywhere: a surface in long waves over the rolling ground.
SolverInput all_wet(const Domain& domain, unsigned threads) {
  SolverInput input;
  input.threads = threads;
  input.initial_depth_m.cells.resize(domain.width() * domain.height());
  for (std::size_t cell = 0; cell < input.initial_depth_m.cells.size(); ++cell) {
    const double x = static_cast<double>(cell % domain.width());
    const double y = static_cast<double>(cell / domain.width());
    input.initial_depth_m.cells[cell] =
        static_cast<float>(2.5 + 0.2 * std::sin(x / 41 + y / 29) - domain.bed_m(cell));
  }
  return input;
}

// A tide on a slope: the lowest twentieth of the ground under water.
SolverInput tide(const Domain& domain, unsigned threads, double level_m) {
  SolverInput input;
  input.threads = threads;
  input.initial_level_m = level_m;
  adem::water::TimeSeries series;
  for (int i = 0; i <= 1000; ++i) {
    series.time_s.push_back(i * 600.0);
    series.value.push_back(level_m + 0.5 * std::sin(i * 600.0 / 7000));
  }
  input.boundaries.push_back({"sea", adem::water::BoundaryKind::level,
                              edge_cells(domain, adem::water::Edge::north), series});
  return input;
}

struct Medians {
  double roof = 0, large_roof = 0;  // cell-updates a second that memory would bear
  double plain = 0, pair = 0, full = 0, tide = 0;
};

void print_speeds(const Medians& m, std::size_t side, unsigned threads, const char* isa,
                  double wet_share) {
  std::ifstream load("/proc/loadavg");
  double busy = 0;
  load >> busy;
  for (const bool large : {false, true}) {
    const double roof = large ? m.large_roof : m.roof;
    fmt::print(
        "{{\"bench\":\"flood\",\"what\":\"roof, {} pages\",\"side\":{},\"threads\":{},"
        "\"isa\":\"{}\",\"updates_per_s\":{:.3e},\"gb_per_s\":{:.1f},\"load\":{:.1f}}}\n",
        large ? "large" : "ordinary", side, threads, isa, roof, roof * kBytesPerUpdate / 1e9, busy);
  }
  fmt::print(
      "{{\"bench\":\"flood\",\"what\":\"all wet, max depth\",\"updates_per_s\":{:.3e},"
      "\"of_roof\":{:.3f},\"of_large_roof\":{:.3f},\"bar\":0.5}}\n",
      m.plain, m.plain / m.roof, m.plain / m.large_roof);
  fmt::print(
      "{{\"bench\":\"flood\",\"what\":\"two members\",\"updates_per_s\":{:.3e},"
      "\"of_one_on_all_threads\":{:.3f},\"bar\":0.95}}\n",
      m.pair, m.pair / m.plain);
  fmt::print(
      "{{\"bench\":\"flood\",\"what\":\"all wet, every product\",\"updates_per_s\":{:.3e},"
      "\"of_max_depth_only\":{:.3f},\"bar\":0.6}}\n",
      m.full, m.full / m.plain);
  fmt::print(
      "{{\"bench\":\"flood\",\"what\":\"tide\",\"wet_share\":{:.4f},"
      "\"updates_per_s\":{:.3e},\"cost_a_wet_cell_over_all_wet\":{:.3f},\"bar\":1.3}}\n",
      wet_share, m.tide, m.plain / m.tide);
}

int run(int argc, char** argv) {
  const std::size_t side = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 4096;
  const auto threads = static_cast<unsigned>(argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 2);
  const int repetitions = argc > 3 ? std::atoi(argv[3]) : 5;
  const double cells = static_cast<double>(side * side);
  Roof roof(threads, false), large_roof(threads, true);
  const auto flat = Domain::make(terrain(side, 0), {0.03F, {}});
  auto input = all_wet(*flat, threads);
  Solver plain(flat, input);
  input.products = everything();
  Solver full(flat, input);
  input.products = {};
  input.threads = std::max(1U, threads / 2);
  std::vector<Solver> pair;
  for (int i = 0; i < 2; ++i) pair.emplace_back(flat, input);
  const auto coast = Domain::make(terrain(side, 60), {0.03F, {}});
  Solver wetting(coast, tide(*coast, threads, 60 * 0.05 + 0.0));
  step_s(plain, 3);
  step_s(full, 3);
  side_by_side_s(pair, 3);
  step_s(wetting, 200);
  std::vector<float> depth(side * side);
  const double wet = static_cast<double>(wet_cells(wetting, depth));

  std::vector<double> roofs, large_roofs, plains, pairs, fulls, tides;
  for (int i = 0; i < repetitions; ++i) {
    roofs.push_back(roof.bytes_per_s() / kBytesPerUpdate);
    large_roofs.push_back(large_roof.bytes_per_s() / kBytesPerUpdate);
    plains.push_back(cells / step_s(plain, 12));
    pairs.push_back(2 * cells / side_by_side_s(pair, 12));
    fulls.push_back(cells / step_s(full, 12));
    tides.push_back(wet / step_s(wetting, 150));
  }
  print_speeds({median(roofs), median(large_roofs), median(plains), median(pairs), median(fulls),
                median(tides)},
               side, threads, isa_name(plain.isa()), wet / cells);
  for (const auto* solver : {&plain, &full, &wetting}) {
    const auto use = solver->memory();
    const double bytes = static_cast<double>(use.state_bytes + use.product_bytes) + 4.0 * cells;
    fmt::print(
        "{{\"bench\":\"flood\",\"what\":\"memory\",\"allocated_cells\":{},"
        "\"bytes\":{:.0f},\"bytes_an_allocated_cell\":{:.2f},"
        "\"bytes_a_cell_of_the_grid\":{:.2f},\"residual\":{:.3e}}}\n",
        use.allocated_cells, bytes,
        static_cast<double>(use.state_bytes + use.product_bytes) /
                static_cast<double>(use.allocated_cells) +
            4,
        bytes / cells, solver->ledger().residual_m3 / solver->ledger().stored_m3);
  }
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
