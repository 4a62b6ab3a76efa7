#include "tiles/box_index.h"

namespace adem::tiles {

SpotBox with_margin(const Tile& tile) {
  const Spot corner = tile.corner();
  const std::uint32_t last = tile.last(), margin = last / kMarginShare + 1;
  const auto up = [&](std::uint32_t v) {
    return static_cast<std::uint32_t>(
        std::min<std::uint64_t>(std::uint64_t{v} + last + margin, 0xFFFFFFFF));
  };
  return {corner.x - std::min(corner.x, margin), corner.y - std::min(corner.y, margin),
          up(corner.x), up(corner.y)};
}

}  // namespace adem::tiles
