// Where something lies on the square of Web Mercator (EPSG:3857), in 32 bits: 0 at 180° W and
// 85.05° N, growing eastward and southward. One step is 9 mm at the equator.
#pragma once

#include <cstdint>
#include <optional>

#include "geo/shape.h"

namespace adem::tiles {

struct Spot {
  std::uint32_t x = 0, y = 0;
  bool operator==(const Spot&) const = default;
};

// Nothing where the point is not on Earth. Beyond 85.05° a place lies on the square's edge.
std::optional<Spot> spot_of(geo::Point lonlat);
geo::Point lonlat_of(Spot spot);

inline constexpr unsigned kMostZoom = 22;

// A tile in the XYZ scheme: `zoom` halvings of the square, x eastward, y southward.
struct Tile {
  unsigned zoom = 0;
  std::uint32_t x = 0, y = 0;

  bool valid() const { return zoom <= kMostZoom && x >> zoom == 0 && y >> zoom == 0; }
  // Its north-west corner, and its side less one.
  Spot corner() const { return {shifted(x), shifted(y)}; }
  std::uint32_t last() const {
    return zoom == 0 ? 0xFFFFFFFF : (std::uint32_t{1} << (32 - zoom)) - 1;
  }

 private:
  std::uint32_t shifted(std::uint32_t v) const { return zoom == 0 ? 0 : v << (32 - zoom); }
};

// In a tile's grid of `extent` cells a side; outside the tile below nought or beyond the extent.
struct GridPoint {
  std::int32_t x = 0, y = 0;
  bool operator==(const GridPoint&) const = default;
};
GridPoint grid_point(const Tile& tile, Spot spot, std::uint32_t extent);

// The bits of x and y woven together: spots of one tile are one range (Morton 1966).
std::uint64_t morton(Spot spot);

}  // namespace adem::tiles
