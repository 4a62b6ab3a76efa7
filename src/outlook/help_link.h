// Who can come to help: whether a station is cut off from every hospital, from every police post.
#pragma once

#include <cstdint>
#include <vector>

#include "outlook/open_roads.h"
#include "outlook/road_world.h"

namespace adem::outlook {

// Stations × steps of the window, steps fastest: in how many futures no way is open at that step,
// as far as anybody knows. Empty where no such place is known; nothing cut off at a station that
// has no dry way either.
struct CutOff {
  std::vector<std::uint16_t> hospital, police;
};
// One preparation of the roads a block and mode, one search a kind.
CutOff cut_off(const RoadWorld& world, const OpenRoads& open, unsigned threads);

}  // namespace adem::outlook
