// Grounds and readings for the tests of the flood engine.
#pragma once

#include <cmath>
#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

#include "water/solver/solver.h"

namespace adem::water::validation {

// z(x, y) at cell centres, metres from the grid's west and north side.
inline geo::Grid<float> ground(std::size_t width, std::size_t height, double dx,
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

inline std::vector<float> values(const Solver& solver, Quantity quantity,
                                 std::size_t threshold = 0) {
  std::vector<float> out(solver.domain().width() * solver.domain().height());
  solver.values(quantity, threshold, out);
  return out;
}

inline Rain rain_of(double mm_per_h) {
  Rain rain;
  rain.mm_per_h = mm_per_h;
  return rain;
}

// Islands, shoals and a pit, in whole millimetres as surveys give them.
inline double islands(double x, double y) {
  const double z = 3 * std::sin(x / 170) * std::cos(y / 130) + 0.8 * std::sin(x / 23 + y / 31);
  return std::round(z * 1000) / 1000;
}

}  // namespace adem::water::validation
