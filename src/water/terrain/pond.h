// Where rain finally stands: every hollow fills, spills over its lowest rim and joins its
// neighbour, until all rain stands or has left the terrain. Exact in volume; knows no time, no
// infiltration and no drains. The engine run to rest comes to the same.
//
// Fill-spill-merge: Barnes, Callaghan & Wickert 2020, see water/terrain/hierarchy.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/progress.h"
#include "geo/raster.h"
#include "water/terrain/basins.h"

namespace adem::water {

struct PondOptions {
  double rain_mm = 0;  // on every known cell
  Rims rims;           // what meets water at the edges and at nodata
};

// Water that stands at one level.
struct Pond {
  double volume_m3 = 0;
  std::uint64_t cells = 0;
  double level_m = 0;
  double spill_m = 0;  // where it would spill; infinity where nothing lets water out
  bool full = false;   // it does
  double max_depth_m = 0;
  std::size_t deepest = 0;  // cell, row-major
};

struct Ponding {
  std::vector<float> depth_m;  // row-major; 0 dry, NaN nodata
  std::vector<Pond> ponds;     // largest volume first
  // Kept twice: rain is what fell, ponded is summed over the cells, left is what ran out.
  double rain_m3 = 0, ponded_m3 = 0, left_m3 = 0;
  double capacity_m3 = 0;  // what the terrain can hold; infinity where something cannot run out
};

// Terrain in metres, cells of dx by dy metres. One core, deterministic, about O(cells). Memory
// beside the terrain: 8 bytes a cell and some 100 bytes a hollow. Errors water.terrain-too-large,
// water.no-rain-amount (not finite or negative).
Ponding pond(const geo::Grid<float>& terrain, const PondOptions& options,
             const Progress& progress = {});

// What hollows can hold, m³; infinity where something cannot run out.
double capacity_m3(const geo::Grid<float>& terrain, const Rims& rims);

}  // namespace adem::water
