#include "brief/cause_words.h"

#include <algorithm>
#include <unordered_map>

#include "brief/brief_words.h"

namespace adem::brief {

using outlook::CauseGroup;
using outlook::CauseRoad;
using outlook::CauseWhen;

namespace {

std::string hours(double value, const words::Speech& speech) {
  return speech.number(value, value < 10 ? 1 : 0);
}

std::string keyword(std::string_view name) {
  std::string out(name);
  std::ranges::replace(out, '-', '_');
  return out;
}

}  // namespace

StationLabels station_labels(const election::StationTable& stations,
                             const std::vector<election::Area>& areas) {
  std::unordered_map<std::string, std::string> names;
  for (const auto& area : areas) names.emplace(area.code, one_line(area.name));
  return [&stations, names = std::move(names)](std::size_t row) {
    const std::string name = one_line(stations.call_name(row));
    const auto area = names.find(std::string(stations.text(row, election::StationText::area)));
    // Some lists have the village in the station's name already.
    if (area == names.end() || name.find(area->second) != std::string::npos) return name;
    return name + " " + area->second;
  };
}

std::string road_words(const CauseRoad& road, const StationLabels& labels,
                       const words::Speech& speech) {
  const char* kind = road.bridge ? "bridge" : road.ford ? "ford" : road.tunnel ? "tunnel" : "road";
  const char* ends = road.between.size() == 2   ? "two"
                     : road.between.size() == 1 ? "one"
                     : road.near                ? "near"
                                                : "none";
  const std::string near = road.near ? labels(*road.near) : "";
  return speech.say("causes.road",
                    {{"named", std::string(road.name.empty() ? "no" : "yes")},
                     {"name", one_line(road.name)},
                     {"kind", std::string(kind)},
                     {"ends", std::string(ends)},
                     {"a", road.between.empty() ? near : one_line(road.between[0])},
                     {"b", road.between.size() == 2 ? one_line(road.between[1]) : ""},
                     {"length_km", speech.number(std::max(road.length_m, 50.0) / 1000, 1)}});
}

std::string road_list(const std::vector<CauseRoad>& roads, const StationLabels& labels,
                      const words::Speech& speech) {
  std::string out;
  for (std::size_t i = 0; i < roads.size(); ++i) {
    if (i > 0) out += i + 1 == roads.size() ? " " + speech.say("causes.and") + " " : ", ";
    out += road_words(roads[i], labels, speech);
  }
  return out;
}

std::string when_words(const CauseWhen& when, std::int64_t members, const election::Window& window,
                       const words::Speech& speech) {
  if (!when.from) return "";
  return speech.say("causes.when", {{"from", window_clock(*when.from, window, speech)},
                                    {"to", window_clock(*when.to, window, speech)},
                                    {"futures", when.futures},
                                    {"members", members}});
}

std::string station_list(const std::vector<std::size_t>& rows, const StationLabels& labels,
                         const words::Speech& speech) {
  constexpr std::size_t kNamed = 6;
  std::string out;
  for (std::size_t i = 0; i < std::min(kNamed, rows.size()); ++i) {
    out += (i == 0 ? "" : ", ") + labels(rows[i]);
  }
  if (rows.size() > kNamed) {
    out += " " + speech.say("causes.and-more", {{"count", words::count(rows.size() - kNamed)}});
  }
  return out;
}

std::string looked_at_words(const outlook::CommonCauses& causes, const election::Window& window,
                            const words::Speech& speech) {
  return speech.say("causes.head", {{"mode", std::string(name_of(causes.mode))},
                                    {"from", window_clock(causes.from, window, speech)},
                                    {"to", window_clock(causes.to, window, speech)},
                                    {"members", causes.members}});
}

std::string untied_words(const outlook::CommonCauses& causes, const StationLabels& labels,
                         const words::Speech& speech) {
  return speech.say("causes.untied", {{"count", words::count(causes.untied.size())},
                                      {"names", station_list(causes.untied, labels, speech)}});
}

std::string without_warehouse_words(const outlook::CommonCauses& causes,
                                    const StationLabels& labels, const words::Speech& speech) {
  return speech.say("causes.without-warehouse",
                    {{"count", words::count(causes.without_warehouse.size())},
                     {"names", station_list(causes.without_warehouse, labels, speech)}});
}

std::string warehouse_words(const outlook::Causes& causes, const words::Speech& speech) {
  return speech.say("causes.warehouse", {{"name", causes.warehouse},
                                         {"stations", causes.stations},
                                         {"voters", causes.voters},
                                         {"without", causes.without_voters}});
}

std::string worth_words(const outlook::CauseWorth& worth, const StationLabels& labels,
                        const words::Speech& speech) {
  return speech.say("causes.worth-line", {{"road", road_words(worth.road, labels, speech)},
                                          {"stations", words::count(worth.stations.size())},
                                          {"voters", worth.voters},
                                          {"hours", hours(worth.voter_hours, speech)}});
}

std::string set_words(const outlook::CauseSet& set, const StationLabels& labels,
                      const words::Speech& speech) {
  return speech.say("causes.best-line", {{"roads", road_list(set.roads, labels, speech)},
                                         {"hours", hours(set.voter_hours, speech)}});
}

GroupWords group_words(const CauseGroup& group, const outlook::CommonCauses& causes,
                       const StationLabels& labels, const election::Window& window,
                       const words::Speech& speech) {
  GroupWords out;
  out.cause = speech.say("causes.by", {{"by", keyword(outlook::name_of(group.by))},
                                       {"roads", road_list(group.roads, labels, speech)}});
  out.who = speech.say("causes.who", {{"stations", words::count(group.stations.size())},
                                      {"voters", group.voters},
                                      {"names", station_list(group.stations, labels, speech)}});
  out.when = when_words(group.when, causes.members, window, speech);
  if (!group.instead.empty()) {
    constexpr std::size_t kNamed = 3;
    auto few = group.instead;
    few.resize(std::min(few.size(), kNamed));
    out.instead =
        speech.say("causes.instead", {{"roads", road_list(few, labels, speech)},
                                      {"more", words::count(group.instead.size() - few.size())}});
  }
  for (const auto& service : group.services) {
    out.services.push_back(speech.say(
        "causes.service",
        {{"kind", service.kind}, {"stations", service.stations}, {"voters", service.voters}}));
  }
  return out;
}

}  // namespace adem::brief
