// The kernel, written once over a type V of vectors; each instruction set compiles it in a file of
// its own. Nothing in here may call an inline function of the standard library: the linker could
// keep the copy that was made for another processor.
//
// One rolling pass: raw flow of row j, limiter of row j, final flow across the rows j-1 and j,
// depth of row j-1. docs/method/water-engine.md has the equations.
#pragma once

#include "water/solver/kernel.h"
#include "water/solver/kernel_flow.h"
#include "water/solver/kernel_update.h"
#include "water/solver/rows.h"

namespace adem::water {

template <class V>
class TileKernel {
 public:
  TileKernel(const TilePass& pass, Rows& rows) : p_(pass), r_(rows), flow_(pass), update_(pass) {}

  TileResult run() {
    load_qy(-3);
    for (int j = -2; j <= 0; ++j) load(j);
    for (int j = -2; j <= kHeight; ++j) {
      // Rows are fetched one ahead of their use.
      if (j < kHeight) load(j + 2);
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

  // Asks for a row of this tile, or of the one that follows, before it is needed.
  void fetch(CellValue value, const float* own, std::size_t line) {
    const float* row = own + line * kTileWidth;
    if (line >= kTileHeight) {
      if (p_.next[value] == nullptr) return;
      row = p_.next[value] + (line - kTileHeight) * kTileWidth;
    }
    for (std::size_t i = 0; i < kTileWidth; i += 16) __builtin_prefetch(row + i);
  }

  // The tile's columns to where they lie in a row; the halo's places are filled after.
  static void copy_tile_row(const float* from, float* to) {
    for (std::size_t i = 0; i < kRow; i += kStep) {
      if (!V::owns(i)) continue;
      V::store(to + i, V::edge(i) ? V::load_own(from + i - kHalo, i) : V::loadu(from + i - kHalo));
    }
  }

  // The least depth of row j among the cells whose outflow is asked for.
  float least_depth(int j) {
    const float* h = r_.h.row(j);
    F least = V::loadu(h + 2);
    for (std::size_t i = 2 + kStep; i + kStep <= kRow - 2; i += kStep) {
      least = V::min(least, V::loadu(h + i));
    }
    return V::lowest(V::min(least, V::loadu(h + kRow - 2 - kStep)));
  }

  // One value of row j into its ring.
  void load_value(CellValue value, Ring& ring, const float* own, int j) {
    float* row = ring.row(j);
    if (j >= 0 && j < kHeight) {
      const auto line = static_cast<std::size_t>(j);
      fetch(value, own, line + kAhead);
      copy_tile_row(own + line * kTileWidth, row);
      close_row(value, row);
      const auto& left = p_.left[value];
      const float* west = left.values + line * left.stride;
      if (left.stride == 4) row[1] = west[1];
      row[2] = west[left.stride - 2];
      row[3] = west[left.stride - 1];
      const auto& right = p_.right[value];
      row[kRow - 4] = right.values[line * right.stride];
      row[kRow - 3] = right.values[line * right.stride + 1];
      return;
    }
    const HaloRow& halo = j < 0 ? p_.above[value][static_cast<std::size_t>(-1 - j)]
                                : p_.below[value][static_cast<std::size_t>(j - kHeight)];
    copy_tile_row(halo.middle, row);
    close_row(value, row);
    if (value == kQx) row[1] = halo.west[1];
    row[2] = halo.west[2];
    row[3] = halo.west[3];
    row[kRow - 4] = halo.east[0];
    row[kRow - 3] = halo.east[1];
  }

  // Beyond what the halo brings lie walls: their faces come out zero and join in nothing.
  static void close_row(CellValue value, float* row) {
    const float outside = value == kBed ? kWall : 0;
    row[0] = row[1] = row[kRow - 2] = row[kRow - 1] = outside;
  }

  void load_qy(int j) { load_value(kQy, r_.qy, p_.qy, j); }

  void load(int j) {
    load_value(kH, r_.h, p_.h, j);
    load_value(kBed, r_.bed, p_.bed, j);
    if (p_.n != nullptr) load_value(kN, r_.n, p_.n, j);
    load_value(kQx, r_.qx, p_.qx, j);
    load_value(kQy, r_.qy, p_.qy, j);
    r_.wet[Rows::at(j)] = wet_groups(j);
    r_.least[Rows::at(j)] = least_depth(j);
  }

  static bool any(const float* row, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      if (row[i] != 0) return true;
    }
    return false;
  }

  // Halo rows count as wet throughout; a halo column wets the group it lies in.
  std::uint8_t wet_groups(int j) {
    if (j < 0 || j >= kHeight) return 0xFF;
    unsigned groups = p_.mask[j];
    const auto wet = [&](std::size_t from, std::size_t to) {
      return any(r_.h.row(j), from, to) || any(r_.qx.row(j), from, to) ||
             any(r_.qy.row(j), from, to);
    };
    if ((groups & 1U) == 0 && wet(1, kHalo)) groups |= 1U;
    if ((groups & 0x80U) == 0 && wet(kRow - kHalo, kRow - 2)) groups |= 0x80U;
    return static_cast<std::uint8_t>(groups);
  }

  // The flow of every face as if cells could give without end.
  void raw_row(int j) {
    const unsigned either = r_.wet[Rows::at(j)] | r_.wet[Rows::at(j + 1)];
    const unsigned groups = (either | (either >> 1U)) & 0xFFU;
    r_.raw[Rows::at(j)] = static_cast<std::uint8_t>(groups);
    float *fx = r_.fx.row(j), *fy = r_.fy.row(j);
    const F zero = V::set(0);
    for (std::size_t i = 0; i < kRow; i += 2 * kStep) {
      const unsigned here = groups >> (i / kGroup) | groups >> ((i + kStep) / kGroup);
      if ((here & 1U) != 0) {
        flow_.two(r_, j, i);
        continue;
      }
      V::store(fx + i, zero);
      V::store(fy + i, zero);
      V::store(fx + i + kStep, zero);
      V::store(fy + i + kStep, zero);
    }
    along_ = flow_.take_along();
    r_.down[Rows::at(j)] = flow_.take_down();
    const float most = along_ > r_.down[Rows::at(j)] ? along_ : r_.down[Rows::at(j)];
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
    const float down = r_.down[Rows::at(j)] + r_.down[Rows::at(j - 1)];
    const bool safe = 2 * along_ * p_.dtdx + down * p_.dtdy < kMost * r_.least[Rows::at(j)];
    r_.limited[Rows::at(j)] = !safe && find_shares(j);
    if (r_.limited[Rows::at(j)]) share(r_.fx.row(j), r_.limit.row(j), r_.limit.row(j) + 1);
    if (j < 0 || !(r_.limited[Rows::at(j - 1)] || r_.limited[Rows::at(j)])) return;
    share(r_.fy.row(j - 1), shares(j - 1), shares(j));
  }

  bool find_shares(int j) {
    const float *h = r_.h.row(j), *fx = r_.fx.row(j), *fy = r_.fy.row(j), *fn = r_.fy.row(j - 1);
    float* limit = r_.limit.row(j);
    const F one = V::set(1), most = V::set(kMost);
    const F dtdx = V::set(p_.dtdx), dtdy = V::set(p_.dtdy);
    const unsigned own = r_.raw[Rows::at(j)];
    const unsigned groups = own | (own << 1U) | r_.raw[Rows::at(j - 1)];
    bool limited = false;
    for (std::size_t g = 0; g < kGroups; ++g) {
      for (std::size_t i = g * kGroup; i < (g + 1) * kGroup; i += kStep) {
        F part = one;
        if ((groups >> g & 1U) != 0) {
          const F out = outflow(V::load(fx + i), V::loadu(fx + i - 1), V::load(fy + i),
                                V::load(fn + i), dtdx, dtdy);
          const F has = V::load(h + i) * most;
          const auto over = V::gt(out, has);
          if (V::any(over)) {
            limited = true;
            part = V::select(over, has / out, one);
          }
        }
        V::store(limit + i, part);
      }
    }
    return limited;
  }

  const float* shares(int j) { return r_.limited[Rows::at(j)] ? r_.limit.row(j) : r_.ones.row(0); }

  // Each flow by the share of the cell that gives it: `ahead` the west or north one, if positive.
  static void share(float* flows, const float* ahead, const float* behind) {
    const F zero = V::set(0);
    for (std::size_t i = 0; i < kRow; i += kStep) {
      const F q = V::load(flows + i);
      V::store(flows + i, q * V::select(V::gt(q, zero), V::load(ahead + i), V::loadu(behind + i)));
    }
  }

  static constexpr std::size_t kAhead = 4;  // rows

  // A millionth stays behind, so that rounding never makes a depth negative.
  static constexpr float kMost = 0.999999F;

  const TilePass& p_;
  Rows& r_;
  FaceFlow<V> flow_;
  RowUpdate<V> update_;
  float along_ = 0, flow_max_ = 0;  // the strongest of the row, of the tile
};

}  // namespace adem::water
