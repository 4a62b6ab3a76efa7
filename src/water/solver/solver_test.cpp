#include "water/solver/solver.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <limits>
#include <random>

#include "base/error.h"

namespace adem::water {
namespace {

geo::Grid<float> ground(std::size_t width, std::size_t height, double dx,
                        const std::function<double(double, double)>& z) {
  geo::Grid<float> grid;
  grid.width = width;
  grid.height = height;
  grid.dx = grid.dy = dx;
  grid.origin_y = static_cast<double>(height) * dx;
  grid.cells.resize(width * height);
  for (std::size_t row = 0; row < height; ++row) {
    for (std::size_t column = 0; column < width; ++column) {
      grid.at(column, row) = static_cast<float>(
          z((static_cast<double>(column) + 0.5) * dx, (static_cast<double>(row) + 0.5) * dx));
    }
  }
  return grid;
}

std::vector<float> values(const Solver& solver, Quantity quantity, std::size_t threshold = 0) {
  std::vector<float> out(solver.domain().width() * solver.domain().height());
  solver.values(quantity, threshold, out);
  return out;
}

TEST(Solver, DambreakKeepsItsVolumeAndSpreads) {
  const auto terrain = ground(300, 200, 10, [](double x, double y) {
    return 0.5 * std::sin(x / 100) + 0.3 * std::cos(y / 70);
  });
  auto domain = Domain::make(terrain, {0.03F, {}});
  SolverInput input;
  input.initial_depth_m.cells.resize(300 * 200);
  for (std::size_t row = 50; row < 150; ++row) {
    for (std::size_t column = 100; column < 200; ++column) {
      input.initial_depth_m.cells[row * 300 + column] = 2;
    }
  }
  Solver solver(domain, input);
  solver.advance(600);
  const auto ledger = solver.ledger();
  EXPECT_NEAR(ledger.residual_m3 / ledger.initial_m3, 0, 1e-7);
  const auto depth = values(solver, Quantity::depth);
}

TEST(Solver, RainOnAStillLakeIsExact) {
  auto domain = Domain::make(ground(100, 100, 10, [](double, double) { return 0; }), {0.03F, {}});
  SolverInput input;
  input.initial_level_m = 3;
  Solver solver(domain, input);
  Rain rain;
  rain.mm_per_h = 50;
  solver.set_rain(rain);
  solver.advance(3600);
  const auto ledger = solver.ledger();
  EXPECT_NEAR((ledger.stored_m3 - ledger.initial_m3) / (0.05 * 1e6), 1, 1e-6);
}

}  // namespace
}  // namespace adem::water
