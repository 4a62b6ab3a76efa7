#include "outlook/nearest_station.h"

#include <algorithm>
#include <functional>
#include <queue>
#include <tuple>

namespace adem::outlook {

std::vector<Nearest> nearest_stations(const roads::Graph& graph,
                                      std::span<const std::uint32_t> length_m,
                                      std::span<const roads::WalkEnd> stations,
                                      std::uint32_t limit_m) {
  using Item = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;  // metres, station, node
  std::priority_queue<Item, std::vector<Item>, std::greater<>> queue;
  for (std::uint32_t i = 0; i < stations.size(); ++i) {
    if (stations[i].metres <= limit_m) queue.emplace(stations[i].metres, i, stations[i].node);
  }
  std::vector<Nearest> out(graph.nodes());
  while (!queue.empty()) {
    const auto [metres, station, node] = queue.top();
    queue.pop();
    if (out[node].station != Nearest::kNone) continue;
    out[node] = {station, metres};
    for (std::uint32_t a = graph.first[node]; a < graph.first[node + 1]; ++a) {
      const std::uint32_t then = metres + std::max(1U, length_m[graph.edge[a]]);
      if (then <= limit_m && out[graph.head[a]].station == Nearest::kNone) {
        queue.emplace(then, station, graph.head[a]);
      }
    }
  }
  return out;
}

}  // namespace adem::outlook
