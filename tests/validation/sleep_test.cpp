// Tiles sleep when nothing moves, and wake when something comes.
#include <gtest/gtest.h>

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
