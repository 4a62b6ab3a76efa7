// For tests of what comes from the field: stations, facts, incidents, stages, forecasts.
#pragma once

#include <string>

#include "desk/seat_fixture.h"
#include "desk/station_view.h"

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
  for (const Json& one : wall(table)["stations"]) {
    if (one["station"] == key) return one;
  }
  return nullptr;
}

}  // namespace adem::desk::testing
