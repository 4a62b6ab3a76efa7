// Lines, polygons and points that say where something is on a terrain.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "geo/shape.h"
#include "geo/terrain.h"

namespace adem::geo {

// In the coordinates of the terrain's grid.
struct Feature {
  std::string name;  // the field name, nama, or the first text; may be empty
  std::vector<std::pair<std::string, std::string>> fields;  // as text; those without value missing
  std::vector<Point> points;
  std::vector<std::vector<Point>> lines;
  Shape polygons;
};

// The features of a vector file's first layer. Coordinates that lie in the terrain's own box are
// the terrain's; else the file's coordinate system holds, which for GeoJSON is WGS84. A terrain
// without a coordinate system takes them as they are.
// Errors: base.cannot-read, geo.unknown-format, geo.bad-table, geo.no-transform,
// geo.off-earth (a coordinate that no place on Earth has).
std::vector<Feature> read_features(const std::string& path, const Terrain& terrain);

// Cells of the grid that a line passes through, in its order, each once. A line is not thinned
// where it runs along a cell's edge.
std::vector<std::size_t> cells_on(const Grid<float>& grid, const std::vector<Point>& line);
// Cells whose middle lies in the shape, row by row.
std::vector<std::size_t> cells_in(const Grid<float>& grid, const Shape& shape);

}  // namespace adem::geo
