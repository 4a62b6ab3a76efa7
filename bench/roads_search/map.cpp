#include "map.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <stdexcept>

namespace adem::bench {

namespace {

// Even numbers in [0, 1), the same with every standard library.
double even(std::mt19937_64& random) { return static_cast<double>(random() >> 11) * 0x1p-53; }

// Smooth in every direction, -1 to 1, a feature about `length` long; repeats itself nowhere near.
class Field {
 public:
  Field(std::uint64_t seed, double length) : seed_(seed), length_(length) {}
  double operator()(double x, double y) const {
    x /= length_;
    y /= length_;
    const double fx = std::floor(x), fy = std::floor(y);
    const auto ix = static_cast<std::int64_t>(fx), iy = static_cast<std::int64_t>(fy);
    const double u = (x - fx) * (x - fx) * (3 - 2 * (x - fx));
    const double v = (y - fy) * (y - fy) * (3 - 2 * (y - fy));
    const double a = corner(ix, iy), b = corner(ix + 1, iy);
    const double c = corner(ix, iy + 1), d = corner(ix + 1, iy + 1);
    return (a + (b - a) * u) * (1 - v) + (c + (d - c) * u) * v;
  }

 private:
  double corner(std::int64_t x, std::int64_t y) const {
    std::uint64_t h = seed_ ^ (static_cast<std::uint64_t>(x) * 0xBF58476D1CE4E5B9u);
    h = (h ^ (h >> 29)) * 0x94D049BB133111EBu;
    h ^= static_cast<std::uint64_t>(y) * 0xD6E8FEB86659FD93u;
    h = (h ^ (h >> 32)) * 0xD6E8FEB86659FD93u;
    h ^= h >> 31;
    return static_cast<double>(h >> 11) * 0x1p-52 - 1;
  }
  std::uint64_t seed_;
  double length_;
};

constexpr std::array kLengths = {120.0, 60.0, 35.0};
constexpr std::array kHeights = {1.0, 0.6, 0.35};
constexpr std::size_t kStride = 8;  // junctions between the points at which water is worked out

}  // namespace

// The water of one future over the lattice.
class Flood::Water {
 public:
  explicit Water(const Flood& flood) : of_(flood), values_(flood.across_ * flood.across_) {
    for (std::size_t i = 0; i < kLengths.size(); ++i) {
      fields_.emplace_back(flood.seed_ + i, kLengths[i]);
    }
  }

  void set(std::size_t member, std::size_t step) {
    std::mt19937_64 random(of_.seed_ * 1000 + member);
    const double time = static_cast<double>(step) / static_cast<double>(of_.steps_);
    std::fill(values_.begin(), values_.end(), 0.0F);
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      // A member starts up to half a feature off and moves one to two features in the window.
      const double way = 6.283185307 * even(random), far = kLengths[i] * (1 + even(random)) * time;
      const double dx = kLengths[i] * (even(random) - 0.5) + far * std::cos(way);
      const double dy = kLengths[i] * (even(random) - 0.5) + far * std::sin(way);
      for (std::size_t n = 0; n < values_.size(); ++n) {
        const double x = static_cast<double>(n % of_.across_ * kStride);
        const double y = static_cast<double>(n / of_.across_ * kStride);
        values_[n] += static_cast<float>(kHeights[i] * fields_[i](x + dx, y + dy));
      }
    }
  }

  // Depth over an edge, at its first end.
  float over(std::size_t edge) const {
    const Place& at = of_.places_[edge];
    const float* p = &values_[at.cell];
    const float* q = p + of_.across_;
    const float north = p[0] * (1 - at.east) + p[1] * at.east;
    const float south = q[0] * (1 - at.east) + q[1] * at.east;
    return north * (1 - at.south) + south * at.south - at.ground;
  }

 private:
  const Flood& of_;
  std::vector<Field> fields_;
  std::vector<float> values_;
};

