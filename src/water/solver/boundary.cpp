#include "water/solver/boundary.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/error.h"

namespace adem::water {

namespace {

// Discharge of a long edge under still water of depth h: (2/3)^1.5 √g h^1.5, critical depth at the
// brink.
double fall_coefficient() { return std::sqrt(kGravity) * std::pow(2.0 / 3.0, 1.5); }

struct Side {
  int column, row;
};
constexpr Side kSides[] = {{0, -1}, {1, 0}, {0, 1}, {-1, 0}};

// The bed of a neighbour, or kWall.
float bed_beside(const Domain::Impl& domain, std::size_t cell, int column, int row) {
  const auto x = static_cast<std::ptrdiff_t>(cell % domain.frame.width) + column;
  const auto y = static_cast<std::ptrdiff_t>(cell / domain.frame.width) + row;
  if (x < 0 || y < 0 || x >= static_cast<std::ptrdiff_t>(domain.frame.width) ||
      y >= static_cast<std::ptrdiff_t>(domain.frame.height)) {
    return kWall;
  }
  return domain.bed_at(static_cast<std::size_t>(y) * domain.frame.width +
                       static_cast<std::size_t>(x));
}

// Over every outer side: a free fall, and where the bed falls outward uniform flow down it.
void set_outflow(const Domain::Impl& domain, std::size_t cell, BoundaryCell& out) {
  const double dx = domain.frame.dx, dy = domain.frame.dy, area = dx * dy;
  const float bed = domain.bed_at(cell);
  const std::size_t column = cell % domain.frame.width, row = cell / domain.frame.width;
  const double n = domain.roughness.empty()
                       ? static_cast<double>(domain.manning)
                       : static_cast<double>(domain.roughness.tile(
                             domain.tile_of(column, row))[Domain::Impl::place_of(column, row)]);
  double fall = 0, slope = 0;
  for (const auto& side : kSides) {
    if (bed_beside(domain, cell, side.column, side.row) < kWall) continue;
    const double length = side.row != 0 ? dx : dy, across = side.row != 0 ? dy : dx;
    fall += length / area * fall_coefficient();
    const float inner = bed_beside(domain, cell, -side.column, -side.row);
    if (inner < kWall && inner > bed && n > 0) {
      const double s = static_cast<double>(inner - bed) / across;
      slope += length / area * std::sqrt(s) / n;
    }
  }
  // Inside the terrain there is no outer side: water falls into a hole as wide as the cell.
  if (fall == 0) fall = std::min(dx, dy) / area * fall_coefficient();
  out.fall = static_cast<float>(fall);
  out.slope = static_cast<float>(slope);
}

}  // namespace

BoundaryCells::BoundaryCells(const Domain::Impl& domain, std::vector<Boundary> boundaries)
    : domain_(domain), boundaries_(std::move(boundaries)) {
  std::vector<bool> taken(domain.frame.width * domain.frame.height);
  for (std::size_t b = 0; b < boundaries_.size(); ++b) {
    bool touches = false;
    for (const std::size_t cell : boundaries_[b].cells) {
      if (cell >= taken.size() || !(domain.bed_at(cell) < kWall)) continue;
      touches = true;
      if (taken[cell]) continue;
      taken[cell] = true;
      const std::size_t column = cell % domain.frame.width, row = cell / domain.frame.width;
      BoundaryCell made;
      made.tile = static_cast<std::uint32_t>(domain.tile_of(column, row));
      made.place = static_cast<std::uint16_t>(Domain::Impl::place_of(column, row));
      made.boundary = static_cast<std::uint16_t>(b);
      made.bed = domain.bed_at(cell);
      if (boundaries_[b].kind == BoundaryKind::free) set_outflow(domain, cell, made);
      cells_.push_back(made);
    }
    if (!touches) {
      throw Error(ErrorKind::bad_input, "water.boundary-touches-nothing",
                  {{"name", boundaries_[b].name}});
    }
  }
  std::sort(cells_.begin(), cells_.end(), [](const BoundaryCell& a, const BoundaryCell& b) {
    return a.tile != b.tile ? a.tile < b.tile : a.place < b.place;
  });
  flow_cells_.resize(boundaries_.size());
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    if (i == 0 || cells_[i].tile != cells_[i - 1].tile) {
      tiles_.push_back(cells_[i].tile);
      first_.push_back(static_cast<std::uint32_t>(i));
    }
    if (boundaries_[cells_[i].boundary].kind == BoundaryKind::flow) {
      flow_cells_[cells_[i].boundary].push_back(static_cast<std::uint32_t>(i));
    }
  }
  first_.push_back(static_cast<std::uint32_t>(cells_.size()));
  level_.resize(boundaries_.size());
  flow_.resize(boundaries_.size());
}

