// A graph seen as links: two arcs of one edge that lead both ways are one link, any other arc is a
// link by itself. Made once for a graph; searches over many closures share it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "roads/search/graph.h"

namespace adem::roads {

struct Link {
  std::uint32_t tail, head, edge;
};

class Links {
 public:
  explicit Links(const Graph& graph);

  std::size_t nodes() const { return nodes_; }
  // In the order of edges. Arcs from a node to itself lead nowhere new and are left out.
  std::span<const Link> both_ways() const { return both_ways_; }
  std::span<const Link> one_way() const { return one_way_; }

 private:
  std::size_t nodes_ = 0;
  std::vector<Link> both_ways_, one_way_;
};

}  // namespace adem::roads
