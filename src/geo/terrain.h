// Ground heights as a computation needs them: in metres on a grid in metres.
#pragma once

#include <string>

#include "geo/raster.h"

namespace adem::geo {

struct Terrain {
  // Projected or local, dx and dy in metres; nodata is NaN.
  Grid<float> ground;
  // The coordinate system of the file, in which other things beside it are named; equal to the
  // grid's where that was projected already. Empty: local metres.
  std::string own_crs;
  Box own_box;  // of the file, in its own coordinates
};

// Any raster GDAL reads, band 1. A geographic one is brought into its UTM zone (nearest cell); one
// that names no coordinate system, and is given none, is in local metres.
// Errors: those of Raster::open, geo.feet (the grid is in feet), geo.height-unit (the heights are
// not in metres), geo.degrees (no coordinate system, and cells too fine for metres),
// geo.all-nodata.
Terrain read_terrain(const std::string& path, const std::string& crs_override = {});

// A point in the file's own coordinates to the grid's. NaN where PROJ knows no place.
Point onto(const Terrain& terrain, Point own);

// Another raster's band at the cells of the terrain, nearest cell; outside and nodata are NaN. A
// raster without a coordinate system is in the terrain's own coordinates.
// Errors: those of Raster::open_local, geo.no-transform.
Grid<float> like_terrain(const Terrain& terrain, const std::string& path);

// For each cell of the terrain, which cell of `other` contains its middle; kOutside where none.
// About 0.2 µs a cell.
inline constexpr std::uint32_t kOutside = 0xffffffffU;
std::vector<std::uint32_t> cells_under(const Terrain& terrain, const Grid<float>& other);

}  // namespace adem::geo
