#include "geo/terrain.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "base/error.h"
#include "geo/raster_impl.h"

namespace adem::geo {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

void check_unit(const std::string& unit, const std::string& path) {
  static constexpr std::array<std::string_view, 6> metres = {"",       "m",     "metre",
                                                             "metres", "meter", "meters"};
  std::string lower = unit;
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (std::find(metres.begin(), metres.end(), lower) != metres.end()) return;
  throw Error(ErrorKind::unsupported, "geo.height-unit", {{"unit", unit}}, path);
}

// From one system to another; points as they are where either names none or both are the same.
struct Way {
  Way(const std::string& from, const std::string& to) {
    if (from.empty() || to.empty() || from == to) return;
    const auto source = read_crs(from);
    const auto target = read_crs(to);
    geographic = target.IsGeographic();
    // Geographic to geographic needs the turn only.
    transform = make_transform(source, target);
  }
  Transform transform;
  bool geographic = false;
};

}  // namespace

Terrain read_terrain(const std::string& path, const std::string& crs_override) {
  const auto raster = Raster::open_local(path, crs_override);
  check_unit(raster.info().unit, path);
  const auto own = raster.read(1);
  // No ground is modelled in cells finer than a centimetre: these are degrees without a name.
  constexpr double kFinest_m = 0.01;
  if (own.crs.empty() && std::min(own.dx, own.dy) < kFinest_m) {
    throw Error(ErrorKind::bad_input, "geo.degrees", {{"cell", own.dx}}, path);
  }
  Terrain out;
  out.own_crs = own.crs;
  out.own_box.add(Point{own.origin_x, own.origin_y});
  out.own_box.add(Point{own.origin_x + own.dx * static_cast<double>(own.width),
                        own.origin_y - own.dy * static_cast<double>(own.height)});
  try {
    out.ground = to_metres(own);
  } catch (const Error& error) {
    throw Error(error.kind(), error.message().code, error.message().args, path);
  }
  if (std::all_of(out.ground.cells.begin(), out.ground.cells.end(),
                  [](float z) { return std::isnan(z); })) {
    throw Error(ErrorKind::bad_input, "geo.all-nodata", {{"path", path}}, path);
  }
  return out;
}

Point onto(const Terrain& terrain, Point own) {
  const Way way(terrain.own_crs, terrain.ground.crs);
  const QuietGdal quiet;
  // 0-360 and -180..180 name the same meridians.
  if (way.transform && !way.transform->Transform(1, &own.x, &own.y)) return {kNaN, kNaN};
  return own;
}

std::vector<std::uint32_t> cells_under(const Terrain& terrain, const Grid<float>& other) {
  const auto& ground = terrain.ground;
  // A raster without a coordinate system is in the terrain's own.
  const Way way(ground.crs, other.crs.empty() ? terrain.own_crs : other.crs);
  const bool geographic = way.geographic;
  const QuietGdal quiet;
  std::vector<std::uint32_t> out(ground.cells.size(), kOutside);
  std::vector<double> x(ground.width), y(ground.width);
  std::vector<int> fine(ground.width, 1);
  for (std::size_t row = 0; row < ground.height; ++row) {
    for (std::size_t c = 0; c < ground.width; ++c) {
      x[c] = ground.origin_x + (static_cast<double>(c) + 0.5) * ground.dx;
      y[c] = ground.origin_y - (static_cast<double>(row) + 0.5) * ground.dy;
    }
    if (way.transform) {
      way.transform->Transform(static_cast<int>(ground.width), x.data(), y.data(), nullptr,
                               fine.data());
    }
    for (std::size_t c = 0; c < ground.width; ++c) {
      if (fine[c] == 0) continue;
      const double at_x = geographic ? into_turn(x[c], other.origin_x) : x[c];
      if (const auto cell = cell_at(other, {at_x, y[c]})) {
        out[row * ground.width + c] = static_cast<std::uint32_t>(*cell);
      }
    }
  }
  return out;
}

Grid<float> like_terrain(const Terrain& terrain, const std::string& path) {
  const auto other = Raster::open_local(path).read(1);
  const auto under = cells_under(terrain, other);
  Grid<float> out = terrain.ground;
  for (std::size_t i = 0; i < under.size(); ++i) {
    out.cells[i] =
        under[i] == kOutside ? std::numeric_limits<float>::quiet_NaN() : other.cells[under[i]];
  }
  return out;
}

}  // namespace adem::geo
