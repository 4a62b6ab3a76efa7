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
        sources_(pass.rain != 0 || pass.rain_cells != nullptr || pass.losses),
        running_(pass.max_speed_2 != nullptr || pass.max_flow_2 != nullptr),
        more_(sources_ || running_ || pass.carry != nullptr || pass.arrivals != 0 ||
              pass.durations != 0) {}

  // Row j of the tile, whose flows and those of row j-1 are final.
  void row(Rows& r, int j) {
    const unsigned own = r[j].raw, fluxes = own | (own << 1U) | r[j - 1].raw;
    const unsigned groups = sources_ ? 0xFFU : fluxes & 0xFFU;
    if (sources_) fill_sources(r, j);
    const std::ptrdiff_t line = place(j, kHalo);
    fetch(p_.max_depth, line);
    fetch(p_.max_speed_2, line);
    fetch(p_.max_flow_2, line);
    p_.mask[j] = more_ ? sweep<true>(r, j, groups) : sweep<false>(r, j, groups);
  }

  // What crosses the tile's north side.
  void north_faces(Rows& r) {
    Row &north = r[-1], &first = r[0];
    for (std::size_t i = 0; i < kRow; i += V::kLanes) {
      V::store(north.gy.at(i), gain(V::load(north.fy.at(i)), V::set(p_.dtdy),
                                    V::load(north.h.at(i)), V::load(first.h.at(i))));
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

  // Asks for a row of a product some rows before it is needed.
  [[gnu::always_inline]] static void fetch(const float* kept, std::ptrdiff_t line) {
    if (kept == nullptr) return;
    const float* row = kept + line + 4 * static_cast<std::ptrdiff_t>(kTileWidth);
    fetch_floats(row, kTileWidth);
  }

  // Where the rows that a sweep reads and writes begin, at column -kHalo.
  struct Lines {
    Lines(const TilePass& p, Rows& r, int j)
        : h(r[j].h.at(0)),
          h_south(r[j + 1].h.at(0)),
          fx(r[j].fx.at(0)),
          fy(r[j].fy.at(0)),
          fy_north(r[j - 1].fy.at(0)),
          gy_north(r[j - 1].gy.at(0)),
          gy(r[j].gy.at(0)),
          new_h(p.h + place(j, 0)),
          new_qx(p.qx + place(j, 0)),
          new_qy(p.qy + place(j, 0)),
          max_depth(p.max_depth == nullptr ? nullptr : p.max_depth + place(j, 0)) {}
    const float *h, *h_south, *fx, *fy, *fy_north, *gy_north;
    float *gy, *new_h, *new_qx, *new_qy, *max_depth;
  };

  // What a sweep carries from vector to vector. Local to it, so that it stays in registers: a
  // vector that is stored might otherwise have changed it.
  struct Walk {
    F dtdx, dtdy;
    F depth;            // the deepest so far
    F west, west_flow;  // of the vector before: metres that go east, and the flow
  };

  // A bit for each group where water or flow remains.
  template <bool kMore>
  std::uint8_t sweep(Rows& r, int j, unsigned groups) {
    const F zero = V::set(0);
    const Lines l(p_, r, j);
    Walk walk{V::set(p_.dtdx), V::set(p_.dtdy), depth_, zero, zero};
    unsigned wet = visit<true, kMore>(r, l, walk, j, 0, groups);
    for (std::size_t i = V::kLanes; i < kRow - V::kLanes; i += V::kLanes) {
      wet |= visit<false, kMore>(r, l, walk, j, i, groups);
    }
    wet |= visit<true, kMore>(r, l, walk, j, kRow - V::kLanes, groups);
    depth_ = walk.depth;
    return static_cast<std::uint8_t>(wet);
  }

  template <bool kEdge, bool kMore>
  [[gnu::always_inline]] unsigned visit(Rows& r, const Lines& l, Walk& walk, int j, std::size_t i,
                                        unsigned groups) {
    const unsigned group = 1U << (i / kGroup);
    if ((groups & group) != 0) return vector<kEdge, kMore>(r, l, walk, j, i) ? group : 0;
    V::store(l.gy + i, V::set(0));
    walk.west = walk.west_flow = V::set(0);
    return 0;
  }

  // Metres that a flow moves between two cells, cut so that they are exact in both.
  [[gnu::always_inline]] static F gain(F flow, F dtd, F h0, F h1) {
    return V::cut(flow * dtd, V::max(h0, h1));
  }

  // True where water or flow remains. Edge vectors hold columns of the halo too.
  template <bool kEdge, bool kMore>
  [[gnu::always_inline]] bool vector(Rows& r, const Lines& l, Walk& walk, int j, std::size_t i) {
    const F zero = V::set(0);
    const F h0 = V::load(l.h + i), qx = V::load(l.fx + i), qy = V::load(l.fy + i);
    const F gx = gain(qx, walk.dtdx, h0, V::loadu(l.h + i + 1));
    const F gy = gain(qy, walk.dtdy, h0, V::load(l.h_south + i));
    V::store(l.gy + i, gy);
    const F more = (V::shifted(walk.west, gx) - gx) + (V::load(l.gy_north + i) - gy);
    const F qw = walk.west_flow;
    walk.west = gx;
    walk.west_flow = qx;
    if (kEdge && !V::owns(i)) return false;
    F h = kMore && p_.carry != nullptr ? with_sources(r, h0, more, i, place(j, i)) : h0 + more;
    if (kEdge) h = V::own(i, h);
    walk.depth = V::max(walk.depth, h);
    put<kEdge>(l.new_h + i, i, h);
    put<kEdge>(l.new_qx + i, i, qx);
    put<kEdge>(l.new_qy + i, i, qy);
    if (l.max_depth != nullptr) keep_max<kEdge>(l.max_depth + i, i, h);
    if (kMore) {
      if (running_) {
        const F u = (V::shifted(qw, qx) + qx) * V::set(0.5F);
        const F v = (V::load(l.fy_north + i) + qy) * V::set(0.5F);
        keep_flow<kEdge>(place(j, i), i, h, V::fma(u, u, v * v));
      }
      if (p_.arrivals + p_.durations > 0) {
        keep_times(j, place(j, i), i, kEdge ? V::own(i, h0) : h0, h);
      }
    }
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
    const float* bed = r[j].bed.at(kHalo);
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

  // Written only where it grows: most of the time it does not, and memory is what is short.
  template <bool kEdge>
  static void keep_max(float* kept, std::size_t i, F value) {
    const F until = get<kEdge>(kept, i);
    if (V::any(V::gt(value, until))) put<kEdge>(kept, i, V::max(until, value));
  }

  template <bool kEdge>
  void keep_flow(std::ptrdiff_t at, std::size_t i, F h, F flow_2) {
    if (p_.max_flow_2 != nullptr) keep_max<kEdge>(p_.max_flow_2 + at, i, flow_2);
    if (p_.max_speed_2 == nullptr) return;
    float* kept = p_.max_speed_2 + at;
    const F depth = V::max(h, V::set(kSpeedDepth));
    const F depth_2 = depth * depth, until = get<kEdge>(kept, i);
    if (!V::any(V::gt(flow_2, until * depth_2))) return;
    const auto deep = V::gt(h, V::set(kSpeedDepth));
    put<kEdge>(kept, i, V::max(until, V::zero_unless(deep, flow_2 / depth_2)));
  }

  // Most vectors are dry, or were passed long ago: neither costs memory. h0: the depth before.
  void keep_times(int j, std::ptrdiff_t at, std::size_t i, F h0, F h) {
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
      const F limit = V::set(p_.duration_m[k]);
      const auto was = V::gt(h0, limit), is = V::gt(h, limit);
      const auto rose = V::without(is, was), fell = V::without(was, is);
      if (!V::any(rose) && !V::any(fell)) continue;
      std::uint32_t* kept = p_.duration + k * kTileCells + at;
      V::add_ticks(kept, i, fell, p_.ticks);
      V::add_ticks(kept, i, rose, 0U - p_.ticks);
    }
  }

  static constexpr float kLongest_s = 3e38F;   // what never arrived is infinite
  static constexpr float kSpeedDepth = 0.01F;  // thinner water's speed is not counted

  const TilePass& p_;
  bool sources_, running_, more_;  // more: than depths, flows and the greatest depth
  TileResult result_;
  LedgerSum<V> rained_, infiltrated_, drained_;
  F depth_ = V::set(0);
};

}  // namespace adem::water
