#include "brief/brief_input.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <limits>
#include <map>

#include "brief/map_frame.h"
#include "desk/book.h"
#include "desk/desk_fold.h"
#include "election/futures.h"
#include "geo/outline.h"
#include "geo/raster.h"
#include "geo/table.h"
#include "ledger/log.h"
#include "outlook/closed_hours.h"
#include "water/still.h"
#include "workspace/causes_run.h"
#include "workspace/hazard_store.h"
#include "workspace/ledger_store.h"
#include "workspace/register_store.h"

namespace adem::brief {

namespace {

using election::HazardForm;
using election::HazardKind;
using election::HazardLayer;

std::string class_of(std::string_view depth_text, const election::RuleBook& rules) {
  double depth = 0;
  const auto* end = depth_text.data() + depth_text.size();
  if (depth_text.empty() || std::from_chars(depth_text.data(), end, depth).ec != std::errc()) {
    return {};
  }
  for (const auto& known : rules.depth_classes) {
    if (depth >= known.from_m && (!known.to_m || depth < *known.to_m)) return known.code;
  }
  return {};
}

// The deepest that still water gets in the station's hours where the sea comes: band 1 is the
// ground, band 2 the level at which a place is reached (water/still.h).
std::function<float(std::span<const float>)> deepest_of(const std::string& path,
                                                        const election::Window& hours) {
  const auto series = water::series_from_text(geo::Raster::open(path).text(water::kSeriesText));
  double highest = -std::numeric_limits<double>::infinity();
  for (std::size_t step = 0; step < hours.steps; ++step) {
    highest = std::max(highest, series.at(hours.at(step)));
  }
  return [highest = static_cast<float>(highest)](std::span<const float> bands) {
    const float ground = bands[0], reached = bands[1];
    if (std::isnan(ground) || std::isnan(reached)) return ground + reached;
    return reached <= highest ? highest - ground : 0.0F;
  };
}

// The depth that at least half of the computed futures exceed at some moment, to the layer's own
// steps: what is as likely as not.
std::function<float(std::span<const float>)> likely_of(const std::string& path) {
  const auto texts = geo::Raster::open(path).text(election::kThresholdsText);
  std::vector<float> above;
  for (const double depth : election::depths_of(texts).value_or(std::vector<double>{})) {
    above.push_back(static_cast<float>(depth));
  }
  return [above](std::span<const float> bands) {
    float depth = 0;
    for (std::size_t b = 0; b < bands.size() && !above.empty(); ++b) {
      if (std::isnan(bands[b])) return bands[b];
      constexpr float kHalf = 0.5F;
      if (bands[b] >= kHalf) depth = std::max(depth, above[b % above.size()]);
    }
    return depth;
  };
}

// The same from the sets of members themselves.
std::function<float(std::span<const std::uint32_t>)> likely_in(const std::string& path,
                                                               const HazardLayer& layer) {
  const auto head = election::futures_head(geo::Raster::open(path), layer.name);
  return [head](std::span<const std::uint32_t> bands) {
    double depth = 0;
    for (std::size_t first = 0; first < bands.size(); first += head.words()) {
      int wet = 0;
      for (std::size_t w = 0; w < head.words(); ++w) {
        if ((bands[first + w] & election::kCellUnknown) != 0) return std::nanf("");
        wet += std::popcount(bands[first + w] & election::members_of_word(head, w));
      }
      const auto at = first / head.words() % head.above_m.size();
      if (2 * wet >= head.members) depth = std::max(depth, head.above_m[at]);
    }
    return static_cast<float>(depth);
  };
}

void add_raster(std::vector<HazardOutline>& out, const HazardLayer& layer, const std::string& path,
                const election::RuleBook& rules, const election::Window& hours,
                const geo::Box& window) {
  std::vector<geo::ValueClass> classes;
  const bool flood = layer.kind == HazardKind::flood;
  if (flood) {
    for (const auto& depth : rules.depth_classes) classes.push_back({depth.from_m, depth.to_m});
  } else {
    classes.push_back({0.5, {}});  // a footprint is 1 where it covers
  }
  geo::OutlineOptions options;
  options.crs = layer.crs;
  options.window = window;
  if (layer.form == HazardForm::chance) options.combine = likely_of(path);
  if (layer.form == HazardForm::futures) {
    options.combine_masks = likely_in(path, layer);
    options.masks_outside = election::kCellUnknown;
  }
  if (layer.form == HazardForm::still_water) options.combine = deepest_of(path, hours);
  auto outlines = geo::outline(path, classes, options);
  for (std::size_t i = 0; i < classes.size(); ++i) {
    if (outlines.shapes[i].empty()) continue;
    out.push_back({layer.name, layer.kind, flood ? rules.depth_classes[i].code : "",
                   std::move(outlines.shapes[i])});
  }
}

// Polygons with depths are drawn by depth class, others as footprints without one.
void add_polygons(std::vector<HazardOutline>& out, const HazardLayer& layer,
                  const std::string& path, const election::RuleBook& rules) {
  const auto table = geo::open_table(path);
  const auto& columns = table->columns();
  const auto depth = std::find(columns.begin(), columns.end(), "depth_m") - columns.begin();
  std::map<std::string, geo::Shape> by_class;
  geo::Row row;
  while (table->next(row)) {
    if (row.shape == nullptr) continue;
    const auto cell = static_cast<std::size_t>(depth);
    const auto code = cell < row.cells.size() ? class_of(row.cells[cell], rules) : "";
    auto& shape = by_class[code];
    shape.insert(shape.end(), row.shape->begin(), row.shape->end());
  }
  for (auto& [code, shape] : by_class) {
    out.push_back({layer.name, layer.kind, code, std::move(shape)});
  }
}

// The map draws no more closed roads than this.
constexpr std::size_t kMostClosed = 4000;

std::vector<ClosedRoad> closed_roads(const workspace::RoadDay& day, election::Mode mode) {
  const auto& window = day.tied.world.window;
  const auto hours = outlook::closed_hours(*day.open, mode, {0, window.steps}, window.step_s);
  std::vector<std::uint32_t> edges;
  for (std::uint32_t edge = 0; edge < hours.size(); ++edge) {
    if (hours[edge] > 0 && (day.network.modes(edge) & election::bit(mode)) != 0) {
      edges.push_back(edge);
    }
  }
  std::ranges::stable_sort(edges, std::greater{}, [&](std::uint32_t edge) { return hours[edge]; });
  edges.resize(std::min(edges.size(), kMostClosed));
  std::vector<ClosedRoad> out;
  for (const std::uint32_t edge : edges) {
    std::vector<roads::Place> course;
    day.network.course(edge, course);
    ClosedRoad road{{}, hours[edge]};
    for (const auto& place : course) road.line.push_back(roads::to_point(place));
    out.push_back(std::move(road));
  }
  return out;
}

void read_roads(Gathered& gathered, workspace::Workspace& workspace, const Progress& progress) {
  const auto day = workspace::road_day(workspace, progress);
  if (day.tied.world.depots.empty()) return;  // the outlook says that the box is not known
  auto run = workspace::run_causes(day, {});
  const auto mode = run.causes.mode;
  gathered.roads =
      RoadsShown{std::move(run.causes), std::move(run.caveats), closed_roads(day, mode)};
}

}  // namespace

Input Gathered::input() const {
  return {title,
          rules,
          areas,
          stations,
          outlook,
          hazards,
          open_commitments,
          meetings,
          now,
          exercise,
          roads ? &*roads : nullptr};
}

Gathered gather(workspace::Workspace& workspace, Known known, Instant now, bool outlines,
                const Progress& progress) {
  Gathered out;
  out.rules = workspace.rules();
  out.areas = workspace::areas(workspace);
  out.stations = workspace::stations(workspace);
  out.outlook = std::move(known.outlook);
  out.now = now;
  out.exercise = workspace.settings().exercise || out.outlook.exercise;
  out.title = workspace.settings().name;
  if (out.title.empty()) {
    out.title = std::filesystem::absolute(workspace.directory()).filename().string();
  }
  out.meetings = std::move(known.meetings);
  out.open_commitments = desk::open_commitments(out.meetings);
  if (!outlines) return out;  // nor roads: what does not draw tells of stations only
  if (out.outlook.has(election::Link::box)) read_roads(out, workspace, progress);
  const geo::Box window = map_window(out.stations, out.areas);
  for (const auto& layer : workspace::hazards(workspace)) {
    const std::string path = workspace.path(layer.file);
    if (layer.form == HazardForm::polygons) {
      add_polygons(out.hazards, layer, path, out.rules);
    } else {
      add_raster(out.hazards, layer, path, out.rules, out.outlook.window, window);
    }
  }
  return out;
}

Gathered gather(workspace::Workspace& workspace, Instant now, bool outlines,
                const Progress& progress, const std::string& version) {
  Known known;
  if (workspace::stations(workspace).size() > 0) {
    known.outlook = workspace::run_outlook(workspace, now, progress, version);
  } else {
    known.outlook.window = workspace.window();
  }
  const auto ledger = workspace::open_ledger(workspace, desk::desk_fold());
  known.meetings = desk::Book(*ledger).meetings();
  return gather(workspace, std::move(known), now, outlines, progress);
}

}  // namespace adem::brief
