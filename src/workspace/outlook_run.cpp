// A run: the outlook of the workspace as it stands, with what it was made from.
#include <cstdio>
#include <filesystem>
#include <unistd.h>
#include <unordered_map>

#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "base/hash.h"
#include "base/resources.h"
#include "election/clock_read.h"
#include "outlook/outlook.h"
#include "workspace/hazard_store.h"
#include "workspace/link_run.h"
#include "workspace/outlook_file.h"
#include "workspace/register_store.h"
#include "workspace/road_store.h"
#include "workspace/told_store.h"

namespace adem::workspace {

namespace fs = std::filesystem;

namespace {

using election::SourceNote;

// Floor height per station, from the venue it is placed in.
std::vector<double> floors(Workspace& workspace, const election::StationTable& stations) {
  std::unordered_map<std::string, double> known;
  for (const auto& venue : venues(workspace)) {
    if (!std::isnan(venue.floor_height_m)) known.emplace(venue.key, venue.floor_height_m);
  }
  std::vector<double> out;
  if (known.empty()) return out;
  out.assign(stations.size(), election::kUnknown);
  for (std::size_t row = 0; row < stations.size(); ++row) {
    const auto found = known.find(std::string(stations.text(row, election::StationText::venue)));
    if (found != known.end()) out[row] = found->second;
  }
  return out;
}

std::string told_hash(const std::vector<election::WitnessAnswer>& answers,
                      const std::vector<election::IndicatorTick>& ticks) {
  std::string text;
  for (const auto& a : answers) {
    text += fmt::format("{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\n", a.station,
                        name_of(a.flooded), a.when, name_of(a.height), a.road_cut, a.alternative,
                        name_of(a.owner_agrees), a.office, a.told_at ? iso_utc(*a.told_at) : "");
  }
  for (const auto& t : ticks) {
    text += fmt::format("{}\x1f{}\x1f{}\x1f{}\n", t.station, t.indicator, t.ticked, t.source);
  }
  return content_hash(text);
}

std::vector<SourceNote> sources(Workspace& workspace,
                                const std::vector<election::HazardLayer>& layers,
                                const outlook::Inputs& inputs) {
  std::vector<SourceNote> out;
  SourceNote stations;
  stations.what = "stations";
  stations.hash = stations_hash(workspace);
  out.push_back(stations);
  for (const auto& layer : layers) {
    SourceNote note;
    note.what = layer.form == election::HazardForm::still_water ? "still-water" : "hazard";
    note.name = layer.name;
    note.hash = layer.hash;
    note.made_at = layer.imported_at;
    note.resolution_m = layer.resolution_m;
    if (layer.exercise) note.caveat = {"outlook.caveat.exercise-layer", {{"hazard", layer.name}}};
    out.push_back(note);
  }
  if (!inputs.witness.empty() || !inputs.ticks.empty()) {
    SourceNote told;
    told.what = "told";
    told.hash = told_hash(inputs.witness, inputs.ticks);
    out.push_back(told);
  }
  SourceNote rules;
  rules.what = "rules";
  rules.name = inputs.rules.election;
  rules.hash = content_hash(resource("rules/" + inputs.rules.election + ".toml"));
  out.push_back(rules);
  return out;
}

// Written in pieces beside the target and renamed over it: a nation's outlook is never one string.
void write_outlook(const election::Outlook& outlook, const std::string& path) {
  const std::string beside = fmt::format("{}.{}.part", path, ::getpid());
  std::FILE* file = std::fopen(beside.c_str(), "wb");
  bool fine = file != nullptr;
  if (fine) {
    write_json(outlook, true, [&](std::string_view piece) {
      fine = fine && std::fwrite(piece.data(), 1, piece.size(), file) == piece.size();
    });
    fine = fine && std::fflush(file) == 0 && ::fsync(::fileno(file)) == 0;
    fine = std::fclose(file) == 0 && fine;
  }
  std::error_code error;
  if (fine) fs::rename(beside, path, error);
  if (fine && !error) return;
  std::error_code ignored;
  fs::remove(beside, ignored);
  throw Error(ErrorKind::io, "base.cannot-write",
              {{"path", path}, {"why", error ? error.message() : std::string("write")}}, path);
}

void keep_run(Workspace& workspace, const election::Outlook& outlook, Instant now,
              const std::vector<election::HazardLayer>& layers, const std::string& version) {
  Json inputs = Json::array();
  std::string all = iso_utc(now);
  for (const auto& note : outlook.made_from) {
    Json input{{"what", note.what}, {"path", note.name}, {"hash", note.hash}};
    if (note.what == "stations") input["path"] = "layers/stations-" + note.hash + ".adem";
    if (note.what == "roads") input["path"] = roads_file(note.hash);
    if (note.what == "rules") input["path"] = "rules/" + note.name + ".toml";
    for (const auto& layer : layers) {
      if (layer.name == note.name) input["path"] = layer.file;
    }
    all += input.dump();
    inputs.push_back(std::move(input));
  }
  std::string stamp;
  for (const char c : iso_utc(now)) {
    if (c != '-' && c != ':') stamp += c;
  }
  const std::string run = fmt::format("{}-{}", stamp, content_hash(all).substr(0, 8));
  std::error_code error;
  fs::create_directories(workspace.path("runs/" + run), error);
  if (error) {
    throw Error(ErrorKind::io, "base.cannot-write",
                {{"path", workspace.path("runs/" + run)}, {"why", error.message()}});
  }
  write_outlook(outlook, workspace.path("runs/" + run + "/outlook.json"));
  const Json manifest{{"inputs", inputs},
                      {"version", version},
                      {"made_at", iso_utc(now)},
                      {"parameters",
                       {{"election", workspace.settings().election},
                        {"zone", workspace.settings().zone},
                        {"demanded-chance", outlook.demanded_chance},
                        {"floor-depth", outlook.floor_limit_m}}},
                      {"exercise", outlook.exercise}};
  write_file_atomic(workspace.path("runs/" + run + "/manifest.json"), manifest.dump(2) + "\n");
  auto put = workspace.database().prepare(
      "INSERT OR REPLACE INTO current (name, value) VALUES ('outlook', ?)");
  put.bind(1, std::string_view(run)).run();
}

}  // namespace

election::Outlook run_outlook(Workspace& workspace, Instant now, const Progress& progress,
                              const std::string& version) {
  const auto table = stations(workspace);
  if (table.size() == 0) throw Error(ErrorKind::conflict, "workspace.no-stations");
  const auto layers = hazards(workspace);
  const auto set = election::indicator_set(workspace.rules().indicator_set);
  outlook::Inputs inputs{table, workspace.rules(), workspace.window(), {}, {}, {}, &set, {}, {}, {},
                         {}};
  inputs.exercise = workspace.settings().exercise;
  for (const auto& layer : layers) {
    inputs.exercise = inputs.exercise || layer.exercise;
    inputs.hazards.push_back(
        outlook::sample_layer(layer, workspace.path(layer.file), table, inputs.window, progress));
  }
  inputs.witness = told(workspace);
  inputs.ticks = ticks(workspace);
  inputs.floor_height_m = floors(workspace, table);
  inputs.made_from = sources(workspace, layers, inputs);
  const auto beyond = run_links(workspace, table, layers, progress);
  if (beyond.links) inputs.links = &*beyond.links;
  inputs.exercise = inputs.exercise || beyond.exercise;
  inputs.made_from.insert(inputs.made_from.end(), beyond.sources.begin(), beyond.sources.end());
  inputs.made_at = now;
  auto outlook = make_outlook(inputs, progress);
  keep_run(workspace, outlook, now, layers, version);
  return outlook;
}

std::string newest_run(Workspace& workspace) {
  auto row = workspace.database().prepare("SELECT value FROM current WHERE name = 'outlook'");
  return row.step() ? row.text(0) : std::string();
}

election::Outlook read_outlook(const std::string& path) {
  try {
    return election::outlook_from_text(read_file(path));
  } catch (const Error& bad) {
    throw Error(bad.kind(), bad.message().code, bad.message().args, path);
  }
}

std::optional<election::Outlook> newest_outlook(Workspace& workspace) {
  const auto run = newest_run(workspace);
  if (run.empty()) return std::nullopt;
  return read_outlook(workspace.path("runs/" + run + "/outlook.json"));
}

}  // namespace adem::workspace
