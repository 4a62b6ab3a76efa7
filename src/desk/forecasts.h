// Published forecasts: what an outlook said, entered by an office. The newest of each publisher
// shows; those it supersedes remain.
//
// A forecast is plain data in the vocabulary of election::Outlook; the desk computes none. Events
// hold no floats: chances are permille, depths centimetres, and any other number that is not whole
// is written {"milli": thousandths}. Null is unknown, never dry.
//
//   forecast       {"id":"w1","area","office","run","made_at","valid":{"from","to","step_s"},
//                   "made_from":[…],"caveats":[…],"thresholds":{…},"summary":{…},"exercise",
//                   "stations":n,"parts":[{"first","last","rows"}]}
//   forecast-rows  {"id":"w1~7f3a9c21:1","forecast","office","rows":[{"station","status","reason",
//                   "weakest","floor":[[permille or null, steps], …],"max_depth_cm","first_bad",
//                   "last_bad","recession_unknown"}]}
//                  and in a row, for links beyond the floor that were computed, "box", "crew",
//                  "voters" and "works" like "floor", and "latest_departure":[{"mode","from","at"}]
//
// One event may hold 1 MiB, so the rows stand in events of their own, sorted by key, about 256 KiB
// each (some 1,000 stations); all are committed together. 100,000 stations are about 30 MiB.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "desk/act.h"
#include "desk/desk_fold.h"
#include "election/clock.h"

namespace adem::desk {

inline constexpr std::size_t kMostForecastStations = 100000;

// forecast.publish {outlook}: the text of `adem outlook --json`; the right to report over the area
// of every station in it. Errors desk.not-an-outlook {why}, election.bad-outlook,
// desk.forecast-too-large {stations, limit}, desk.forecast-known {id}, desk.forecast-empty,
// desk.repeated-station {station}.
std::span<const Act> forecast_acts();
const Part& forecast_part();
const Part& forecast_rows_part();

// Bodies of a forecast: the header, and the rows in parts that one event can hold.
struct ForecastBodies {
  Json header;
  std::vector<Json> parts;
};
ForecastBodies forecast_bodies(const election::Outlook& outlook, const std::string& run);

// Numbers that are not whole to {"milli": n} and back, in a whole tree.
Json without_floats(const Json& json);
Json with_floats(const Json& json);

// "w1~7f3a9c21:2" of a forecast's second part.
std::string rows_id(std::string_view forecast, std::size_t part);

}  // namespace adem::desk
