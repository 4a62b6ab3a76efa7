#include "roads/search/links.h"

#include <algorithm>
#include <utility>

namespace adem::roads {

namespace {

using Pair = std::pair<std::uint32_t, std::uint32_t>;

Pair ends_of(const Link& link) { return std::minmax({link.tail, link.head}); }

std::vector<Link> by_edge(const Graph& graph) {
  std::size_t edges = 0;
  for (const std::uint32_t edge : graph.edge) edges = std::max<std::size_t>(edges, edge + 1U);
  std::vector<std::uint32_t> first(edges + 1);
  for (const std::uint32_t edge : graph.edge) ++first[edge + 1];
  for (std::size_t e = 0; e < edges; ++e) first[e + 1] += first[e];
  std::vector<Link> arcs(graph.arcs());
  for (std::uint32_t tail = 0; tail < graph.nodes(); ++tail) {
    for (std::uint32_t a = graph.first[tail]; a < graph.first[tail + 1]; ++a) {
      arcs[first[graph.edge[a]]++] = {tail, graph.head[a], graph.edge[a]};
    }
  }
  return arcs;
}

}  // namespace

Links::Links(const Graph& graph) : nodes_(graph.nodes()) {
  auto arcs = by_edge(graph);
  std::erase_if(arcs, [](const Link& arc) { return arc.tail == arc.head; });
  both_ways_.reserve(arcs.size() / 2);
  for (auto from = arcs.begin(); from != arcs.end();) {
    const auto to = std::find_if(from, arcs.end(),
                                 [edge = from->edge](const Link& arc) { return arc.edge != edge; });
    // Arcs between the same two nodes beside each other, those that lead upwards first.
    std::sort(from, to, [](const Link& x, const Link& y) {
      return std::pair(ends_of(x), x.tail > x.head) < std::pair(ends_of(y), y.tail > y.head);
    });
    while (from != to) {
      const auto end = std::find_if(
          from, to, [ends = ends_of(*from)](const Link& arc) { return ends_of(arc) != ends; });
      const auto down =
          std::find_if(from, end, [](const Link& arc) { return arc.tail > arc.head; });
      const auto pairs = std::min(down - from, end - down);
      both_ways_.insert(both_ways_.end(), from, from + pairs);
      one_way_.insert(one_way_.end(), from + pairs, down);
      one_way_.insert(one_way_.end(), down + pairs, end);
      from = end;
    }
  }
}

}  // namespace adem::roads
