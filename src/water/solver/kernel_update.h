// The new depths of a row, its sources, and the running products.
#pragma once

#include "water/solver/kernel.h"
#include "water/solver/kernel_flow.h"
#include "water/solver/rows.h"

namespace adem::water {

// Metres of water in double, because the ledger must not round; a sum for each of sixteen columns
// in turn, so that vectors can add them and every instruction set adds in the same order. V only
// gives each instruction set a copy of its own.
template <class V>
struct LedgerSum {
  static constexpr std::size_t kLanes = 16;
  double lane[kLanes] = {};

  template <std::size_t kCount>
  void add(const float* values, std::size_t column) {
    double* to = lane + column % kLanes;
    for (std::size_t k = 0; k < kCount; ++k) to[k] += static_cast<double>(values[k]);
  }
  double total() const {
    double sum = 0;
    for (const double each : lane) sum += each;
    return sum;
  }
};

template <class V>
class RowUpdate {
 public:
  using F = typename V::F;

  explicit RowUpdate(const TilePass& pass)
      : p_(pass),
        dtdx_(V::set(pass.dtdx)),
        dtdy_(V::set(pass.dtdy)),
        sources_(pass.rain != 0 || pass.rain_cells != nullptr || pass.losses),
        running_(pass.max_speed_2 != nullptr || pass.max_flow_2 != nullptr) {}

  // Row j of the tile, whose flows and those of row j-1 are final.
  void row(Rows& r, int j) {
    const unsigned own = r.raw[Rows::at(j)];
    const unsigned fluxes = own | (own << 1U) | r.raw[Rows::at(j - 1)];
    const unsigned groups = sources_ ? 0xFFU : fluxes & 0xFFU;
    if (sources_) fill_sources(r, j);
    fetch(p_.max_depth, j);
    float* gy = r.gy.row(j);
    unsigned wet = 0;
    west_ = west_flow_ = V::set(0);
    for (std::size_t g = 0; g < kGroups; ++g) {
      for (std::size_t i = g * kGroup; i < (g + 1) * kGroup; i += V::kLanes) {
        if ((groups >> g & 1U) == 0) {
          V::store(gy + i, V::set(0));
          west_ = west_flow_ = V::set(0);
        } else if (V::edge(i) ? vector<true>(r, j, i) : vector<false>(r, j, i)) {
          wet |= 1U << g;
        }
      }
    }
    p_.mask[j] = static_cast<std::uint8_t>(wet);
  }

  // Asks for a row of a product some rows before it is needed.
  static void fetch(const float* kept, int j) {
    if (kept == nullptr) return;
    const float* row = kept + static_cast<std::size_t>(j + 4) * kTileWidth;
    for (std::size_t i = 0; i < kTileWidth; i += 16) __builtin_prefetch(row + i);
  }

  // What crosses the tile's north side.
  void north_faces(Rows& r) {
    for (std::size_t i = 0; i < kRow; i += V::kLanes) {
      V::store(r.gy.row(-1) + i, south_gain(r, -1, i, V::load(r.fy.row(-1) + i)));
    }
  }

  TileResult result(float speed_max, float flow_max) {
    result_.rain_m = rained_.total();
    result_.infiltration_m = infiltrated_.total();
    result_.drains_m = drained_.total();
    result_.depth_max = V::highest(depth_);
    result_.speed_max = speed_max;
    result_.flow_max = flow_max;
    return result_;
  }

 private:
  // The place in the tile of column i of a row of kRow; before the row's start for the halo's.
  static std::ptrdiff_t place(int j, std::size_t i) {
    return static_cast<std::ptrdiff_t>(j) * static_cast<std::ptrdiff_t>(kTileWidth) +
           static_cast<std::ptrdiff_t>(i) - static_cast<std::ptrdiff_t>(kHalo);
  }

  // Metres that a flow moves, cut so that they are exact in both cells.
  F south_gain(Rows& r, int j, std::size_t i, F flow) {
    return V::cut(flow * dtdy_, V::max(V::load(r.h.row(j) + i), V::load(r.h.row(j + 1) + i)));
  }

