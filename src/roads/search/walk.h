// How many of a station's voters can walk to it, in up to kLanes futures at once. A voter walks the
// shortest way that is open in that future; ways longer than the limit are too long. Labels are
// (metres, node, lanes), taken in order of metres: each node is settled once for each length at
// which some future first gets there, mostly once for all of them. The answers are those of one
// Dijkstra search a future. All is as seen from the station outwards: on foot roads lead both ways.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "roads/search/closures.h"
#include "roads/search/graph.h"

namespace adem::roads {

// A place tied to a node by so many metres of way that no water is known of.
struct WalkEnd {
  std::uint32_t node, metres;
};
struct VotersAt {
  WalkEnd end;
  std::uint32_t voters;
};

// Holds scratch of the walked neighbourhood only; one for each thread.
class WalkSearch {
 public:
  // Lengths of edges in metres; 0 counts as 1. The graph and they must stay.
  WalkSearch(const Graph& graph, std::span<const std::uint32_t> length_m, std::uint32_t limit_m);

  // The voters who can walk to the station in each lane of the closures.
  std::vector<std::uint32_t> voters_within(const Closures& closures, const WalkEnd& station,
                                           std::span<const VotersAt> voters);

 private:
  struct Spot {
    std::uint32_t node, first_voters;
    Lanes settled;
  };
  struct Label {
    Lanes lanes;
    std::uint32_t spot, next;
  };
  std::uint32_t spot_of(std::uint32_t node);
  void push(std::uint32_t spot, std::uint32_t metres, const Lanes& lanes);
  void settle(const Closures& closures, std::uint32_t spot, std::uint32_t metres,
              const Lanes& lanes);
  void credit(std::uint32_t spot, std::uint32_t metres, const Lanes& lanes);

  const Graph& graph_;
  std::span<const std::uint32_t> length_m_;
  std::uint32_t limit_m_;
  std::vector<std::uint32_t> spot_at_;  // nodes; kNone where the search has not been
  std::vector<Spot> spots_;
  std::vector<std::uint32_t> bucket_;  // metres: the last label pushed there
  std::vector<Label> labels_;
  // Of the voters: where they are, who else is at that spot, and the lanes in which they arrive.
  std::span<const VotersAt> voters_;
  std::vector<std::uint32_t> next_voters_;
  std::vector<Lanes> arrived_;
};

}  // namespace adem::roads
