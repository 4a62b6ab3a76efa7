#include "roads/causes/place_map.h"

namespace adem::roads {

PlaceMap::PlaceMap(const Links& links, const Closures& closures)
    : closures_(&closures), place_(links.nodes()) {
  Components components;
  components.find(links, closures);
  std::uint32_t places = 0;
  // A component is named by its lowest node, which comes first.
  for (std::uint32_t node = 0; node < links.nodes(); ++node) {
    const std::uint32_t lowest = components.of(node);
    place_[node] = lowest == node ? places++ : place_[lowest];
  }
  const auto each_arc = [&](const auto& visit) {
    for (const auto& link : links.both_ways()) {
      const std::uint32_t a = place_[link.tail], b = place_[link.head];
      if (a == b) continue;
      visit(a, Arc{b, link.edge});
      visit(b, Arc{a, link.edge});
    }
    for (const auto& link : links.one_way()) {
      const std::uint32_t a = place_[link.tail], b = place_[link.head];
      if (a != b) visit(a, Arc{b, link.edge});
    }
  };
  first_.assign(places + 1, 0);
  each_arc([this](std::uint32_t from, const Arc&) { ++first_[from + 1]; });
  for (std::uint32_t p = 0; p < places; ++p) first_[p + 1] += first_[p];
  arcs_.resize(first_.back());
  auto next = first_;
  each_arc([&](std::uint32_t from, const Arc& arc) { arcs_[next[from]++] = arc; });
}

}  // namespace adem::roads
