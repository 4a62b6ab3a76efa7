#include "desk/incident_view.h"

#include <algorithm>

#include "desk/dates.h"
#include "desk/incidents.h"
#include "desk/statements.h"
#include "desk/station_row.h"
#include "desk/station_view.h"

namespace adem::desk {

namespace {

std::string verified(const Json& incident) {
  std::string all;
  for (const Json& said : incident["verified"]) {
    auto result = said["result"].get<std::string>();
    if (result.empty()) result = "unknown";  // taken out
    if (all.empty() || all == "unknown") {
      all = result;
    } else if (result != "unknown" && result != all) {
      return "disagree";
    }
  }
  return all.empty() ? "none" : all;
}

Json row_of(const Json& incident, const Names& names, const Surroundings& around) {
  const Instant now = around.now;
  const std::string today = iso_utc(now);
  const bool open = incident["open"].get<bool>();
  Json assigned = Json::array(), escalated = Json::array(), closed = Json::object();
  bool overdue = false;
  for (const auto& [by, work] : incident["assigned"].items()) {
    const auto due = work["due"].get<std::string>();
    overdue = overdue || (open && !due.empty() && due < today);
    assigned.push_back({{"to", work["to"]}, {"due", due}, {"by", by}});
  }
  for (const Json& call : incident["escalated"]) escalated.push_back(call["to"]);
  for (const auto& [office, end] : incident["closed"].items()) closed[office] = end["result"];
  const Json& happened = incident["at"];
  Json row{{"id", incident["id"]},
           {"shown", names.shown(incident["id"].get<std::string>())},
           {"kind", incident["kind"]},
           {"gravity", gravity_of(incident)}};
  for (const char* key : {"station", "place", "area", "text"}) row[key] = incident[key];
  row["at"] = happened == "" ? incident["written"] : happened;
  row["age_s"] = age_s(row["at"], now);
  row["office"] = incident["office"];
  row["source"] = incident["source"];
  row["verified"] = verified(incident);
  row["assigned"] = std::move(assigned);
  row["overdue"] = overdue;
  row["escalated"] = std::move(escalated);
  row["advice"] = incident["advice"].size();
  row["open"] = open;
  row["closed"] = std::move(closed);
  row["conflicts"] = incident.contains("conflicts") ? incident["conflicts"].size() : 0;
  for (const char* key : {"photos", "position"}) {
    if (incident.contains(key)) row[key] = incident[key];
  }
  if (incident.contains("redacted")) row["redacted"] = true;
  if (around.exercise) row["exercise"] = true;
  return row;
}

void add(Json& number) { number = (number.is_null() ? 0 : number.get<std::int64_t>()) + 1; }

struct Counts {
  Json summary{{"open", 0},
               {"closed", 0},
               {"unverified", 0},
               {"overdue", 0},
               {"kinds", Json::object()},
               {"gravities", Json::object()}};
  Json day{{"reported", 0}, {"open", 0}, {"kinds", Json::object()}};

  void take(const Json& row, bool on_the_day) {
    const bool open = row["open"].get<bool>();
    const auto kind = row["kind"].get<std::string>();
    add(summary[open ? "open" : "closed"]);
    if (open && row["verified"] == "none") add(summary["unverified"]);
    if (row["overdue"].get<bool>()) add(summary["overdue"]);
    if (open) add(summary["kinds"][kind]);
    if (open) add(summary["gravities"][row["gravity"].get<std::string>()]);
    if (!on_the_day) return;
    add(day["reported"]);
    add(day["kinds"][kind]);
    if (open) add(day["open"]);
  }
};

// Open before closed, grave before light, old before new.
auto order(const Json& row) {
  return std::tuple(!row["open"].get<bool>(), -gravity_rank(row["gravity"].get<std::string>()),
                    row["at"].get<std::string>(), row["id"].get<std::string>());
}

bool on_voting_day(const Json& row, const Surroundings& around) {
  static const Zone utc("UTC");
  const auto at = parse_instant(row["at"].get<std::string>(), utc);
  return at && date_of(*at, around.zone) == around.rules->vote_date;
}

}  // namespace

Json incident_list(const ledger::Reader& book, const Surroundings& around, const Actor& who,
                   const IncidentFilter& filter) {
  require_view(who);
  std::vector<Json> rows;
  Counts counts;
  const Names names = names_of(book, "incident");
  book.states("incident", filter.area, [&](const std::string&, const Json& state) {
    if (!begun(state) || !covers(filter.area, state["area"].get<std::string>())) return;
    if (!filter.station.empty() && state["station"] != filter.station) return;
    Json row = row_of(state, names, around);
    counts.take(row, on_voting_day(row, around));
    if (row["open"].get<bool>() || filter.closed) rows.push_back(std::move(row));
  });
  std::ranges::sort(rows, {}, order);
  return Json{{"as_of", iso_utc(around.now)},
              {"incidents", std::move(rows)},
              {"summary", std::move(counts.summary)},
              {"voting_day", std::move(counts.day)},
              {"exercise", around.exercise}};
}

Json incident_show(const ledger::Reader& book, const Surroundings& around, const Actor& who,
                   const std::string& id) {
  require_view(who);
  const Json state = state_meant(book, "incident", id);
  Json page = row_of(state, names_of(book, "incident"), around);
  page["incident"] = state;
  page["history"] = history_of(book, state["id"].get<std::string>());
  page["exercise"] = around.exercise;
  return page;
}

}  // namespace adem::desk
