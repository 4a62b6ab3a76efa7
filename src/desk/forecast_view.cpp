#include "desk/forecast_view.h"

#include <algorithm>

#include "desk/forecasts.h"
#include "desk/statements.h"
#include "desk/station_join.h"
#include "desk/station_row.h"
#include "desk/station_view.h"

namespace adem::desk {

namespace {

// The rows of a part as its own publisher wrote them; null where they have not arrived.
Json rows_of(const ledger::Reader& book, const Json& forecast, std::size_t part) {
  auto rows = book.state(rows_id(forecast["id"].get<std::string>(), part));
  if (!rows || !begun(*rows) || (*rows)["office"] != forecast["office"]) return nullptr;
  return std::move((*rows)["rows"]);
}

bool incomplete(const ledger::Reader& book, const Json& forecast) {
  for (std::size_t part = 0; part < forecast["parts"].size(); ++part) {
    const Json rows = rows_of(book, forecast, part);
    if (rows.is_null() || rows.size() != forecast["parts"][part].at("rows")) return true;
  }
  return false;
}

Json line_of(const ledger::Reader& book, const Json& forecast, const Surroundings& around,
             const Json& superseded_by) {
  Json line;
  for (const char* key : {"id", "office", "area"}) line[key] = forecast[key];
  line["shown"] = names_of(book, "forecast").shown(forecast["id"].get<std::string>());
  line["written"] = forecast["written"];
  line["superseded_by"] = superseded_by;
  if (forecast.contains("redacted")) {
    line["redacted"] = true;
    return line;
  }
  line["made_at"] = forecast["made_at"];
  line["age_s"] = age_s(forecast["made_at"], around.now);
  line["valid"] = forecast["valid"];
  line["over"] = forecast["valid"].at("to").get<std::string>() < iso_utc(around.now);
  line["incomplete"] = incomplete(book, forecast);
  for (const char* key : {"stations", "summary", "made_from", "caveats", "thresholds", "run"}) {
    line[key] = with_floats(forecast[key]);
  }
  line["exercise"] = forecast["exercise"];
  return line;
}

// Publisher's office: id of its newest forecast.
std::map<std::string, Json> newest_ids(const ledger::Reader& book) {
  std::map<std::string, Json> ids;
  for (const Json& one : newest_forecasts(book)) ids[one["office"].get<std::string>()] = one["id"];
  return ids;
}

Json superseded_by(const std::map<std::string, Json>& newest, const Json& forecast) {
  const auto it = newest.find(forecast["office"].get<std::string>());
  return it == newest.end() || it->second == forecast["id"] ? Json() : it->second;
}

}  // namespace

Json forecast_list(const ledger::Reader& book, const Surroundings& around, const Actor& who) {
  require_view(who);
  const auto newest = newest_ids(book);
  std::vector<Json> lines;
  book.states("forecast", "", [&](const std::string&, const Json& state) {
    if (begun(state)) lines.push_back(line_of(book, state, around, superseded_by(newest, state)));
  });
  std::ranges::stable_sort(lines, std::greater{}, [](const Json& line) {
    return std::pair(line["superseded_by"].is_null(), line["written"].get<std::string>());
  });
  return Json{{"as_of", iso_utc(around.now)},
              {"forecasts", std::move(lines)},
              {"exercise", around.exercise}};
}

Json forecast_show(const ledger::Reader& book, const Surroundings& around, const Actor& who,
                   const std::string& id) {
  require_view(who);
  const Json state = state_meant(book, "forecast", id);
  Json page = line_of(book, state, around, superseded_by(newest_ids(book), state));
  std::vector<Json> rows;
  for (std::size_t part = 0; part < state["parts"].size(); ++part) {
    for (const Json& row : rows_of(book, state, part)) rows.push_back(with_floats(row));
  }
  std::ranges::stable_sort(rows, {}, [](const Json& row) {
    const auto status = election::status_named(row["status"].get<std::string>());
    static constexpr int order[] = {4, 2, 1, 0, 3};  // by enum: ready last, unknown before it
    return order[static_cast<std::size_t>(status.value_or(election::Status::unknown))];
  });
  page["rows"] = std::move(rows);
  return page;
}

}  // namespace adem::desk
