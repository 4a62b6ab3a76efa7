#include "desk/station_view.h"

#include <algorithm>

#include "base/error.h"
#include "desk/incidents.h"
#include "desk/station_join.h"
#include "desk/station_row.h"
#include "desk/station_standing.h"
#include "desk/station_words.h"

namespace adem::desk {

namespace {

// How much a line worries: its status, or what stands beside it.
int rank(const Json& row) {
  int rank = worry(row["status"].get<std::string>());
  const bool grave = row["gravity"] == "grave";
  if (row["disagree"].get<bool>() || grave) rank = std::max(rank, worry("interrupted"));
  return rank;
}

// Every station once: those listed, and those that somebody spoke of and no list holds.
std::map<std::string, ListedStation> all_stations(std::span<const ListedStation> listed,
                                                  const std::map<std::string, Json>& states,
                                                  const std::string& area) {
  std::map<std::string, ListedStation> all;
  for (const auto& station : listed) all.emplace(station.key, station);
  for (const auto& [key, state] : states) {
    all.emplace(key, ListedStation{key, key, state.at("area").get<std::string>()});
  }
  std::erase_if(all, [&](const auto& one) { return !covers(area, one.second.area); });
  return all;
}

void count(Json& summary, const Json& row) {
  const auto add = [](Json& number, std::int64_t by) {
    number = (number.is_null() ? 0 : number.get<std::int64_t>()) + by;
  };
  add(summary["stations"], 1);
  add(summary["status"][row["status"].get<std::string>()], 1);
  add(summary["missing"], row["missing"].is_null() ? 0 : 1);
  add(summary["disagreeing"], row["disagree"].get<bool>() ? 1 : 0);
  add(summary["open_incidents"], static_cast<std::int64_t>(row["incidents"].size()));
  add(summary["facts_pending"], row["facts_pending"].get<std::int64_t>());
}

}  // namespace

void require_view(const Actor& who) {
  if (who.account.empty() || (who.kind != nullptr && !who.kind->rights.empty())) return;
  throw Error(ErrorKind::forbidden, "desk.not-shown", {{"office", who.office}});
}

Json station_wall(const ledger::Reader& book, const Surroundings& around, const Actor& who,
                  std::span<const ListedStation> stations, const WallFilter& filter) {
  require_view(who);
  std::map<std::string, Json> states;
  book.states("station", "", [&states](const std::string&, const Json& state) {
    if (state.contains("station")) states.emplace(state["station"].get<std::string>(), state);
  });
  const auto about = about_stations(book);
  static const AboutStation nothing;
  std::vector<Json> rows;
  Json summary{{"stations", 0},    {"status", Json::object()}, {"missing", 0},
               {"disagreeing", 0}, {"open_incidents", 0},      {"facts_pending", 0}};
  for (const auto& [key, station] : all_stations(stations, states, filter.area)) {
    const auto state = states.find(key);
    const auto known = about.find(key);
    Json row = station_row(station, state == states.end() ? Json() : state->second,
                           known == about.end() ? nothing : known->second, around);
    count(summary, row);
    if (filter.status.empty() || row["status"] == filter.status) rows.push_back(std::move(row));
  }
  std::ranges::stable_sort(rows, std::greater{}, rank);
  return Json{{"as_of", iso_utc(around.now)},
              {"stations", std::move(rows)},
              {"summary", std::move(summary)},
              {"exercise", around.exercise}};
}

}  // namespace adem::desk
