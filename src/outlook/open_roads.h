// When roads are open in the computed futures: what the links of the clock ask of the water. Sets
// of futures are lanes; a block is some steps of all members, its lane member + members × (step -
// first).
#pragma once

#include <cstddef>
#include <utility>

#include "election/travel.h"
#include "roads/passage/road_futures.h"
#include "roads/search/closures.h"

namespace adem::outlook {

class OpenRoads {
 public:
  virtual ~OpenRoads() = default;
  virtual std::size_t members() const = 0;  // 1 to roads::kLanes
  // Several threads may ask at once.
  virtual roads::Closures block(election::Mode mode, roads::Reading reading, std::size_t first,
                                std::size_t steps) const = 0;
  // One member over the window: lane = step.
  virtual roads::Closures over_time(election::Mode mode, roads::Reading reading,
                                    std::size_t member) const = 0;
  // Nothing is unknown to this mode: both readings are the same.
  virtual bool certain(election::Mode mode) const = 0;
};

// Roads under the water of hazard layers.
class RoadsUnderWater final : public OpenRoads {
 public:
  explicit RoadsUnderWater(roads::RoadFutures futures) : futures_(std::move(futures)) {}
  std::size_t members() const override { return futures_.members(); }
  roads::Closures block(election::Mode mode, roads::Reading reading, std::size_t first,
                        std::size_t steps) const override {
    return futures_.block(mode, reading, first, steps);
  }
  roads::Closures over_time(election::Mode mode, roads::Reading reading,
                            std::size_t member) const override {
    return futures_.over_time(mode, reading, member);
  }
  bool certain(election::Mode mode) const override { return futures_.certain(mode); }

 private:
  roads::RoadFutures futures_;
};

// How many steps of all members one block holds.
inline std::size_t steps_in_block(std::size_t members) { return roads::kLanes / members; }

}  // namespace adem::outlook
