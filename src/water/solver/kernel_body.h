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
    clear_outer_columns();
    load_qy(-3);
    for (int j = -2; j <= 0; ++j) load(j);
    raw_row(-2);
    load(1);
    raw_row(-1);
    limiter_row(-1);
    for (int j = 0; j <= kHeight; ++j) {
      if (j > 0) load(j + 1);
      raw_row(j);
      limiter_row(j);
      final_y(j - 1);
      if (j < kHeight) final_x(j);
      if (j > 0) update_.row(r_, j - 1);
    }
    return update_.result(flow_);
  }

 private:
  using F = typename V::F;
  static constexpr int kHeight = static_cast<int>(kTileHeight);
  static constexpr std::size_t kStep = V::kLanes;

  // Beyond what the halo brings lie walls: their faces come out zero and join in nothing.
  void clear_outer_columns() {
    for (int j = 0; j < 4; ++j) {
      constexpr std::size_t outer[] = {0, 1, kRow - 2, kRow - 1};
      for (const std::size_t i : outer) {
        r_.h.row(j)[i] = 0;
        r_.bed.row(j)[i] = kWall;
        r_.n.row(j)[i] = 0;
        r_.qx.row(j)[i] = r_.qy.row(j)[i] = 0;
      }
    }
  }

  static void copy_tile_row(const float* from, float* to) {
    constexpr std::size_t kLast = kTileWidth - kStep;
    for (std::size_t i = 0; i < kLast; i += kStep) V::storeu(to + i, V::loadu(from + i));
    V::storeu(to + kLast, V::loadu(from + kLast));
  }

  // One value of row j into its ring.
  void load_value(CellValue value, Ring& ring, const float* own, int j) {
    float* row = ring.row(j);
    if (j >= 0 && j < kHeight) {
      const auto line = static_cast<std::size_t>(j);
      copy_tile_row(own + line * kTileWidth, row + kHalo);
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
    copy_tile_row(halo.middle, row + kHalo);
    if (value == kQx) row[1] = halo.west[1];
    row[2] = halo.west[2];
    row[3] = halo.west[3];
    row[kRow - 4] = halo.east[0];
    row[kRow - 3] = halo.east[1];
  }

  void load_qy(int j) { load_value(kQy, r_.qy, p_.qy, j); }

  void load(int j) {
    load_value(kH, r_.h, p_.h, j);
    load_value(kBed, r_.bed, p_.bed, j);
    if (p_.n != nullptr) load_value(kN, r_.n, p_.n, j);
    load_value(kQx, r_.qx, p_.qx, j);
    load_value(kQy, r_.qy, p_.qy, j);
    r_.wet[Rows::at(j)] = wet_groups(j);
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

  void raw_row(int j) {
    const unsigned either = r_.wet[Rows::at(j)] | r_.wet[Rows::at(j + 1)];
    const unsigned groups = (either | (either >> 1U)) & 0xFFU;
    r_.raw[Rows::at(j)] = static_cast<std::uint8_t>(groups);
    float* fx = r_.fx.row(j);
    float* fy = r_.fy.row(j);
    for (std::size_t g = 0; g < kGroups; ++g) {
      for (std::size_t i = g * kGroup; i < (g + 1) * kGroup; i += kStep) {
        if ((groups >> g & 1U) == 0) {
          V::store(fx + i, V::set(0));
          V::store(fy + i, V::set(0));
        } else {
          V::store(fx + i, j < -1 ? V::set(0) : flow_.east(r_, j, i));
          V::store(fy + i, flow_.south(r_, j, i));
        }
      }
    }
  }

  // Where a cell's outflow would take more than it holds, all of it is scaled down.
  void limiter_row(int j) {
    const float *h = r_.h.row(j), *fx = r_.fx.row(j), *fy = r_.fy.row(j), *fn = r_.fy.row(j - 1);
    float* limit = r_.limit.row(j);
    const F zero = V::set(0), one = V::set(1), most = V::set(kMost);
    const F dtdx = V::set(p_.dtdx), dtdy = V::set(p_.dtdy);
    bool limited = false;
    for (std::size_t i = 0; i < kRow; i += kStep) {
      const F east = V::max(V::load(fx + i), zero) - V::min(V::loadu(fx + i - 1), zero);
      const F south = V::max(V::load(fy + i), zero) - V::min(V::load(fn + i), zero);
      const F out = V::fma(east, dtdx, south * dtdy);
      const F has = V::load(h + i) * most;
      const auto over = V::gt(out, has);
      F share = one;
      if (V::any(over)) {
        limited = true;
        share = V::select(over, has / out, one);
      }
      V::store(limit + i, share);
    }
    r_.limited[Rows::at(j)] = limited;
  }

  void final_x(int j) {
    const float *h = r_.h.row(j), *limit = r_.limit.row(j);
    float *fx = r_.fx.row(j), *gx = r_.gx.row(j);
    const F dtdx = V::set(p_.dtdx), zero = V::set(0);
    for (std::size_t i = 0; i < kRow; i += kStep) {
      F q = V::load(fx + i);
      if (r_.limited[Rows::at(j)]) {
        q = q * V::select(V::gt(q, zero), V::load(limit + i), V::loadu(limit + i + 1));
        V::store(fx + i, q);
      }
      V::store(gx + i, V::cut(q * dtdx, V::max(V::load(h + i), V::loadu(h + i + 1))));
    }
  }

  void final_y(int j) {
    const float *h = r_.h.row(j), *below = r_.h.row(j + 1);
    const float *limit = r_.limit.row(j), *limit_below = r_.limit.row(j + 1);
    float *fy = r_.fy.row(j), *gy = r_.gy.row(j);
    const bool limited = r_.limited[Rows::at(j)] || r_.limited[Rows::at(j + 1)];
    const F dtdy = V::set(p_.dtdy), zero = V::set(0);
    for (std::size_t i = 0; i < kRow; i += kStep) {
      F q = V::load(fy + i);
      if (limited) {
        q = q * V::select(V::gt(q, zero), V::load(limit + i), V::load(limit_below + i));
        V::store(fy + i, q);
      }
      V::store(gy + i, V::cut(q * dtdy, V::max(V::load(h + i), V::load(below + i))));
    }
  }

  // A millionth stays behind, so that rounding never makes a depth negative.
  static constexpr float kMost = 0.999999F;

  const TilePass& p_;
  Rows& r_;
  FaceFlow<V> flow_;
  RowUpdate<V> update_;
};

}  // namespace adem::water
