// The kernel, written once over a type V of vectors; each instruction set compiles it in a file of
// its own. Nothing in here may call an inline function of the standard library: the linker could
// keep the copy that was made for another processor.
//
// One rolling pass: raw flow of row j, limiter of row j, final flow across the rows j-1 and j,
// depth of row j-1. docs/method/water-engine.md has the equations.
#pragma once

#include "water/solver/kernel.h"
#include "water/solver/kernel_flow.h"
#include "water/solver/kernel_load.h"
#include "water/solver/kernel_update.h"
#include "water/solver/rows.h"

namespace adem::water {

template <class V>
class TileKernel {
 public:
  TileKernel(const TilePass& pass, Rows& rows)
      : p_(pass), r_(rows), loader_(pass, rows), flow_(pass), update_(pass) {}

  TileResult run() {
    loader_.load_qy(-3);
    for (int j = -2; j <= 0; ++j) loader_.load(j);
    for (int j = -2; j <= kHeight; ++j) {
      raw_row(j);
      if (j >= -1) limit_row(j);
      if (j == 0) update_.north_faces(r_);
      if (j > 0) update_.row(r_, j - 1);
    }
    return update_.result(flow_.speed_max(), flow_max_);
  }

 private:
  using F = typename V::F;
  static constexpr int kHeight = static_cast<int>(kTileHeight);
  static constexpr std::size_t kStep = V::kLanes;

  // The flow of every face as if cells could give without end. Row j + 2 comes in meanwhile; the
  // last row has nothing to fetch and brings in the one before again.
  void raw_row(int j) {
    Row& row = r_[j];
    const unsigned either = row.wet | r_[j + 1].wet;
    const unsigned groups = (either | (either >> 1U)) & 0xFFU;
    row.raw = static_cast<std::uint8_t>(groups);
    const int next = j < kHeight ? j + 2 : kHeight + 1;
    ComingRow<V> coming = loader_.begin(next);
    flow_.row(r_, j, groups, coming);
    loader_.finish(coming, next);
    row.down = flow_.down();
    const float most = flow_.along() > row.down ? flow_.along() : row.down;
    flow_max_ = most > flow_max_ ? most : flow_max_;
  }

  // Metres that leave a cell in this step.
  static F outflow(F east, F west, F south, F north, F dtdx, F dtdy) {
    const F zero = V::set(0);
    const F along = V::max(east, zero) - V::min(west, zero);
    const F down = V::max(south, zero) - V::min(north, zero);
    return V::fma(along, dtdx, down * dtdy);
  }

  // Where a cell's outflow would take more than it holds, all of it is scaled down. Rows whose
  // strongest flows could not empty their shallowest cell need no closer look.
  void limit_row(int j) {
    Row &row = r_[j], &north = r_[j - 1];
    const float down = row.down + north.down;
    const bool safe = 2 * flow_.along() * p_.dtdx + down * p_.dtdy < kMost * row.least;
    row.limited = !safe && find_shares(row, north);
    if (row.limited) share(row.fx, row.limit.at(0), row.limit.at(1));
    if (j < 0 || !(north.limited || row.limited)) return;
    share(north.fy, shares(north), shares(row));
  }

  bool find_shares(Row& row, const Row& north) {
    const F one = V::set(1), most = V::set(kMost);
    const F dtdx = V::set(p_.dtdx), dtdy = V::set(p_.dtdy);
    const unsigned groups = row.raw | (unsigned{row.raw} << 1U) | north.raw;
    bool limited = false;
    for (std::size_t i = 0; i < kRow; i += kStep) {
      F part = one;
      if ((groups >> (i / kGroup) & 1U) != 0) {
        const F out = outflow(V::load(row.fx.at(i)), V::loadu(row.fx.at(i) - 1),
                              V::load(row.fy.at(i)), V::load(north.fy.at(i)), dtdx, dtdy);
        const F has = V::load(row.h.at(i)) * most;
        const auto over = V::gt(out, has);
        if (V::any(over)) {
          limited = true;
          part = V::select(over, has / out, one);
        }
      }
      V::store(row.limit.at(i), part);
    }
    return limited;
  }

  const float* shares(const Row& row) { return (row.limited ? row.limit : r_.ones).at(0); }

  // Each flow by the share of the cell that gives it: `ahead` the west or north one, if positive.
  static void share(Line& flows, const float* ahead, const float* behind) {
    const F zero = V::set(0);
    for (std::size_t i = 0; i < kRow; i += kStep) {
      const F q = V::load(flows.at(i));
      V::store(flows.at(i),
               q * V::select(V::gt(q, zero), V::load(ahead + i), V::loadu(behind + i)));
    }
  }

  // A millionth stays behind, so that rounding never makes a depth negative.
  static constexpr float kMost = 0.999999F;

  const TilePass& p_;
  Rows& r_;
  RowLoader<V> loader_;
  FaceFlow<V> flow_;
  RowUpdate<V> update_;
  float flow_max_ = 0;
};

}  // namespace adem::water
