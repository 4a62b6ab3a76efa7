// One step of one tile: what the solver hands to the compute kernel of an instruction set, and what
// it gets back. The kernel knows nothing of neighbours, time or files: only pointers and numbers.
// A tile's own faces are the east and south ones of its cells; those it shares with the west and
// north are computed a second time, from the same numbers in the same order, to the same bits.
// Another scheme (subgrid tables, a full shallow-water kernel) is another function of this shape.
#pragma once

#include <cstddef>
#include <cstdint>

#include "water/solver/layout.h"

namespace adem::water {

// What a kernel reads of a cell.
enum CellValue : std::size_t { kH, kBed, kN, kQx, kQy, kCellValues };

// A row above or below a tile: four floats of the western neighbour's end, the tile's width, four
// of the eastern one's start.
struct HaloRow {
  const float* west = nullptr;
  const float* middle = nullptr;
  const float* east = nullptr;
};

// A column beside a tile, `stride` floats to a row, outermost first on the left.
struct HaloColumns {
  const float* values = nullptr;
  std::size_t stride = 2;
};

struct TilePass {
  // The step.
  float dtdx = 0, dtdy = 0;    // dt/dx, dt/dy
  float gdtdx = 0, gdtdy = 0;  // g dt/dx, g dt/dy
  float gdt = 0, dt_s = 0;
  float theta = 1, side = 0;  // side = 1 - theta
  float manning = 0;          // where `n` is null
  float now_s = 0;            // the step's end, seconds since start
  std::uint32_t ticks = 0;    // the clock at the step's start, for durations

  // The tile's own state, kTileCells each; carry may be null.
  float* h = nullptr;
  float* qx = nullptr;
  float* qy = nullptr;
  float* carry = nullptr;
  const float* bed = nullptr;
  const float* n = nullptr;
  std::uint8_t* mask = nullptr;  // a bit for each group of a row that holds water or flow

  // Rows -1, -2 and (qy) -3 above, H and H+1 below; columns -2, -1 (qx: -4..-1) and W, W+1.
  HaloRow above[kCellValues][3];
  HaloRow below[kCellValues][2];
  HaloColumns left[kCellValues], right[kCellValues];

  // The same arrays of the tile that is likely to be next; null: none.
  const float* next[kCellValues] = {};

  // Sources. Rates in m/s; a null table means the one value.
  float rain = 0, conductivity = 0, suction = 0, drains = 0;  // suction × deficit, m
  const float* rain_cells = nullptr;
  const float* conductivity_cells = nullptr;
  const float* suction_cells = nullptr;
  const float* drains_cells = nullptr;
  float* infiltrated = nullptr;  // m so far; null: the rate is constant
  bool losses = false;

  // Running products, null where not wanted.
  float* max_depth = nullptr;
  float* max_speed_2 = nullptr;  // squares
  float* max_flow_2 = nullptr;
  std::size_t arrivals = 0, durations = 0;
  const float* arrival_m = nullptr;
  const float* duration_m = nullptr;
  float* arrival = nullptr;           // arrivals × kTileCells
  std::uint32_t* arrived = nullptr;   // arrivals × kTileHeight: bits of vectors that all arrived
  std::uint32_t* duration = nullptr;  // durations × kTileCells
};

struct TileResult {
  float depth_max = 0, speed_max = 0, flow_max = 0;
  bool broken = false;                                  // some depth is negative or not a number
  double rain_m = 0, infiltration_m = 0, drains_m = 0;  // summed over cells
};

// Durations count in these, so that their sums are exact: modulo 2^32, half a year.
inline constexpr double kTicksPerSecond = 256;

using PassFunction = TileResult (*)(const TilePass&);

// Null where this build has no such kernel.
PassFunction baseline_pass();
PassFunction avx2_pass();
PassFunction avx512_pass();

}  // namespace adem::water
