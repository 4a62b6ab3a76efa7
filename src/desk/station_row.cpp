#include "desk/station_row.h"

#include <algorithm>

#include "desk/incidents.h"
#include "desk/station_words.h"

namespace adem::desk {

namespace {

std::optional<Instant> instant(const Json& at) {
  static const Zone utc("UTC");
  if (!at.is_string()) return std::nullopt;
  return parse_instant(at.get<std::string>(), utc);
}

Json brief_reports(const Json& reports, Instant now) {
  Json brief = Json::object();
  for (const auto& [office, report] : reports.items()) {
    brief[office] = Json{{"status", report["status"]},
                         {"as_of", report["as_of"]},
                         {"age_s", age_s(report["as_of"], now)}};
  }
  return brief;
}

// Water as the newest report that names it says.
Json newest_water(const Json& reports) {
  Json water;
  std::string as_of;
  for (const Json& report : reports) {
    if (!report.contains("water_cm") || report["water_cm"].is_null()) continue;
    const auto at = report["as_of"].get<std::string>();
    if (at < as_of) continue;
    as_of = at;
    water = report["water_cm"];
  }
  return water;
}

std::int64_t unchecked(const Json& state, const election::RuleBook& rules) {
  std::int64_t count = 0;
  for (const Json& item : checklist_of(state, rules)) {
    const bool done =
        !item["said"].empty() &&
        std::ranges::all_of(item["said"], [](const Json& one) { return one["done"] == "yes"; });
    if (!done) ++count;
  }
  return count;
}

}  // namespace

Day day_of(const Surroundings& around) {
  return {parse_date(around.rules->vote_date, around.zone).value_or(Instant{}), around.now};
}

Json station_state(const ledger::Reader& book, const std::string& key) {
  Json state = book.state(station_subject(key)).value_or(Json());
  return state.is_object() && state.contains("reports") ? state : Json();
}

Json age_s(const Json& at, Instant now) {
  const auto then = instant(at);
  return then ? Json((now - *then).count()) : Json();
}

std::vector<Json> open_incidents(const std::vector<Json>& incidents) {
  std::vector<Json> open;
  for (const Json& one : incidents) {
    if (one.value("open", false)) open.push_back(one);
  }
  std::ranges::stable_sort(open, {}, [](const Json& one) {
    return std::pair(-gravity_rank(gravity_of(one)), one["at"].get<std::string>());
  });
  return open;
}

Json checklist_of(const Json& state, const election::RuleBook& rules) {
  Json list = Json::array();
  for (const auto& item : rules.checklist) {
    Json said = Json::object();
    if (state.is_object() && state["checks"].contains(item.code)) said = state["checks"][item.code];
    bool disagree = false;
    for (const Json& one : said) {
      disagree = disagree || (one["done"] != said.begin()->at("done") && !one["done"].is_null());
    }
    list.push_back({{"duty", item.duty},
                    {"item", item.code},
                    {"name_id", item.name_id},
                    {"name_en", item.name_en},
                    {"mark", std::string(1, static_cast<char>(item.provenance.mark))},
                    {"said", std::move(said)},
                    {"disagree", disagree}});
  }
  return list;
}

std::int64_t pending_facts(const AboutStation& about) {
  return std::ranges::count_if(about.facts, [](const Json& fact) {
    return fact["withdrawn"].is_null() && fact["decision"]["state"] == "pending";
  });
}

Json station_row(const ListedStation& station, const Json& state, const AboutStation& about,
                 Json forecast, const Surroundings& around) {
  const Json reports = state.is_object() ? state["reports"] : Json::object();
  const auto standing = standing_of(reports, *around.rules, day_of(around), about.put_off);
  const Json as_of = standing.as_of ? Json(iso_utc(*standing.as_of)) : Json();
  Json missing;
  if (standing.missing) {
    missing = {{"duty", standing.missing->duty}, {"since", iso_utc(standing.missing->since)}};
  }
  const auto open = open_incidents(about.incidents);
  Json incidents = Json::array();
  for (const Json& one : open) incidents.push_back(one["shown"]);
  if (!forecast.is_null()) forecast["age_s"] = age_s(forecast["made_at"], around.now);
  Json row{{"station", station.key},
           {"name", station.name},
           {"area", station.area},
           {"status", standing.status},
           {"reported", standing.reported.empty() ? Json() : Json(standing.reported)},
           {"as_of", as_of},
           {"age_s", age_s(as_of, around.now)},
           {"office", standing.office.empty() ? Json() : Json(standing.office)},
           {"water_cm", newest_water(reports)},
           {"disagree", standing.disagree},
           {"reports", brief_reports(reports, around.now)},
           {"missing", std::move(missing)},
           {"put_off", about.put_off},
           {"incidents", std::move(incidents)},
           {"gravity", open.empty() ? Json() : Json(gravity_of(open.front()))},
           {"facts_pending", pending_facts(about)},
           {"unchecked", unchecked(state, *around.rules)},
           {"forecast", std::move(forecast)}};
  if (around.exercise) row["exercise"] = true;
  return row;
}

}  // namespace adem::desk
