// Boundaries as the solver works with them: cells grouped by tile, applied after a tile's step.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "water/solver/domain_impl.h"
#include "water/solver/solver.h"
#include "water/solver/tile.h"

namespace adem::water {

struct BoundaryCell {
  std::uint32_t tile = 0;
  std::uint16_t place = 0, boundary = 0;
  float bed = 0;
  // Free outflow of a step is dt (fall h^1.5 + slope h^(5/3)), in metres of this cell.
  float fall = 0, slope = 0;
  double rate = 0;     // flow: m/s over the cell in this step
  double pending = 0;  // flow: what rounding has not let in yet, m
  double in_m = 0, out_m = 0;
};

// The step as boundaries see it.
struct BoundaryStep {
  double dt_s = 0;
  float now_s = 0;
  std::uint32_t ticks = 0;  // the clock at its start
};

class BoundaryCells {
 public:
  // Error water.boundary-touches-nothing (name).
  BoundaryCells(const Domain::Impl& domain, std::vector<Boundary> boundaries);

  std::span<BoundaryCell> all() { return cells_; }
  std::span<const BoundaryCell> all() const { return cells_; }
  const std::vector<Boundary>& boundaries() const { return boundaries_; }
  std::span<BoundaryCell> of_tile(std::size_t tile);
  std::span<const std::uint32_t> tiles() const { return tiles_; }  // that have any

  // Sets the level each boundary holds at the end of a step and the flow each cell gets in it.
  // Errors of the series.
  void prepare(const std::vector<Tile>& tiles, double from_s, double to_s);
  // A step no longer than `dt_s` in which no cell is filled faster than a wave could leave it.
  double bounded_step(const std::vector<Tile>& tiles, double dt_s, double cfl, double dx) const;
  // Whether a tile that sleeps has something to do: water comes in.
  bool wakes(std::size_t tile) const;
  // Whether water may leave or enter at this tile, so that it must not sleep.
  bool keeps_awake(std::size_t tile, const Tile& state) const;

  // Puts levels, flows and outflow into a tile whose step is done. `before` remembers the products
  // of these cells (see remember); they are counted again from the depth that stands at the end.
  void apply(std::size_t tile, Tile& state, const TileLayout& layout, const ProductChoice& products,
             const BoundaryStep& step, std::span<const float> before);
  // Products and depths of a tile's boundary cells before its step.
  void remember(std::size_t tile, const Tile& state, const TileLayout& layout,
                std::vector<float>& before) const;

  double level_depth(const BoundaryCell& cell) const;

 private:
  void settle(BoundaryCell& cell, Tile& state, const BoundaryStep& step) const;
  std::span<const BoundaryCell> cells_of(std::size_t tile) const;

  const Domain::Impl& domain_;
  std::vector<Boundary> boundaries_;
  std::vector<BoundaryCell> cells_;           // by tile, then place
  std::vector<std::uint32_t> tiles_, first_;  // first cell of tiles_[i]; one more at the end
  std::vector<double> level_;                 // above the domain's base
  std::vector<double> flow_;                  // m3/s, mean over the step
  std::vector<std::vector<std::uint32_t>> flow_cells_;  // of each flow boundary
};

}  // namespace adem::water
