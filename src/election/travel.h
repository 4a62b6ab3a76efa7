// How people and boxes move, and what they move on: the words that rule books and road networks
// share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace adem::election {

enum class Mode : std::uint8_t { walk, motorbike, car, truck, boat };
inline constexpr std::size_t kModes = 5;
std::string_view name_of(Mode mode);  // "walk", …
std::optional<Mode> mode_named(std::string_view name);

// A set of modes, one bit each.
using ModeSet = std::uint8_t;
constexpr ModeSet bit(Mode mode) { return static_cast<ModeSet>(1U << static_cast<unsigned>(mode)); }
inline constexpr ModeSet kVehicles = bit(Mode::motorbike) | bit(Mode::car) | bit(Mode::truck);

// OpenStreetMap's classes; links count as the road they lead to. `unclassified` is its word for a
// minor public road, `unknown` is adem's for a line whose source does not say what it is.
enum class RoadClass : std::uint8_t {
  motorway,
  trunk,
  primary,
  secondary,
  tertiary,
  unclassified,
  residential,
  living_street,
  service,
  track,
  pedestrian,
  footway,
  cycleway,
  path,
  steps,
  ferry,
  waterway,
  unknown,
};
inline constexpr std::size_t kRoadClasses = 18;
std::string_view name_of(RoadClass road);  // "motorway", …, "living_street"
std::optional<RoadClass> road_class_named(std::string_view name);

}  // namespace adem::election
