// The box: from its warehouse over the village's post to the station, and home after the count.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "election/clock.h"
#include "outlook/link_futures.h"
#include "outlook/open_roads.h"
#include "outlook/road_world.h"

namespace adem::outlook {

inline constexpr std::uint16_t kNoStep = 0xFFFF;

// In steps of the window.
struct BoxTimes {
  // By reading; stations × members, members fastest.
  std::array<std::vector<std::uint16_t>, 2> there;  // the first step at which it is at the station
  std::array<std::vector<std::uint16_t>, 2> home;   // the last step at which it can leave for home
  // Stations; on roads without water. kNoStep: no way is known at all.
  std::vector<std::uint16_t> dry_there, dry_home;
  // Stations × modes of the rules, for those that may bring it: the last step at which the box may
  // leave the warehouse and be there by the opening, in the demanded share of futures.
  std::vector<std::vector<std::pair<election::Mode, std::uint16_t>>> last_safe;
};

// The box leaves from world.box_leaves on, by whatever mode is there first; a vehicle that the
// water would catch on a road does not enter it (TravelSearch). Work is a search a warehouse, one
// a post and one home for each mode, reading and member; members are shared out over threads. The
// last safe departures are found from snapshots (OpenWays) at the speed of dry roads.
BoxTimes box_times(const RoadWorld& world, const OpenRoads& open, unsigned threads);

// Before it is due a box that will be there in time counts as there. After the end of voting it
// must also get home before the window ends; steps too late for that even on dry roads count as
// the last that is not. A station to which no dry way is known is unknown where it would be no.
LinkFutures box_futures(const RoadWorld& world, const BoxTimes& times, std::size_t members,
                        std::size_t row);

}  // namespace adem::outlook
