// Terrain made ready for water: streams and culverts burned in, buildings raised or blocked, single
// pits filled; and an account of what that changed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/json.h"
#include "geo/raster.h"
#include "geo/shape.h"
#include "water/terrain/basins.h"

namespace adem::water {

// A stream or a culvert, in the terrain's coordinates. Its bed lies `depth_m` below
//  - the line from one invert to the other, where they are given;
//  - else, for a culvert, the line from the ground at one end to the ground at the other;
//  - else, for a stream, the ground under it, but never rising towards its lower end.
// Ground below the bed is left as it is: burning never raises.
struct Channel {
  std::size_t row = 0;  // in the file, for the report
  std::vector<geo::Point> line;
  double width_m = 0;  // never narrower than the cells that the line passes
  double depth_m = 0;
  struct Inverts {
    double first_m = 0, last_m = 0;  // at the line's first and last point
  };
  std::optional<Inverts> inverts = std::nullopt;
};

// A cell belongs to the building that covers its middle.
struct Building {
  std::size_t row = 0;
  geo::Shape outline;  // in the terrain's coordinates
  std::optional<double> height_m = std::nullopt;
};

struct PrepareOptions {
  std::vector<Channel> streams = {}, culverts = {};
  std::vector<Building> buildings = {};
  // Blocked: nodata, which the solver takes for a wall; rain on the roof is lost. Else the roof is
  // level, `height_m` above the highest ground under it, and its rain runs off.
  bool block_buildings = false;
  double building_height_m = 5;
  bool fill_pits = false;
};

// What one step did.
struct Change {
  std::size_t features = 0;         // used
  std::vector<std::size_t> unused;  // rows that met no known ground, or cover no cell's middle
  std::size_t narrow = 0;           // channels narrower than a cell: the terrain's are wider
  std::uint64_t cells = 0;          // whose height changed
  std::uint64_t blocked = 0;        // cells that became nodata
  double mean_m = 0;                // over the changed cells, positive up
  double max_m = 0;                 // the greatest change, up or down
  std::size_t at = 0;               // its cell
  double added_m3 = 0, removed_m3 = 0;
};

struct Prepared {
  geo::Grid<float> ground;
  Change pits, streams, culverts, buildings, all;
  // What hollows hold with open edges, m³, before and after. Nodata is an outlet, a wall where
  // buildings are blocked.
  double held_before_m3 = 0, held_after_m3 = 0;
};

// In this order: pits, streams, culverts, buildings; a building leaves burned cells alone, so that
// a stream under a roof stays open. A pit is a cell below its four neighbours, all known; it is
// raised to the lowest of them. Terrain in metres. Time O(cells + cells of the features); memory 8
// bytes a cell beside the result, and those of capacity_m3.
// Error water.terrain-too-large.
Prepared prepare(const geo::Grid<float>& terrain, const PrepareOptions& options);

// How the account travels inside the raster: under this name.
inline constexpr const char* kPreparedText = "ADEM_PREPARED";
Json to_json(const Prepared& prepared);

}  // namespace adem::water
