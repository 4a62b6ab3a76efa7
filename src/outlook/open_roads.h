// When roads are open in the computed futures: what the links of the clock ask of the water. Sets
// of futures are lanes; a block is some steps of all members, its lane member + members × (step -
// first).
#pragma once

#include <cstddef>
#include <cstdint>

#include "election/travel.h"
#include "roads/search/closures.h"

namespace adem::outlook {

// Open for sure, or open as far as anybody knows: unknown roads are in the second only.
enum class Belief : std::uint8_t { sure, maybe };

class OpenRoads {
 public:
  virtual ~OpenRoads() = default;
  virtual std::size_t members() const = 0;  // 1 to roads::kLanes
  // Several threads may ask at once.
  virtual roads::Closures block(election::Mode mode, Belief belief, std::size_t first,
                                std::size_t steps) const = 0;
  // Nothing is unknown to this mode: both beliefs are the same.
  virtual bool certain(election::Mode mode) const = 0;
};

// How many steps of all members one block holds.
inline std::size_t steps_in_block(std::size_t members) { return roads::kLanes / members; }

}  // namespace adem::outlook
