#include "geo/features.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <gdal_priv.h>
#include <limits>
#include <memory>
#include <ogrsf_frmts.h>
#include <unordered_set>

#include "base/error.h"
#include "base/format.h"
#include "geo/gdal_scope.h"
#include "geo/ogr_shape.h"
#include "geo/raster_impl.h"

namespace adem::geo {

namespace {

[[noreturn]] void bad(const std::string& path, const std::string& why) {
  throw Error(ErrorKind::bad_input, "geo.bad-features", {{"path", path}, {"why", why}}, path);
}

std::unique_ptr<GDALDataset> open(const std::string& path, const GdalScope& scope) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    throw Error(ErrorKind::not_found, "base.cannot-read", {{"path", path}}, path);
  }
  register_gdal();
  std::unique_ptr<GDALDataset> set(
      GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR));
  if (!set || set->GetLayerCount() == 0) bad(path, scope.failure());
  return set;
}

std::vector<Point> points_of(const OGRSimpleCurve& curve) {
  std::vector<Point> out;
  for (int i = 0; i < curve.getNumPoints(); ++i) {
    const Point p{curve.getX(i), curve.getY(i)};
    if (std::isfinite(p.x) && std::isfinite(p.y)) out.push_back(p);
  }
  return out;
}

void add(const OGRGeometry& geometry, Feature& to) {
  const auto type = wkbFlatten(geometry.getGeometryType());
  if (type == wkbPoint) {
    const auto& p = *geometry.toPoint();
    if (!p.IsEmpty() && std::isfinite(p.getX()) && std::isfinite(p.getY())) {
      to.points.push_back({p.getX(), p.getY()});
    }
  } else if (type == wkbLineString) {
    auto line = points_of(*geometry.toLineString());
    if (!line.empty()) to.lines.push_back(std::move(line));
  } else if (type == wkbPolygon) {
    Polygon polygon;
    for (const auto* ring : *geometry.toPolygon()) {
      auto made = points_of(*ring);
      if (made.size() >= 4) polygon.push_back(std::move(made));
    }
    if (!polygon.empty()) to.polygons.push_back(std::move(polygon));
  } else if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection)) {
    for (const auto* part : *geometry.toGeometryCollection()) add(*part, to);
  }
}

std::string name_of(const OGRFeature& feature) {
  for (const char* name : {"name", "nama", "Name", "Nama", "NAME", "NAMA", "key", "id"}) {
    const int field = feature.GetFieldIndex(name);
    if (field >= 0 && feature.IsFieldSetAndNotNull(field)) {
      return feature.GetFieldAsString(field);
    }
  }
  return {};
}

std::vector<std::pair<std::string, std::string>> fields_of(const OGRFeature& feature) {
  std::vector<std::pair<std::string, std::string>> out;
  for (int i = 0; i < feature.GetFieldCount(); ++i) {
    if (!feature.IsFieldSetAndNotNull(i)) continue;
    out.emplace_back(feature.GetFieldDefnRef(i)->GetNameRef(), feature.GetFieldAsString(i));
  }
  return out;
}

template <typename Each>
void each_point(std::vector<Feature>& features, Each each) {
  for (auto& feature : features) {
    for (auto& p : feature.points) each(p);
    for (auto& line : feature.lines) {
      for (auto& p : line) each(p);
    }
    for (auto& polygon : feature.polygons) {
      for (auto& ring : polygon) {
        for (auto& p : ring) each(p);
      }
    }
  }
}

// Whether the features are written in the terrain's own coordinates.
bool in_own_coordinates(std::vector<Feature>& features, const Terrain& terrain) {
  Box box;
  each_point(features, [&box](const Point& p) { box.add(p); });
  const auto& own = terrain.own_box;
  return !box.empty() && box.min_x <= own.max_x && box.max_x >= own.min_x &&
         box.min_y <= own.max_y && box.max_y >= own.min_y;
}

// No place on Earth, in degrees or metres, lies further from a system's origin; what a damaged file
// holds overflows when it is subtracted.
void must_be_near(std::vector<Feature>& features, const std::string& path) {
  constexpr double kFarthest = 1e9;
  each_point(features, [&](const Point& p) {
    if (std::abs(p.x) <= kFarthest && std::abs(p.y) <= kFarthest) return;
    throw Error(ErrorKind::bad_input, "geo.off-earth",
                {{"path", path}, {"x", fmt::format("{}", p.x)}, {"y", fmt::format("{}", p.y)}},
                path);
  });
}

