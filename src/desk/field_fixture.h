// For tests of what comes from the field: stations, facts, incidents, stages, forecasts.
#pragma once

#include <string>

#include "desk/seat_fixture.h"
#include "desk/station_view.h"
#include "election/clock.h"

namespace adem::desk::testing {

inline const char* const kGuntung = "TPS 001 Guntung";

inline std::vector<ListedStation> listed() {
  return {{"1472051003001", "TPS 001 Guntung", "14.72.05.1003"},
          {"1472051003002", "TPS 002 Guntung", "14.72.05.1003"},
          {"1472051002001", "TPS 001 Mundam", "14.72.05.1002"}};
}

// Midnight of 27 November 2024 and a clock after it, for what is reported on the day.
inline Table voting_day(const char* now = "2024-11-27T07:00") {
  Table table;
  table.at(now);
  return table;
}

inline Json report(const char* status, const char* as_of = "") {
  Json args{{"station", kGuntung}, {"status", status}};
  if (*as_of != '\0') args["as-of"] = as_of;
  return args;
}

// The wall as an open table sees it.
inline Json wall(const Table& table, const WallFilter& filter = {}) {
  return station_wall(table.book, table.around, Actor{}, listed(), filter);
}
inline Json row(const Table& table, const std::string& key = "1472051003001") {
  const Json all = wall(table);
  for (const Json& one : all["stations"]) {
    if (one["station"] == key) return one;
  }
  return nullptr;
}

// An outlook of two stations of Guntung, made at `made_at`, as `adem outlook --json` prints it.
inline election::Outlook outlook(const char* made_at = "2024-11-26T18:00:00Z") {
  static const Zone utc("UTC");
  election::Outlook out;
  out.window = election::station_window(*parse_instant("2024-11-26T17:00:00Z", utc));
  out.made_at = *parse_instant(made_at, utc);
  out.made_from.push_back({"hazard", "rob", "ab12", out.made_at, 27.5, {"caveat.still", {}}});
  out.caveats.push_back({"caveat.spread", {{"chance", 0.25}, {"members", std::int64_t{4}}}});
  for (const char* key : {"1472051003002", "1472051003001"}) {
    election::StationOutlook station;
    station.key = station.name = key;
    station.area = "14.72.05.1003";
    station.status = election::Status::ready;
    station.reason = {"status.ready", {{"chance", 0.95}}};
    station.link(election::Link::floor).chance.assign(out.window.steps, 1);
    out.stations.push_back(station);
  }
  auto& wet = out.stations.back();
  wet.status = election::Status::opens_late;
  wet.reason = {"status.late", {{"until", *out.made_at}}};
  wet.weakest = election::Link::floor;
  wet.max_depth_m = 0.3125F;
  auto& floor = wet.link(election::Link::floor).chance;
  for (std::size_t s = 60; s < 80; ++s) floor[s] = s < 70 ? 0.0005F : -1;
  wet.works.chance = floor;
  return out;
}
inline Json publish(const election::Outlook& what = outlook()) {
  return Json{{"outlook", to_json(what).dump()}};
}

}  // namespace adem::desk::testing
