// The rows a kernel is busy with: a ring of four, so that row j lies where row j-4 was. A few
// kilobytes a thread, which stay in the first cache.
#pragma once

#include <cstddef>
#include <cstdint>

#include "water/solver/layout.h"

namespace adem::water {

// Asks for floats before they are needed. The empty statement is for GCC, which takes a function
// that does nothing else for one without effect and drops its call.
[[gnu::always_inline]] inline void fetch_floats(const float* from, std::size_t count) {
  for (std::size_t i = 0; i < count; i += 16) __builtin_prefetch(from + i);
  asm volatile("");
}

// One value of a row; column 0 is the first of the halo's. Beyond either end there is room for what
// a vector takes too much.
struct Line {
  static constexpr std::size_t kGuard = 16;
  alignas(64) float data[kRow + 2 * kGuard] = {};
  [[gnu::always_inline]] float* at(std::size_t i) { return data + kGuard + i; }
  [[gnu::always_inline]] const float* at(std::size_t i) const { return data + kGuard + i; }
};

struct Row {
  Line h, bed, n, qx, qy;         // as they were when the step began
  Line fx, fy;                    // the new flows
  Line gy;                        // metres that the southward ones move in this step
  Line limit;                     // the share of its outflow that a cell can give
  std::uint8_t wet = 0, raw = 0;  // a bit for each group
  bool limited = false;
  float least = 0, down = 0;  // the least depth, the strongest southward flow
};

struct Rows {
  Row ring[4];
  Line ones;                               // the shares where all can give
  alignas(64) float source[3][kRow] = {};  // rain, infiltration, drains of a row, m

  Rows() {
    for (float& share : ones.data) share = 1;
  }
  [[gnu::always_inline]] Row& operator[](int j) { return ring[static_cast<unsigned>(j) & 3U]; }
};

}  // namespace adem::water
