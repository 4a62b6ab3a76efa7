#include "geo/ogr_shape.h"

#include <cmath>
#include <memory>

#include "base/format.h"
#include "geo/table.h"

namespace adem::geo {

namespace {

double wrapped(double lon) { return lon > 180 && lon <= 360 ? lon - 360 : lon; }

Ring to_ring(const OGRLinearRing& from) {
  Ring ring;
  const int count = from.getNumPoints();
  ring.reserve(static_cast<std::size_t>(count) + 1);
  for (int i = 0; i < count; ++i) {
    const Point p{wrapped(from.getX(i)), from.getY(i)};
    if (std::isfinite(p.x) && std::isfinite(p.y)) ring.push_back(p);
  }
  if (!ring.empty() && ring.front() != ring.back()) ring.push_back(ring.front());
  return ring;
}

void add_polygons(const OGRGeometry& geometry, Shape& shape) {
  const auto type = wkbFlatten(geometry.getGeometryType());
  if (type == wkbPolygon) {
    Polygon polygon;
    for (const auto* ring : *geometry.toPolygon()) {
      Ring made = to_ring(*ring);
      if (made.size() >= 4) {
        polygon.push_back(std::move(made));
      } else if (polygon.empty()) {
        return;  // no outer boundary: its holes mean nothing
      }
    }
    if (!polygon.empty()) shape.push_back(std::move(polygon));
  } else if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection)) {
    for (const auto* part : *geometry.toGeometryCollection()) add_polygons(*part, shape);
  }
}

void add_lines(const OGRGeometry& geometry, std::vector<std::vector<Point>>& lines) {
  const auto type = wkbFlatten(geometry.getGeometryType());
  if (type == wkbLineString) {
    const auto& from = *geometry.toLineString();
    auto& line = lines.emplace_back();
    line.reserve(static_cast<std::size_t>(from.getNumPoints()));
    for (int i = 0; i < from.getNumPoints(); ++i) {
      line.push_back({wrapped(from.getX(i)), from.getY(i)});
    }
  } else if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection)) {
    for (const auto* part : *geometry.toGeometryCollection()) add_lines(*part, lines);
  }
}

}  // namespace

std::vector<std::vector<Point>> to_lines(const OGRGeometry& geometry) {
  std::vector<std::vector<Point>> lines;
  if (geometry.hasCurveGeometry()) {
    const std::unique_ptr<OGRGeometry> straight(geometry.getLinearGeometry());
    if (straight) add_lines(*straight, lines);
  } else {
    add_lines(geometry, lines);
  }
  return lines;
}

Shape to_shape(const OGRGeometry& geometry) {
  Shape shape;
  if (geometry.hasCurveGeometry()) {
    const std::unique_ptr<OGRGeometry> straight(geometry.getLinearGeometry());
    if (straight) add_polygons(*straight, shape);
  } else {
    add_polygons(geometry, shape);
  }
  orient(shape);
  return shape;
}

std::optional<Point> to_point(const OGRGeometry& geometry) {
  const auto type = wkbFlatten(geometry.getGeometryType());
  if (type == wkbPoint) {
    const auto& point = *geometry.toPoint();
    if (point.IsEmpty() || !std::isfinite(point.getX()) || !std::isfinite(point.getY())) {
      return std::nullopt;
    }
    return Point{wrapped(point.getX()), point.getY()};
  }
  if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection)) {
    const auto& collection = *geometry.toGeometryCollection();
    if (collection.getNumGeometries() == 1) return to_point(*collection.getGeometryRef(0));
  }
  return std::nullopt;
}

std::unique_ptr<OGRGeometry> to_ogr(const Shape& shape) {
  const auto polygon_of = [](const Polygon& from) {
    auto polygon = std::make_unique<OGRPolygon>();
    for (const auto& ring : from) {
      auto made = std::make_unique<OGRLinearRing>();
      made->setNumPoints(static_cast<int>(ring.size()));
      for (std::size_t i = 0; i < ring.size(); ++i) {
        made->setPoint(static_cast<int>(i), ring[i].x, ring[i].y);
      }
      polygon->addRingDirectly(made.release());
    }
    return polygon;
  };
  if (shape.size() == 1) return polygon_of(shape.front());
  auto multi = std::make_unique<OGRMultiPolygon>();
  for (const auto& polygon : shape) multi->addGeometryDirectly(polygon_of(polygon).release());
  return multi;
}

std::string to_wkt(const Shape& shape) {
  if (shape.empty()) return {};
  std::string text = "MULTIPOLYGON (";
  for (std::size_t p = 0; p < shape.size(); ++p) {
    text += p == 0 ? "(" : ",(";
    for (std::size_t r = 0; r < shape[p].size(); ++r) {
      text += r == 0 ? "(" : ",(";
      const Ring& ring = shape[p][r];
      for (std::size_t i = 0; i < ring.size(); ++i) {
        fmt::format_to(std::back_inserter(text), "{}{} {}", i == 0 ? "" : ",", ring[i].x,
                       ring[i].y);
      }
      text += ")";
    }
    text += ")";
  }
  return text + ")";
}

std::optional<Shape> from_wkt(const std::string& text) {
  OGRGeometry* made = nullptr;
  if (OGRGeometryFactory::createFromWkt(text.c_str(), nullptr, &made) != OGRERR_NONE) {
    return std::nullopt;
  }
  const std::unique_ptr<OGRGeometry> geometry(made);
  Shape shape = to_shape(*geometry);
  if (shape.empty()) return std::nullopt;
  return shape;
}

}  // namespace adem::geo
