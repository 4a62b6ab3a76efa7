// The voters: enough of those who live around a station can walk there.
#pragma once

#include <vector>

#include "outlook/link_futures.h"
#include "outlook/open_roads.h"
#include "outlook/road_world.h"

namespace adem::outlook {

// Per station and step of voting, the futures in which the demanded share of its homes' residents
// can walk to it, on roads open at that step and no farther than the limit.
struct VoterWays {
  std::vector<LinkFutures> stations;  // empty series where a station has no homes or no road
};
// Asked for while the station is open. Blocks and stations are shared out over threads.
VoterWays voter_ways(const RoadWorld& world, const OpenRoads& open, unsigned threads);

}  // namespace adem::outlook
