#include "desk/forecasts.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/error.h"
#include "base/hash.h"
#include "desk/ids.h"
#include "desk/statements.h"

namespace adem::desk {

namespace {

constexpr std::array kForecastsKinds = {Kind{"forecast.published", true}};
constexpr std::array kRowKinds = {Kind{"forecast.rows", true}};

void apply(Json& state, const ledger::Event& event) {
  if (begun(state)) return keep_conflict(state, event, "id-used-twice");
  Json forecast{{"id", event.subject},
                {"area", event.area},
                {"office", event.office},
                {"written", written_at(event)},
                {"run", text_of(event.body, "run")}};
  if (event.redacted) {
    forecast["redacted"] = true;
    forecast["parts"] = Json::array();
  } else {
    for (const char* key : {"made_at", "valid", "made_from", "caveats", "thresholds", "summary",
                            "exercise", "stations", "parts"}) {
      forecast[key] = event.body.at(key);
    }
    for (const char* end : {"from", "to"}) {
      forecast["valid"].at(end).get_ref<const std::string&>();
    }
    forecast["made_at"].get_ref<const std::string&>();
    if (!forecast["parts"].is_array() || !forecast["exercise"].is_boolean()) throw Unreadable{};
    for (const Json& part : forecast["parts"]) part.at("last").get_ref<const std::string&>();
  }
  state = std::move(forecast);
}

void apply_rows(Json& state, const ledger::Event& event) {
  if (begun(state)) return keep_conflict(state, event, "id-used-twice");
  const auto colon = event.subject.rfind(':');
  if (colon == std::string::npos) throw Unreadable{};
  Json rows = event.redacted ? Json::array() : event.body.at("rows");
  if (!rows.is_array()) throw Unreadable{};
  for (const Json& row : rows) {
    row.at("station").get_ref<const std::string&>();
    row.at("status").get_ref<const std::string&>();
  }
  state = Json{{"id", event.subject},
               {"area", event.area},
               {"forecast", event.subject.substr(0, colon)},
               {"office", event.office},
               {"rows", std::move(rows)}};
}

election::Outlook read(const std::string& text) {
  Json json;
  try {
    json = Json::parse(text);
  } catch (const Json::exception& bad) {
    throw Error(ErrorKind::bad_input, "desk.not-an-outlook", {{"why", std::string(bad.what())}});
  }
  return election::outlook_from_json(json);
}

// Every station once, and all of them within this office's area.
void require_stations(const Seat& seat, const election::Outlook& outlook) {
  if (outlook.stations.empty()) throw Error(ErrorKind::bad_input, "desk.forecast-empty");
  if (outlook.stations.size() > kMostForecastStations) {
    throw Error(ErrorKind::bad_input, "desk.forecast-too-large",
                {{"stations", static_cast<std::int64_t>(outlook.stations.size())},
                 {"limit", static_cast<std::int64_t>(kMostForecastStations)}});
  }
  std::set<std::string_view> keys;
  for (const auto& station : outlook.stations) {
    seat.require(Right::report, station.area);
    if (!keys.insert(station.key).second) {
      throw Error(ErrorKind::bad_input, "desk.repeated-station", {{"station", station.key}});
    }
  }
}

Json run_publish(Seat& seat, const Args& args) {
  const std::string text = args.text("outlook");
  seat.require(Right::report, seat.who().area);
  const auto outlook = read(text);
  require_stations(seat, outlook);
  const std::string run = content_hash(text).substr(0, 32);
  seat.states("forecast", "", [&](const std::string& id, const Json& state) {
    if (state.at("run") == run && state.at("office") == seat.who().office) {
      throw Error(ErrorKind::conflict, "desk.forecast-known", {{"id", id}});
    }
  });
  auto bodies = forecast_bodies(outlook, run);
  const std::string id = seat.mint("forecast", 'w');
  seat.act("forecast.published", id, seat.who().area, std::move(bodies.header));
  for (std::size_t i = 0; i < bodies.parts.size(); ++i) {
    seat.act("forecast.rows", rows_id(id, i), seat.who().area, std::move(bodies.parts[i]));
  }
  return Json{{"id", id},
              {"stations", outlook.stations.size()},
              {"office", seat.who().office},
              {"made_at", outlook.made_at ? Json(iso_utc(*outlook.made_at)) : Json()}};
}

constexpr std::array kPublish = {Arg{"outlook", ArgKind::file, true, true}};
constexpr std::array kForecastsActs = {Act{"forecast.publish", kPublish, run_publish}};

}  // namespace

std::string rows_id(std::string_view forecast, std::size_t part) {
  return std::string(forecast) + ":" + std::to_string(part + 1);
}

std::span<const Act> forecast_acts() { return kForecastsActs; }

const Part& forecast_part() {
  static constexpr Part part{"forecast", kForecastsKinds, apply};
  return part;
}

const Part& forecast_rows_part() {
  static constexpr Part part{"forecast-rows", kRowKinds, apply_rows};
  return part;
}

}  // namespace adem::desk
