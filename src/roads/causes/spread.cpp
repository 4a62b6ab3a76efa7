#include "roads/causes/spread.h"

#include <algorithm>

namespace adem::roads {

void Spread::clear(std::size_t places) {
  for (const std::uint32_t place : touched_) more_[place] = {};
  touched_.clear();
  waiting_.clear();
  if (more_.size() < places) {
    more_.resize(places);
    waits_.resize(places);
  }
}

void Spread::push(const Reached* reached, std::uint32_t place, const Lanes& lanes) {
  Lanes& known = more_[place];
  Lanes grown = lanes - known;
  if (reached != nullptr) grown -= (*reached)[place];
  if (!grown.any()) return;
  if (!known.any()) touched_.push_back(place);
  known |= grown;
  if (waits_[place] != 0) return;
  waits_[place] = 1;
  waiting_.push_back(place);
}

template <class IsOpen>
void Spread::run(const PlaceMap& map, const Reached* reached, const IsOpen& is_open) {
  for (std::size_t i = 0; i < waiting_.size(); ++i) {
    const std::uint32_t place = waiting_[i];
    waits_[place] = 0;
    const Lanes here = more_[place];
    for (const auto& arc : map.arcs(place)) {
      push(reached, arc.to, is_open(arc.edge) ? here : here & map.open(arc.edge));
    }
  }
}

Reached Spread::from(const PlaceMap& map, std::span<const Seed> seeds) {
  clear(map.places());
  for (const auto& seed : seeds) push(nullptr, map.of(seed.node), seed.lanes & map.all());
  run(map, nullptr, [](std::uint32_t) { return false; });
  return {more_.begin(), more_.begin() + static_cast<std::ptrdiff_t>(map.places())};
}

void Spread::beyond(const PlaceMap& map, const Reached& reached, const Stretches& stretches,
                    std::span<const std::uint32_t> kept, std::span<const std::uint32_t> opened) {
  clear(map.places());
  for (const std::uint32_t stretch : opened) {
    for (const auto& [link, both_ways] : stretches.pieces(stretch)) {
      const std::uint32_t a = map.of(link.tail), b = map.of(link.head);
      push(&reached, b, reached[a]);
      if (both_ways) push(&reached, a, reached[b]);
    }
  }
  run(map, &reached, [&](std::uint32_t edge) {
    const std::uint32_t stretch = stretches.of(edge);
    return stretch != Stretches::kNone && (std::ranges::find(opened, stretch) != opened.end() ||
                                           std::ranges::find(kept, stretch) != kept.end());
  });
}

}  // namespace adem::roads
