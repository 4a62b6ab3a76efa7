// Test 4 of the UK Environment Agency's 2D suite (Néelz & Pender 2013, SC120002): a flood spreads
// over a flat plain from a breach of 20 m.
#include <gtest/gtest.h>

#include "flood_fixture.h"

namespace adem::water::validation {
namespace {

struct Point {
  double x, y, arrival_s, depth_m;  // depth at 7200 s
};
constexpr Point kPoints[] = {{50, 1000, 660, 0.3221},   {100, 1000, 1020, 0.2689},
                             {200, 1000, 1860, 0.2166}, {300, 1000, 2760, 0.1830},
                             {400, 1000, 3720, 0.1546}, {300, 1300, 4020, 0.1475}};

TEST(Floodplain, SpreadsAsThePublishedModelsDo) {
  const double dx = 5;
  const std::size_t width = 200, height = 400;
  auto domain =
      Domain::make(ground(width, height, dx, [](double, double) { return 0; }), {0.05F, {}});
  SolverInput input;
  input.products.arrival_m = {0.02F};
  Boundary breach{
      "breach", BoundaryKind::flow, {}, {{0, 300, 3600, 14400, 18000}, {0, 0, 20, 20, 0}}};
  for (std::size_t row = 198; row < 202; ++row) breach.cells.push_back(row * width);
  input.boundaries.push_back(breach);
  for (const Edge edge : {Edge::north, Edge::east, Edge::south}) {
    input.boundaries.push_back({"open", BoundaryKind::free, edge_cells(*domain, edge), {}});
  }
  Solver solver(domain, input);
  solver.advance(7200);
  const auto arrival = values(solver, Quantity::arrival);
  for (const auto& point : kPoints) {
    // The points lie on cell corners: the mean of the four around.
    double depth = 0, when = 0;
    for (const double x : {point.x - 1, point.x + 1}) {
      for (const double y : {point.y - 1, point.y + 1}) {
        const auto cell =
            static_cast<std::size_t>(y / dx) * width + static_cast<std::size_t>(x / dx);
        depth += solver.reading(cell).depth_m / 4;
        when += static_cast<double>(arrival[cell]) / 4;
      }
    }
    EXPECT_NEAR(when, point.arrival_s, 300) << point.x << "," << point.y;
    EXPECT_NEAR(depth, point.depth_m, 0.02) << point.x << "," << point.y;
  }
}

}  // namespace
}  // namespace adem::water::validation
