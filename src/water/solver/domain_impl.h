// The domain's tiles, for the solver's own files.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "water/solver/domain.h"
#include "water/solver/layout.h"
#include "water/solver/pages.h"

namespace adem::water {

// A field of the ground in tile order with its edge columns beside it, so that a tile's neighbours
// are read in whole lines. Empty where the field is one value.
struct TileField {
  PageFloats cells;                // tiles × kTileCells
  std::vector<float> left, right;  // tiles × kTileHeight × 2: columns 0, 1 and the last two

  const float* tile(std::size_t t) const { return cells.data() + t * kTileCells; }
  const float* left_of(std::size_t t) const { return left.data() + t * kTileHeight * 2; }
  const float* right_of(std::size_t t) const { return right.data() + t * kTileHeight * 2; }
  bool empty() const { return cells.empty(); }
};

struct Domain::Impl {
  geo::Grid<float> frame;  // without cells
  std::size_t tiles_x = 0, tiles_y = 0;
  TileField bed;        // metres above base_m, kWall outside
  double base_m = 0;    // of the lowest cell, a whole number of tenths of millimetres
  float manning = 0;    // where `roughness` is empty
  TileField roughness;  // Manning's n
  std::size_t known = 0;
  std::vector<std::uint16_t> known_in_tile;

  std::size_t tiles() const { return tiles_x * tiles_y; }
  std::size_t tile_of(std::size_t column, std::size_t row) const {
    return row / kTileHeight * tiles_x + column / kTileWidth;
  }
  static std::size_t place_of(std::size_t column, std::size_t row) {
    return row % kTileHeight * kTileWidth + column % kTileWidth;
  }
  // The grid's cell at a place of a tile; only for places inside the grid.
  std::size_t cell_of(std::size_t tile, std::size_t place) const {
    const std::size_t row = tile / tiles_x * kTileHeight + place / kTileWidth;
    return row * frame.width + tile % tiles_x * kTileWidth + place % kTileWidth;
  }
  float bed_at(std::size_t cell) const {
    const std::size_t column = cell % frame.width, row = cell / frame.width;
    return bed.tile(tile_of(column, row))[place_of(column, row)];
  }
};

// A field in tile order; places outside the grid hold `outside`.
TileField to_tiles(const Domain::Impl& domain, const std::vector<float>& cells, float outside);

// Depth of water at a level over a bed given above the domain's base. Levels are rounded so that
// depths of one level over exact beds are exact too: water that stands level stays so.
float depth_at_level(double level_above_base_m, float bed_m);

}  // namespace adem::water