std::span<const BoundaryCell> BoundaryCells::cells_of(std::size_t tile) const {
  const auto found = std::lower_bound(tiles_.begin(), tiles_.end(), tile);
  if (found == tiles_.end() || *found != tile) return {};
  const auto i = static_cast<std::size_t>(found - tiles_.begin());
  return std::span(cells_).subspan(first_[i], first_[i + 1] - first_[i]);
}

std::span<BoundaryCell> BoundaryCells::of_tile(std::size_t tile) {
  const auto cells = cells_of(tile);
  if (cells.empty()) return {};
  return std::span(cells_).subspan(static_cast<std::size_t>(cells.data() - cells_.data()),
                                   cells.size());
}

void BoundaryCells::prepare(const std::vector<Tile>& tiles, double from_s, double to_s) {
  const double area = domain_.frame.dx * domain_.frame.dy;
  for (std::size_t b = 0; b < boundaries_.size(); ++b) {
    const auto& boundary = boundaries_[b];
    if (boundary.kind == BoundaryKind::level) {
      level_[b] = boundary.series.at(to_s) - domain_.base_m;
    }
    if (boundary.kind != BoundaryKind::flow) continue;
    flow_[b] = boundary.series.mean(from_s, to_s);
    // Shares by what each cell could convey; the lowest take part while all is dry.
    float lowest = kWall;
    for (const auto i : flow_cells_[b]) lowest = std::min(lowest, cells_[i].bed);
    double sum = 0;
    for (const auto i : flow_cells_[b]) {
      auto& cell = cells_[i];
      const Tile& tile = tiles[cell.tile];
      const double h = tile.block ? static_cast<double>(tile.h[cell.place]) : 0;
      const double low = std::max(0.0, static_cast<double>(lowest - cell.bed) + 0.01);
      cell.rate = std::pow(h, 5.0 / 3) + std::pow(low, 5.0 / 3);
      sum += cell.rate;
    }
    for (const auto i : flow_cells_[b]) cells_[i].rate *= flow_[b] / (sum * area);
  }
}

double BoundaryCells::bounded_step(const std::vector<Tile>& tiles, double dt_s, double cfl,
                                   double dx) const {
  const double reach_2 = cfl * cfl * dx * dx / kGravity;
  for (const auto& of_boundary : flow_cells_) {
    for (const auto i : of_boundary) {
      const auto& cell = cells_[i];
      const Tile& tile = tiles[cell.tile];
      const double h = tile.block ? static_cast<double>(tile.h[cell.place]) : 0;
      // The largest dt with (h + rate dt) dt² <= reach²: Newton from above.
      for (int k = 0; k < 8; ++k) {
        const double excess = (h + cell.rate * dt_s) * dt_s * dt_s - reach_2;
        if (!(excess > 1e-9 * reach_2)) break;
        dt_s -= excess / (2 * h * dt_s + 3 * cell.rate * dt_s * dt_s);
      }
    }
  }
  return dt_s;
}

double BoundaryCells::level_depth(const BoundaryCell& cell) const {
  return static_cast<double>(depth_at_level(level_[cell.boundary], cell.bed));
}

