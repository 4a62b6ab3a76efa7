// Searches on roads, at the size of a regency:
//   bench_roads_search [side] [clock|causes|reach|travel]
// side × side junctions (700), each edge of the grid kept with probability 0.64; seeds in map.h.
// Every answer of reach and travel is compared with a plain search's. One core but for the clock
// and the causes.
#include <cstdio>
#include <cstdlib>
#include <string>

#include "base/format.h"
#include "parts.h"

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
