#include "election/hazard.h"

#include <algorithm>
#include <array>

#include "base/error.h"

namespace adem::election {

namespace {
constexpr std::array<std::string_view, kHazardKinds> kKinds = {
    "flood", "smoke", "wind", "landslide", "quake", "power", "network"};
constexpr std::array<std::string_view, 5> kForms = {"raster", "polygons", "still-water", "chance",
                                                    "futures"};
}  // namespace

std::string_view name_of(HazardKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

std::optional<HazardKind> hazard_kind(std::string_view name) {
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    if (kKinds[i] == name) return static_cast<HazardKind>(i);
  }
  return std::nullopt;
}

bool closes_floor(HazardKind kind) {
  return kind == HazardKind::flood || kind == HazardKind::landslide || kind == HazardKind::quake;
}

std::string_view name_of(HazardForm form) { return kForms[static_cast<std::size_t>(form)]; }

std::optional<HazardForm> hazard_form(std::string_view name) {
  for (std::size_t i = 0; i < kForms.size(); ++i) {
    if (kForms[i] == name) return static_cast<HazardForm>(i);
  }
  return std::nullopt;
}

double metres_in(const std::string& unit, const std::string& layer) {
  static constexpr std::array<std::string_view, 7> metres = {"",       "m",      "metre", "meter",
                                                             "metres", "meters", "Meter"};
  static constexpr std::array<std::string_view, 3> centimetres = {"cm", "centimetre", "centimeter"};
  if (std::ranges::find(metres, unit) != metres.end()) return 1;
  if (std::ranges::find(centimetres, unit) != centimetres.end()) return 0.01;
  throw Error(ErrorKind::unsupported, "election.depth-unit", {{"unit", unit}, {"name", layer}});
}

}  // namespace adem::election
