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

// Everybody of a village sets out at world.crew_leaves, by whatever mode is there first, and stays.
// One search a village, mode, reading and 64 members.
CrewTimes crew_times(const RoadWorld& world, const OpenRoads& open, unsigned threads);

// Yes where at least world.crew_least are there. Villages to which no dry way is known may be
// there. Asked for from set-up to the end of the count.
LinkFutures crew_futures(const RoadWorld& world, const CrewTimes& times, std::size_t members,
                         std::size_t row);

}  // namespace adem::outlook
