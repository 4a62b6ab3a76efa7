// Tiles sleep when nothing moves, and wake when something comes.
#include <algorithm>
#include <gtest/gtest.h>
#include <iterator>

#include "flood_fixture.h"

namespace adem::water::validation {
namespace {

TEST(Sleep, AStillLakeSleepsAndRainWakesIt) {
  auto domain = Domain::make(ground(400, 200, 10, islands), {0.03F, {}});
  SolverInput input;
  input.initial_level_m = 0.5;
  Solver solver(domain, input);
  solver.advance(600);
  EXPECT_EQ(solver.report().awake_tiles, 0U);
  solver.set_rain(rain_of(30));
  solver.advance(700);
  EXPECT_EQ(solver.report().awake_tiles, solver.report().tiles);
}

// The lake lies still until it is looked at from its open side: it must not sleep there, and what
// sleeps behind must wake as the level falls. What is left after two hours is that of the same
// equations solved in one dimension by another program (cells of 40 and 20 m: 0.527 and 0.529 of
// the water, 0.579 and 0.580 m at the far end).
TEST(Sleep, AStillLakeBesideAFreeEdgeDrains) {
  auto domain = Domain::make(ground(400, 200, 10, [](double, double) { return 0; }), {0.03F, {}});
  SolverInput input;
  input.initial_level_m = 1;
  input.boundaries.push_back({"open", BoundaryKind::free, edge_cells(*domain, Edge::west), {}});
  Solver solver(domain, input);
  solver.advance(2 * 3600);
  const auto ledger = solver.ledger();
  EXPECT_NEAR(ledger.stored_m3 / ledger.initial_m3, 0.529, 0.003);
  EXPECT_NEAR(solver.reading(100 * 400 + 399).depth_m, 0.580, 0.003);
  EXPECT_NEAR(ledger.residual_m3, 0, 1e-6 * ledger.initial_m3);
}

// Whatever sleeps, a front finds its way: the same as with all tiles awake (kept so by a drizzle
// too light to matter).
TEST(Sleep, AFrontCrossesSleepingTiles) {
  const auto terrain = ground(500, 70, 10, [](double x, double) { return -0.001 * x; });
  auto domain = Domain::make(terrain, {0.03F, {}});
  const auto run = [&](double drizzle) {
    SolverInput input;
    input.boundaries.push_back(
        {"river", BoundaryKind::flow, edge_cells(*domain, Edge::west), TimeSeries::constant(200)});
    Solver solver(domain, input);
    solver.set_rain(rain_of(drizzle));
    solver.advance(3600);
    return values(solver, Quantity::depth);
  };
  const auto sleepy = run(0), wakeful = run(1e-6);
  double sum = 0;
  for (std::size_t i = 0; i < sleepy.size(); ++i) {
    sum += std::abs(static_cast<double>(sleepy[i] - wakeful[i]));
  }
  EXPECT_LT(sum / static_cast<double>(sleepy.size()), 1e-4);
}

// Durations are kept by the moments at which a threshold is passed; who counts step by step gets
// the same, at the sea's edge, inland, and under water that has come to rest.
TEST(Sleep, TimeAboveIsWhatAnObserverCounts) {
  const auto terrain = ground(300, 70, 10, [](double x, double) {
    return x > 2500 ? 3 - std::min(1.0, (x - 2500) / 50) : 0.001 * x;
  });
  auto domain = Domain::make(terrain, {0.03F, {}});
  SolverInput input;
  input.products.duration_m = {0.1F, 0.4F};
  input.initial_depth_m.cells.resize(terrain.cells.size());
  const std::size_t pond = 30 * 300 + 290;
  for (std::size_t cell = 0; cell < terrain.cells.size(); ++cell) {
    if (cell % 300 > 254) input.initial_depth_m.cells[cell] = 0.5F;
  }
  TimeSeries tide;
  for (int i = 0; i <= 120; ++i) {
    tide.time_s.push_back(i * 120.0);
    tide.value.push_back(0.6 * std::sin(i * 120.0 / 1200));
  }
  input.boundaries.push_back({"sea", BoundaryKind::level, edge_cells(*domain, Edge::west), tide});
  Solver solver(domain, input);
  const std::size_t cells[] = {30 * 300, 30 * 300 + 5, 30 * 300 + 20, 30 * 300 + 125, pond};
  const auto clock = [](double time_s) { return std::llround(time_s * 256); };
  double counted[2][std::size(cells)] = {};
  long long before = 0;
  solver.advance(4 * 3600, [&](const StepReport& step) {
    const long long ticks = clock(step.time_s) - before;
    before += ticks;
    for (std::size_t k = 0; k < 2; ++k) {
      for (std::size_t i = 0; i < std::size(cells); ++i) {
        const bool above =
            solver.reading(cells[i]).depth_m > static_cast<double>(k == 0 ? 0.1F : 0.4F);
        counted[k][i] += above ? static_cast<double>(ticks) / 256 : 0;
      }
    }
    return true;
  });
  EXPECT_LT(solver.report().awake_tiles, solver.report().tiles);
  for (std::size_t k = 0; k < 2; ++k) {
    const auto durations = values(solver, Quantity::duration, k);
    for (std::size_t i = 0; i < std::size(cells); ++i) {
      EXPECT_FLOAT_EQ(durations[cells[i]], static_cast<float>(counted[k][i])) << k << ' ' << i;
    }
  }
  EXPECT_FLOAT_EQ(values(solver, Quantity::duration, 1)[pond], 4 * 3600);
}

TEST(Sleep, DryGroundCostsNothingButItself) {
  auto domain =
      Domain::make(ground(2400, 1280, 10, [](double x, double) { return 0.01 * x; }), {0.03F, {}});
  SolverInput input;
  input.initial_level_m = 1;
  Solver solver(domain, input);
  solver.advance(60);
  const auto use = solver.memory();
  EXPECT_LE(use.allocated_cells, 120U * 1280U);
  const double dry = static_cast<double>(domain->known_cells() - use.allocated_cells);
  const double all = 4.0 * static_cast<double>(domain->known_cells()) +
                     static_cast<double>(use.state_bytes + use.product_bytes);
  const double wet = static_cast<double>(use.allocated_cells);
  // 16 B and 4 B for the one product, and what tiles show each other (at most 3 B a cell).
  EXPECT_LE((all - 4 * dry) / wet, 16 + 4 + 3.2);
}

}  // namespace
}  // namespace adem::water::validation
