// Which nodes reach one another over what is open in every lane: such nodes are one place for every
// search. Links both ways are joined by union-find; what open one-way links close into circles is
// found by Tarjan's strongly connected components (1972, SIAM Journal on Computing 1), over the
// joined places only.
#pragma once

#include <cstdint>
#include <vector>

#include "roads/search/closures.h"
#include "roads/search/links.h"

namespace adem::roads {

class Components {
 public:
  // Time and memory: of the network's size.
  void find(const Links& links, const Closures& closures);
  // The lowest node of the component.
  std::uint32_t of(std::uint32_t node) const { return parent_[node]; }

 private:
  std::uint32_t root(std::uint32_t node);
  void join(std::uint32_t a, std::uint32_t b);
  void flatten();
  void join_circles(const Links& links, const Closures& closures);

  std::vector<std::uint32_t> parent_;  // never above the node itself
};

}  // namespace adem::roads
