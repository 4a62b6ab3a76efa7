// Lines and rings cut to a box on a tile's grid, and laid on its cells.
#pragma once

#include <span>
#include <vector>

#include "tiles/mercator.h"

namespace adem::tiles {

struct GridBox {
  std::int32_t min = 0, max = 0;  // the same on both axes, both inside
};

// The parts of a line inside the box, each of two points or more, without repeated points (Liang
// and Barsky 1984, ACM Transactions on Graphics 3).
std::vector<std::vector<GridPoint>> clip_line(std::span<const GridPoint> line, GridBox box);

// A ring (first point not repeated at the end) inside the box; empty where nothing of it is left.
// Parts that the box separates stay joined along its edge (Sutherland and Hodgman 1974, CACM 17).
std::vector<GridPoint> clip_ring(std::span<const GridPoint> ring, GridBox box);

// Twice the area, positive where the ring runs clockwise on the screen.
std::int64_t area2(std::span<const GridPoint> ring);

}  // namespace adem::tiles
