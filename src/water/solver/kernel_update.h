// The new depths of a row, its sources, and the running products.
#pragma once

#include "water/solver/kernel.h"
#include "water/solver/kernel_flow.h"
#include "water/solver/rows.h"

namespace adem::water {

template <class V>
class RowUpdate {
 public:
  using F = typename V::F;

  explicit RowUpdate(const TilePass& pass)
      : p_(pass),
        sources_(pass.rain != 0 || pass.rain_cells != nullptr || pass.losses),
        running_(pass.max_speed_2 != nullptr || pass.max_flow_2 != nullptr) {}

  // Row j of the tile, whose flows and those of row j-1 are final.
  void row(Rows& r, int j) {
    const unsigned fluxes =
        r.raw[Rows::at(j)] | (r.raw[Rows::at(j)] << 1U) | r.raw[Rows::at(j - 1)];
    const unsigned groups = sources_ ? 0xFFU : fluxes & 0xFFU;
    if (sources_) fill_sources(r, j);
    unsigned wet = 0;
    for (std::size_t g = 0; g < kGroups; ++g) {
      if ((groups >> g & 1U) == 0) continue;
      for (std::size_t i = g * kGroup; i < (g + 1) * kGroup; i += V::kLanes) {
        if (V::owns(i) && vector(r, j, i)) wet |= 1U << g;
      }
    }
    p_.mask[j] = static_cast<std::uint8_t>(wet);
  }

  TileResult result(const FaceFlow<V>& flow) {
    result_.depth_max = V::highest(depth_);
    result_.speed_max = flow.speed_max();
    result_.flow_max = flow.flow_max();
    return result_;
  }

 private:
  // The place in the tile of column i of a row of kRow; before the row's start for the halo's.
  static std::ptrdiff_t place(int j, std::size_t i) {
    return static_cast<std::ptrdiff_t>(j) * static_cast<std::ptrdiff_t>(kTileWidth) +
           static_cast<std::ptrdiff_t>(i) - static_cast<std::ptrdiff_t>(kHalo);
  }

  // True where water or flow remains.
  bool vector(Rows& r, int j, std::size_t i) {
    const float *gx = r.gx.row(j) + i, *gy = r.gy.row(j) + i, *gn = r.gy.row(j - 1) + i;
    const float *fx = r.fx.row(j) + i, *fy = r.fy.row(j) + i;
    const std::ptrdiff_t at = place(j, i);
    const F gain = (V::loadu(gx - 1) - V::load(gx)) + (V::load(gn) - V::load(gy));
    F h = V::load(r.h.row(j) + i) + gain;
    if (p_.carry != nullptr) h = with_sources(r, V::load(r.h.row(j) + i), gain, i, at);
    const F zero = V::set(0);
    const auto own = V::owned(i);
    if (V::any(V::both(own, V::not_ge(h, zero)))) result_.broken = true;
    h = V::zero_unless(own, h);
    depth_ = V::max(depth_, h);
    const F qx = V::zero_unless(own, V::load(fx)), qy = V::zero_unless(own, V::load(fy));
    V::store_own(p_.h + at, i, h);
    V::store_own(p_.qx + at, i, qx);
    V::store_own(p_.qy + at, i, qy);
    if (p_.max_depth != nullptr) keep_max(p_.max_depth + at, i, h);
    if (running_) {
      const F u = (V::loadu(fx - 1) + V::load(fx)) * V::set(0.5F);
      const F v = (V::load(r.fy.row(j - 1) + i) + V::load(fy)) * V::set(0.5F);
      keep_flow(at, i, h, V::fma(u, u, v * v));
    }
    if (p_.arrivals + p_.durations > 0) keep_times(at, i, h);
    return V::any(V::gt(V::max(h, V::max(V::abs(qx), V::abs(qy))), zero));
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
    add_up(result_.infiltration_m, ground, i);
    add_up(result_.drains_m, drains, i);
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

  // In double, lane by lane: the ledger must not round.
  void add_up(double& sum, F value, std::size_t i) {
    alignas(64) float lanes[V::kLanes];
    V::store(lanes, V::zero_unless(V::owned(i), value));
    for (const float lane : lanes) sum += static_cast<double>(lane);
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
      for (std::size_t i = 0; i < kTileWidth; ++i) {
        result_.rain_m += static_cast<double>(r.source[0][kHalo + i]);
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

  static void keep_max(float* kept, std::size_t i, F value) {
    V::store_own(kept, i, V::max(V::load_own(kept, i), value));
  }

  void keep_flow(std::ptrdiff_t at, std::size_t i, F h, F flow_2) {
    if (p_.max_flow_2 != nullptr) keep_max(p_.max_flow_2 + at, i, flow_2);
    if (p_.max_speed_2 == nullptr) return;
    const auto deep = V::gt(h, V::set(kSpeedDepth));
    const F depth = V::max(h, V::set(kSpeedDepth));
    keep_max(p_.max_speed_2 + at, i, V::zero_unless(deep, flow_2 / (depth * depth)));
  }

  void keep_times(std::ptrdiff_t at, std::size_t i, F h) {
    for (std::size_t k = 0; k < p_.arrivals; ++k) {
      float* kept = p_.arrival + k * kTileCells + at;
      const auto above = V::gt(h, V::set(p_.arrival_m[k]));
      const F until = V::load_own(kept, i);
      V::store_own(kept, i, V::select(above, V::min(until, V::set(p_.now_s)), until));
    }
    for (std::size_t k = 0; k < p_.durations; ++k) {
      V::add_ticks(p_.duration + k * kTileCells + at, i, V::gt(h, V::set(p_.duration_m[k])),
                   p_.ticks);
    }
  }

  static constexpr float kSpeedDepth = 0.01F;  // thinner water's speed is not counted

  const TilePass& p_;
  bool sources_, running_;
  TileResult result_;
  F depth_ = V::set(0);
};

}  // namespace adem::water
