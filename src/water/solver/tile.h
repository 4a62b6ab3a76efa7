// The state of a tile, and the memory it lies in.
#pragma once

#include <cstddef>
#include <cstdint>

#include "water/solver/layout.h"
#include "water/solver/pages.h"
#include "water/solver/solver.h"

namespace adem::water {

// Which arrays a tile has: the same for all tiles of a solver.
struct TileLayout {
  explicit TileLayout(const ProductChoice& products, bool green_ampt);
  std::size_t arrivals, durations;
  // Places in the block, in floats; 0 where there is none.
  std::size_t infiltrated = 0, max_depth = 0, max_speed_2 = 0, max_flow_2 = 0, arrival = 0,
              duration = 0, strips = 0, arrived = 0, total = 0;
  std::size_t products() const;  // how many arrays of 4 B a cell beside depth and flows
};

struct Tile {
  Floats block;  // null: never wet
  Floats carry;  // null where nothing is carried
  float *h = nullptr, *qx = nullptr, *qy = nullptr;
  float *infiltrated = nullptr, *max_depth = nullptr, *max_speed_2 = nullptr, *max_flow_2 = nullptr,
        *arrival = nullptr;
  // Ticks above each threshold, less the clock's when it was last passed where the water stands
  // above it now; see time_above.
  std::uint32_t* duration = nullptr;
  float* strips[2] = {};
  // Of each threshold and row: the vectors in which it has been passed everywhere. A short cut for
  // one instruction set, found anew after a load.
  std::uint32_t* arrived = nullptr;
  std::uint8_t mask[kTileHeight] = {};

  // What a saved run needs beside the arrays.
  struct Kept {
    std::uint32_t awake = 0, quiet_steps = 0;
    float depth_max = 0, speed_max = 0, flow_max = 0;
    std::uint32_t broken = 0;
    double rain_m = 0, infiltration_m = 0, drains_m = 0;  // summed over cells and steps
  } kept;

  void allocate(const TileLayout& layout, Arena& arena);
  void carry_on(Arena& arena);  // allocates the carry where it is missing
  void show(unsigned parity);   // copies the outermost rows and columns into a strip
  void mark_all_wet();
};

// Durations are touched only when a threshold is passed: `kept` changes by the clock of the step's
// start, down when the water rises above it, up when it falls below, and the clock is added when
// somebody looks. All modulo 2^32.
inline std::uint32_t passed(std::uint32_t kept, bool was_above, bool is_above,
                            std::uint32_t clock) {
  return kept + (was_above ? clock : 0) - (is_above ? clock : 0);
}
inline std::uint32_t time_above(std::uint32_t kept, bool is_above, std::uint32_t clock) {
  return kept + (is_above ? clock : 0);
}

}  // namespace adem::water
