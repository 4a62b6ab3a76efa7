// Searches on roads, at the size of a regency:
//   bench_roads_search [side] [clock|causes|reach|travel]
// side × side junctions (700), each edge of the grid kept with probability 0.64; seeds in map.h.
// Every answer of reach and travel is compared with a plain search's. One core but for the clock
// and the causes.
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

#include "base/format.h"
#include "parts.h"

namespace adem::bench {

std::vector<std::uint32_t> draw_junctions(const RoadMap& map, std::size_t count,
                                          std::uint64_t seed) {
  // Components as if every arc led both ways.
  std::vector<std::uint32_t> parent(map.graph.nodes()), size(map.graph.nodes());
  for (std::uint32_t n = 0; n < parent.size(); ++n) parent[n] = n;
  const auto root = [&](std::uint32_t n) {
    while (parent[n] != n) n = parent[n] = parent[parent[n]];
    return n;
  };
  for (std::size_t e = 0; e < map.edges(); ++e) parent[root(map.tail[e])] = root(map.head[e]);
  for (std::uint32_t n = 0; n < parent.size(); ++n) ++size[root(n)];
  const auto largest =
      static_cast<std::uint32_t>(std::max_element(size.begin(), size.end()) - size.begin());
  std::mt19937_64 random(seed);
  std::vector<std::uint32_t> junctions;
  while (junctions.size() < count) {
    const auto n = static_cast<std::uint32_t>(random() % parent.size());
    if (root(n) == largest) junctions.push_back(n);
  }
  return junctions;
}

}  // namespace adem::bench

int main(int argc, char** argv) {
  using namespace adem::bench;
  const std::size_t side = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 700;
  const std::string only = argc > 2 ? argv[2] : "";
  const auto wanted = [&](const char* part) { return only.empty() || only == part; };
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  const RoadMap map = make_roads(side, 0.64, 0, kMapSeed);
  fmt::print("{0} x {0} junctions, {1} edges, {2} arcs; seeds {3}, {4}, {5}\n", side, map.edges(),
             map.graph.arcs(), kMapSeed, kFutureSeed, kWorkSeed);
  bool same = true;
  // First, while the peak of memory is its own.
  if (wanted("clock")) bench_clock(map);
  if (wanted("causes")) bench_causes(map);
  if (wanted("reach")) {
    for (const double disputed : {0.02, 0.1, 0.3}) same = bench_reach(map, disputed) && same;
    const RoadMap one_way = make_roads(side, 0.64, 0.2, kMapSeed);
    fmt::print("the same with every fifth road one-way: {} arcs\n", one_way.graph.arcs());
    same = bench_reach(one_way, 0.1) && same;
  }
  if (wanted("travel")) same = bench_travel(map) && same;
  return same ? 0 : 1;
}
