#include "workspace/hazard_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>

#include "base/error.h"
#include "base/format.h"
#include "election/futures.h"
#include "geo/raster.h"
#include "geo/table.h"

namespace adem::workspace {

namespace {

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

// Floods deeper than this are elevations, levels or centimetres taken for depths.
constexpr double kDeepest = 30;

void note_depths(const geo::Raster& raster, const std::string& name, const Progress& progress,
                 std::vector<Message>& notes) {
  const auto depths = raster.extremes(progress);
  if (depths.known == 0) {
    notes.push_back({"hazard.note.all-unknown", {{"name", name}}});
  } else if (depths.greatest > kDeepest) {
    notes.push_back({"hazard.note.too-deep", {{"greatest_m", depths.greatest}}});
  }
  if (depths.least < 0) notes.push_back({"hazard.note.negative", {{"least_m", depths.least}}});
  if (raster.info().unit.empty()) notes.push_back({"hazard.note.no-unit", {}});
}

struct DepthColumn {
  std::size_t index = 0;
  double factor = 1;
};

std::optional<DepthColumn> depth_column(const std::vector<std::string>& columns) {
  static constexpr std::array<std::pair<std::string_view, double>, 14> known = {
      {{"depth_m", 1},
       {"depth", 1},
       {"kedalaman_m", 1},
       {"kedalaman", 1},
       {"tinggi_m", 1},
       {"genangan_m", 1},
       {"tinggi_genangan_m", 1},
       {"tinggi_genangan", 1},
       {"water_depth", 1},
       {"h_max", 1},
       {"max_depth", 1},
       {"depth_cm", 0.01},
       {"kedalaman_cm", 0.01},
       {"tinggi_genangan_cm", 0.01}}};
  for (const auto& [name, factor] : known) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (lower(columns[i]) == name) return DepthColumn{i, factor};
    }
  }
  return std::nullopt;
}

double depth_of(std::string_view cell, const DepthColumn& column, const std::string& name,
                const std::string& file, std::size_t row) {
  std::string text(cell);
  if (std::count(text.begin(), text.end(), ',') == 1 && text.find('.') == std::string::npos) {
    text[text.find(',')] = '.';
  }
  double value = 0;
  const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (bad != std::errc() || end != text.data() + text.size() || !std::isfinite(value) ||
      value < 0) {
    throw Error(
        ErrorKind::bad_input, "workspace.bad-depth",
        {{"row", static_cast<std::int64_t>(row)}, {"column", name}, {"value", std::string(cell)}},
        fmt::format("{}:{}", file, row));
  }
  return value * column.factor;
}

}  // namespace

bool is_vector_file(const std::string& file) {
  static constexpr std::array<std::string_view, 8> kinds = {".geojson", ".json", ".gpkg", ".shp",
                                                            ".kml",     ".csv",  ".xlsx", ".ods"};
  const auto extension = lower(std::filesystem::path(file).extension().string());
  return std::find(kinds.begin(), kinds.end(), extension) != kinds.end();
}

namespace {

// What a water run says about its own raster: hours, the stamp of an exercise, chances or futures.
// Hours given by hand win.
void take_texts(const geo::Raster& raster, election::HazardLayer& layer) {
  static const Zone utc("UTC");
  const auto from = parse_instant(raster.text(election::kFromText), utc);
  const auto to = parse_instant(raster.text(election::kToText), utc);
  if (!layer.from && from && to && *from < *to) {
    layer.from = from;
    layer.to = to;
  }
  layer.exercise = layer.exercise || !raster.text(election::kStampText).empty();
  if (layer.kind != election::HazardKind::flood) return;
  if (!raster.text(election::kFuturesText).empty()) {
    layer.form = election::HazardForm::futures;
  } else if (!raster.text(election::kThresholdsText).empty()) {
    layer.form = election::HazardForm::chance;
  }
}

void note_members(const geo::Raster& raster, const election::HazardLayer& layer, Kept& kept) {
  const bool futures = layer.form == election::HazardForm::futures;
  if (futures) election::futures_head(raster, layer.name);  // refuses what does not fit together
  kept.notes.push_back({futures ? "hazard.note.futures" : "hazard.note.chance",
                        {{"name", layer.name},
                         {"members", raster.text(election::kMembersText)},
                         {"thresholds", raster.text(election::kThresholdsText)}}});
}

}  // namespace

Kept keep_raster_file(const std::string& file, const std::string& target,
                      election::HazardLayer& layer, const Progress& progress) {
  Kept kept{".tif", {}};
  geo::keep_raster(file, target, layer.crs);
  // The kept file carries its own coordinate system from here on.
  layer.crs.clear();
  const auto raster = geo::Raster::open(target);
  layer.resolution_m = std::max(raster.info().cell_x_m, raster.info().cell_y_m);
  const auto bands = static_cast<std::int64_t>(raster.info().bands);
  if (layer.form == election::HazardForm::still_water) return kept;
  take_texts(raster, layer);
  if (layer.form == election::HazardForm::chance || layer.form == election::HazardForm::futures) {
    note_members(raster, layer, kept);
    return kept;
  }
  if (layer.kind == election::HazardKind::flood) {
    election::metres_in(raster.info().unit, layer.name);
    note_depths(raster, layer.name, progress, kept.notes);
  }
  if (bands > 1) {
    kept.notes.push_back({layer.from ? "hazard.note.series" : "hazard.note.series-without-hours",
                          {{"bands", bands}}});
  }
  return kept;
}

Kept keep_polygons(const std::string& file, const std::string& table_layer,
                   const std::string& target, election::HazardLayer& layer) {
  Kept kept{".geojson", {}};
  const auto reader = geo::open_table(file, {table_layer, layer.crs, true});
  const auto depth =
      layer.kind == election::HazardKind::flood ? depth_column(reader->columns()) : std::nullopt;
  geo::OutTable out;
  out.name = "hazard";
  if (depth) {
    out.columns = {"depth_m"};
    out.numeric = {true};
  } else {
    out.columns = {"covered"};
    out.numeric = {true};
  }
  std::int64_t skipped = 0;
  for (geo::Row row; reader->next(row);) {
    if (row.shape == nullptr || row.shape->empty()) {
      ++skipped;
      continue;
    }
    double value = 1;
    if (depth) {
      const auto cell = depth->index < row.cells.size() ? row.cells[depth->index] : "";
      value = depth_of(cell, *depth, reader->columns()[depth->index], file, row.number);
      if (value > kDeepest && kept.notes.empty()) {
        kept.notes.push_back({"hazard.note.too-deep", {{"greatest_m", value}}});
      }
    }
    out.rows.push_back({fmt::format("{}", value)});
    out.shapes.push_back(*row.shape);
  }
  if (out.shapes.empty()) {
    throw Error(ErrorKind::bad_input, "workspace.no-polygons", {{"file", file}}, file);
  }
  if (skipped > 0) kept.notes.push_back({"hazard.note.not-polygons", {{"rows", skipped}}});
  if (depth) {
    kept.notes.push_back(
        {"hazard.note.depth-column", {{"column", reader->columns()[depth->index]}}});
  } else if (layer.kind == election::HazardKind::flood) {
    kept.notes.push_back({"hazard.note.no-depth-column", {}});
  }
  layer.crs.clear();
  geo::write_tables(target, {out});
  return kept;
}

}  // namespace adem::workspace
