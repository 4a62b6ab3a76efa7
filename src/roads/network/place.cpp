#include "roads/network/place.h"

#include <cmath>
#include <numbers>

namespace adem::roads {

Place to_place(geo::Point lonlat) {
  return {static_cast<std::int32_t>(std::lround(lonlat.x * kPerDegree)),
          static_cast<std::int32_t>(std::lround(lonlat.y * kPerDegree))};
}

geo::Point to_point(Place place) { return {place.lon / kPerDegree, place.lat / kPerDegree}; }

bool on_earth(geo::Point lonlat) {
  return std::abs(lonlat.x) <= 180 && std::abs(lonlat.y) <= 90;  // false for NaN
}

double length_m(Place a, Place b) {
  constexpr double kShort = 0.01 * kPerDegree;  // about a kilometre
  const double dx = static_cast<double>(b.lon) - a.lon, dy = static_cast<double>(b.lat) - a.lat;
  if (std::abs(dx) > kShort || std::abs(dy) > kShort) {
    return geo::distance_m(to_point(a), to_point(b));
  }
  constexpr double kRadian = std::numbers::pi / 180 / kPerDegree;
  constexpr double kEarth_m = 6'371'008.8;
  const double east = dx * std::cos((a.lat + dy / 2) * kRadian);
  return kEarth_m * kRadian * std::sqrt(east * east + dy * dy);
}

}  // namespace adem::roads
