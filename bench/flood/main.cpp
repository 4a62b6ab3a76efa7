// The flood engine against the memory it runs on: bench_flood [side] [threads] [repetitions]
// Prints JSON lines. The roof is the bandwidth of an in-place update by the same threads in the
// same run, over the 36 bytes that a cell's update must move at least (depth, bed and two flows
// read; depth and two flows written; a running maximum read and written). Roof and engine take
// turns, and medians are reported: the machine may be shared.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

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
  explicit Roof(unsigned threads) : threads_(threads), values_(std::size_t{1} << 26, 1.0F) {}
  double bytes_per_s() {
    const double start = now();
    std::vector<std::thread> threads;
    for (unsigned t = 0; t < threads_; ++t) threads.emplace_back([this, t] { sweep(t); });
    for (auto& thread : threads) thread.join();
    return 3.0 * 8.0 * static_cast<double>(values_.size()) / (now() - start);
  }

 private:
  void sweep(unsigned t) {
    float* from = values_.data() + values_.size() / threads_ * t;
    float* to = from + values_.size() / threads_;
    for (int round = 0; round < 3; ++round) {
      for (float* at = from; at != to; at += 16) {
        for (int i = 0; i < 16; ++i) at[i] = at[i] * 0.9999F + 0.0001F;
      }
    }
  }
  unsigned threads_;
  std::vector<float> values_;
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

struct Run {
  double seconds_a_step = 0;
  double cells_a_step = 0;  // wet
};

// `steps` more steps.
Run steps_of(Solver& solver, std::uint64_t steps) {
  const auto until = solver.steps() + steps;
  const double start = now();
  solver.advance(1e9, [until](const adem::water::StepReport& step) { return step.steps < until; });
  return {(now() - start) / static_cast<double>(steps), 0};
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

std::string word(const char* isa) { return std::string("\"") + isa + "\""; }

int run(int argc, char** argv) {
  const std::size_t side = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 4096;
  const auto threads = static_cast<unsigned>(argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 2);
  const int repetitions = argc > 3 ? std::atoi(argv[3]) : 5;
  const double cells = static_cast<double>(side * side);
  Roof roof(threads);
  const auto flat = Domain::make(terrain(side, 0), {0.03F, {}});
  Solver plain(flat, all_wet(*flat, threads));
  auto full_input = all_wet(*flat, threads);
  full_input.products = everything();
  Solver full(flat, full_input);
  const auto coast = Domain::make(terrain(side, 60), {0.03F, {}});
  Solver wetting(coast, tide(*coast, threads, 60 * 0.05 + 0.0));
  steps_of(plain, 3);
  steps_of(full, 3);
  steps_of(wetting, 200);
  std::vector<float> depth(side * side);
  const double wet = static_cast<double>(wet_cells(wetting, depth));

  std::vector<double> roofs, plains, fulls, tides;
  for (int i = 0; i < repetitions; ++i) {
    roofs.push_back(roof.bytes_per_s() / kBytesPerUpdate);
    plains.push_back(cells / steps_of(plain, 12).seconds_a_step);
    fulls.push_back(cells / steps_of(full, 12).seconds_a_step);
    tides.push_back(wet / steps_of(wetting, 150).seconds_a_step);
  }
  const double top = median(roofs), all = median(plains), every = median(fulls),
               part = median(tides);
  std::ifstream load("/proc/loadavg");
  double busy = 0;
  load >> busy;
  fmt::print(
      "{{\"bench\":\"flood\",\"what\":\"roof\",\"side\":{},\"threads\":{},\"isa\":{},"
      "\"updates_per_s\":{:.3e},\"gb_per_s\":{:.1f},\"load\":{:.1f}}}\n",
      side, threads, word(isa_name(plain.isa())), top, top * kBytesPerUpdate / 1e9, busy);
  fmt::print(
      "{{\"bench\":\"flood\",\"what\":\"all wet, max depth\",\"updates_per_s\":{:.3e},"
      "\"of_roof\":{:.3f},\"bar\":0.5}}\n",
      all, all / top);
  fmt::print(
      "{{\"bench\":\"flood\",\"what\":\"all wet, every product\",\"updates_per_s\":{:.3e},"
      "\"of_max_depth_only\":{:.3f},\"bar\":0.6}}\n",
      every, every / all);
  fmt::print(
      "{{\"bench\":\"flood\",\"what\":\"tide\",\"wet_share\":{:.4f},"
      "\"updates_per_s\":{:.3e},\"cost_a_wet_cell_over_all_wet\":{:.3f},\"bar\":1.3}}\n",
      wet / cells, part, all / part);
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
