// Whether a mode passes where the water is so deep. Three answers: unknown stays unknown.
#pragma once

#include <cstdint>
#include <limits>

#include "election/rules.h"

namespace adem::roads {

// The water on one road at one moment, over the places where it is sampled.
struct RoadWater {
  float deepest_m = std::numeric_limits<float>::quiet_NaN();  // of what is known; NaN: nothing is
  float shallowest_m = std::numeric_limits<float>::quiet_NaN();
  bool complete = false;  // every sample is known
  // Greatest depth times speed; NaN where the hazard says no speeds: then the depth alone decides.
  float product_m2_s = std::numeric_limits<float>::quiet_NaN();
};

enum class Passable : std::uint8_t { no, yes, unknown };

// Ferries and waterways, which no water closes.
bool floats(election::RoadClass road);

// `road` tells ferries and waterways apart, which float: no water closes them here.
// - On wheels and on foot the deepest place rules: too deep anywhere known is no, whatever else is
//   not known; not too deep and all known is yes; else unknown.
// - For a boat on a road the shallowest place rules, the same way round.
// Limits are the rule book's, and what is just at a limit passes.
Passable passable(const election::ModeRule& mode, election::RoadClass road, const RoadWater& water);

}  // namespace adem::roads
