#include "geo/shape.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace adem::geo {

namespace {

constexpr double kEarthRadius_m = 6'371'008.8;

double radians(double degrees) { return degrees * std::numbers::pi / 180.0; }

// Twice the signed area of a ring; counter-clockwise is positive. Relative to the first point, so
// that small rings far from the origin keep their digits.
double doubled_area(const Ring& ring) {
  double sum = 0;
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
    const double ax = ring[i].x - ring[0].x, ay = ring[i].y - ring[0].y;
    const double bx = ring[i + 1].x - ring[0].x, by = ring[i + 1].y - ring[0].y;
    sum += ax * by - bx * ay;
  }
  return sum;
}

bool crosses(const Point& a, const Point& b, Point p) {
  return (a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x;
}

double squared_distance(double ax, double ay, double bx, double by) {
  // From the origin to the segment a-b.
  const double dx = bx - ax, dy = by - ay;
  const double length2 = dx * dx + dy * dy;
  const double t = length2 > 0 ? std::clamp(-(ax * dx + ay * dy) / length2, 0.0, 1.0) : 0.0;
  const double x = ax + t * dx, y = ay + t * dy;
  return x * x + y * y;
}

Point centroid(const Ring& ring) {
  const double area2 = doubled_area(ring);
  if (area2 == 0 || !std::isfinite(area2)) return ring.empty() ? Point{} : ring.front();
  double x = 0, y = 0;
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
    const double ax = ring[i].x - ring[0].x, ay = ring[i].y - ring[0].y;
    const double bx = ring[i + 1].x - ring[0].x, by = ring[i + 1].y - ring[0].y;
    const double cross = ax * by - bx * ay;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  return {ring[0].x + x / (3 * area2), ring[0].y + y / (3 * area2)};
}

}  // namespace

void Box::add(Point p) {
  if (empty()) {
    *this = {p.x, p.y, p.x, p.y};
    return;
  }
  min_x = std::min(min_x, p.x);
  min_y = std::min(min_y, p.y);
  max_x = std::max(max_x, p.x);
  max_y = std::max(max_y, p.y);
}

void Box::add(const Box& other) {
  if (other.empty()) return;
  add(Point{other.min_x, other.min_y});
  add(Point{other.max_x, other.max_y});
}

Box Box::grown(double by) const {
  if (empty()) return *this;
  return {min_x - by, min_y - by, max_x + by, max_y + by};
}

Box bounds(const Shape& shape) {
  Box box;
  for (const auto& polygon : shape) {
    for (const auto& ring : polygon) {
      for (const auto& point : ring) box.add(point);
    }
  }
  return box;
}

bool contains(const Shape& shape, Point p) {
  bool inside = false;
  for (const auto& polygon : shape) {
    for (const auto& ring : polygon) {
      for (std::size_t i = 1; i < ring.size(); ++i) {
        if (crosses(ring[i - 1], ring[i], p)) inside = !inside;
      }
    }
  }
  return inside;
}

double distance_m(Point a, Point b) {
  const double lat = std::sin(radians(b.y - a.y) / 2), lon = std::sin(radians(b.x - a.x) / 2);
  const double h = lat * lat + std::cos(radians(a.y)) * std::cos(radians(b.y)) * lon * lon;
  return 2 * kEarthRadius_m * std::asin(std::min(1.0, std::sqrt(h)));
}

double distance_m(Point p, const Shape& shape) {
  if (contains(shape, p)) return 0;
  const double metres_y = kEarthRadius_m * std::numbers::pi / 180;
  const double metres_x = metres_y * std::cos(radians(p.y));
  double best = std::numeric_limits<double>::infinity();
  for (const auto& polygon : shape) {
    for (const auto& ring : polygon) {
      for (std::size_t i = 1; i < ring.size(); ++i) {
        best = std::min(
            best,
            squared_distance((ring[i - 1].x - p.x) * metres_x, (ring[i - 1].y - p.y) * metres_y,
                             (ring[i].x - p.x) * metres_x, (ring[i].y - p.y) * metres_y));
      }
    }
  }
  return std::sqrt(best);
}

Point label_point(const Shape& shape) {
  const Ring* largest = nullptr;
  double area = -1;
  for (const auto& polygon : shape) {
    if (polygon.empty() || polygon.front().empty()) continue;
    const double candidate = std::abs(doubled_area(polygon.front()));
    if (candidate > area) {
      area = candidate;
      largest = &polygon.front();
    }
  }
  return largest == nullptr ? Point{} : centroid(*largest);
}

void orient(Shape& shape) {
  for (auto& polygon : shape) {
    for (std::size_t r = 0; r < polygon.size(); ++r) {
      const double area2 = doubled_area(polygon[r]);
      if (r == 0 ? area2 < 0 : area2 > 0) std::reverse(polygon[r].begin(), polygon[r].end());
    }
  }
}

}  // namespace adem::geo
