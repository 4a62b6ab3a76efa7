#include "brief/map_frame.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <unordered_set>

#include "base/format.h"

namespace adem::brief {

namespace {

constexpr double kMetresPerDegree = 111195;
constexpr double kNarrowest = 0.62, kTallest = 0.95;  // height over width
constexpr double kLeastWidthM = 1200;

double cos_of(double degrees) { return std::cos(degrees * std::numbers::pi / 180); }

void grow_to(double& low, double& high, double span) {
  const double middle = (low + high) / 2;
  if (high - low < span) {
    low = middle - span / 2;
    high = middle + span / 2;
  }
}

using geo::Point;
using geo::Ring;

// One side of the window (Sutherland and Hodgman 1974): keeps what lies where inside() says so.
template <typename Inside, typename Cross>
Ring cut(const Ring& ring, Inside inside, Cross cross) {
  Ring out;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point a = ring[i];
    const Point b = ring[(i + 1) % ring.size()];
    if (inside(a)) out.push_back(a);
    if (inside(a) != inside(b)) out.push_back(cross(a, b));
  }
  return out;
}

Ring cut_at_x(const Ring& ring, double x, bool below) {
  return cut(
      ring, [=](Point p) { return below ? p.x <= x : p.x >= x; },
      [=](Point a, Point b) { return Point{x, a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x)}; });
}

Ring cut_at_y(const Ring& ring, double y, bool below) {
  return cut(
      ring, [=](Point p) { return below ? p.y <= y : p.y >= y; },
      [=](Point a, Point b) { return Point{a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y), y}; });
}

struct Written {
  std::string data;
  std::size_t points = 0;
};

// In whole units, points that fall together written once.
Written relative_path(const std::vector<Point>& plane) {
  Written out;
  long last_x = 0, last_y = 0;
  for (const Point p : plane) {
    const long x = std::lround(p.x), y = std::lround(p.y);
    if (out.points > 0 && x == last_x && y == last_y) continue;
    // One move, then relative lines: the shortest way to write it.
    out.data += out.points == 0   ? fmt::format("M{} {}l", x, y)
                : out.points == 1 ? fmt::format("{} {}", x - last_x, y - last_y)
                                  : fmt::format(" {} {}", x - last_x, y - last_y);
    last_x = x;
    last_y = y;
    ++out.points;
  }
  return out;
}

std::string ring_path(const Ring& ring, const MapFrame& frame) {
  constexpr double kMargin = 20;  // so that the cut edge itself is not seen
  Ring plane;
  plane.reserve(ring.size());
  for (const Point p : ring) plane.push_back(frame.project(p));
  if (plane.size() > 1 && plane.front() == plane.back()) plane.pop_back();
  plane = cut_at_x(plane, -kMargin, false);
  plane = cut_at_x(plane, kPlane + kMargin, true);
  plane = cut_at_y(plane, -kMargin, false);
  plane = cut_at_y(plane, frame.height + kMargin, true);
  const auto path = relative_path(plane);
  return path.points < 3 ? "" : path.data + "z";
}

geo::Box framed(geo::Box box) {
  if (box.empty()) return box;
  const double scale = cos_of((box.min_y + box.max_y) / 2);
  grow_to(box.min_x, box.max_x, kLeastWidthM / kMetresPerDegree / scale);
  const double pad_x = (box.max_x - box.min_x) * 0.08;
  const double pad_y = (box.max_y - box.min_y) * 0.08;
  box = {box.min_x - pad_x, box.min_y - pad_y, box.max_x + pad_x, box.max_y + pad_y};
  grow_to(box.min_y, box.max_y, (box.max_x - box.min_x) * scale * kNarrowest);
  grow_to(box.min_x, box.max_x, (box.max_y - box.min_y) / scale / kTallest);
  return box;
}

}  // namespace

geo::Box map_window(const election::StationTable& stations,
                    const std::vector<election::Area>& areas) {
  geo::Box box;
  std::unordered_set<std::string_view> used;
  for (std::size_t row = 0; row < stations.size(); ++row) {
    used.insert(stations.text(row, election::StationText::area));
    // A point in another village may be a typing error far away: it does not stretch the map.
    if (!drawable(stations, row) || stations.flags(row).has(election::Flag::outside_area)) continue;
    box.add(geo::Point{stations.lon(row), stations.lat(row)});
  }
  const bool placed = !box.empty();
  for (const auto& area : areas) {
    if (area.shape.empty() || (!used.contains(area.code) && !used.empty())) continue;
    if (placed) {
      box.add(geo::label_point(area.shape));
    } else {
      box.add(geo::bounds(area.shape));
    }
  }
  return framed(box);
}

MapFrame fit_frame(const Input& input) {
  const geo::Box box = map_window(input.stations, input.areas);
  MapFrame frame;
  if (box.empty()) return frame;
  const double scale = cos_of((box.min_y + box.max_y) / 2);
  frame.lonlat = box;
  frame.per_degree_x = kPlane / (box.max_x - box.min_x);
  frame.per_degree_y = frame.per_degree_x / scale;
  frame.height = std::round((box.max_y - box.min_y) * frame.per_degree_y);
  frame.metres_per_unit = kMetresPerDegree / frame.per_degree_y;
  return frame;
}

std::string path_data(const geo::Shape& shape, const MapFrame& frame) {
  std::string out;
  for (const auto& polygon : shape) {
    for (const auto& ring : polygon) out += ring_path(ring, frame);
  }
  return out;
}

std::string line_data(const std::vector<Point>& lonlat, const MapFrame& frame) {
  std::vector<Point> plane;
  bool inside = false;
  for (const Point p : lonlat) {
    inside = inside || frame.lonlat.contains(p);
    plane.push_back(frame.project(p));
  }
  if (!inside) return {};
  const auto path = relative_path(plane);
  return path.points < 2 ? "" : path.data;
}

}  // namespace adem::brief
