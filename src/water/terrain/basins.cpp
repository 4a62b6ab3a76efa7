#include "water/terrain/basins.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <string_view>

#include "base/error.h"

namespace adem::water {

namespace {

using Cell = std::uint32_t;

// While ways are looked for, `hollow` holds either a result or this bit and the next cell down.
constexpr std::uint32_t kOnward = 1U << 31;
constexpr std::uint32_t kLevel = std::numeric_limits<std::uint32_t>::max();  // no lower neighbour

float height_of(Rim rim) {
  const float infinity = std::numeric_limits<float>::infinity();
  return rim == Rim::outlet ? -infinity : infinity;
}

void lay(Basins& b, const geo::Grid<float>& terrain, const Rims& rims) {
  b.width = terrain.width;
  b.height = terrain.height;
  b.stride = b.width + 2;
  b.ground.resize(b.stride * (b.height + 2));
  b.hollow.resize(b.ground.size());
  const float nodata = height_of(rims.nodata);
  const auto begin = b.ground.begin();
  std::fill_n(begin, b.stride, height_of(rims.north));
  for (std::size_t row = 0; row < b.height; ++row) {
    float* to = b.ground.data() + (row + 1) * b.stride;
    const float* from = terrain.cells.data() + row * b.width;
    to[0] = height_of(rims.west);
    for (std::size_t c = 0; c < b.width; ++c) to[c + 1] = std::isfinite(from[c]) ? from[c] : nodata;
    to[b.width + 1] = height_of(rims.east);
  }
  std::fill_n(b.ground.end() - static_cast<std::ptrdiff_t>(b.stride), b.stride,
              height_of(rims.south));
}

// Points every cell to its steepest lower neighbour; cells without one are returned.
std::vector<Cell> point_down(Basins& b, double dx, double dy) {
  std::vector<Cell> level;
  const std::size_t stride = b.stride;
  // Neither is below 1, so that no fall vanishes in rounding.
  const auto per_x = static_cast<float>(std::max(1.0, dy / dx));
  const auto per_y = static_cast<float>(std::max(1.0, dx / dy));
  const float* const ground = b.ground.data();
  std::uint32_t* const hollow = b.hollow.data();
  for (std::size_t i = 0; i < b.ground.size(); ++i) {
    const float z = ground[i];
    if (!std::isfinite(z)) {
      hollow[i] = z < 0 ? Basins::kOut : Basins::kWall;
      continue;
    }
    const bool north = ground[i - stride] <= ground[i + stride];
    const bool west = ground[i - 1] <= ground[i + 1];
    const std::size_t y = north ? i - stride : i + stride;
    const std::size_t x = west ? i - 1 : i + 1;
    const bool along_y = (z - ground[y]) * per_y >= (z - ground[x]) * per_x;
    const std::size_t to = along_y ? y : x;
    hollow[i] = kOnward | static_cast<Cell>(to);
    if (!(ground[to] < z)) {
      hollow[i] = kLevel;
      level.push_back(static_cast<Cell>(i));
    }
  }
  return level;
}

// Level ground drains to the nearest cell of the same height that has a lower neighbour.
void drain_level_ground(Basins& b, const std::vector<Cell>& level) {
  const auto beside = [&b](Cell cell) {
    const auto stride = static_cast<Cell>(b.stride);
    return std::array<Cell, 4>{cell - stride, cell - 1, cell + 1, cell + stride};
  };
  std::vector<std::pair<Cell, Cell>> first;
  for (const Cell cell : level) {
    for (const Cell n : beside(cell)) {
      if (b.ground[n] == b.ground[cell] && b.hollow[n] != kLevel) {
        first.emplace_back(cell, n);
        break;
      }
    }
  }
  std::vector<Cell> queue;
  for (const auto& [cell, to] : first) {
    b.hollow[cell] = kOnward | to;
    queue.push_back(cell);
  }
  for (std::size_t next = 0; next < queue.size(); ++next) {
    const Cell cell = queue[next];
    for (const Cell n : beside(cell)) {
      if (b.hollow[n] == kLevel && b.ground[n] == b.ground[cell]) {
        b.hollow[n] = kOnward | cell;
        queue.push_back(n);
      }
    }
  }
  // What is left has no way down: each level piece is the bottom of a hollow.
  for (const Cell cell : level) {
    if (b.hollow[cell] != kLevel) continue;
    b.hollow[cell] = ++b.hollows;
    queue.assign(1, cell);
    while (!queue.empty()) {
      const Cell here = queue.back();
      queue.pop_back();
      for (const Cell n : beside(here)) {
        // Two bottoms of one height that touch are one: the neighbour has no way down either.
        if (b.hollow[n] == kLevel && b.ground[n] == b.ground[here]) {
          b.hollow[n] = b.hollows;
          queue.push_back(n);
        }
      }
    }
  }
}

void follow_down(Basins& b) {
  std::uint32_t* const hollow = b.hollow.data();
  for (std::size_t i = 0; i < b.hollow.size(); ++i) {
    if (hollow[i] < kOnward) continue;
    std::size_t foot = i;
    while (hollow[foot] >= kOnward) foot = hollow[foot] & ~kOnward;
    const std::uint32_t found = hollow[foot];
    for (std::size_t at = i; hollow[at] >= kOnward;) {
      const std::size_t next = hollow[at] & ~kOnward;
      hollow[at] = found;
      at = next;
    }
  }
}

struct Side {
  std::string_view name;
  Rim* rim;
  bool meant;
};

}  // namespace

Rims with_walls(const std::vector<std::string>& named) {
  Rims rims;
  for (const auto& name : named) {
    const bool all = name == "all", edges = all || name == "edges";
    bool known = false;
    for (const auto& [side, rim, meant] : std::initializer_list<Side>{
             {"north", &rims.north, edges},
             {"east", &rims.east, edges},
             {"south", &rims.south, edges},
             {"west", &rims.west, edges},
             {"nodata", &rims.nodata, all},
         }) {
      if (name != side && !meant) continue;
      *rim = Rim::wall;
      known = true;
    }
    if (!known) throw Error(ErrorKind::misuse, "water.unknown-wall", {{"name", name}});
  }
  return rims;
}

Basins find_basins(const geo::Grid<float>& terrain, const Rims& rims) {
  if ((terrain.width + 2) * (terrain.height + 2) >= Basins::kWall) {
    throw Error(ErrorKind::unsupported, "water.terrain-too-large",
                {{"cells", static_cast<std::int64_t>(terrain.cells.size())}});
  }
  Basins b;
  lay(b, terrain, rims);
  drain_level_ground(b, point_down(b, terrain.dx, terrain.dy));
  follow_down(b);
  return b;
}

}  // namespace adem::water
