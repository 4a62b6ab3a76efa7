#include "election/travel.h"

#include <algorithm>
#include <array>

namespace adem::election {

namespace {

// In the order of the enumerations.
constexpr std::array<std::string_view, kModes> kModeNames = {"walk", "motorbike", "car", "truck",
                                                             "boat"};
constexpr std::array<std::string_view, kRoadClasses> kRoadNames = {
    "motorway",    "trunk",         "primary", "secondary", "tertiary",   "unclassified",
    "residential", "living_street", "service", "track",     "pedestrian", "footway",
    "cycleway",    "path",          "steps",   "ferry",     "waterway",   "unknown"};

template <typename T, std::size_t N>
std::optional<T> named(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto it = std::ranges::find(names, name);
  if (it == names.end()) return std::nullopt;
  return static_cast<T>(it - names.begin());
}

}  // namespace

std::string_view name_of(Mode mode) { return kModeNames[static_cast<std::size_t>(mode)]; }

std::optional<Mode> mode_named(std::string_view name) { return named<Mode>(kModeNames, name); }

std::string_view name_of(RoadClass road) { return kRoadNames[static_cast<std::size_t>(road)]; }

std::optional<RoadClass> road_class_named(std::string_view name) {
  return named<RoadClass>(kRoadNames, name);
}

}  // namespace adem::election
