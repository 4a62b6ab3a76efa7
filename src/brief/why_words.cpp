#include "brief/why_words.h"

#include <algorithm>
#include <cmath>

#include "brief/brief_words.h"
#include "brief/cause_words.h"

namespace adem::brief {

namespace {

Json instant_json(const std::optional<Instant>& at) { return at ? Json(iso_utc(*at)) : Json(); }

std::optional<std::size_t> row_of(const election::StationTable& stations, std::string_view key) {
  for (std::size_t row = 0; row < stations.size(); ++row) {
    if (stations.text(row, election::StationText::key) == key) return row;
  }
  return std::nullopt;
}

// What cuts a station off, and when it.
struct Cut {
  const outlook::CauseGroup* group;
  outlook::CauseWhen when;
};
std::vector<Cut> cuts_of(const Explained& explained) {
  std::vector<Cut> out;
  if (explained.causes == nullptr) return out;
  const auto row = row_of(explained.causes->stations, explained.station.key);
  if (!row) return out;
  for (const auto& warehouse : explained.causes->causes.warehouses) {
    for (const auto& group : warehouse.groups) {
      const auto at = std::ranges::find(group.stations, *row);
      if (at == group.stations.end()) continue;
      out.push_back(
          {&group, group.station_when[static_cast<std::size_t>(at - group.stations.begin())]});
    }
  }
  return out;
}

Json hours_json(const std::vector<outlook::WhyHours>& hours) {
  Json out = Json::array();
  for (const auto& span : hours) {
    out.push_back({{"from", iso_utc(span.from)},
                   {"to", iso_utc(span.to)},
                   {"least", span.least < 0 ? Json() : Json(std::round(span.least * 1e4) / 1e4)}});
  }
  return out;
}

Json links_json(const outlook::Why& why) {
  Json links = Json::object();
  for (const auto& each : why.links) {
    links[std::string(name_of(each.link))] = {{"computed", each.computed},
                                              {"bad", hours_json(each.bad)},
                                              {"unknown", hours_json(each.unknown)}};
  }
  return links;
}

Json cuts_json(const Explained& explained, const words::Speech& speech) {
  Json cut = Json::array();
  for (const auto& [group, when] : cuts_of(explained)) {
    Json roads = Json::array();
    const auto labels = station_labels(explained.causes->stations, explained.causes->areas);
    for (const auto& road : group->roads) roads.push_back(road_words(road, labels, speech));
    cut.push_back({{"by", outlook::name_of(group->by)},
                   {"roads", std::move(roads)},
                   {"from", instant_json(when.from)},
                   {"to", instant_json(when.to)},
                   {"futures", when.futures}});
  }
  return cut;
}

}  // namespace

std::vector<std::string> why_sentences(const Explained& explained, const words::Speech& speech) {
  std::vector<std::string> out;
  for (const auto& each : explained.why.sentences) out.push_back(speech.say(each));
  for (const auto& [group, when] : cuts_of(explained)) {
    const auto& causes = explained.causes->causes;
    const auto labels = station_labels(explained.causes->stations, explained.causes->areas);
    std::string by(outlook::name_of(group->by));
    std::ranges::replace(by, '-', '_');
    out.push_back(speech.say("why.cut", {{"mode", std::string(name_of(causes.mode))},
                                         {"by", std::move(by)},
                                         {"roads", road_list(group->roads, labels, speech)}}) +
                  " " + when_words(when, causes.members, explained.outlook.window, speech));
  }
  for (const auto& note : explained.station.notes) out.push_back(speech.say(note));
  return out;
}

std::vector<std::string> why_told(const Explained& explained, const words::Speech& speech) {
  std::vector<std::string> out;
  for (const auto& answer : explained.station.witness) {
    out.push_back(told_by(answer, speech) + ": " + told_words(answer, speech));
  }
  return out;
}

Json why_json(const Explained& explained, const words::Speech& speech) {
  const auto& station = explained.station;
  Json reason = to_json(station.reason), departures = Json::array();
  reason["text"] = computed_words(station, speech);
  for (const auto& one : station.departures) {
    departures.push_back(
        {{"mode", name_of(one.mode)}, {"from", one.from}, {"at", instant_json(one.latest)}});
  }
  constexpr std::string_view kRecession[] = {"not-wet", "before-end", "after-end", "unknown"};
  return {{"key", station.key},
          {"name", station.name},
          {"area", station.area},
          {"status", name_of(station.status)},
          {"reason", std::move(reason)},
          {"weakest", station.weakest ? Json(name_of(*station.weakest)) : Json()},
          {"links", links_json(explained.why)},
          {"recession", kRecession[static_cast<std::size_t>(explained.why.recession)]},
          {"dry_from", instant_json(explained.why.dry_from)},
          {"latest_departure", std::move(departures)},
          {"members", explained.why.members},
          {"cut_by", cuts_json(explained, speech)},
          {"sentences", why_sentences(explained, speech)},
          {"told", why_told(explained, speech)},
          {"made_at", instant_json(explained.outlook.made_at)},
          {"exercise", explained.outlook.exercise}};
}

}  // namespace adem::brief
