// Where something is, on OpenStreetMap's own grid: degrees times ten million, 11 mm.
#pragma once

#include <compare>
#include <cstdint>

#include "geo/shape.h"

namespace adem::roads {

struct Place {
  std::int32_t lon = 0, lat = 0;
  auto operator<=>(const Place&) const = default;
};

inline constexpr double kPerDegree = 1e7;

// The point must lie on Earth (on_earth).
Place to_place(geo::Point lonlat);
geo::Point to_point(Place place);
bool on_earth(geo::Point lonlat);

// Metres between two places; on short ways within a millionth of geo::distance_m, and quicker.
double length_m(Place a, Place b);

}  // namespace adem::roads
