// Ground heights as the water commands take them.
#pragma once

#include <string>

#include "geo/raster.h"

namespace adem::cli {

// Band 1 in the raster's own coordinates. Errors: those of Raster::open, water.terrain-unit where
// heights are not in metres.
geo::Grid<float> read_terrain(const std::string& path, const std::string& crs);

}  // namespace adem::cli
