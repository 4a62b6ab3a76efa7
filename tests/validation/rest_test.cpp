// Still water stays still, and the datum leaves no trace.
#include <algorithm>
#include <cstring>
#include <gtest/gtest.h>

#include "flood_fixture.h"

namespace adem::water::validation {
namespace {

Solver lake(const geo::Grid<float>& terrain, double level_m) {
  SolverInput input;
  input.initial_level_m = level_m;
  input.boundaries.push_back({"sea", BoundaryKind::level, {}, TimeSeries::constant(level_m)});
  auto domain = Domain::make(terrain, {0.03F, {}});
  input.boundaries[0].cells = edge_cells(*domain, Edge::west);
  input.products.max_speed = input.products.max_depth_speed = true;
  return Solver(domain, input);
}

TEST(Rest, ALakeOverIslandsDoesNotStir) {
  for (const double level : {0.4, 1.2345, 60.0}) {
    Solver solver = lake(ground(300, 200, 10, islands), level);
    const auto before = values(solver, Quantity::depth);
    solver.advance(600);
    const auto flow = values(solver, Quantity::max_depth_speed);
    EXPECT_LE(*std::max_element(flow.begin(), flow.end()), 1e-6F) << level;
    EXPECT_EQ(values(solver, Quantity::depth), before) << level;
    EXPECT_EQ(solver.ledger().residual_m3, 0);
    EXPECT_GT(solver.steps(), 100U);
  }
}

// Deep water that nothing slows: the shortest waves, signs in turn from cell to cell, are the first
// to grow where a step is too long.
TEST(Rest, RipplesOnDeepWaterDoNotGrow) {
  auto domain =
      Domain::make(ground(250, 140, 10, [](double, double) { return -60.0; }), {0.001F, {}});
  SolverInput input;
  input.initial_depth_m.cells.resize(250 * 140);
  for (std::size_t cell = 0; cell < input.initial_depth_m.cells.size(); ++cell) {
    const bool up = (cell % 250 + cell / 250) % 2 == 0;
    input.initial_depth_m.cells[cell] = up ? 60.001F : 59.999F;
  }
  Solver solver(domain, input);
  float most = 0, last = 0;
  const auto watch = [](const StepReport& step) { return step.steps % 1000 != 0; };
  for (int i = 0; i < 4; ++i) {
    solver.advance(1e6, watch);
    last = 0;
    for (const float depth : values(solver, Quantity::depth)) {
      last = std::max(last, std::abs(depth - 60.0F));
    }
    most = std::max(most, last);
  }
  EXPECT_EQ(solver.steps(), 4000U);
  EXPECT_LE(last, 0.0005F);
  EXPECT_LE(most, 0.004F);
}

// A dam breaks, rain falls, the sea rises: on the same ground a kilometre higher every bit agrees.
TEST(Rest, AThousandMetresHigherIsTheSameWater) {
  const auto run = [](double lift) {
    auto terrain = ground(260, 140, 10, islands);
    for (float& z : terrain.cells) z = static_cast<float>(static_cast<double>(z) + lift);
    auto domain = Domain::make(terrain, {0.03F, {}});
    SolverInput input;
    input.initial_depth_m.cells.assign(260 * 140, 0);
    for (std::size_t row = 30; row < 90; ++row) {
      std::fill_n(input.initial_depth_m.cells.begin() + static_cast<std::ptrdiff_t>(row * 260 + 60),
                  80, 2.0F);
    }
    input.boundaries.push_back({"sea",
                                BoundaryKind::level,
                                edge_cells(*domain, Edge::east),
                                {{0, 3600}, {lift - 1, lift + 1}}});
    Solver solver(domain, input);
    solver.set_rain(rain_of(40));
    solver.advance(900);
    return values(solver, Quantity::depth);
  };
  const auto low = run(0), high = run(1000);
  EXPECT_EQ(std::memcmp(low.data(), high.data(), low.size() * sizeof(float)), 0);
  EXPECT_GT(*std::max_element(low.begin(), low.end()), 0.5F);
}

}  // namespace
}  // namespace adem::water::validation
