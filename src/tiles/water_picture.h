// Water drawn on a tile: depth in one blue that grows darker by classes, chance as stripes that
// grow broader, what is not known as a grey hatch. Patterns meet at the edges of tiles.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "tiles/png.h"

namespace adem::tiles {

inline constexpr std::size_t kPictureSide = 256;
inline constexpr std::size_t kMostDepthClasses = 16;

// What a pixel of a picture of depths holds besides the number of its class, counted from 1.
enum WaterCode : std::uint8_t {
  kDry = 0,
  kWet = 254,  // of a depth that is not known
  kNotKnown = 255,
};

// A tile of `classes` depth classes; `codes` has kPictureSide x kPictureSide WaterCodes.
std::string depth_picture(std::span<const std::uint8_t> codes, std::size_t classes);
// A tile of chances in tenths, 0 to 10, or kNotKnown.
std::string chance_picture(std::span<const std::uint8_t> tenths);

// How the pictures are to be read: for a key beside the map.
// "#c6dbef" of a class counted from 1.
std::string depth_colour(std::size_t which, std::size_t classes);
struct Hatch {
  std::string colour;
  double opacity = 1;
  std::size_t line = 0, every = 0;  // pixels along a row
  bool rising = false;              // to the right; else falling
};
// Tenths of one look: 1 to 2, 3 to 4, … 9 to 10.
inline constexpr std::size_t kChanceLooks = 5;
Hatch chance_hatch(std::size_t look);  // counted from 0
Hatch wet_hatch();                     // rising, and falling as well
Hatch not_known_hatch();

}  // namespace adem::tiles
