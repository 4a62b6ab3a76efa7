// Brings rows of a tile and of what lies around it into the ring.
#pragma once

#include "water/solver/kernel.h"
#include "water/solver/rows.h"

namespace adem::water {

// A row on its way into the ring. Its first and last vectors, which hold columns of the neighbours,
// are there; the others are copied by the arithmetic of another row, which has time for it.
template <class V>
struct ComingRow {
  using F = typename V::F;
  const float *h, *bed, *n, *qx, *qy;  // column 0 (the halo's first) of the tile's own row
  Row* to;
  F least;  // of each lane the least depth so far, of cells whose outflow is asked for

  template <bool kVarying>
  [[gnu::always_inline]] void copy(std::size_t i) {
    const F depth = V::loadu(h + i);
    V::store(to->h.at(i), depth);
    V::store(to->bed.at(i), V::loadu(bed + i));
    if (kVarying) V::store(to->n.at(i), V::loadu(n + i));
    V::store(to->qx.at(i), V::loadu(qx + i));
    V::store(to->qy.at(i), V::loadu(qy + i));
    least = V::min(least, depth);
  }
};

template <class V>
class RowLoader {
 public:
  using F = typename V::F;

  RowLoader(const TilePass& pass, Rows& rows) : p_(pass), r_(rows) {}

  // Begins row j; `finish` when all its vectors have been copied.
  ComingRow<V> begin(int j) {
    Row& to = r_[j];
    ComingRow<V> row{};
    row.to = &to;
    row.h = ends<kH>(j, p_.h, to.h);
    row.bed = ends<kBed>(j, p_.bed, to.bed);
    row.n = p_.n != nullptr ? ends<kN>(j, p_.n, to.n) : nullptr;
    row.qx = ends<kQx>(j, p_.qx, to.qx);
    row.qy = ends<kQy>(j, p_.qy, to.qy);
    row.least = V::min(V::real(0, V::load(to.h.at(0)), kWall),
                       V::real(kLast, V::load(to.h.at(kLast)), kWall));
    return row;
  }
  void finish(const ComingRow<V>& row, int j) {
    row.to->wet = wet_groups(j);
    row.to->least = V::lowest(row.least);
  }

  // A whole row at once.
  void load(int j) {
    ComingRow<V> row = begin(j);
    for (std::size_t i = V::kLanes; i < kLast; i += V::kLanes) {
      p_.n != nullptr ? row.template copy<true>(i) : row.template copy<false>(i);
    }
    finish(row, j);
  }
  // Only the southward flow of row j.
  void load_qy(int j) {
    Line& to = r_[j].qy;
    const float* from = ends<kQy>(j, p_.qy, to);
    for (std::size_t i = V::kLanes; i < kLast; i += V::kLanes) {
      V::store(to.at(i), V::loadu(from + i));
    }
  }

 private:
  static constexpr int kHeight = static_cast<int>(kTileHeight);
  static constexpr std::size_t kLast = kRow - V::kLanes;
  static constexpr std::size_t kAhead = 4;  // rows

  // The first and last vector of a value; returns the place of its column 0. Beyond the halo lie
  // walls: their faces come out zero and join in nothing. Of the flow along the row one column more
  // is needed in the west.
  template <CellValue kValue>
  [[gnu::always_inline]] const float* ends(int j, const float* own, Line& to) {
    constexpr std::size_t kWest = kValue == kQx ? 3 : 2;
    if (j >= 0 && j < kHeight) {
      const auto line = static_cast<std::size_t>(j);
      fetch(kValue, own, line + kAhead);
      const auto &left = p_.left[kValue], &right = p_.right[kValue];
      return put<kValue>(to, own + line * kTileWidth,
                         left.values + (line + 1) * left.stride - kWest,
                         right.values + line * right.stride);
    }
    const HaloRow& halo = j < 0 ? p_.above[kValue][static_cast<std::size_t>(-1 - j)]
                                : p_.below[kValue][static_cast<std::size_t>(j - kHeight)];
    return put<kValue>(to, halo.middle, halo.west + kHalo - kWest, halo.east);
  }

  template <CellValue kValue>
  [[gnu::always_inline]] static const float* put(Line& to, const float* own, const float* west,
                                                 const float* east) {
    constexpr float kOutside = kValue == kBed ? kWall : 0;
    const float* from = own - kHalo;
    V::store(to.at(0), kValue == kQx ? V::first_of_three(from, west, kOutside)
                                     : V::first_of_two(from, west, kOutside));
    V::store(to.at(kLast), V::last_of_two(from + kLast, east, kOutside));
    return from;
  }

  // Asks for a row of this tile, or of the one that follows, before it is needed.
  [[gnu::always_inline]] void fetch(CellValue value, const float* own, std::size_t line) {
    const float* row = own + line * kTileWidth;
    if (line >= kTileHeight) {
      if (p_.next[value] == nullptr) return;
      row = p_.next[value] + (line - kTileHeight) * kTileWidth;
    }
    fetch_floats(row, kTileWidth);
  }

  static bool any(const Line& line, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      if (*line.at(i) != 0) return true;
    }
    return false;
  }

  // Halo rows count as wet throughout; a halo column wets the group it lies in.
  std::uint8_t wet_groups(int j) {
    if (j < 0 || j >= kHeight) return 0xFF;
    const Row& row = r_[j];
    unsigned groups = p_.mask[j];
    const auto wet = [&row](std::size_t from, std::size_t to) {
      return any(row.h, from, to) || any(row.qx, from, to) || any(row.qy, from, to);
    };
    if ((groups & 1U) == 0 && wet(1, kHalo)) groups |= 1U;
    if ((groups & 0x80U) == 0 && wet(kRow - kHalo, kRow - 2)) groups |= 0x80U;
    return static_cast<std::uint8_t>(groups);
  }

  const TilePass& p_;
  Rows& r_;
};

}  // namespace adem::water
