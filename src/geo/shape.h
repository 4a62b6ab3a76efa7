// Points, boxes and polygons, and the few measures adem needs of them. Coordinates are x east,
// y north, in the unit of the coordinate system they are said to be in (degrees for WGS84).
#pragma once

#include <string>
#include <vector>

namespace adem::geo {

struct Point {
  double x = 0;
  double y = 0;
  bool operator==(const Point&) const = default;
};

// Empty until a point is put in.
struct Box {
  double min_x = 1, min_y = 1, max_x = 0, max_y = 0;
  bool empty() const { return min_x > max_x; }
  bool contains(Point p) const {
    return p.x >= min_x && p.x <= max_x && p.y >= min_y && p.y <= max_y;
  }
  void add(Point p);
  void add(const Box& other);
  Box grown(double by) const;
  bool operator==(const Box&) const = default;
};

// Closed: first point equals last. The first ring of a polygon is its outer boundary.
using Ring = std::vector<Point>;
using Polygon = std::vector<Ring>;
// A multipolygon; empty where the geometry is not known.
using Shape = std::vector<Polygon>;

Box bounds(const Shape& shape);

// Even-odd rule over all rings; a point on the boundary may fall on either side.
bool contains(const Shape& shape, Point p);

// Metres on the sphere (haversine, radius 6,371,008.8 m) between two lon/lat points.
double distance_m(Point a, Point b);

// Metres from a lon/lat point to the nearest boundary of a lon/lat shape; 0 inside it.
// Infinity for an empty shape. Planar approximation at the point's latitude: within 0.5 % for
// distances under 100 km away from the poles.
double distance_m(Point p, const Shape& shape);

// A point that stands for the shape on a map: the centroid of its largest polygon.
Point label_point(const Shape& shape);

// Outer rings counter-clockwise, holes clockwise, so that the same outline compares equal whatever
// format it came through.
void orient(Shape& shape);

}  // namespace adem::geo
