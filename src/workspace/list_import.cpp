#include "workspace/list_import.h"

#include <algorithm>
#include <filesystem>

#include "base/error.h"
#include "intake/place_lists.h"
#include "intake/told.h"
#include "workspace/hazard_file.h"
#include "workspace/place_store.h"
#include "workspace/register_store.h"
#include "workspace/told_store.h"

namespace adem::workspace {

namespace {

using election::StationText;

Json known(double value) { return std::isnan(value) ? Json() : Json(value); }

Json record(const election::Area& area) {
  return {{"code", area.code},
          {"name", area.name},
          {"parent", area.parent},
          {"scheme", area.scheme},
          {"outline", !area.shape.empty()}};
}

Json record(const election::StationTable& table, std::size_t row) {
  const auto voters = table.voters(row);
  Json flags = Json::array();
  for (std::size_t i = 0; i < election::kFlagNames.size(); ++i) {
    if (table.flags(row).has(static_cast<election::Flag>(i)))
      flags.push_back(election::kFlagNames[i]);
  }
  return {{"key", table.text(row, StationText::key)},
          {"number", table.text(row, StationText::number)},
          {"name", table.call_name(row)},
          {"area", table.text(row, StationText::area)},
          {"address", table.text(row, StationText::address)},
          {"venue", table.text(row, StationText::venue)},
          {"lat", known(table.lat(row))},
          {"lon", known(table.lon(row))},
          {"voters", voters < 0 ? Json() : Json(voters)},
          {"flags", std::move(flags)}};
}

Json record(const election::Venue& venue) {
  return {{"key", venue.key},
          {"name", venue.name},
          {"address", venue.address},
          {"area", venue.area},
          {"lat", known(venue.lat)},
          {"lon", known(venue.lon)},
          {"floor_height_m", known(venue.floor_height_m)},
          {"hosts", venue.hosts ? Json(*venue.hosts) : Json()},
          {"consent", venue.consent}};
}

Json record(const election::Place& place) {
  return {{"key", place.key},   {"kind", name_of(place.kind)}, {"name", place.name},
          {"area", place.area}, {"lat", known(place.lat)},     {"lon", known(place.lon)}};
}

Json record(const election::Crew& crew) {
  return {{"station", crew.station}, {"village", crew.village}, {"members", crew.members}};
}

Json record(const election::Home& home) {
  return {{"lat", known(home.lat)}, {"lon", known(home.lon)}, {"residents", home.residents}};
}

Json record(const election::WitnessAnswer& answer) {
  Json json = to_json(answer);
  json["station"] = answer.station;
  return json;
}

Json record(const election::IndicatorTick& tick) {
  return {{"station", tick.station},
          {"indicator", tick.indicator},
          {"ticked", tick.ticked},
          {"source", tick.source}};
}

// The report as the reader left it, for the store to fill, and the first records.
template <typename Records>
ListImport begin(election::ImportReport& report, const Records& records, const ListAsked& asked) {
  ListImport import;
  import.report = std::move(report);
  import.report.dry_run = asked.dry_run;
  for (std::size_t i = 0; i < std::min(asked.shown, records.size()); ++i) {
    if constexpr (std::is_same_v<Records, election::StationTable>) {
      import.records.push_back(record(records, i));
    } else {
      import.records.push_back(record(records[i]));
    }
  }
  return import;
}

ListImport areas_in(Workspace& workspace, const ListAsked& asked, const Progress&) {
  auto read = intake::read_areas(asked.file, asked.options);
  auto import = begin(read.report, read.areas, asked);
  put_areas(workspace, read.areas, import.report);
  return import;
}

ListImport stations_in(Workspace& workspace, const ListAsked& asked, const Progress& progress) {
  auto options = asked.options;
  if (options.scheme.empty()) options.scheme = stations_scheme(workspace);
  auto read = intake::read_stations(asked.file, areas(workspace), options, progress);
  auto import = begin(read.report, read.stations, asked);
  put_stations(workspace, std::move(read.stations), import.report);
  if (!asked.options.scheme.empty() && !asked.dry_run) {
    set_stations_scheme(workspace, asked.options.scheme);
  }
  return import;
}

ListImport venues_in(Workspace& workspace, const ListAsked& asked, const Progress&) {
  auto read = intake::read_venues(asked.file, areas(workspace), asked.options);
  auto import = begin(read.report, read.venues, asked);
  put_venues(workspace, read.venues, import.report);
  return import;
}

ListImport places_in(Workspace& workspace, const ListAsked& asked, const Progress&) {
  auto read = intake::read_places(asked.file, areas(workspace), asked.options);
  auto import = begin(read.report, read.places, asked);
  put_places(workspace, read.places, import.report);
  return import;
}

ListImport crews_in(Workspace& workspace, const ListAsked& asked, const Progress&) {
  const auto known_stations = stations(workspace);
  if (known_stations.size() == 0) throw Error(ErrorKind::conflict, "workspace.no-stations");
  auto read = intake::read_crews(asked.file, known_stations, areas(workspace), places(workspace),
                                 asked.options);
  auto import = begin(read.report, read.crews, asked);
  put_crews(workspace, read.crews, import.report);
  return import;
}

ListImport homes_in(Workspace& workspace, const ListAsked& asked, const Progress&) {
  auto read = is_vector_file(asked.file) ? intake::read_homes(asked.file, asked.options)
                                         : intake::read_home_raster(asked.file, asked.options);
  auto import = begin(read.report, read.homes, asked);
  put_homes(workspace, read.homes, asked.replace, import.report);
  return import;
}

ListImport answers_in(Workspace& workspace, const ListAsked& asked, const Progress&) {
  auto read = intake::read_answers(asked.file, stations(workspace), areas(workspace),
                                   workspace.zone(), asked.options);
  auto import = begin(read.report, read.answers, asked);
  put_answers(workspace, read.answers, import.report);
  return import;
}

ListImport indicators_in(Workspace& workspace, const ListAsked& asked, const Progress&) {
  const auto set =
      election::indicator_set(asked.set.empty() ? workspace.rules().indicator_set : asked.set);
  // Where nobody says where the ticks come from, the file's name is what is known.
  const auto source =
      asked.source.empty() ? std::filesystem::path(asked.file).filename().string() : asked.source;
  auto read = intake::read_ticks(asked.file, stations(workspace), areas(workspace), set, source,
                                 asked.options);
  auto import = begin(read.report, read.ticks, asked);
  put_ticks(workspace, read.ticks, import.report, read.rows);
  return import;
}

using Import = ListImport (*)(Workspace&, const ListAsked&, const Progress&);
constexpr std::array<Import, kLists.size()> kImports = {
    areas_in, stations_in, venues_in, places_in, crews_in, homes_in, answers_in, indicators_in};

}  // namespace

ListImport import_list(Workspace& workspace, const ListAsked& asked, const Progress& progress) {
  const auto* const list = std::ranges::find(kLists, asked.list);
  if (list == kLists.end()) {
    throw Error(ErrorKind::unsupported, "workspace.unknown-list", {{"what", asked.list}});
  }
  ListAsked whole = asked;
  whole.options.election = workspace.settings().election;
  whole.options.max_voters = workspace.rules().max_voters;
  return kImports[static_cast<std::size_t>(list - kLists.begin())](workspace, whole, progress);
}

}  // namespace adem::workspace