  // True where water or flow remains. Edge vectors hold columns of the halo too.
  template <bool kEdge>
  bool vector(Rows& r, int j, std::size_t i) {
    const float* rows_h = r.h.row(j) + i;
    const F h0 = V::load(rows_h);
    const F qx = V::load(r.fx.row(j) + i), qy = V::load(r.fy.row(j) + i);
    const F gx = V::cut(qx * dtdx_, V::max(h0, V::loadu(rows_h + 1)));
    const F gy = south_gain(r, j, i, qy);
    V::store(r.gy.row(j) + i, gy);
    const F gain = (V::shifted(west_, gx) - gx) + (V::load(r.gy.row(j - 1) + i) - gy);
    const F qw = west_flow_;
    west_ = gx;
    west_flow_ = qx;
    if (kEdge && !V::owns(i)) return false;
    const std::ptrdiff_t at = place(j, i);
    F h = p_.carry != nullptr ? with_sources(r, h0, gain, i, at) : h0 + gain;
    if (kEdge) h = V::own(i, h);
    depth_ = V::max(depth_, h);
    put<kEdge>(p_.h + at, i, h);
    put<kEdge>(p_.qx + at, i, qx);
    put<kEdge>(p_.qy + at, i, qy);
    if (p_.max_depth != nullptr) keep_max<kEdge>(p_.max_depth + at, i, h);
    if (running_) {
      const F u = (V::shifted(qw, qx) + qx) * V::set(0.5F);
      const F v = (V::load(r.fy.row(j - 1) + i) + qy) * V::set(0.5F);
      keep_flow<kEdge>(at, i, h, V::fma(u, u, v * v));
    }
    if (p_.arrivals + p_.durations > 0) keep_times(j, at, i, h);
    const F zero = V::set(0);
    if (!kEdge && V::all(V::gt(h, zero))) return true;
    if (V::any(V::not_ge(h, zero))) result_.broken = true;
    return V::any(V::gt(V::max(h, V::own(i, V::max(V::abs(qx), V::abs(qy)))), zero));
  }

  template <bool kEdge>
  static void put(float* to, std::size_t i, F x) {
    if (kEdge) {
      V::store_own(to, i, x);
    } else {
      V::storeu(to, x);
    }
  }
  template <bool kEdge>
  static F get(const float* from, std::size_t i) {
    return kEdge ? V::load_own(from, i) : V::loadu(from);
  }

  // Depth, fluxes, sources and the remainder of the step before, each added with what its rounding
  // leaves (Knuth's two-sum); the last remainder is carried.
  F with_sources(Rows& r, F h0, F gain, std::size_t i, std::ptrdiff_t at) {
    const F zero = V::set(0);
    const F h1 = h0 + gain;
    const F back = h1 - h0;
    const F lost = (h0 - (h1 - back)) + (gain - back);
    F more = lost + V::load_own(p_.carry + at, i);
    if (sources_) {
      more = more + V::load(r.source[0] + i);
      if (p_.losses) more = more - losses(r, V::max(h1 + more, zero), i, at);
    }
    const F h2 = V::max(h1 + more, zero);
    const F kept = h2 - h1;
    V::store_own(p_.carry + at, i, (h1 - (h2 - kept)) + (more - kept));
    return h2;
  }

  // What the ground and the drains take of what there is.
  F losses(Rows& r, F there, std::size_t i, std::ptrdiff_t at) {
    const F ground = V::min(infiltration_capacity(r, i, at), there);
    const F drains = V::min(V::load(r.source[2] + i), there - ground);
    if (p_.infiltrated != nullptr) {
      V::store_own(p_.infiltrated + at, i, V::load_own(p_.infiltrated + at, i) + ground);
    }
    add_up(infiltrated_, ground, i);
    add_up(drained_, drains, i);
    return ground + drains;
  }

  // Green & Ampt over the step, implicit: x = K dt (1 + S / (F + x)).
  F infiltration_capacity(Rows& r, std::size_t i, std::ptrdiff_t at) {
    const F rate = V::load(r.source[1] + i);
    if (p_.infiltrated == nullptr) return rate;
    const F so_far = V::load_own(p_.infiltrated + at, i);
    const F suction =
        p_.suction_cells != nullptr ? V::load_own(p_.suction_cells + at, i) : V::set(p_.suction);
    const F b = so_far - rate;
    const F c = rate * (so_far + suction);
    const F root = V::sqrt(V::fma(b, b, V::set(4) * c));
    const F x = (c + c) / V::max(b + root, V::set(1e-20F));
    return V::max(x, V::set(0));
  }

