// Stations: the wall of voting day in pages, one station with all that is known of it, and the
// outlook.
#include <algorithm>
#include <limits>

#include "brief/brief_words.h"
#include "brief/outlook_words.h"
#include "election/find_station.h"
#include "serve/route.h"
#include "workspace/told_store.h"

namespace adem::serve {

namespace {

// What the outlook says of it in short, beside what was reported; null where nothing was computed.
void add_computed(Json& row, const Call& call) {
  const auto* computed = call.lists->outlook_of(row.at("station").get<std::string>());
  row["computed"] = row["reason_text"] = row["latest_departure"] = nullptr;
  if (computed == nullptr) return;
  row["computed"] = name_of(computed->status);
  row["reason_text"] = brief::computed_words(*computed, call.speech);
  row["latest_departure"] = election::departures_json(computed->departures);
}

// The duty whose report is late, by its name.
void say_missing(Json& row, const Call& call) {
  Json& missing = row.at("missing");
  if (missing.is_null()) return;
  const auto& duty = call.around.rules->duty(missing.at("duty").get<std::string>());
  missing["text"] = call.speech.language() == "en" ? duty.name_en : duty.name_id;
}

// Where it stands; null is not known.
void add_point(Json& json, const election::StationNames& names, const std::string& key) {
  json["lat"] = json["lon"] = nullptr;
  const auto row = names.row(key);
  if (!row || !names.stations().has_point(*row)) return;
  json["lat"] = names.stations().lat(*row);
  json["lon"] = names.stations().lon(*row);
}

http::Response stations(Call& call) {
  const auto [offset, limit] = page_of(call);
  desk::WallFilter filter{
      .area = call.text("area"), .status = call.text("status"), .offset = offset, .limit = limit};
  if (const auto words = election::plain_name(call.text("q")); !words.empty()) {
    filter.shows = [words, named = call.lists->named(words)](const desk::ListedStation& station) {
      // One that no list holds is called by its key.
      return named.contains(station.key) ||
             (station.name == station.key &&
              election::plain_name(station.key).find(words) != std::string::npos);
    };
  }
  const auto who = call.actor();
  desk::require_view(who);
  Json wall = call.house.wall().look(call.lists, call.around, [&](const auto& lines) {
    return desk::station_wall(lines, call.house.ledger(), call.around, who, filter);
  });
  for (Json& row : wall.at("stations")) {
    add_computed(row, call);
    say_missing(row, call);
    add_point(row, call.lists->names(), row.at("station").get<std::string>());
  }
  return json_response(200, wall);
}

// The outlook with some stations, as `adem outlook --json` writes it, and its sentences.
Json outlook_json(const Call& call, std::vector<election::StationOutlook> stations) {
  election::Outlook outlook = *call.lists->outlook();
  outlook.stations = std::move(stations);
  Json json = election::to_json(outlook);
  for (std::size_t i = 0; i < outlook.stations.size(); ++i) {
    Json& station = json["stations"].at(i);
    brief::say_station(station, outlook, outlook.stations[i], call.speech);
    station["label"] = call.lists->names().name(outlook.stations[i].key);
  }
  brief::say_whole(json, outlook, call.speech);
  return json;
}

bool fails(const election::StationOutlook& station) {
  using enum election::Status;
  const bool bad = station.status == cannot_open || station.status == may_be_interrupted ||
                   station.status == opens_late;
  return bad && station.first_bad.has_value();
}

// The station that fails first, in short.
Json first_json(const Call& call, const election::StationOutlook& station) {
  const Json said = outlook_json(call, {station})["stations"].at(0);
  return {{"key", station.key},
          {"label", said.at("label")},
          {"at", iso_utc(*station.first_bad)},
          {"status", said.at("status")},
          {"text", said.at("reason").at("text")}};
}

// What the list says of it; null is not known.
Json listed_json(const election::StationNames& names, const std::string& key) {
  const auto row = names.row(key);
  if (!row) return nullptr;
  const auto& table = names.stations();
  const auto voters = table.voters(*row);
  Json listed{{"number", table.text(*row, election::StationText::number)},
              {"address", table.text(*row, election::StationText::address)},
              {"venue", table.text(*row, election::StationText::venue)},
              {"voters", voters < 0 ? Json() : Json(voters)}};
  add_point(listed, names, key);
  return listed;
}

// What witnesses told of it, as data and in words.
Json told_json(const Call& call, const std::string& key) {
  Json list = Json::array();
  const auto told = call.lists->told().find(key);
  if (told == call.lists->told().end()) return list;
  for (const auto& answer : told->second) {
    Json one = to_json(answer);
    one["by"] = brief::told_by(answer, call.speech);
    one["text"] = brief::told_words(answer, call.speech);
    list.push_back(std::move(one));
  }
  return list;
}

// Whether what was computed is noted to say otherwise (outlook/beside.h).
bool disagrees(const election::StationOutlook* computed, const election::Indicator& indicator) {
  if (computed == nullptr) return false;
  return std::ranges::any_of(computed->notes, [&](const Message& note) {
    if (!note.code.starts_with("outlook.note.tick-")) return false;
    return std::ranges::find(note.args, std::pair{std::string("name_id"),
                                                  Arg(indicator.name_id)}) != note.args.end();
  });
}

// The official indicators that were brought in for it, in the order of their set. One that this
// program does not know stands at the end under its code.
Json indicators_json(const Call& call, const std::string& key) {
  // A connection of its own: others read meanwhile.
  auto workspace = call.house.own_connection();
  const auto ticks = workspace::ticks_of(workspace, key);
  if (ticks.empty()) return Json::array();
  const auto set = election::indicator_set(call.around.rules->indicator_set);
  const auto* computed = call.lists->outlook_of(key);
  std::multimap<int, Json> by_number;
  for (const auto& tick : ticks) {
    const auto* known = set.find(tick.indicator);
    const bool english = call.speech.language() == "en";
    Json one{{"code", tick.indicator},
             {"number", known == nullptr ? Json() : Json(known->number)},
             {"text", known == nullptr ? tick.indicator
                      : english        ? known->name_en
                                       : known->name_id},
             {"ticked", tick.ticked},
             {"source", tick.source},
             {"computed", known != nullptr && known->computed},
             {"disagrees", known != nullptr && disagrees(computed, *known)}};
    by_number.emplace(known == nullptr ? std::numeric_limits<int>::max() : known->number,
                      std::move(one));
  }
  Json list = Json::array();
  for (auto& [number, one] : by_number) list.push_back(std::move(one));
  return list;
}

http::Response station(Call& call) {
  const auto& names = call.lists->names();
  const std::string key = names.key(call.words[0]);
  const auto who = call.actor();
  desk::require_view(who);
  Json page = call.house.wall().look(call.lists, call.around, [&](const auto& lines) {
    return desk::station_show(lines.about(key), call.house.ledger(), call.around, who,
                              {key, names.name(key), names.area(key)});
  });
  say_missing(page, call);
  page["register"] = listed_json(names, key);
  page["told"] = told_json(call, key);
  page["indicators"] = indicators_json(call, key);
  page["outlook"] = nullptr;
  if (const auto* computed = call.lists->outlook_of(key)) {
    Json outlook = outlook_json(call, {*computed});
    page["outlook"] = std::move(outlook.at("stations").at(0));
    for (const char* of_all : {"made_from", "caveats", "exercise"}) {
      page["outlook"][of_all] = std::move(outlook.at(of_all));
    }
  }
  return json_response(200, page);
}

http::Response outlook(Call& call) {
  desk::require_view(call.actor());
  if (!call.lists->outlook()) throw Problem{404, "serve.no-outlook"};
  const auto [offset, limit] = page_of(call);
  const std::string area = call.text("area"), status = call.text("status");
  if (!status.empty() && !election::status_named(status)) {
    throw Problem{400, "serve.bad-param", {{"name", "status"}, {"kind", "status"}}};
  }
  const auto words = election::plain_name(call.text("q"));
  std::unordered_set<std::string_view> named;
  if (!words.empty()) named = call.lists->named(words);
  std::vector<election::StationOutlook> page;
  const election::StationOutlook* first = nullptr;
  std::size_t total = 0;
  for (const auto& one : call.lists->stations()) {
    if (!desk::covers(area, one.area)) continue;
    if (!status.empty() && name_of(one.status) != status) continue;
    if (!words.empty() && !named.contains(one.key)) continue;
    if (total >= offset && total - offset < limit) page.push_back(one);
    if (fails(one) && (first == nullptr || *one.first_bad < *first->first_bad)) first = &one;
    ++total;
  }
  Json found = outlook_json(call, std::move(page));
  found["first"] = first == nullptr ? Json() : first_json(call, *first);
  found["summary"] = call.lists->summary();
  found["total"] = total;
  found["offset"] = offset;
  return json_response(200, found);
}

constexpr Param kWall[] = {{"area"}, {"status"}, {"q"}, kOffset, kLimit};
constexpr Param kOutlook[] = {{"area"}, {"status"}, {"q"}, kOffset, kLimit};

}  // namespace

std::span<const Route> station_routes() {
  static const Route routes[] = {
      {"GET", "/api/v1/stations", "stations", Need::login, stations, kWall},
      {"GET", "/api/v1/stations/{station}", "station", Need::login, station},
      {"GET", "/api/v1/outlook", "outlook", Need::login, outlook, kOutlook},
  };
  return routes;
}

}  // namespace adem::serve
