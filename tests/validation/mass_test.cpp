// No water is made or lost.
#include <algorithm>
#include <gtest/gtest.h>

#include "flood_fixture.h"

namespace adem::water::validation {
namespace {

double stored_over_rain(const Solver& solver) {
  const auto ledger = solver.ledger();
  return (ledger.stored_m3 - ledger.initial_m3) / ledger.rain_m3;
}

TEST(Mass, RainOnSteepThinFilmsInAClosedBox) {
  auto domain = Domain::make(ground(200, 130, 10,
                                    [](double x, double y) {
                                      return 0.3 * std::abs(x - 1000) + 40 * std::sin(y / 150) +
                                             3 * std::sin(x / 11) * std::cos(y / 13);
                                    }),
                             {0.03F, {}});
  SolverInput input;
  Solver solver(domain, input);
  solver.set_rain(rain_of(50));
  solver.advance(1800);
  solver.set_rain(rain_of(0));
  solver.advance(2400);
  EXPECT_NEAR(stored_over_rain(solver), 1, 1e-6);
  EXPECT_NEAR(solver.ledger().rain_m3 / (0.025 * 2000 * 1300), 1, 1e-6);
  const auto depth = values(solver, Quantity::depth);
  EXPECT_GE(*std::min_element(depth.begin(), depth.end()), 0);
}

TEST(Mass, RainOnAStillLakeOfThreeMetres) {
  auto domain = Domain::make(ground(130, 70, 10, [](double, double) { return 0; }), {0.03F, {}});
  SolverInput input;
  input.initial_level_m = 3;
  Solver solver(domain, input);
  solver.set_rain(rain_of(50));
  solver.advance(3600);
  EXPECT_NEAR(solver.ledger().stored_m3 - solver.ledger().initial_m3, 0.05 * 1300 * 700,
              0.05 * 1300 * 700 * 1e-6);
  EXPECT_NEAR(stored_over_rain(solver), 1, 1e-6);
}

// A slow tide over a deep basin: each step moves less than half of what float32 tells apart.
TEST(Mass, ASlowTideOverDeepWater) {
  auto domain = Domain::make(ground(130, 70, 10, [](double, double) { return 0; }), {0.03F, {}});
  SolverInput input;
  input.initial_level_m = 20;
  input.boundaries.push_back(
      {"sea", BoundaryKind::level, edge_cells(*domain, Edge::west), {{0, 7200}, {20, 20.2}}});
  Solver solver(domain, input);
  solver.advance(3600);
  const auto ledger = solver.ledger();
  EXPECT_GT(ledger.inflow_m3 - ledger.outflow_m3, 0.08 * 1300 * 700);
  EXPECT_NEAR(ledger.residual_m3 / (ledger.inflow_m3 - ledger.outflow_m3), 0, 1e-5);
}

TEST(Mass, InfiltrationAndDrainsTakeWhatIsThereAndNoMore) {
  auto domain = Domain::make(ground(130, 70, 10, islands), {0.03F, {}});
  for (const bool green_ampt : {false, true}) {
    SolverInput input;
    if (green_ampt) {
      input.infiltration = GreenAmpt{{5, {}}, {110, {}}, {0.3F, {}}};
    } else {
      input.infiltration = ConstantInfiltration{{12, {}}};
    }
    input.drains_mm_per_h = {8, {}};
    Solver solver(domain, input);
    solver.set_rain(rain_of(60));
    solver.advance(1800);
    solver.set_rain(rain_of(0));
    solver.advance(3600);
    const auto ledger = solver.ledger();
    EXPECT_NEAR(ledger.residual_m3 / ledger.rain_m3, 0, 1e-6) << green_ampt;
    EXPECT_GT(ledger.drains_m3, 0.1 * ledger.rain_m3);
    EXPECT_GT(ledger.infiltration_m3, 0.1 * ledger.rain_m3);
    EXPECT_GE(ledger.stored_m3, 0);
  }
}

// Ponded water on level ground: the implicit step against Green & Ampt's own equation
// F - S ln(1 + F/S) = K t.
TEST(Mass, GreenAmptFollowsItsEquation) {
  auto domain = Domain::make(ground(16, 16, 10, [](double, double) { return 0; }), {0.03F, {}});
  SolverInput input;
  const double k = 10e-3 / 3600, s = 0.110 * 0.3;
  input.infiltration = GreenAmpt{{10, {}}, {110, {}}, {0.3F, {}}};
  input.initial_level_m = 1;
  Solver solver(domain, input);
  solver.advance(3600);
  double f = 0.01;
  for (int i = 0; i < 60; ++i) f = k * 3600 + s * std::log(1 + f / s);
  EXPECT_NEAR(solver.ledger().infiltration_m3 / 25600, f, 0.01 * f);
}

TEST(Mass, WhatAFlowBringsIsWhatItsSeriesSays) {
  auto domain = Domain::make(ground(130, 70, 10, islands), {0.03F, {}});
  SolverInput input;
  input.boundaries.push_back({"river",
                              BoundaryKind::flow,
                              edge_cells(*domain, Edge::north),
                              {{0, 600, 1300, 4000}, {0, 30, 12, 12}}});
  Solver solver(domain, input);
  solver.advance(3000);
  const double expected = 600 * 15 + 700 * 21 + 1700 * 12;
  const auto ledger = solver.ledger();
  EXPECT_NEAR(ledger.inflow_m3, expected, 1e-6 * expected);
  EXPECT_NEAR(ledger.residual_m3, 0, 1e-6 * expected);
  ASSERT_EQ(ledger.boundaries.size(), 1U);
  EXPECT_EQ(ledger.boundaries[0].name, "river");
}

TEST(Mass, AFlowThatDrawsTakesNoMoreThanThereIs) {
  auto domain = Domain::make(ground(64, 64, 10, [](double, double) { return 0; }), {0.03F, {}});
  SolverInput input;
  input.initial_level_m = 0.1;
  input.boundaries.push_back(
      {"pump", BoundaryKind::flow, edge_cells(*domain, Edge::south), TimeSeries::constant(-5)});
  Solver solver(domain, input);
  solver.advance(36000);
  const auto ledger = solver.ledger();
  EXPECT_NEAR(ledger.residual_m3, 0, 1e-6 * ledger.initial_m3);
  EXPECT_GE(ledger.stored_m3, 0);
  EXPECT_LT(ledger.stored_m3, 0.25 * ledger.initial_m3);
}

}  // namespace
}  // namespace adem::water::validation
