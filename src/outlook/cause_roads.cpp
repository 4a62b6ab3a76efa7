#include "outlook/cause_roads.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <unordered_map>

namespace adem::outlook {

namespace {

using Edges = std::vector<std::uint32_t>;
using AtNode = std::unordered_map<std::uint32_t, Edges>;  // edges that meet at a node

AtNode edges_at(const roads::Network& network, std::span<const Edges> stretches) {
  AtNode at;
  for (const auto& stretch : stretches) {
    for (const auto edge : stretch) {
      at[network.from(edge)];
      at[network.to(edge)];
    }
  }
  for (std::uint32_t edge = 0; edge < network.edges(); ++edge) {
    for (const auto node : {network.from(edge), network.to(edge)}) {
      if (const auto found = at.find(node); found != at.end()) found->second.push_back(edge);
    }
  }
  return at;
}

// The first name, by the alphabet, of another road that meets the stretch there.
std::string other_road(const roads::Network& network, const Edges& meeting, const Edges& stretch,
                       std::string_view own) {
  std::string best;
  for (const auto edge : meeting) {
    const std::string name(network.name(edge));
    if (name.empty() || name == own || std::ranges::find(stretch, edge) != stretch.end()) continue;
    if (best.empty() || name < best) best = name;
  }
  return best;
}

struct End {
  geo::Point at;
  std::string name;
};

// Names at the two named ends that lie farthest apart.
std::vector<std::string> between(const std::vector<End>& ends) {
  double farthest_m = -1;
  std::vector<std::string> out;
  for (std::size_t i = 0; i < ends.size(); ++i) {
    for (std::size_t j = i; j < ends.size(); ++j) {
      const double apart_m = geo::distance_m(ends[i].at, ends[j].at);
      if (apart_m <= farthest_m) continue;
      farthest_m = apart_m;
      out = {ends[i].name};
      if (ends[j].name != ends[i].name) out.push_back(ends[j].name);
    }
  }
  std::ranges::sort(out);
  return out;
}

std::optional<std::size_t> nearest_station(const election::StationTable& stations, geo::Point at) {
  double nearest_m = std::numeric_limits<double>::infinity();
  std::optional<std::size_t> nearest;
  for (std::size_t row = 0; row < stations.size(); ++row) {
    if (!stations.has_point(row)) continue;
    const double away_m = geo::distance_m(at, {stations.lon(row), stations.lat(row)});
    if (away_m >= nearest_m) continue;
    nearest_m = away_m;
    nearest = row;
  }
  return nearest;
}

CauseRoad name_one(const roads::Network& network, const election::StationTable& stations,
                   const AtNode& at, const Edges& stretch) {
  CauseRoad out;
  out.edges = stretch;
  if (stretch.empty()) return out;
  out.name = network.name(stretch.front());
  out.road = network.road(stretch.front());
  std::set<std::uint32_t> nodes;
  for (const auto edge : stretch) {
    out.bridge = out.bridge || network.has(edge, roads::kBridge);
    out.ford = out.ford || network.has(edge, roads::kFord);
    out.tunnel = out.tunnel || network.has(edge, roads::kTunnel);
    out.length_m += static_cast<double>(network.length_m(edge));
    nodes.insert({network.from(edge), network.to(edge)});
  }
  std::vector<End> ends;
  for (const auto node : nodes) {
    auto name = other_road(network, at.at(node), stretch, out.name);
    if (!name.empty()) ends.push_back({network.point(node), std::move(name)});
  }
  out.between = between(ends);
  std::vector<roads::Place> course;
  network.course(stretch[stretch.size() / 2], course);
  out.middle = roads::to_point(course[course.size() / 2]);
  if (out.between.empty()) out.near = nearest_station(stations, out.middle);
  return out;
}

}  // namespace

std::vector<std::uint32_t> road_numbers(const roads::Network& network) {
  std::map<std::string_view, std::uint32_t> by_name;
  std::map<std::int64_t, std::uint32_t> by_way;
  std::uint32_t next = 0;
  std::vector<std::uint32_t> out;
  out.reserve(network.edges());
  for (std::size_t edge = 0; edge < network.edges(); ++edge) {
    const auto name = network.name(edge);
    const bool named = !name.empty();
    const auto [number, fresh] = named ? [&] {
      const auto put = by_name.try_emplace(name, next);
      return std::pair(put.first->second, put.second);
    }()
                                       : [&] {
                                           const auto put =
                                               by_way.try_emplace(network.source(edge), next);
                                           return std::pair(put.first->second, put.second);
                                         }();
    next += fresh ? 1U : 0U;
    out.push_back(number);
  }
  return out;
}

std::vector<CauseRoad> name_stretches(const roads::Network& network,
                                      const election::StationTable& stations,
                                      std::span<const Edges> stretches) {
  const auto at = edges_at(network, stretches);
  std::vector<CauseRoad> out;
  out.reserve(stretches.size());
  for (const auto& stretch : stretches) {
    out.push_back(name_one(network, stations, at, stretch));
  }
  return out;
}

}  // namespace adem::outlook
