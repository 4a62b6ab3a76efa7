#include "desk/station_join.h"

#include <algorithm>
#include <ranges>
#include <tuple>

#include "desk/facts.h"
#include "desk/forecasts.h"
#include "desk/statements.h"

namespace adem::desk {

namespace {

using Stations = std::map<std::string, AboutStation>;

std::string text_at(const Json& json, const char* key) {
  const auto it = json.find(key);
  return it != json.end() && it->is_string() ? it->get<std::string>() : std::string();
}

void add_decision(Stations& all, const std::string& proposal, const Json& dossier,
                  const Json& decision) {
  const auto stations = decision.find("stations");
  if (stations == decision.end() || !stations->is_array()) return;
  Json line{{"id", text_at(decision, "id")}, {"proposal", proposal}};
  for (const char* key :
       {"about", "verdict", "to_venue", "legal", "by", "at", "valid_from", "fact"}) {
    line[key] = text_at(decision, key);
  }
  const auto withdrawn = decision.find("withdrawn");
  // Where decisions differ, none of them holds.
  line["stands"] = text_at(dossier, "status") != "conflict" &&
                   text_at(decision, "broken").empty() &&
                   (withdrawn == decision.end() || withdrawn->is_null());
  for (const Json& station : *stations) {
    auto& about = all[station.get<std::string>()];
    about.decisions.push_back(line);
    const std::string matter = line["about"];
    if (line["stands"] && line["verdict"] == "approved" &&
        (matter == "susulan" || matter == "lanjutan" || matter == "ulang")) {
      about.put_off = true;
    }
  }
}

void add_promises(Stations& all, const std::string& meeting, const Json& state) {
  const auto made = state.find("commitments");
  if (made == state.end() || !text_at(state, "withdrawn").empty()) return;
  for (const Json& one : *made) {
    const auto stations = one.find("stations");
    if (stations == one.end() || !text_at(one, "withdrawn").empty()) continue;
    const Json line{{"id", text_at(one, "id")},       {"meeting", meeting},
                    {"owner", text_at(one, "owner")}, {"text", text_at(one, "text")},
                    {"due", text_at(one, "due")},     {"kept", text_at(one, "kept_on")}};
    for (const Json& station : *stations) all[station.get<std::string>()].promises.push_back(line);
  }
}

// Whether a fact has been decided upon.
Json decision_on(const Json& fact, const AboutStation& about) {
  const std::string matter(decided_about(text_at(fact, "what")));
  if (matter.empty()) return Json{{"state", "not-needed"}};
  for (const Json& decision : about.decisions | std::views::reverse) {
    if (!decision["stands"].get<bool>() || decision["verdict"] == "returned") continue;
    const bool named = !text_at(decision, "fact").empty();
    if (named ? decision["fact"] == fact["id"] : decision["about"] == matter) {
      return Json{{"state", "decided"}, {"id", decision["id"]}, {"verdict", decision["verdict"]}};
    }
  }
  const bool went_on =
      fact["what"] == "interrupted" && std::ranges::any_of(about.facts, [&](const Json& other) {
        return other["what"] == "resumed" && other["withdrawn"].is_null() &&
               text_at(other, "at") >= text_at(fact, "at");
      });
  if (went_on) return Json{{"state", "over"}};
  return Json{{"state", "pending"}, {"about", matter}};
}

void join_facts(AboutStation& about) {
  std::ranges::stable_sort(about.facts, {}, [](const Json& fact) { return text_at(fact, "at"); });
  for (Json& fact : about.facts) {
    Json decision = decision_on(fact, about);
    fact["decision"] = std::move(decision);
  }
}

}  // namespace

std::vector<Json> newest_forecasts(const ledger::Reader& book) {
  std::map<std::string, Json> newest;
  const auto age = [](const Json& forecast) {
    const auto made = text_at(forecast, "made_at"), written = text_at(forecast, "written");
    return std::tuple(made.empty() ? written : made, written, text_at(forecast, "id"));
  };
  book.states("forecast", "", [&](const std::string&, const Json& state) {
    if (!state.contains("office") || state.value("redacted", false)) return;
    Json& kept = newest[text_at(state, "office")];
    if (kept.is_null() || age(kept) < age(state)) kept = state;
  });
  std::vector<Json> all;
  for (auto& [office, forecast] : newest) all.push_back(std::move(forecast));
  std::ranges::stable_sort(all, [&](const Json& a, const Json& b) { return age(b) < age(a); });
  return all;
}

Json forecast_row(const ledger::Reader& book, const Json& forecast, const std::string& station) {
  const Json& parts = forecast.at("parts");
  for (std::size_t part = 0; part < parts.size(); ++part) {
    if (text_at(parts[part], "last") < station) continue;
    const auto rows = book.state(rows_id(text_at(forecast, "id"), part));
    if (!rows || text_at(*rows, "office") != text_at(forecast, "office")) return nullptr;
    for (const Json& row : rows->at("rows")) {
      if (row.at("station") == station) return row;
    }
    return nullptr;
  }
  return nullptr;
}

std::map<std::string, Json> forecast_words(const ledger::Reader& book,
                                           const std::set<std::string>& stations) {
  std::map<std::string, Json> words;
  for (const Json& forecast : newest_forecasts(book)) {
    const Json& parts = forecast.at("parts");
    auto next = stations.begin();
    for (std::size_t part = 0; part < parts.size() && next != stations.end(); ++part) {
      const auto end = stations.upper_bound(text_at(parts[part], "last"));
      if (next == end) continue;
      next = end;
      const auto rows = book.state(rows_id(text_at(forecast, "id"), part));
      if (!rows || text_at(*rows, "office") != text_at(forecast, "office")) continue;
      for (const Json& row : rows->at("rows")) {
        const auto key = text_at(row, "station");
        if (!stations.contains(key) || words.contains(key)) continue;
        words[key] = Json{{"status", row.at("status")},
                          {"forecast", forecast["id"]},
                          {"office", forecast["office"]},
                          {"made_at", forecast["made_at"]}};
      }
    }
  }
  return words;
}

std::map<std::string, AboutStation> about_stations(const ledger::Reader& book) {
  Stations all;
  const auto take = [&](const char* type, std::vector<Json> AboutStation::* list) {
    const Names names = names_of(book, type);
    book.states(type, "", [&](const std::string& id, const Json& state) {
      const auto key = text_at(state, "station");
      if (key.empty() || !begun(state)) return;
      Json one = state;
      one["shown"] = names.shown(id);
      (all[key].*list).push_back(std::move(one));
    });
  };
  take("incident", &AboutStation::incidents);
  take("fact", &AboutStation::facts);
  book.states("proposal", "", [&all](const std::string& id, const Json& state) {
    const auto decisions = state.find("decisions");
    if (decisions == state.end()) return;
    for (const Json& decision : *decisions) add_decision(all, id, state, decision);
  });
  for (auto& [key, about] : all) join_facts(about);
  book.states("meeting", "",
              [&all](const std::string& id, const Json& state) { add_promises(all, id, state); });
  return all;
}

}  // namespace adem::desk
