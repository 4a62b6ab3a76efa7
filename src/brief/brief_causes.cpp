// The section on common causes.
#include <algorithm>

#include "brief/brief_page.h"
#include "brief/brief_words.h"
#include "brief/cause_words.h"

namespace adem::brief {

namespace {

constexpr std::size_t kWorthShown = 5;

std::string hours(double value, const words::Speech& speech) {
  return speech.number(value, value < 10 ? 1 : 0);
}

Json group_block(const outlook::CauseGroup& group, const PageParts& parts,
                 const StationLabels& labels) {
  const auto& [input, view, speech] = parts;
  const auto words = group_words(group, input.roads->causes, labels, input.outlook.window, speech);
  return Json{{"cause", words.cause},
              {"who", words.who},
              {"when", words.when},
              {"instead", words.instead},
              {"services", words.services}};
}

Json warehouse_block(const outlook::Causes& causes, const PageParts& parts,
                     const StationLabels& labels) {
  const auto& speech = parts.speech;
  Json groups = Json::array(), worth = Json::array(), best = Json::array();
  for (std::size_t i = 0; i < std::min(kCausesShown, causes.groups.size()); ++i) {
    groups.push_back(group_block(causes.groups[i], parts, labels));
  }
  for (std::size_t i = 0; i < std::min(kWorthShown, causes.worth.size()); ++i) {
    const auto& each = causes.worth[i];
    worth.push_back(speech.say("causes.worth-line",
                               {{"road", road_words(each.road, labels, speech)},
                                {"stations", static_cast<std::int64_t>(each.stations.size())},
                                {"voters", each.voters},
                                {"hours", hours(each.voter_hours, speech)}}));
  }
  for (const auto& step : causes.best) {
    best.push_back(speech.say("causes.best-line", {{"roads", road_list(step.roads, labels, speech)},
                                                   {"hours", hours(step.voter_hours, speech)}}));
  }
  const auto left = causes.groups.size() - groups.size();
  return Json{{"head", speech.say("causes.warehouse", {{"name", one_line(causes.warehouse)},
                                                       {"stations", causes.stations},
                                                       {"voters", causes.voters},
                                                       {"without", causes.without_voters}})},
              {"nothing", causes.groups.empty() ? speech.say("causes.nothing") : ""},
              {"groups", std::move(groups)},
              {"more", left == 0 ? Json()
                                 : Json(speech.say("brief.more.causes",
                                                   {{"count", static_cast<std::int64_t>(left)}}))},
              {"any_worth", !worth.empty()},
              {"worth", std::move(worth)},
              {"any_best", causes.best.size() > 1},
              {"best", std::move(best)}};
}

}  // namespace

Json page_causes(const PageParts& parts) {
  const auto& [input, view, speech] = parts;
  if (input.roads == nullptr) return Json{{"any", false}};
  const auto& causes = input.roads->causes;
  const auto labels = station_labels(input.stations, input.areas);
  Json warehouses = Json::array(), notes = Json::array();
  for (const auto& each : causes.warehouses)
    warehouses.push_back(warehouse_block(each, parts, labels));
  const auto rows = [&](const char* code, const std::vector<std::size_t>& list) {
    if (list.empty()) return;
    notes.push_back(speech.say(code, {{"count", static_cast<std::int64_t>(list.size())},
                                      {"names", station_list(list, labels, speech)}}));
  };
  rows("causes.untied", causes.untied);
  rows("causes.without-warehouse", causes.without_warehouse);
  for (const auto& caveat : input.roads->caveats) notes.push_back(speech.say(caveat));
  notes.push_back(speech.say("causes.caveat"));
  return Json{
      {"any", true},
      {"head",
       speech.say("causes.head", {{"mode", std::string(name_of(causes.mode))},
                                  {"from", window_clock(causes.from, input.outlook.window, speech)},
                                  {"to", window_clock(causes.to, input.outlook.window, speech)},
                                  {"members", causes.members}})},
      {"warehouses", std::move(warehouses)},
      {"notes", std::move(notes)}};
}

}  // namespace adem::brief
