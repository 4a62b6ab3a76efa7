#include "desk/stage_view.h"

#include <algorithm>

#include "desk/dates.h"
#include "desk/statements.h"
#include "desk/station_view.h"

namespace adem::desk {

namespace {

std::string text(const Json& json, const char* key) {
  const auto it = json.find(key);
  return it != json.end() && it->is_string() ? it->get<std::string>() : std::string();
}

std::string ready_of(const Json& said) {
  std::string all;
  for (const Json& one : said) {
    const std::string ready = text(one, "ready").empty() ? "unknown" : text(one, "ready");
    if (all.empty()) all = ready;
    if (ready != all) return "disagree";
  }
  return all.empty() ? "unknown" : all;
}

struct Asked {
  const ledger::Reader& book;
  const Surroundings& around;
  std::string area, today;

  bool overdue(const std::string& due) const { return !due.empty() && due < today; }
};

// Overdue first, then by day; what has no day comes last.
auto by_day(const Json& one) {
  const std::string due = text(one, "due");
  return std::tuple(one["settled"].get<bool>(), due.empty(), due, text(one, "id"));
}

Json settled_last(std::vector<Json> list) {
  std::ranges::sort(list, {}, by_day);
  for (Json& one : list) one.erase("settled");
  return list;
}

std::vector<Json> items_of(const Asked& asked, const std::string& stage) {
  std::vector<Json> list;
  const Names names = names_of(asked.book, "readiness");
  asked.book.states("readiness", asked.area, [&](const std::string& id, const Json& state) {
    if (!begun(state) || text(state, "stage") != stage) return;
    if (!covers(asked.area, text(state, "area"))) return;
    const std::string ready = ready_of(state["said"]);
    Json item{{"id", id}, {"shown", names.shown(id)}};
    for (const char* key : {"item", "owner", "due"}) item[key] = state[key];
    item["overdue"] = ready != "yes" && asked.overdue(text(state, "due"));
    for (const char* key : {"station", "area"}) item[key] = state[key];
    item["ready"] = ready;
    item["said"] = state["said"];
    item["settled"] = ready == "yes";
    list.push_back(std::move(item));
  });
  return list;
}

Json obstacle_row(const Asked& asked, const Json& one, bool open) {
  Json row{{"id", one["id"]}};
  for (const char* key : {"place", "effect", "step", "owner", "due"}) row[key] = text(one, key);
  row["overdue"] = open && asked.overdue(text(one, "due"));
  for (const char* key : {"station", "area", "office"}) row[key] = text(one, key);
  row["open"] = open;
  row["settled"] = !open;
  return row;
}

// A meeting writes the stage in its own words: its code or either of its names.
bool means(const std::string& words, const election::Stage& stage) {
  return words == stage.code || words == stage.name_id || words == stage.name_en;
}

std::vector<Json> obstacles_of(const Asked& asked, const election::Stage& stage) {
  std::vector<Json> list;
  const Names names = names_of(asked.book, "obstacle");
  asked.book.states("obstacle", asked.area, [&](const std::string& id, const Json& state) {
    if (!begun(state) || text(state, "stage") != stage.code) return;
    if (!covers(asked.area, text(state, "area"))) return;
    Json row = obstacle_row(asked, state, state["cleared"].empty());
    row["shown"] = names.shown(id);
    row["cleared"] = state["cleared"];
    list.push_back(std::move(row));
  });
  asked.book.states("meeting", asked.area, [&](const std::string& id, const Json& state) {
    const auto met = state.find("obstacles");
    if (met == state.end() || !text(state, "withdrawn").empty()) return;
    if (!covers(asked.area, text(state, "area"))) return;
    for (const Json& one : *met) {
      if (!means(text(one, "stage"), stage) || !text(one, "withdrawn").empty()) continue;
      Json row = obstacle_row(asked, one, true);
      row["area"] = text(state, "area");
      row["shown"] = without_tags(text(one, "id"));
      row["meeting"] = id;
      list.push_back(std::move(row));
    }
  });
  return list;
}

std::optional<Json> stage_state(const Asked& asked, const std::string& stage) {
  auto state = asked.book.state("stage:" + stage);
  return state && begun(*state) ? state : std::nullopt;
}

// The narrowest change that covers the area; null where none does.
Json change_of(const Asked& asked, const std::string& stage) {
  const auto state = stage_state(asked, stage);
  Json narrowest;
  if (!state || asked.area.empty()) return narrowest;
  for (const auto& [area, change] : (*state)["changes"].items()) {
    if (!covers(area, asked.area) || text(change, "from").empty()) continue;
    if (!narrowest.is_null() && text(narrowest, "area").size() > area.size()) continue;
    narrowest = Json{{"area", area}};
    narrowest.update(change);
  }
  return narrowest;
}

Json line_of(const Asked& asked, const election::Stage& stage, const std::vector<Json>& items,
             const std::vector<Json>& obstacles) {
  Json change = change_of(asked, stage.code);
  const std::string from = change.is_null() ? stage.from : text(change, "from");
  const std::string to = change.is_null() ? stage.to : text(change, "to");
  const auto ready = [&](const char* how) {
    return std::ranges::count_if(items, [how](const Json& one) { return one["ready"] == how; });
  };
  const auto late = [](const Json& one) { return one["overdue"].get<bool>(); };
  return Json{
      {"stage", stage.code},
      {"name_id", stage.name_id},
      {"name_en", stage.name_en},
      {"mark", std::string(1, static_cast<char>(stage.provenance.mark))},
      {"from", from},
      {"to", to},
      {"changed", std::move(change)},
      {"phase", to < asked.today ? "past" : (from > asked.today ? "next" : "running")},
      {"not_ready", ready("no") + ready("disagree")},
      {"unknown", ready("unknown")},
      {"obstacles",
       std::ranges::count_if(obstacles, [](const Json& one) { return one["open"] == true; })},
      {"overdue", std::ranges::count_if(items, late) + std::ranges::count_if(obstacles, late)}};
}

Asked asked(const ledger::Reader& book, const Surroundings& around, const Actor& who,
            const std::string& area) {
  require_view(who);
  return {book, around, area, date_of(around.now, around.zone)};
}

}  // namespace

Json stage_list(const ledger::Reader& book, const Surroundings& around, const Actor& who,
                const std::string& area) {
  const Asked what = asked(book, around, who, area);
  std::vector<Json> lines;
  for (const auto& stage : around.rules->stages) {
    lines.push_back(line_of(what, stage, items_of(what, stage.code), obstacles_of(what, stage)));
  }
  std::ranges::stable_sort(lines, {}, [](const Json& line) {
    return std::tuple(line["overdue"] == 0, text(line, "from"));
  });
  return Json{
      {"as_of", iso_utc(around.now)}, {"stages", std::move(lines)}, {"exercise", around.exercise}};
}

Json stage_show(const ledger::Reader& book, const Surroundings& around, const Actor& who,
                const std::string& stage, const std::string& area) {
  const Asked what = asked(book, around, who, area);
  const auto& stages = around.rules->stages;
  std::vector<std::string_view> known;
  for (const auto& one : stages) known.push_back(one.code);
  const std::string code = choice(stage, "stage", known);
  const auto& found = *std::ranges::find(stages, code, &election::Stage::code);
  auto items = items_of(what, code);
  auto obstacles = obstacles_of(what, found);
  Json page = line_of(what, found, items, obstacles);
  page["changes"] = Json::array();
  page["conflicts"] = Json::array();
  if (const auto state = stage_state(what, code)) {
    for (const auto& [where, change] : (*state)["changes"].items()) {
      Json line{{"area", where}};
      line.update(change);
      page["changes"].push_back(std::move(line));
    }
    if (state->contains("conflicts")) page["conflicts"] = (*state)["conflicts"];
  }
  page["items"] = settled_last(std::move(items));
  page["open_obstacles"] = page["obstacles"];
  page["obstacles"] = settled_last(std::move(obstacles));
  page["exercise"] = around.exercise;
  return page;
}

}  // namespace adem::desk
