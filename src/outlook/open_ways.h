// Whether a way is open, quarter-hour by quarter-hour, from some places to others: snapshots, by
// reach in every future at once. Who needs so many quarter-hours gets through where a way is open
// in all of them.
#pragma once

#include <cstdint>
#include <vector>

#include "outlook/open_roads.h"
#include "outlook/road_world.h"
#include "roads/search/lanes.h"
#include "roads/search/reach.h"

namespace adem::outlook {

class OpenWays {
 public:
  // For the steps in `steps`; sources and targets are nodes. One search a source and block.
  OpenWays(const RoadWorld& world, const OpenRoads& open, election::Mode mode,
           roads::Reading reading, Steps steps, const std::vector<std::uint32_t>& sources,
           const std::vector<std::uint32_t>& targets, unsigned threads);

  // The members in which a way is open at a step of `steps`.
  roads::Lanes at(std::size_t step, std::size_t source, std::size_t target) const;
  // In which it is open at every step from `first` to `last`, both included.
  roads::Lanes through(std::size_t first, std::size_t last, std::size_t source,
                       std::size_t target) const;

 private:
  std::size_t members_, part_;
  Steps steps_;
  roads::ReachTable table_;
};

}  // namespace adem::outlook
