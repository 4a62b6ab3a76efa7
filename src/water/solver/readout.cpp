// What a run shows of its water: fields, points, and the cell that limits the step.
#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "water/solver/solver_impl.h"

namespace adem::water {

namespace {

constexpr double kSpeedDepth_m = 1e-3;  // thinner water's speed is not shown

}  // namespace

const Tile& Solver::Impl::tile_at(std::size_t column, std::size_t row) const {
  return tiles[ground.tile_of(column, row)];
}

// The flow over a cell's east (or south) face; 0 beyond the grid's west and north.
double Solver::Impl::flow_east(std::ptrdiff_t column, std::ptrdiff_t row) const {
  if (column < 0 || row < 0) return 0;
  const auto x = static_cast<std::size_t>(column), y = static_cast<std::size_t>(row);
  const Tile& tile = tile_at(x, y);
  return tile.block ? static_cast<double>(tile.qx[Domain::Impl::place_of(x, y)]) : 0;
}
double Solver::Impl::flow_south(std::ptrdiff_t column, std::ptrdiff_t row) const {
  if (column < 0 || row < 0) return 0;
  const auto x = static_cast<std::size_t>(column), y = static_cast<std::size_t>(row);
  const Tile& tile = tile_at(x, y);
  return tile.block ? static_cast<double>(tile.qy[Domain::Impl::place_of(x, y)]) : 0;
}

double Solver::Impl::speed_at(std::size_t column, std::size_t row) const {
  const Tile& tile = tile_at(column, row);
  if (!tile.block) return 0;
  const double h = static_cast<double>(tile.h[Domain::Impl::place_of(column, row)]);
  if (h < kSpeedDepth_m) return 0;
  const auto x = static_cast<std::ptrdiff_t>(column), y = static_cast<std::ptrdiff_t>(row);
  const double u = (flow_east(x - 1, y) + flow_east(x, y)) / 2;
  const double v = (flow_south(x, y - 1) + flow_south(x, y)) / 2;
  return std::hypot(u, v) / h;
}

Reading Solver::reading(std::size_t cell) const {
  const auto& ground = impl_->ground;
  const double bed = impl_->domain->bed_m(cell);
  if (std::isnan(bed)) return {bed, bed, bed};
  const std::size_t column = cell % ground.frame.width, row = cell / ground.frame.width;
  const Tile& tile = impl_->tile_at(column, row);
  const double depth =
      tile.block ? static_cast<double>(tile.h[Domain::Impl::place_of(column, row)]) : 0;
  return {depth, bed + depth, impl_->speed_at(column, row)};
}

float Solver::Impl::value_at(Quantity quantity, std::size_t threshold, std::size_t column,
                             std::size_t row) const {
  const Tile& tile = tile_at(column, row);
  if (!tile.block) {
    return quantity == Quantity::arrival ? std::numeric_limits<float>::infinity() : 0.0F;
  }
  const std::size_t place = Domain::Impl::place_of(column, row);
  const std::size_t listed = threshold * kTileCells + place;
  switch (quantity) {
    case Quantity::depth:
      return tile.h[place];
    case Quantity::speed:
      return static_cast<float>(speed_at(column, row));
    case Quantity::max_depth:
      return tile.max_depth[place];
    case Quantity::max_speed:
      return std::sqrt(tile.max_speed_2[place]);
    case Quantity::max_depth_speed:
      return std::sqrt(tile.max_flow_2[place]);
    case Quantity::arrival:
      return tile.arrival[listed];
    case Quantity::duration:
      break;
  }
  const bool above = tile.h[place] > products.duration_m[threshold];
  const auto clock = static_cast<std::uint32_t>(ticks);
  return static_cast<float>(static_cast<double>(time_above(tile.duration[listed], above, clock)) /
                            kTicksPerSecond);
}

void Solver::values(Quantity quantity, std::size_t threshold, std::span<float> out) const {
  const auto& products = impl_->products;
  assert(quantity != Quantity::max_depth || products.max_depth);
  assert(quantity != Quantity::max_speed || products.max_speed);
  assert(quantity != Quantity::max_depth_speed || products.max_depth_speed);
  assert(quantity != Quantity::arrival || threshold < products.arrival_m.size());
  assert(quantity != Quantity::duration || threshold < products.duration_m.size());
  static_cast<void>(products);
  const auto& ground = impl_->ground;
  const std::size_t width = ground.frame.width, height = ground.frame.height;
  assert(out.size() == width * height);
  for (std::size_t row = 0; row < height; ++row) {
    for (std::size_t column = 0; column < width; ++column) {
      const std::size_t cell = row * width + column;
      out[cell] = ground.bed_at(cell) < kWall ? impl_->value_at(quantity, threshold, column, row)
                                              : std::numeric_limits<float>::quiet_NaN();
    }
  }
}

StepLimit Solver::limit() const {
  const auto& ground = impl_->ground;
  StepLimit limit;
  limit.dt_s = impl_->next_dt();
  double fastest = -1;
  std::size_t where = Impl::kNone;
  for (const auto t : impl_->awake) {
    const double c = impl_->celerity(impl_->tiles[t]);
    if (c > fastest) {
      fastest = c;
      where = t;
    }
  }
  if (where == Impl::kNone) return limit;
  fastest = -1;
  const Tile& tile = impl_->tiles[where];
  for (std::size_t place = 0; place < kTileCells; ++place) {
    if (!(ground.bed.tile(where)[place] < kWall)) continue;
    const std::size_t cell = ground.cell_of(where, place);
    const double h = static_cast<double>(tile.h[place]);
    const double u = impl_->speed_at(cell % ground.frame.width, cell / ground.frame.width);
    if (std::sqrt(kGravity * h) + u > fastest) {
      fastest = std::sqrt(kGravity * h) + u;
      limit = {cell, h, u, limit.dt_s};
    }
  }
  return limit;
}

}  // namespace adem::water
