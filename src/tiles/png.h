// Pictures of few colours as PNG (W3C, Portable Network Graphics, 2nd edition, 2003), by a palette:
// a tile of water is some hundred bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace adem::tiles {

struct Colour {
  std::uint8_t red = 0, green = 0, blue = 0, alpha = 255;
};

// `cells` has width x height places of the palette, row by row from the top; the palette 1 to 256
// colours. The same cells give the same bytes.
std::string png(std::size_t width, std::size_t height, std::span<const std::uint8_t> cells,
                std::span<const Colour> palette);

}  // namespace adem::tiles