void onto_grid(std::vector<Feature>& features, const std::string& from, const Terrain& terrain,
               const std::string& path) {
  if (from.empty() || terrain.ground.crs.empty()) return;
  const auto way = make_transform(read_crs(from), read_crs(terrain.ground.crs));
  if (!way) return;
  const QuietGdal quiet;
  each_point(features, [&](Point& p) {
    if (!way->Transform(1, &p.x, &p.y)) bad(path, "PROJ");
  });
}

}  // namespace

std::vector<Feature> read_features(const std::string& path, const Terrain& terrain) {
  const GdalScope scope;
  const auto set = open(path, scope);
  OGRLayer& layer = *set->GetLayer(0);
  std::string crs;
  if (const auto* own = layer.GetSpatialRef(); own != nullptr) {
    char* wkt = nullptr;
    if (own->exportToWkt(&wkt) == OGRERR_NONE && wkt != nullptr) crs = wkt;
    CPLFree(wkt);
  }
  std::vector<Feature> out;
  for (const auto& feature : layer) {
    Feature made;
    made.name = name_of(*feature);
    made.fields = fields_of(*feature);
    if (const auto* geometry = feature->GetGeometryRef(); geometry != nullptr) {
      if (geometry->hasCurveGeometry()) {
        const std::unique_ptr<OGRGeometry> straight(geometry->getLinearGeometry());
        if (straight) add(*straight, made);
      } else {
        add(*geometry, made);
      }
    }
    out.push_back(std::move(made));
  }
  if (!scope.failure().empty()) bad(path, scope.failure());
  must_be_near(out, path);
  onto_grid(out, in_own_coordinates(out, terrain) ? terrain.own_crs : crs, terrain, path);
  return out;
}

std::vector<std::size_t> cells_on(const Grid<float>& grid, const std::vector<Point>& line) {
  std::vector<std::size_t> out;
  const auto put = [&](Point p) {
    if (const auto cell = cell_at(grid, p)) out.push_back(*cell);
  };
  if (line.size() == 1) put(line.front());
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const Point a = line[i], b = line[i + 1];
    // Where the segment crosses the grid's lines, as shares of its length; between two crossings it
    // lies in one cell.
    std::vector<double> cuts = {0, 1};
    const auto cut = [&cuts](double from, double to, double origin, double step, double cells) {
      if (from == to) return;
      const double first = std::floor((std::min(from, to) - origin) / step);
      const double last = std::ceil((std::max(from, to) - origin) / step);
      for (double k = std::max(0.0, first); k <= std::min(cells, last); ++k) {
        const double share = (origin + k * step - from) / (to - from);
        if (share > 0 && share < 1) cuts.push_back(share);
      }
    };
    cut(a.x, b.x, grid.origin_x, grid.dx, static_cast<double>(grid.width));
    cut(-a.y, -b.y, -grid.origin_y, grid.dy, static_cast<double>(grid.height));
    std::sort(cuts.begin(), cuts.end());
    for (std::size_t c = 0; c + 1 < cuts.size(); ++c) {
      const double middle = (cuts[c] + cuts[c + 1]) / 2;
      put({std::lerp(a.x, b.x, middle), std::lerp(a.y, b.y, middle)});
    }
  }
  std::unordered_set<std::size_t> seen;
  std::erase_if(out, [&seen](std::size_t cell) { return !seen.insert(cell).second; });
  return out;
}

std::vector<std::size_t> cells_in(const Grid<float>& grid, const Shape& shape) {
  std::vector<std::size_t> out;
  std::vector<double> crossings;
  const Box box = bounds(shape);
  const auto row_of = [&grid](double y) {
    const double row = std::floor((grid.origin_y - y) / grid.dy);
    return static_cast<std::size_t>(std::clamp(row, 0.0, static_cast<double>(grid.height)));
  };
  const std::size_t end_row = box.empty() ? 0 : std::min(row_of(box.min_y) + 1, grid.height);
  for (std::size_t row = box.empty() ? 0 : row_of(box.max_y); row < end_row; ++row) {
    const double y = grid.origin_y - (static_cast<double>(row) + 0.5) * grid.dy;
    crossings.clear();
    for (const auto& polygon : shape) {
      for (const auto& ring : polygon) {
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
          const Point a = ring[i], b = ring[i + 1];
          if ((a.y > y) == (b.y > y)) continue;
          crossings.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
        }
      }
    }
    std::sort(crossings.begin(), crossings.end());
    for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
      const double first = std::ceil((crossings[i] - grid.origin_x) / grid.dx - 0.5);
      const double last = std::floor((crossings[i + 1] - grid.origin_x) / grid.dx - 0.5);
      const double end = std::min(last, static_cast<double>(grid.width) - 1);
      for (double c = std::max(0.0, first); c <= end; ++c) {
        out.push_back(row * grid.width + static_cast<std::size_t>(c));
      }
    }
  }
  return out;
}

}  // namespace adem::geo