  static void add_up(LedgerSum<V>& sum, F value, std::size_t i) {
    alignas(64) float lanes[V::kLanes];
    V::store(lanes, V::own(i, value));
    sum.template add<V::kLanes>(lanes, i);
  }

  // Rates times the step. Rain falls on ground alone; where it is one for the tile, the caller
  // counts.
  void fill_sources(Rows& r, int j) {
    const auto line = static_cast<std::size_t>(j) * kTileWidth;
    const float* bed = r.bed.row(j) + kHalo;
    for (std::size_t i = 0; i < kTileWidth; ++i) {
      const float rate = p_.rain_cells != nullptr ? p_.rain_cells[line + i] : p_.rain;
      r.source[0][kHalo + i] = bed[i] < kWall ? rate * p_.dt_s : 0.0F;
    }
    if (p_.rain_cells != nullptr) {
      constexpr std::size_t kAtOnce = 8;
      static_assert(kTileWidth % kAtOnce == 0);
      for (std::size_t i = 0; i < kTileWidth; i += kAtOnce) {
        rained_.template add<kAtOnce>(r.source[0] + kHalo + i, i);
      }
    }
    if (!p_.losses) return;
    for (std::size_t i = 0; i < kTileWidth; ++i) {
      const float k =
          p_.conductivity_cells != nullptr ? p_.conductivity_cells[line + i] : p_.conductivity;
      const float d = p_.drains_cells != nullptr ? p_.drains_cells[line + i] : p_.drains;
      r.source[1][kHalo + i] = k * p_.dt_s;
      r.source[2][kHalo + i] = d * p_.dt_s;
    }
  }

  template <bool kEdge>
  static void keep_max(float* kept, std::size_t i, F value) {
    put<kEdge>(kept, i, V::max(get<kEdge>(kept, i), value));
  }

  template <bool kEdge>
  void keep_flow(std::ptrdiff_t at, std::size_t i, F h, F flow_2) {
    if (p_.max_flow_2 != nullptr) keep_max<kEdge>(p_.max_flow_2 + at, i, flow_2);
    if (p_.max_speed_2 == nullptr) return;
    const auto deep = V::gt(h, V::set(kSpeedDepth));
    const F depth = V::max(h, V::set(kSpeedDepth));
    keep_max<kEdge>(p_.max_speed_2 + at, i, V::zero_unless(deep, flow_2 / (depth * depth)));
  }

  // Most vectors are dry, or were passed long ago: neither costs memory.
  void keep_times(int j, std::ptrdiff_t at, std::size_t i, F h) {
    const auto bit = static_cast<std::uint32_t>(1U << (i / V::kLanes));
    for (std::size_t k = 0; k < p_.arrivals; ++k) {
      std::uint32_t& arrived = p_.arrived[k * kTileHeight + static_cast<std::size_t>(j)];
      const auto above = V::gt(h, V::set(p_.arrival_m[k]));
      if ((arrived & bit) != 0 || !V::any(above)) continue;
      float* kept = p_.arrival + k * kTileCells + at;
      const F until = V::load_own(kept, i);
      const F since = V::select(above, V::min(until, V::set(p_.now_s)), until);
      V::store_own(kept, i, since);
      if (!V::any(V::not_ge(V::set(kLongest_s), since))) arrived |= bit;
    }
    for (std::size_t k = 0; k < p_.durations; ++k) {
      const auto above = V::gt(h, V::set(p_.duration_m[k]));
      if (!V::any(above)) continue;
      V::add_ticks(p_.duration + k * kTileCells + at, i, above, p_.ticks);
    }
  }

  static constexpr float kLongest_s = 3e38F;   // what never arrived is infinite
  static constexpr float kSpeedDepth = 0.01F;  // thinner water's speed is not counted

  const TilePass& p_;
  F dtdx_, dtdy_;
  bool sources_, running_;
  TileResult result_;
  LedgerSum<V> rained_, infiltrated_, drained_;
  F depth_ = V::set(0), west_ = V::set(0), west_flow_ = V::set(0);
};

}  // namespace adem::water
