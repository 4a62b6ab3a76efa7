// Which cells a line of some width runs over, and how far along it each lies.
#pragma once

#include <cstddef>
#include <vector>

#include "geo/raster.h"

namespace adem::water {

struct Traced {
  std::size_t cell = 0;  // row-major
  double along_m = 0;    // from the line's first point, in the grid's unit
};

// The cells the line itself passes, in its order; each step goes through a face, so that water can
// follow it. Parts outside the grid are left out. A cell may come twice where the line returns.
std::vector<Traced> trace(const geo::Grid<float>& grid, const std::vector<geo::Point>& line);

// Further cells whose middle is within half the width of the line; `along_m` of the nearest point.
std::vector<Traced> widen(const geo::Grid<float>& grid, const std::vector<geo::Point>& line,
                          double width_m);

double length_of(const std::vector<geo::Point>& line);

}  // namespace adem::water
