#include "workspace/hazard_store.h"

#include <algorithm>
#include <filesystem>
#include <unistd.h>

#include "base/error.h"
#include "base/format.h"
#include "base/hash.h"
#include "geo/raster.h"
#include "workspace/hazard_file.h"

namespace adem::workspace {

namespace fs = std::filesystem;

namespace {

void check_name(const std::string& name) {
  constexpr std::size_t kLongest = 60;
  const bool fine =
      !name.empty() && name.size() <= kLongest && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_' || c == '.';
      });
  if (!fine) throw Error(ErrorKind::misuse, "workspace.bad-layer-name", {{"name", name}});
}

void check_hours(const election::HazardLayer& layer) {
  const bool both = layer.from.has_value() == layer.to.has_value();
  if (!both || (layer.from && *layer.from >= *layer.to)) {
    throw Error(ErrorKind::misuse, "workspace.bad-hours", {{"name", layer.name}});
  }
}

std::optional<Instant> instant(const db::Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return Instant(Seconds(row.integer(column)));
}

void bind(db::Statement& to, int position, const std::optional<Instant>& at) {
  if (at) {
    to.bind(position, std::int64_t{at->time_since_epoch().count()});
  } else {
    to.bind_null(position);
  }
}

constexpr std::string_view kColumns =
    "name, kind, form, file, hash, source, crs, valid_from, valid_to, imported_at, resolution_m, "
    "exercise";

election::HazardLayer layer_of(const db::Statement& row) {
  election::HazardLayer layer;
  layer.name = row.text(0);
  layer.kind = election::hazard_kind(row.text(1)).value_or(election::HazardKind::flood);
  layer.form = election::hazard_form(row.text(2)).value_or(election::HazardForm::raster);
  layer.file = row.text(3);
  layer.hash = row.text(4);
  layer.source = row.text(5);
  layer.crs = row.text(6);
  layer.from = instant(row, 7);
  layer.to = instant(row, 8);
  layer.imported_at = instant(row, 9);
  layer.resolution_m = row.is_null(10) ? -1 : row.real(10);
  layer.exercise = row.integer(11) != 0;
  return layer;
}

void store(db::Database& database, const election::HazardLayer& layer) {
  auto put = database.prepare(
      fmt::format("INSERT OR REPLACE INTO hazard ({}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", kColumns));
  put.bind(1, layer.name).bind(2, name_of(layer.kind)).bind(3, name_of(layer.form));
  put.bind(4, layer.file).bind(5, layer.hash).bind(6, layer.source).bind(7, layer.crs);
  bind(put, 8, layer.from);
  bind(put, 9, layer.to);
  bind(put, 10, layer.imported_at);
  if (layer.resolution_m < 0) {
    put.bind_null(11);
  } else {
    put.bind(11, layer.resolution_m);
  }
  put.bind(12, std::int64_t{layer.exercise ? 1 : 0});
  put.run();
}

// The same but for when it was imported.
bool same(const election::HazardLayer& a, const election::HazardLayer& b) {
  return a.kind == b.kind && a.form == b.form && a.hash == b.hash && a.source == b.source &&
         a.crs == b.crs && a.from == b.from && a.to == b.to && a.exercise == b.exercise;
}

std::string run_of(const Workspace& workspace, const election::HazardLayer& layer) {
  if (layer.form == election::HazardForm::polygons) return {};
  try {
    return geo::Raster::open(workspace.path(layer.file), layer.crs).text(election::kRunText);
  } catch (const Error&) {
    return {};  // its file is gone: the outlook will say so
  }
}

// Depths, chances and futures of one run are one flood.
void check_run(Workspace& workspace, const election::HazardLayer& layer) {
  const auto run = run_of(workspace, layer);
  if (run.empty()) return;
  for (const auto& known : hazards(workspace)) {
    if (known.name == layer.name || run_of(workspace, known) != run) continue;
    throw Error(ErrorKind::conflict, "workspace.same-run",
                {{"name", layer.name}, {"other", known.name}});
  }
}

