// Ties points to the network: which road does a station stand at?
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "roads/network/network.h"

namespace adem::roads {

// Farther from any road than this a place is not tied to the network: adem's default.
inline constexpr double kTieReach_m = 300;

// How far roads are looked for to say how far away they are.
inline constexpr double kFarthest_m = 100'000;

inline constexpr double kLongestReach_m = 50'000;

struct Tie {
  std::uint32_t edge = 0;
  std::uint32_t node = 0;  // the nearer of the edge's ends, along the edge
  float along_m = 0;       // from the edge's `from` to the point's foot on it
  float to_node_m = 0;     // from the foot to `node`
  float distance_m = 0;    // from the point to its foot
  bool snippet = false;    // only a part that joins nothing else is within reach
};

// A grid over the roads that people can walk; ferries and waterways are no place to stand.
class TieIndex {
 public:
  // Keeps a reference to the network. `reach_m` is from 1 to kLongestReach_m.
  TieIndex(const Network& network, double reach_m);

  // The nearest road within the reach. A snippet or an island of a few roads is taken only where
  // nothing larger is within reach.
  std::optional<Tie> find(geo::Point lonlat) const;
  // Metres to the nearest road; infinity where there is none within kFarthest_m.
  double distance_m(geo::Point lonlat) const;

 private:
  struct Cell {
    std::uint64_t key;
    std::uint32_t edge;
    auto operator<=>(const Cell&) const = default;
  };
  struct Near {
    double distance_m = std::numeric_limits<double>::infinity();
    std::uint32_t edge = 0;
  };
  bool is_small(std::uint32_t edge) const;
  double to_edge_m(geo::Point lonlat, std::uint32_t edge) const;
  Tie tie_to(geo::Point lonlat, std::uint32_t edge) const;
  template <typename Visit>
  void each_near(geo::Point lonlat, double reach_m, Visit visit) const;

  const Network& network_;
  double reach_m_;
  std::vector<Cell> cells_;  // ascending
};

}  // namespace adem::roads
