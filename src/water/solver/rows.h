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
  Ring h, bed, n, qx, qy;  // as they were when the step began
  Ring fx, fy;             // the new flows
  Ring gy;                 // metres that the southward ones move in this step
  Ring limit, ones;        // the share of its outflow that a cell can give; where all can
  std::uint8_t wet[4] = {}, raw[4] = {};  // a bit for each group
  bool limited[4] = {};
  float least[4] = {}, down[4] = {};       // the least depth, the strongest southward flow
  alignas(64) float source[3][kRow] = {};  // rain, infiltration, drains of a row, m

  Rows() {
    for (auto& row : ones.data) {
      for (float& share : row) share = 1;
    }
  }
  [[gnu::always_inline]] static std::size_t at(int j) { return static_cast<unsigned>(j) & 3U; }
};

}  // namespace adem::water