RoadMap make_roads(std::size_t side, double kept, double one_way, std::uint64_t seed) {
  RoadMap map;
  map.side = side;
  std::mt19937_64 random(seed);
  struct Arc {
    std::uint32_t head, edge;
  };
  std::vector<std::vector<Arc>> arcs(side * side);
  const auto add = [&](std::size_t a, std::size_t b) {
    if (even(random) >= kept) return;
    const auto tail = static_cast<std::uint32_t>(a), head = static_cast<std::uint32_t>(b);
    const auto edge = static_cast<std::uint32_t>(map.edges());
    map.tail.push_back(tail);
    map.head.push_back(head);
    map.length_m.push_back(80 + static_cast<std::uint32_t>(80 * even(random)));
    const double way = even(random);
    if (way >= one_way / 2) arcs[tail].push_back({head, edge});
    if (way < 1 - one_way / 2) arcs[head].push_back({tail, edge});
  };
  for (std::size_t n = 0; n < side * side; ++n) {
    if (n % side + 1 < side) add(n, n + 1);
    if (n / side + 1 < side) add(n, n + side);
  }
  map.graph.first.push_back(0);
  for (const auto& row : arcs) {
    for (const auto& arc : row) {
      map.graph.head.push_back(arc.head);
      map.graph.edge.push_back(arc.edge);
    }
    map.graph.first.push_back(static_cast<std::uint32_t>(map.graph.arcs()));
  }
  return map;
}

Flood::Flood(const RoadMap& map, std::size_t members, std::size_t steps, std::uint64_t seed)
    : members_(members), steps_(steps), across_(map.side / kStride + 2), seed_(seed) {
  // Hills, rough places, and each road's own bank or sag.
  const Field hill(seed + 101, 60), rough(seed + 102, 12);
  std::mt19937_64 random(seed + 103);
  for (const std::uint32_t tail : map.tail) {
    const std::size_t x = tail % map.side, y = tail / map.side;
    const auto dx = static_cast<double>(x), dy = static_cast<double>(y);
    const double ground = hill(dx, dy) + 0.4 * rough(dx, dy) + 0.3 * (even(random) - 0.5);
    places_.push_back({static_cast<std::uint32_t>(y / kStride * across_ + x / kStride),
                       static_cast<float>(x % kStride) / kStride,
                       static_cast<float>(y % kStride) / kStride, static_cast<float>(ground)});
  }
}

float Flood::limit_for(double disputed) const {
  // Every sixteenth edge tells enough.
  std::vector<std::array<float, 2>> range((places_.size() + 15) / 16, {1e9F, -1e9F});
  Water water(*this);
  for (std::size_t f = 0; f < members_ * steps_; ++f) {
    water.set(f / steps_, f % steps_);
    for (std::size_t i = 0; i < range.size(); ++i) {
      const float depth = water.over(i * 16);
      range[i] = {std::min(range[i][0], depth), std::max(range[i][1], depth)};
    }
  }
  for (float limit = 4; limit > -4; limit -= 0.005F) {
    const auto count = std::count_if(range.begin(), range.end(), [limit](const auto& each) {
      return each[0] <= limit && each[1] > limit;
    });
    if (static_cast<double>(count) >= disputed * static_cast<double>(range.size())) return limit;
  }
  throw std::invalid_argument("no limit disputes so many edges");
}

FutureRows Flood::rows(float limit, std::size_t first_step, std::size_t steps) const {
  FutureRows rows;
  rows.futures = members_ * steps;
  rows.words = (rows.futures + 63) / 64;
  rows.open.assign(places_.size() * rows.words, 0);
  Water water(*this);
  for (std::size_t f = 0; f < rows.futures; ++f) {
    water.set(f / steps, first_step + f % steps);
    for (std::size_t e = 0; e < places_.size(); ++e) {
      rows.open[e * rows.words + f / 64] |= std::uint64_t{water.over(e) <= limit} << f % 64;
    }
  }
  return rows;
}

std::vector<std::uint32_t> draw_junctions(const RoadMap& map, std::size_t count,
                                          std::uint64_t seed) {
  // Components as if every arc led both ways.
  std::vector<std::uint32_t> parent(map.graph.nodes()), size(map.graph.nodes());
  for (std::uint32_t n = 0; n < parent.size(); ++n) parent[n] = n;
  const auto root = [&](std::uint32_t n) {
    while (parent[n] != n) n = parent[n] = parent[parent[n]];
    return n;
  };
  for (std::size_t e = 0; e < map.edges(); ++e) parent[root(map.tail[e])] = root(map.head[e]);
  for (std::uint32_t n = 0; n < parent.size(); ++n) ++size[root(n)];
  const auto largest =
      static_cast<std::uint32_t>(std::max_element(size.begin(), size.end()) - size.begin());
  std::mt19937_64 random(seed);
  std::vector<std::uint32_t> junctions;
  while (junctions.size() < count) {
    const auto n = static_cast<std::uint32_t>(random() % parent.size());
    if (root(n) == largest) junctions.push_back(n);
  }
  return junctions;
}

}  // namespace adem::bench
