// Reads a layer at the stations.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/error.h"
#include "geo/raster.h"
#include "geo/table.h"
#include "outlook/outlook.h"
#include "water/still.h"

namespace adem::outlook {

namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

struct Placed {
  std::vector<geo::Point> points;
  std::vector<std::uint32_t> rows;
};

Placed placed(const election::StationTable& stations) {
  Placed out;
  for (std::size_t row = 0; row < stations.size(); ++row) {
    if (!stations.has_point(row)) continue;
    out.points.push_back({stations.lon(row), stations.lat(row)});
    out.rows.push_back(static_cast<std::uint32_t>(row));
  }
  return out;
}

void sample_raster(HazardAtStations& out, const std::string& path, const Placed& at,
                   const Progress& progress) {
  const auto raster = geo::Raster::open(path, out.layer.crs);
  const bool flood = out.layer.kind == election::HazardKind::flood;
  const double factor = flood ? election::metres_in(raster.info().unit, out.layer.name) : 1;
  out.steps = static_cast<std::size_t>(raster.info().bands);
  std::vector<int> bands(out.steps);
  std::iota(bands.begin(), bands.end(), 1);
  std::vector<float> sampled(at.points.size() * out.steps);
  raster.sample_series(bands, at.points, sampled, progress);
  for (std::size_t i = 0; i < at.rows.size(); ++i) {
    for (std::size_t s = 0; s < out.steps; ++s) {
      const float v = sampled[i * out.steps + s];
      float& value = out.value[at.rows[i] * out.steps + s];
      // Below nought is an artefact of some models: dry.
      value = flood ? std::max(0.0F, static_cast<float>(static_cast<double>(v) * factor)) : v;
      if (std::isnan(v)) value = kNaN;
      if (!flood && v > 0) value = 1;
    }
  }
}

// What a chance layer says of itself: depths and number of members, both needed.
void read_chances(HazardAtStations& out, const std::string& path) {
  const auto raster = geo::Raster::open(path, out.layer.crs);
  const auto fail = [&] {
    throw Error(ErrorKind::bad_input, "outlook.bad-chances", {{"name", out.layer.name}}, path);
  };
  const auto depths_m = election::depths_of(raster.text(election::kThresholdsText));
  if (!depths_m) fail();
  out.above_m = *depths_m;
  const auto members = raster.text(election::kMembersText);
  std::from_chars(members.data(), members.data() + members.size(), out.members);
  const auto depths = out.above_m.size();
  const bool rising = std::is_sorted(out.above_m.begin(), out.above_m.end());
  const auto bands = static_cast<std::size_t>(raster.info().bands);
  if (depths == 0 || !rising || out.members < 1 || bands % depths != 0) fail();
}

// Sets of members, a band each.
void sample_futures(HazardAtStations& out, const std::string& path, std::size_t stations,
                    const Placed& at, const Progress& progress) {
  const auto raster = geo::Raster::open(path, out.layer.crs);
  const auto head = election::futures_head(raster, out.layer.name);
  out.above_m = head.above_m;
  out.members = head.members;
  out.steps = static_cast<std::size_t>(raster.info().bands);
  std::vector<int> bands(out.steps);
  std::iota(bands.begin(), bands.end(), 1);
  std::vector<std::uint32_t> sampled(at.points.size() * out.steps);
  raster.sample_masks(bands, at.points, election::kCellUnknown, sampled, progress);
  out.masks.assign(stations * out.steps, election::kCellUnknown);
  for (std::size_t i = 0; i < at.rows.size(); ++i) {
    std::copy_n(sampled.begin() + static_cast<std::ptrdiff_t>(i * out.steps), out.steps,
                out.masks.begin() + static_cast<std::ptrdiff_t>(at.rows[i] * out.steps));
  }
}

// Polygons as kept by the workspace: one optional column depth_m.
void sample_polygons(HazardAtStations& out, const std::string& path, const Placed& at) {
  geo::TableOptions options;
  options.crs = out.layer.crs;
  const auto reader = geo::open_table(path, options);
  const auto& columns = reader->columns();
  const auto depth = std::find(columns.begin(), columns.end(), "depth_m");
  out.depth_known = depth != columns.end();
  const auto column = static_cast<std::size_t>(depth - columns.begin());
  std::vector<std::uint32_t> by_x(at.points.size());
  std::iota(by_x.begin(), by_x.end(), 0U);
  std::sort(by_x.begin(), by_x.end(),
            [&](auto a, auto b) { return at.points[a].x < at.points[b].x; });
  std::vector<float> found(at.points.size(), 0);
  geo::Box all;
  for (geo::Row row; reader->next(row);) {
    if (row.shape == nullptr || row.shape->empty()) continue;
    const auto box = geo::bounds(*row.shape);
    all.add(box);
    const float value =
        out.depth_known ? std::strtof(std::string(row.cells[column]).c_str(), nullptr) : 1.0F;
    auto i = std::lower_bound(by_x.begin(), by_x.end(), box.min_x,
                              [&](auto p, double x) { return at.points[p].x < x; });
    for (; i != by_x.end() && at.points[*i].x <= box.max_x; ++i) {
      if (!(value > found[*i])) continue;
      if (box.contains(at.points[*i]) && geo::contains(*row.shape, at.points[*i])) {
        found[*i] = value;
      }
    }
  }
  const bool flood = out.layer.kind == election::HazardKind::flood;
  for (std::size_t i = 0; i < at.rows.size(); ++i) {
    const bool known = !flood || (!all.empty() && all.contains(at.points[i]));
    out.value[at.rows[i]] = known ? found[i] : kNaN;
  }
}

// Bands: ground, connection level; the level series travels in the file.
void sample_still(HazardAtStations& out, const std::string& path, std::size_t stations,
                  const Placed& at, const election::Window& window, const Progress& progress) {
  const auto raster = geo::Raster::open(path, out.layer.crs);
  out.level_m = water::levels_over(water::series_from_text(raster.text(water::kSeriesText)), window,
                                   out.layer.name);
  out.ground_m.assign(stations, kNaN);
  out.connection_m.assign(stations, kNaN);
  const std::array<int, 2> bands = {1, 2};
  std::vector<float> sampled(at.points.size() * 2);
  raster.sample_series(bands, at.points, sampled, progress);
  for (std::size_t i = 0; i < at.rows.size(); ++i) {
    out.ground_m[at.rows[i]] = sampled[2 * i];
    out.connection_m[at.rows[i]] = sampled[2 * i + 1];
  }
}

}  // namespace

HazardAtStations sample_layer(const election::HazardLayer& layer, const std::string& path,
                              const election::StationTable& stations,
                              const election::Window& window, const Progress& progress) {
  HazardAtStations out;
  out.layer = layer;
  const Placed at = placed(stations);
  if (layer.form == election::HazardForm::still_water) {
    sample_still(out, path, stations.size(), at, window, progress);
    return out;
  }
  if (layer.form == election::HazardForm::futures) {
    sample_futures(out, path, stations.size(), at, progress);
    return out;
  }
  if (layer.form == election::HazardForm::chance) read_chances(out, path);
  if (layer.form == election::HazardForm::raster || layer.form == election::HazardForm::chance) {
    const auto bands = geo::Raster::open(path, layer.crs).info().bands;
    out.value.assign(stations.size() * static_cast<std::size_t>(bands), kNaN);
    sample_raster(out, path, at, progress);
  } else {
    out.value.assign(stations.size(), kNaN);
    sample_polygons(out, path, at);
  }
  if (layer.kind != election::HazardKind::flood) out.depth_known = false;
  return out;
}

}  // namespace adem::outlook
