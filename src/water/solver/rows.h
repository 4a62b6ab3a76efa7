// The rows a kernel is busy with: rings of four, so that row j lies where row j-4 was. A few
// kilobytes a thread, which stay in the first cache.
#pragma once

#include <cstddef>
#include <cstdint>

#include "water/solver/layout.h"

namespace adem::water {

struct Ring {
  static constexpr std::size_t kGuard = 16;
  alignas(64) float data[4][kRow + 2 * kGuard];
  // Where column -kHalo of row j lies.
  [[gnu::always_inline]] float* row(int j) { return data[static_cast<unsigned>(j) & 3U] + kGuard; }
};

struct Rows {
  Ring h, bed, n, qx, qy;                 // as they were when the step began
  Ring fx, fy;                            // the new flows
  Ring gx, gy;                            // metres they move in this step
  Ring limit;                             // the share of its outflow that a cell can give
  std::uint8_t wet[4] = {}, raw[4] = {};  // a bit for each group
  bool limited[4] = {};
  alignas(64) float depth[kRow] = {};      // the new depths of a row
  alignas(64) float source[3][kRow] = {};  // rain, infiltration, drains of a row, m

  [[gnu::always_inline]] static std::size_t at(int j) { return static_cast<unsigned>(j) & 3U; }
};

}  // namespace adem::water
