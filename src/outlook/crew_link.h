// The crew: enough of a station's members can come from the villages where they live.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "outlook/box_link.h"
#include "outlook/link_futures.h"
#include "outlook/open_roads.h"
#include "outlook/road_world.h"

namespace adem::outlook {

// By station, its villages in the order of the world, members fastest: the first step at which who
// lives there is at the station; kNoStep: never.
struct CrewTimes {
  std::array<std::vector<std::vector<std::uint16_t>>, 2>
      there;                              // by reading; station: shares × members
  std::vector<std::vector<char>> mapped;  // station: a dry way from the village is known
};

// Everybody of a village sets out from world.crew_leaves on, by whatever mode is there first, and
// stays: at the first step by which a way to the station has been open for as long as the journey
// takes on dry roads. One reach a village, mode, reading and block (OpenWays).
CrewTimes crew_times(const RoadWorld& world, const OpenRoads& open, unsigned threads);

// Yes where at least world.crew_least are there. Villages to which no dry way is known may be
// there. Asked for from set-up to the end of the count.
LinkFutures crew_futures(const RoadWorld& world, const CrewTimes& times, std::size_t members,
                         std::size_t row);

}  // namespace adem::outlook
