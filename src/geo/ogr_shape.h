// OGR geometries to adem's shapes and back.
#pragma once

#include <ogr_geometry.h>
#include <optional>
#include <vector>

#include "geo/shape.h"

namespace adem::geo {

// Polygons of the geometry, curves made straight, height dropped, longitudes in -180..180, rings
// closed and oriented. Parts that are not polygons are left out.
Shape to_shape(const OGRGeometry& geometry);

// Lines of the geometry, curves made straight, height dropped, longitudes in -180..180. Parts that
// are not lines are left out.
std::vector<std::vector<Point>> to_lines(const OGRGeometry& geometry);

// The point of a point geometry, or of a collection with exactly one point.
std::optional<Point> to_point(const OGRGeometry& geometry);

std::unique_ptr<OGRGeometry> to_ogr(const Shape& shape);

}  // namespace adem::geo
