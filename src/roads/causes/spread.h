// What more is reached when closed stretches are open: a search that begins where the last one
// ended and looks at nothing but what is new. Exactly the difference of two whole searches.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "roads/causes/place_map.h"
#include "roads/causes/stretches.h"
#include "roads/search/reach.h"

namespace adem::roads {

// Which places are reached in which lanes, over what is open.
using Reached = std::vector<Lanes>;

// Scratch for one thread, used for one map after the other.
class Spread {
 public:
  // From the seeds, nothing more than the closures open.
  Reached from(const PlaceMap& map, std::span<const Seed> seeds);

  // Beyond `reached`, which must be closed under the map and under the stretches of `kept`: with
  // `opened` open too, in every lane. Until the next call.
  void beyond(const PlaceMap& map, const Reached& reached, const Stretches& stretches,
              std::span<const std::uint32_t> kept, std::span<const std::uint32_t> opened);
  std::span<const std::uint32_t> touched() const { return touched_; }
  const Lanes& more(std::uint32_t place) const { return more_[place]; }

 private:
  void clear(std::size_t places);
  void push(const Reached* reached, std::uint32_t place, const Lanes& lanes);
  template <class IsOpen>
  void run(const PlaceMap& map, const Reached* reached, const IsOpen& is_open);

  std::vector<Lanes> more_;             // places
  std::vector<std::uint32_t> touched_;  // places with any
  std::vector<std::uint32_t> waiting_;  // first in, first out
  std::vector<char> waits_;             // places
};

}  // namespace adem::roads
