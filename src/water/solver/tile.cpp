#include "water/solver/tile.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace adem::water {

TileLayout::TileLayout(const ProductChoice& products, bool green_ampt)
    : arrivals(products.arrival_m.size()), durations(products.duration_m.size()) {
  total = 3 * kTileCells;
  const auto place = [this](std::size_t arrays) {
    const std::size_t at = arrays == 0 ? 0 : total;
    total += arrays * kTileCells;
    return at;
  };
  infiltrated = place(green_ampt ? 1 : 0);
  max_depth = place(products.max_depth ? 1 : 0);
  max_speed_2 = place(products.max_speed ? 1 : 0);
  max_flow_2 = place(products.max_depth_speed ? 1 : 0);
  arrival = place(arrivals);
  duration = place(durations);
  strips = total;
  total += 2 * Strip::kFloats;
  arrived = total;
  total += arrivals * kTileHeight;
}

std::size_t TileLayout::products() const { return (strips - 3 * kTileCells) / kTileCells; }

void Tile::allocate(const TileLayout& layout, Arena& arena) {
  block = arena.take(layout.total);
  float* all = block.get();
  const auto part = [all](std::size_t at) { return at == 0 ? nullptr : all + at; };
  h = all;
  qx = all + kTileCells;
  qy = all + 2 * kTileCells;
  infiltrated = part(layout.infiltrated);
  max_depth = part(layout.max_depth);
  max_speed_2 = part(layout.max_speed_2);
  max_flow_2 = part(layout.max_flow_2);
  arrival = part(layout.arrival);
  duration = reinterpret_cast<std::uint32_t*>(part(layout.duration));
  strips[0] = all + layout.strips;
  strips[1] = strips[0] + Strip::kFloats;
  arrived = reinterpret_cast<std::uint32_t*>(all + layout.arrived);
  std::fill_n(arrival, layout.arrivals * kTileCells, std::numeric_limits<float>::infinity());
}

void Tile::carry_on(Arena& arena) {
  if (carry == nullptr) carry = arena.take(kTileCells);
}

void Tile::mark_all_wet() { std::memset(mask, 0xFF, sizeof mask); }

namespace {

void copy_rows(const float* field, std::size_t from, std::size_t rows, float* to) {
  std::memcpy(to, field + from * kTileWidth, rows * kTileWidth * sizeof(float));
}

// `Columns` of every row, the first of them `from`.
template <std::size_t Columns>
void copy_columns(const float* field, std::size_t from, float* to) {
  for (std::size_t row = 0; row < kTileHeight; ++row) {
    std::memcpy(to + row * Columns, field + row * kTileWidth + from, Columns * sizeof(float));
  }
}

}  // namespace

void Tile::show(unsigned parity) {
  float* strip = strips[parity];
  copy_rows(h, 0, 2, strip + Strip::kTopH);
  copy_rows(qx, 0, 2, strip + Strip::kTopQx);
  copy_rows(qy, 0, 2, strip + Strip::kTopQy);
  copy_rows(h, kTileHeight - 2, 2, strip + Strip::kBottomH);
  copy_rows(qx, kTileHeight - 2, 2, strip + Strip::kBottomQx);
  copy_rows(qy, kTileHeight - 3, 3, strip + Strip::kBottomQy);
  copy_columns<2>(h, 0, strip + Strip::kLeftH);
  copy_columns<2>(qx, 0, strip + Strip::kLeftQx);
  copy_columns<2>(qy, 0, strip + Strip::kLeftQy);
  copy_columns<2>(h, kTileWidth - 2, strip + Strip::kRightH);
  copy_columns<4>(qx, kTileWidth - 4, strip + Strip::kRightQx);
  copy_columns<2>(qy, kTileWidth - 2, strip + Strip::kRightQy);
}

}  // namespace adem::water
