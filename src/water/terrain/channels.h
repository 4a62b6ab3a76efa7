// Streams, culverts and buildings from any vector file, for water/terrain/prepare.h.
#pragma once

#include <string>
#include <vector>

#include "geo/terrain.h"
#include "water/terrain/prepare.h"

namespace adem::water {

// Every line of the first layer, with what its fields say in metres: width_m (lebar_m), depth_m
// (dalam_m), invert_m for both ends or invert_from_m and invert_to_m. A feature without a line is
// kept without one, so that `prepare` names it as unused. A decimal comma is understood.
// Errors: those of geo::read_features, water.no-lines, water.bad-measure (row, column, value),
// water.one-invert (row).
std::vector<Channel> read_channels(const std::string& path, const geo::Terrain& terrain);

// Every polygon feature of the first layer; height_m (tinggi_m) is that of the roof above the
// ground. Errors: those of geo::read_features, water.no-polygons, water.bad-measure.
std::vector<Building> read_buildings(const std::string& path, const geo::Terrain& terrain);

}  // namespace adem::water