void remove_unless_held(Workspace& workspace, const std::string& file) {
  auto held = workspace.database().prepare("SELECT 1 FROM hazard WHERE file = ?");
  held.bind(1, file);
  if (held.step()) return;
  std::error_code ignored;
  fs::remove(workspace.path(file), ignored);
}

}  // namespace

HazardPut put_hazard(Workspace& workspace, election::HazardLayer layer, const std::string& file,
                     const std::string& table_layer, const Progress& progress) {
  check_name(layer.name);
  check_hours(layer);
  std::error_code error;
  if (!fs::is_regular_file(file, error)) {
    throw Error(ErrorKind::not_found, "base.cannot-read", {{"path", file}}, file);
  }
  if (layer.source.empty()) layer.source = fs::path(file).filename().string();
  layer.exercise = layer.exercise || workspace.settings().exercise;
  const bool vector = layer.form != election::HazardForm::still_water && is_vector_file(file);
  if (vector) layer.form = election::HazardForm::polygons;

  const std::string beside =
      workspace.path(fmt::format("layers/.{}{}", ::getpid(), vector ? ".geojson" : ".tif"));
  Kept kept;
  try {
    kept = vector ? keep_polygons(file, table_layer, beside, layer)
                  : keep_raster_file(file, beside, layer, progress);
  } catch (...) {
    fs::remove(beside, error);
    throw;
  }
  layer.hash = file_hash(beside);
  layer.file = fmt::format("layers/hazard-{}{}", layer.hash.substr(0, 32), kept.extension);
  fs::rename(beside, workspace.path(layer.file), error);
  if (error) {
    throw Error(ErrorKind::io, "base.cannot-write",
                {{"path", workspace.path(layer.file)}, {"why", error.message()}});
  }
  HazardPut put{layer, false, std::move(kept.notes)};
  for (const auto& known : hazards(workspace)) {
    if (known.name != layer.name || !same(known, layer)) continue;
    put.layer = known;
    put.unchanged = true;
    return put;
  }
  try {
    check_run(workspace, layer);
  } catch (const Error&) {
    remove_unless_held(workspace, layer.file);
    throw;
  }
  db::Transaction transaction(workspace.database());
  store(workspace.database(), layer);
  transaction.commit();
  return put;
}

Json to_json(const HazardPut& put) {
  Json json = to_json(put.layer);
  json["unchanged"] = put.unchanged;
  json["notes"] = Json::array();
  for (const auto& note : put.notes) json["notes"].push_back(to_json(note));
  return json;
}

Json to_json(const election::HazardLayer& layer) {
  const auto instant = [](const auto& at) { return at ? Json(iso_utc(*at)) : Json(); };
  return Json{{"name", layer.name},
              {"kind", name_of(layer.kind)},
              {"form", name_of(layer.form)},
              {"file", layer.file},
              {"hash", layer.hash},
              {"source", layer.source},
              {"from", instant(layer.from)},
              {"to", instant(layer.to)},
              {"resolution_m", layer.resolution_m < 0 ? Json() : Json(layer.resolution_m)},
              {"imported_at", instant(layer.imported_at)},
              {"exercise", layer.exercise}};
}

std::vector<election::HazardLayer> hazards(Workspace& workspace) {
  std::vector<election::HazardLayer> out;
  auto rows =
      workspace.database().prepare(fmt::format("SELECT {} FROM hazard ORDER BY name", kColumns));
  while (rows.step()) out.push_back(layer_of(rows));
  return out;
}

election::HazardLayer remove_hazard(Workspace& workspace, const std::string& name) {
  std::string known;
  for (auto& layer : hazards(workspace)) {
    if (layer.name != name) {
      known += (known.empty() ? "" : ", ") + layer.name;
      continue;
    }
    db::Transaction transaction(workspace.database());
    workspace.database().prepare("DELETE FROM hazard WHERE name = ?").bind(1, name).run();
    transaction.commit();
    remove_unless_held(workspace, layer.file);
    return layer;
  }
  throw Error(ErrorKind::not_found, "workspace.no-hazard",
              {{"name", name}, {"known", known.empty() ? "-" : known}});
}

}  // namespace adem::workspace
