// Where a cell of a terrain is, for people and for programs.
#pragma once

#include <cstddef>
#include <string>

#include "base/json.h"
#include "geo/raster.h"

namespace adem::cli {

// "-6.27581, 106.85443" (latitude first, as maps take it), or "x 12.0, y 30.0" in local metres.
std::string place_text(const geo::Grid<float>& grid, std::size_t cell);
// Adds x and y, and lon and lat unless the grid is in local metres.
void add_place(Json& to, const geo::Grid<float>& grid, std::size_t cell);

}  // namespace adem::cli
