// The page of one station: everything that was said about it, by source and time.
#include <algorithm>
#include <iterator>

#include "desk/statements.h"
#include "desk/station_row.h"
#include "desk/station_view.h"
#include "desk/station_words.h"
#include "desk/witness.h"

namespace adem::desk {

namespace {

Json forecasts(const ledger::Reader& book, const std::string& station, Instant now) {
  Json list = Json::array();
  for (const Json& forecast : newest_forecasts(book)) {
    Json row = forecast_row(book, forecast, station);
    if (row.is_null()) continue;
    list.push_back({{"forecast", forecast["id"]},
                    {"office", forecast["office"]},
                    {"made_at", forecast["made_at"]},
                    {"age_s", age_s(forecast["made_at"], now)},
                    {"valid", forecast["valid"]},
                    {"exercise", forecast["exercise"]},
                    {"row", std::move(row)}});
  }
  return list;
}

Json closed_incidents(const std::vector<Json>& incidents) {
  Json list = Json::array();
  for (const Json& one : incidents) {
    if (!one.value("open", false)) list.push_back(one);
  }
  return list;
}

Json histories(const ledger::Reader& book, const std::string& station) {
  const Json said = history_of(book, station_subject(station));
  const Json told = history_of(book, witness_subject(station));
  std::vector<Json> lines;
  std::ranges::merge(
      said, told, std::back_inserter(lines), {},
      [](const Json& line) { return line.at("at").get<std::string>(); },
      [](const Json& line) { return line.at("at").get<std::string>(); });
  return lines;
}

}  // namespace

Json station_show(const ledger::Reader& book, const Surroundings& around, const Actor& who,
                  const ListedStation& station) {
  require_view(who);
  const auto all = about_stations(book);
  const auto found = all.find(station.key);
  return station_show(found == all.end() ? AboutStation() : found->second, book, around, who,
                      station);
}

Json station_show(const AboutStation& about, const ledger::Reader& book, const Surroundings& around,
                  const Actor& who, const ListedStation& station) {
  require_view(who);
  const Json state = station_state(book, station.key);
  const auto words = forecast_words(book, {station.key});
  Json page =
      station_row(station, state, about, words.empty() ? Json() : words.begin()->second, around);
  page["reports"] = state.is_object() ? state["reports"] : Json::object();
  for (Json& report : page["reports"]) report["age_s"] = age_s(report["as_of"], around.now);
  page["checklist"] = checklist_of(state, *around.rules);
  page["incidents"] = open_incidents(about.incidents);
  page["closed_incidents"] = closed_incidents(about.incidents);
  page["facts"] = about.facts;
  page["decisions"] = about.decisions;
  page["promises"] = about.promises;
  page["forecasts"] = forecasts(book, station.key, around.now);
  page["history"] = histories(book, station.key);
  page["exercise"] = around.exercise;
  return page;
}

}  // namespace adem::desk
