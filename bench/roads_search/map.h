// The made-up road map and the made-up futures that every figure on searches stands on.
#pragma once

#include <cstdint>
#include <vector>

#include "roads/search/graph.h"

namespace adem::bench {

inline constexpr std::uint64_t kMapSeed = 20241127, kFutureSeed = 20241128, kWorkSeed = 20241129;

struct RoadMap {
  roads::Graph graph;
  std::size_t side = 0;                   // junction n lies at (n % side, n / side)
  std::vector<std::uint32_t> tail, head;  // of edges
  std::vector<std::uint32_t> length_m;    // of edges
  std::size_t edges() const { return tail.size(); }
};

// side × side junctions; each edge of the grid is kept with probability `kept` and is `one_way`,
// in either direction, with that probability. Arcs and edges are numbered row by row. Junctions
// are 80 to 160 m apart.
RoadMap make_roads(std::size_t side, double kept, double one_way, std::uint64_t seed);

// Futures of one flood: water is the sum of three smooth fields that move, each member's along its
// own way, over ground with rough places; an edge is closed where the water over it is deeper than
// one limit. The limit is set so that `disputed` of the edges are open in some futures and closed
// in others. Future f is step f % steps of member f / steps. Rows of `words` words an edge: bit f
// is set where the edge is open in future f.
struct FutureRows {
  std::size_t futures = 0, words = 0;
  std::vector<std::uint64_t> open;
  double disputed = 0, closed = 0;  // shares of edges
};
FutureRows make_futures(const RoadMap& map, std::size_t members, std::size_t steps, double disputed,
                        std::uint64_t seed);

}  // namespace adem::bench
