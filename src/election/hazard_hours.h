// Which moments of a hazard layer rule at a step of the station window: one table for stations and
// roads (docs/method/station-clock.md, "The floor").
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "election/clock.h"
#include "election/hazard.h"

namespace adem::election {

struct Ruling {
  enum class What : std::uint8_t {
    nothing,    // outside the hours of a series: not known
    not_there,  // outside the hours of a footprint: dry where the layer knows anything
    moments,    // the worse of `before` and `after`
  };
  What what = What::nothing;
  std::size_t before = 0, after = 0;  // the same at a moment itself, and for a footprint
  bool operator==(const Ruling&) const = default;
};

// One for each step. A layer of one moment is a footprint: it holds from its first hour to its last
// (without hours always). Several moments are evenly spaced between them (without hours: over the
// window).
std::vector<Ruling> rulings(const HazardLayer& layer, std::size_t moments, const Window& window);

}  // namespace adem::election
