#include "tiles/mercator.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace adem::tiles {

namespace {

constexpr double kSide = 4294967296.0;

std::uint32_t in_range(double part) {
  return static_cast<std::uint32_t>(std::clamp(std::floor(part * kSide), 0.0, kSide - 1));
}

std::uint64_t spread(std::uint32_t v) {
  std::uint64_t x = v;
  x = (x | x << 16) & 0x0000FFFF0000FFFF;
  x = (x | x << 8) & 0x00FF00FF00FF00FF;
  x = (x | x << 4) & 0x0F0F0F0F0F0F0F0F;
  x = (x | x << 2) & 0x3333333333333333;
  return (x | x << 1) & 0x5555555555555555;
}

}  // namespace

std::optional<Spot> spot_of(geo::Point lonlat) {
  if (!(std::abs(lonlat.x) <= 180 && std::abs(lonlat.y) <= 90)) return std::nullopt;
  const double sine = std::sin(lonlat.y * std::numbers::pi / 180);
  const double north = 0.5 - std::atanh(std::clamp(sine, -0.9999, 0.9999)) / (2 * std::numbers::pi);
  return Spot{in_range(lonlat.x / 360 + 0.5), in_range(north)};
}

geo::Point lonlat_of(Spot spot) {
  const double north = (0.5 - (spot.y + 0.5) / kSide) * 2 * std::numbers::pi;
  return {((spot.x + 0.5) / kSide - 0.5) * 360,
          std::atan(std::sinh(north)) * 180 / std::numbers::pi};
}

GridPoint grid_point(const Tile& tile, Spot spot, std::uint32_t extent) {
  const Spot corner = tile.corner();
  const auto in_tile = [&](std::uint32_t v, std::uint32_t from) {
    const std::int64_t offset = std::int64_t{v} - std::int64_t{from};
    return static_cast<std::int32_t>((offset * std::int64_t{extent}) >> (32 - tile.zoom));
  };
  return {in_tile(spot.x, corner.x), in_tile(spot.y, corner.y)};
}

std::uint64_t morton(Spot spot) { return spread(spot.x) | spread(spot.y) << 1; }

}  // namespace adem::tiles
