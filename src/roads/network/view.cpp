// What others take from a network: arcs for a mode, and its figures.
#include <array>

#include "roads/network/network.h"

namespace adem::roads {

namespace {

constexpr std::array<std::string_view, kFlagKinds> kFlagNames = {
    "zero-length",   "duplicate", "missing-point", "bad-place",      "no-road",    "no-line",
    "unknown-class", "crossing",  "snippet",       "one-way-island", "far-landing"};

}  // namespace

std::string_view name_of(FlagKind kind) { return kFlagNames[static_cast<std::size_t>(kind)]; }

Graph graph_of(const Network& network, Mode mode) {
  const ModeSet asked = bit(mode);
  Graph graph;
  graph.first.assign(network.nodes() + 1, 0);
  const auto each_arc = [&](auto put) {
    for (std::size_t e = 0; e < network.edges(); ++e) {
      const auto from = network.from(e), to = network.to(e);
      if (from == to) continue;
      if ((network.forward(e) & asked) != 0) put(from, to, e);
      if ((network.backward(e) & asked) != 0) put(to, from, e);
    }
  };
  each_arc([&](auto tail, auto, auto) { ++graph.first[tail + 1]; });
  for (std::size_t n = 0; n < network.nodes(); ++n) graph.first[n + 1] += graph.first[n];
  graph.head.resize(graph.first.back());
  graph.edge.resize(graph.first.back());
  std::vector<std::uint32_t> next(graph.first.begin(), graph.first.end() - 1);
  each_arc([&](auto tail, auto head, auto edge) {
    const auto at = next[tail]++;
    graph.head[at] = head;
    graph.edge[at] = static_cast<std::uint32_t>(edge);
  });
  return graph;
}

Json to_json(const Network& network) {
  double all_m = 0, land_m = 0, largest_m = 0;
  for (std::size_t e = 0; e < network.edges(); ++e) {
    const double length_m = network.length_m(e);
    all_m += length_m;
    if (network.road(e) == RoadClass::waterway) continue;
    land_m += length_m;
    if (network.component(network.from(e)) == 0) largest_m += length_m;
  }
  std::array<std::uint64_t, kFlagKinds> counts{};
  for (const auto& flag : network.flagged()) ++counts[static_cast<std::size_t>(flag.kind)];
  Json flagged = Json::object();
  for (std::size_t k = 0; k < kFlagKinds; ++k) flagged[std::string(kFlagNames[k])] = counts[k];
  return Json{{"nodes", network.nodes()},
              {"edges", network.edges()},
              {"length_km", all_m / 1000},
              {"components", network.components().size()},
              {"largest_component_share", land_m > 0 ? Json(largest_m / land_m) : Json()},
              {"flagged", flagged}};
}

}  // namespace adem::roads
