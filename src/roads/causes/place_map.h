// The network of one block of closures, small: what reaches each other in every lane is one place,
// and only links between places are left, closed ones too, because somebody may ask what would be
// if they were open.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "roads/search/closures.h"
#include "roads/search/components.h"
#include "roads/search/links.h"

namespace adem::roads {

class PlaceMap {
 public:
  struct Arc {
    std::uint32_t to, edge;
  };

  // The closures must stay as they are while this is used.
  PlaceMap(const Links& links, const Closures& closures);

  std::size_t places() const { return first_.size() - 1; }
  std::uint32_t of(std::uint32_t node) const { return place_[node]; }
  std::span<const Arc> arcs(std::uint32_t place) const {
    return std::span(arcs_).subspan(first_[place], first_[place + 1] - first_[place]);
  }
  const Lanes& all() const { return closures_->all(); }
  // The lanes in which an edge is open.
  const Lanes& open(std::uint32_t edge) const {
    const std::uint32_t state = closures_->state(edge);
    if (state == Closures::kOpen) return closures_->all();
    return state == Closures::kClosed ? none_ : closures_->rows()[state];
  }

 private:
  const Closures* closures_;
  Lanes none_;
  std::vector<std::uint32_t> place_;  // nodes
  std::vector<std::uint32_t> first_;
  std::vector<Arc> arcs_;
};

}  // namespace adem::roads
