// Where each cell's water runs to: the hollow at the foot of its steepest way down, or out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "geo/raster.h"

namespace adem::water {

// What meets water at an edge of the terrain or at nodata.
enum class Rim { outlet, wall };

struct Rims {
  Rim north = Rim::outlet, east = Rim::outlet, south = Rim::outlet, west = Rim::outlet;
  Rim nodata = Rim::outlet;
};

// Outlets but for the named: north, east, south, west, edges (all four), nodata, all.
// Error water.unknown-wall.
Rims with_walls(const std::vector<std::string>& named);

// Cells lie in a frame of one cell, so that neighbours need no bounds. Water passes through the
// four faces of a cell, as in the solver; on level ground it takes the nearest way to lower ground.
// Time about O(cells); memory 8 bytes a cell.
struct Basins {
  static constexpr std::uint32_t kOut = 0;  // water leaves the terrain
  static constexpr std::uint32_t kWall = std::numeric_limits<std::int32_t>::max();

  std::size_t width = 0, height = 0;
  std::size_t stride = 0;             // width + 2
  std::vector<float> ground;          // minus infinity where water leaves, infinity for a wall
  std::vector<std::uint32_t> hollow;  // kOut, 1..hollows, kWall
  std::uint32_t hollows = 0;          // lowest places, a level one counting once
};

// A cell that is not finite is nodata. Error water.terrain-too-large from 2^31 cells.
Basins find_basins(const geo::Grid<float>& terrain, const Rims& rims);

}  // namespace adem::water