bool BoundaryCells::wakes(std::size_t tile) const {
  for (const auto& cell : cells_of(tile)) {
    const auto kind = boundaries_[cell.boundary].kind;
    if (kind == BoundaryKind::level && level_depth(cell) > 0) return true;
    if (kind == BoundaryKind::flow && flow_[cell.boundary] > 0) return true;
  }
  return false;
}

bool BoundaryCells::keeps_awake(std::size_t tile, const Tile& state) const {
  for (const auto& cell : cells_of(tile)) {
    if (state.h[cell.place] > 0) return true;
  }
  return wakes(tile);
}

void BoundaryCells::settle(BoundaryCell& cell, Tile& state, const BoundaryStep& step) const {
  float& h = state.h[cell.place];
  const double carried = state.carry ? static_cast<double>(state.carry.get()[cell.place]) : 0;
  const double before = static_cast<double>(h) + carried;
  double after = before;
  switch (boundaries_[cell.boundary].kind) {
    case BoundaryKind::level:
      after = level_depth(cell);
      break;
    case BoundaryKind::flow: {
      const double wanted = before + cell.rate * step.dt_s + cell.pending;
      after = std::max(0.0, static_cast<double>(static_cast<float>(wanted)));
      cell.pending = wanted < 0 ? 0 : wanted - after;
      break;
    }
    case BoundaryKind::free: {
      const double deep = std::max(0.0, before);
      const double fall = static_cast<double>(cell.fall) * deep * std::sqrt(deep);
      const double slope = static_cast<double>(cell.slope) * deep * std::cbrt(deep * deep);
      after = static_cast<double>(
          static_cast<float>(std::max(0.0, deep - step.dt_s * std::max(fall, slope))));
      break;
    }
  }
  h = static_cast<float>(after);
  if (state.carry) state.carry.get()[cell.place] = 0;
  (after > before ? cell.in_m : cell.out_m) += std::abs(after - before);
}

void BoundaryCells::remember(std::size_t tile, const Tile& state, const TileLayout& layout,
                             std::vector<float>& before) const {
  before.clear();
  for (const auto& cell : cells_of(tile)) {
    if (state.max_depth != nullptr) before.push_back(state.max_depth[cell.place]);
    for (std::size_t k = 0; k < layout.arrivals; ++k) {
      before.push_back(state.arrival[k * kTileCells + cell.place]);
    }
    if (layout.durations > 0) before.push_back(state.h[cell.place]);
    for (std::size_t k = 0; k < layout.durations; ++k) {
      before.push_back(std::bit_cast<float>(state.duration[k * kTileCells + cell.place]));
    }
  }
}

void BoundaryCells::apply(std::size_t tile, Tile& state, const TileLayout& layout,
                          const ProductChoice& products, const BoundaryStep& step,
                          std::span<const float> before) {
  std::size_t next = 0;
  for (auto& cell : of_tile(tile)) {
    settle(cell, state, step);
    const float h = state.h[cell.place];
    if (h > 0) {
      const std::size_t group = (cell.place % kTileWidth + kHalo) / kGroup;
      state.mask[cell.place / kTileWidth] |= static_cast<std::uint8_t>(1U << group);
    }
    state.kept.depth_max = std::max(state.kept.depth_max, h);
    if (state.max_depth != nullptr) state.max_depth[cell.place] = std::max(before[next++], h);
    for (std::size_t k = 0; k < layout.arrivals; ++k) {
      const float until = before[next++];
      const bool above = h > products.arrival_m[k];
      state.arrival[k * kTileCells + cell.place] = above ? std::min(until, step.now_s) : until;
    }
    const float h_before = layout.durations > 0 ? before[next++] : 0;
    for (std::size_t k = 0; k < layout.durations; ++k) {
      const auto until = std::bit_cast<std::uint32_t>(before[next++]);
      const float limit = products.duration_m[k];
      state.duration[k * kTileCells + cell.place] =
          passed(until, h_before > limit, h > limit, step.ticks);
    }
  }
}

}  // namespace adem::water
