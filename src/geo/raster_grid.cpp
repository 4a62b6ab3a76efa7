// Grids as files, in metres, and under points.
#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.h"
#include "base/format.h"
#include "geo/raster.h"
#include "geo/raster_impl.h"

namespace adem::geo {

namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

// The UTM zone under the middle of a geographic grid.
OGRSpatialReference utm_of(const Grid<float>& grid) {
  const double x = into_turn(grid.origin_x + grid.dx * static_cast<double>(grid.width) / 2, -180);
  const double y = grid.origin_y - grid.dy * static_cast<double>(grid.height) / 2;
  const int zone = std::min(60, static_cast<int>(std::floor((x + 180) / 6)) + 1);
  // By its number, so that what is written says its name to other programs.
  return read_crs(fmt::format("EPSG:{}", (y >= 0 ? 32600 : 32700) + zone));
}

std::string wkt_of(const OGRSpatialReference& crs) {
  char* wkt = nullptr;
  std::string text;
  if (crs.exportToWkt(&wkt) == OGRERR_NONE && wkt != nullptr) text = wkt;
  CPLFree(wkt);
  return text;
}

// The frame in metres that holds a grid's four edges, its cells square and as fine as the finer
// side of the grid's own.
Grid<float> frame(const Grid<float>& grid, OGRCoordinateTransformation& way) {
  Box box;
  constexpr int kPerSide = 64;
  const double w = grid.dx * static_cast<double>(grid.width);
  const double h = grid.dy * static_cast<double>(grid.height);
  for (int i = 0; i <= kPerSide; ++i) {
    const double share = static_cast<double>(i) / kPerSide;
    for (Point p : {Point{grid.origin_x + share * w, grid.origin_y},
                    Point{grid.origin_x + share * w, grid.origin_y - h},
                    Point{grid.origin_x, grid.origin_y - share * h},
                    Point{grid.origin_x + w, grid.origin_y - share * h}}) {
      if (way.Transform(1, &p.x, &p.y)) box.add(p);
    }
  }
  const double cell = std::min((box.max_x - box.min_x) / static_cast<double>(grid.width),
                               (box.max_y - box.min_y) / static_cast<double>(grid.height));
  Grid<float> out;
  out.dx = out.dy = cell;
  out.origin_x = box.min_x;
  out.origin_y = box.max_y;
  out.width = static_cast<std::size_t>(std::ceil((box.max_x - box.min_x) / cell));
  out.height = static_cast<std::size_t>(std::ceil((box.max_y - box.min_y) / cell));
  return out;
}

}  // namespace

Grid<float> to_metres(const Grid<float>& grid) {
  if (grid.crs.empty()) return grid;
  const OGRSpatialReference crs = read_crs(grid.crs);
  if (!crs.IsGeographic()) {
    const double unit = crs.GetLinearUnits();
    if (std::abs(unit - 1) > 1e-9) {
      const char* name = nullptr;
      crs.GetLinearUnits(&name);
      throw Error(ErrorKind::unsupported, "geo.feet",
                  {{"unit", std::string(name == nullptr ? "?" : name)}});
    }
    return grid;
  }
  const OGRSpatialReference utm = utm_of(grid);
  const auto there = make_transform(crs, utm);
  const auto back = make_transform(utm, crs);
  const QuietGdal quiet;
  Grid<float> out = frame(grid, *there);
  out.crs = wkt_of(utm);
  out.cells.assign(out.width * out.height, kNaN);
  std::vector<double> x(out.width), y(out.width);
  std::vector<int> fine(out.width);
  for (std::size_t row = 0; row < out.height; ++row) {
    for (std::size_t c = 0; c < out.width; ++c) {
      x[c] = out.origin_x + (static_cast<double>(c) + 0.5) * out.dx;
      y[c] = out.origin_y - (static_cast<double>(row) + 0.5) * out.dy;
    }
    back->Transform(static_cast<int>(out.width), x.data(), y.data(), nullptr, fine.data());
    for (std::size_t c = 0; c < out.width; ++c) {
      if (fine[c] == 0) continue;
      if (const auto cell = cell_at(grid, {into_turn(x[c], grid.origin_x), y[c]})) {
        out.at(c, row) = grid.cells[*cell];
      }
    }
  }
  return out;
}

std::vector<Point> from_lonlat(const Grid<float>& grid, std::span<const Point> lonlat) {
  std::vector<Point> out(lonlat.begin(), lonlat.end());
  if (grid.crs.empty()) {
    throw Error(ErrorKind::unsupported, "geo.no-transform",
                {{"from", std::string("WGS 84")}, {"to", std::string("local")}});
  }
  const OGRSpatialReference crs = read_crs(grid.crs);
  const auto way = make_transform(wgs84(), crs);
  const QuietGdal quiet;
  for (auto& p : out) {
    if (way && !way->Transform(1, &p.x, &p.y)) p = {kNaN, kNaN};
    if (crs.IsGeographic()) p.x = into_turn(p.x, grid.origin_x);
  }
  return out;
}

std::vector<Point> to_lonlat(const Grid<float>& grid, std::span<const Point> own) {
  if (grid.crs.empty()) return {};
  std::vector<Point> out(own.begin(), own.end());
  const auto way = make_transform(read_crs(grid.crs), wgs84());
  const QuietGdal quiet;
  for (auto& p : out) {
    if (way && !way->Transform(1, &p.x, &p.y)) p = {kNaN, kNaN};
    p.x = into_turn(p.x, -180);
  }
  return out;
}

}  // namespace adem::geo
