#include "election/places.h"

#include <algorithm>
#include <array>

namespace adem::election {

namespace {

// In the order of the enumeration.
constexpr std::array<std::string_view, kPlaceKinds> kNames = {
    "warehouse-ppk", "warehouse-kpu", "post-pps", "crew-village", "hospital", "police", "landing"};

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

}  // namespace

std::string_view name_of(PlaceKind kind) { return kNames[static_cast<std::size_t>(kind)]; }

std::optional<PlaceKind> place_kind_named(std::string_view name) {
  const auto* found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<PlaceKind>(found - kNames.begin());
}

bool Place::operator==(const Place& other) const {
  return key == other.key && kind == other.kind && name == other.name && area == other.area &&
         lat_text == other.lat_text && lon_text == other.lon_text && same(lat, other.lat) &&
         same(lon, other.lon) && modes == other.modes;
}

}  // namespace adem::election
