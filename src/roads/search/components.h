// Which nodes reach one another over what is open in every lane: such nodes are one place for every
// search. Links both ways are joined by union-find; what open one-way links close into circles is
// found by Tarjan's strongly connected components (1972, SIAM Journal on Computing 1), over the
// joined places only.
#pragma once

#include <cstdint>

#include "base/disjoint_sets.h"
#include "roads/search/closures.h"
#include "roads/search/links.h"

namespace adem::roads {

class Components {
 public:
  // Time and memory: of the network's size.
  void find(const Links& links, const Closures& closures);
  // The lowest node of the component.
  std::uint32_t of(std::uint32_t node) const { return sets_.found(node); }

 private:
  void join_circles(const Links& links, const Closures& closures);

  DisjointSets sets_;
};

}  // namespace adem::roads
