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

// Junctions of the largest component, drawn from a seed.
std::vector<std::uint32_t> draw_junctions(const RoadMap& map, std::size_t count,
                                          std::uint64_t seed);

// Rows of `words` words an edge: bit f is set where the edge is open in future f.
struct FutureRows {
  std::size_t futures = 0, words = 0;
  std::vector<std::uint64_t> open;
};

// Futures of one flood: water is the sum of three smooth fields that move, each member's along its
// own way, over ground with rough places; an edge is closed where the water over it is deeper than
// a limit.
class Flood {
 public:
  Flood(const RoadMap& map, std::size_t members, std::size_t steps, std::uint64_t seed);

  // The limit at which this share of the edges is open at some times and closed at others.
  float limit_for(double disputed) const;
  // Future f is step first_step + f % steps of member f / steps.
  FutureRows rows(float limit, std::size_t first_step, std::size_t steps) const;

 private:
  class Water;
  // Where an edge lies on the lattice over which water is worked out, and its ground.
  struct Place {
    std::uint32_t cell;
    float east, south, ground;
  };
  std::size_t members_, steps_, across_;
  std::uint64_t seed_;
  std::vector<Place> places_;  // edges
};

}  // namespace adem::bench
