#include "roads/passage/passable.h"

namespace adem::roads {

namespace {

// A limit is written in decimals and depths are floats: what is at the limit must not fail for the
// last bit.
constexpr double kSame = 1e-6;

bool above(float value, double limit) { return static_cast<double>(value) > limit + kSame; }

}  // namespace

bool floats(election::RoadClass road) {
  return road == election::RoadClass::ferry || road == election::RoadClass::waterway;
}

Passable passable(const election::ModeRule& mode, election::RoadClass road,
                  const RoadWater& water) {
  if (floats(road)) return Passable::yes;
  const auto rest = water.complete ? Passable::yes : Passable::unknown;
  if (mode.least_depth_m) {
    // NaN is not below anything.
    const bool shallow = static_cast<double>(water.shallowest_m) < *mode.least_depth_m - kSame;
    return shallow ? Passable::no : rest;
  }
  if (mode.depth_m && above(water.deepest_m, *mode.depth_m)) return Passable::no;
  if (mode.depth_speed_m2_s && above(water.product_m2_s, *mode.depth_speed_m2_s)) {
    return Passable::no;
  }
  return rest;
}

}  // namespace adem::roads
