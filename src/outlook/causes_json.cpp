// Common causes as JSON. Places are [longitude, latitude].
#include <cmath>

#include "outlook/causes.h"

namespace adem::outlook {

namespace {

double tenth(double value) { return std::round(value * 10) / 10; }

Json instant(const std::optional<Instant>& at) { return at ? Json(iso_utc(*at)) : Json(); }

Json json_of(const CauseWhen& when) {
  return {{"from", instant(when.from)},
          {"to", instant(when.to)},
          {"futures", when.futures},
          {"at_once", when.at_once}};
}

Json json_of(const CauseRoad& road, const election::StationTable& stations) {
  return {
      {"name", road.name.empty() ? Json() : Json(road.name)},
      {"class", election::name_of(road.road)},
      {"bridge", road.bridge},
      {"ford", road.ford},
      {"tunnel", road.tunnel},
      {"length_m", std::round(road.length_m)},
      {"at", Json::array({road.middle.x, road.middle.y})},
      {"between", road.between},
      {"near", road.near ? Json(stations.text(*road.near, election::StationText::key)) : Json()},
      {"edges", road.edges}};
}

Json json_of(const std::vector<CauseRoad>& roads, const election::StationTable& stations) {
  Json out = Json::array();
  for (const auto& road : roads) out.push_back(json_of(road, stations));
  return out;
}

Json json_of(const std::vector<CauseSet>& sets, const election::StationTable& stations) {
  Json out = Json::array();
  for (const auto& set : sets) {
    out.push_back(
        {{"roads", json_of(set.roads, stations)}, {"voter_hours", tenth(set.voter_hours)}});
  }
  return out;
}

Json keys_of(const std::vector<std::size_t>& rows, const election::StationTable& stations) {
  Json out = Json::array();
  for (const auto row : rows) out.push_back(stations.text(row, election::StationText::key));
  return out;
}

Json json_of(const CauseGroup& group, const election::StationTable& stations) {
  Json services = Json::array();
  for (const auto& service : group.services) {
    services.push_back({{"kind", service.kind},
                        {"stations", service.stations},
                        {"voters", service.voters},
                        {"when", json_of(service.when)}});
  }
  return {{"by", name_of(group.by)},
          {"roads", json_of(group.roads, stations)},
          {"instead", json_of(group.instead, stations)},
          {"stations", keys_of(group.stations, stations)},
          {"voters", group.voters},
          {"voter_hours", tenth(group.voter_hours)},
          {"when", json_of(group.when)},
          {"services", std::move(services)}};
}

Json json_of(const Causes& causes, const election::StationTable& stations) {
  Json worth = Json::array(), groups = Json::array();
  for (const auto& each : causes.worth) {
    worth.push_back({{"road", json_of(each.road, stations)},
                     {"stations", keys_of(each.stations, stations)},
                     {"voters", each.voters},
                     {"voter_hours", tenth(each.voter_hours)},
                     {"when", json_of(each.helps)}});
  }
  for (const auto& each : causes.groups) groups.push_back(json_of(each, stations));
  return {{"warehouse", causes.warehouse},
          {"stations", causes.stations},
          {"voters", causes.voters},
          {"without_voters", causes.without_voters},
          {"voter_hours_lost", tenth(causes.voter_hours_lost)},
          {"groups", std::move(groups)},
          {"worth", std::move(worth)},
          {"best", json_of(causes.best, stations)},
          {"pairs", json_of(causes.pairs, stations)},
          {"pairs_found", causes.pairs_found},
          {"pairs_tried", causes.pairs_tried}};
}

}  // namespace

std::string_view name_of(roads::CutBy by) {
  switch (by) {
    case roads::CutBy::source:
      return "warehouse";
    case roads::CutBy::stretch:
      return "road";
    case roads::CutBy::pair:
      return "pair";
    case roads::CutBy::no_road:
      return "no-road";
    case roads::CutBy::several:
      break;
  }
  return "several";
}

Json to_json(const CommonCauses& causes, const election::StationTable& stations) {
  Json warehouses = Json::array();
  for (const auto& each : causes.warehouses) warehouses.push_back(json_of(each, stations));
  return {{"mode", election::name_of(causes.mode)},
          {"from", iso_utc(causes.from)},
          {"to", iso_utc(causes.to)},
          {"members", causes.members},
          {"warehouses", std::move(warehouses)},
          {"untied", keys_of(causes.untied, stations)},
          {"without_warehouse", keys_of(causes.without_warehouse, stations)}};
}

}  // namespace adem::outlook
