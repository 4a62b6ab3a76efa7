#include "water/solver/domain.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "water/solver/domain_impl.h"

namespace adem::water {

namespace {

constexpr double kTenths = 1e4;  // tenths of a millimetre in a metre
constexpr double kSteps = 8192;  // 2^13: the beds' grid in float32
constexpr double kReliefMax_m = 16000;

// Half-way cases go up whatever the sign: a shifted terrain must round alike.
double to_whole(double value) { return std::floor(value + 0.5); }

std::int64_t as_count(std::size_t value) { return static_cast<std::int64_t>(value); }

void check_terrain(const geo::Grid<float>& terrain) {
  if (terrain.cells.size() > std::numeric_limits<std::uint32_t>::max()) {
    throw Error(ErrorKind::unsupported, "water.terrain-too-large",
                {{"cells", as_count(terrain.cells.size())}});
  }
  for (std::size_t cell = 0; cell < terrain.cells.size(); ++cell) {
    if (std::isinf(terrain.cells[cell]) || std::abs(terrain.cells[cell]) > 1e6F) {
      throw Error(ErrorKind::bad_input, "water.bad-terrain",
                  {{"column", as_count(cell % terrain.width)},
                   {"row", as_count(cell / terrain.width)},
                   {"value", static_cast<double>(terrain.cells[cell])}});
    }
  }
}

void check_roughness(const geo::Grid<float>& terrain, const CellField& manning) {
  const auto check = [&](float n, std::size_t cell) {
    if (n >= 0 && n <= 1e3F) return;
    throw Error(ErrorKind::bad_input, "water.bad-roughness",
                {{"column", as_count(cell % terrain.width)},
                 {"row", as_count(cell / terrain.width)},
                 {"value", static_cast<double>(n)}});
  };
  if (manning.cells.empty()) return check(manning.everywhere, 0);
  if (manning.cells.size() != terrain.cells.size()) {
    throw Error(
        ErrorKind::bad_input, "water.field-size",
        {{"cells", as_count(manning.cells.size())}, {"terrain", as_count(terrain.cells.size())}});
  }
  for (std::size_t cell = 0; cell < terrain.cells.size(); ++cell) {
    if (!std::isnan(terrain.cells[cell])) check(manning.cells[cell], cell);
  }
}

}  // namespace

TileField to_tiles(const Domain::Impl& domain, const std::vector<float>& cells, float outside) {
  TileField field;
  const std::size_t width = domain.frame.width, height = domain.frame.height;
  field.cells.assign(domain.tiles() * kTileCells, outside);
  for (std::size_t row = 0; row < height; ++row) {
    for (std::size_t column = 0; column < width; column += kTileWidth) {
      const auto from = cells.begin() + static_cast<std::ptrdiff_t>(row * width + column);
      const auto count = static_cast<std::ptrdiff_t>(std::min(kTileWidth, width - column));
      const std::size_t to =
          domain.tile_of(column, row) * kTileCells + Domain::Impl::place_of(column, row);
      std::copy(from, from + count, field.cells.begin() + static_cast<std::ptrdiff_t>(to));
    }
  }
  field.left.resize(domain.tiles() * kTileHeight * 2);
  field.right.resize(domain.tiles() * kTileHeight * 2);
  for (std::size_t line = 0; line < domain.tiles() * kTileHeight; ++line) {
    const float* row = field.cells.data() + line * kTileWidth;
    for (std::size_t i = 0; i < 2; ++i) {
      field.left[line * 2 + i] = row[i];
      field.right[line * 2 + i] = row[kTileWidth - 2 + i];
    }
  }
  return field;
}

float depth_at_level(double level_above_base_m, float bed_m) {
  if (!(level_above_base_m > static_cast<double>(bed_m))) return 0;
  // As fine as float32 holds the deepest such water, and no finer than a micrometre.
  const int exponent = std::max(std::ilogb(level_above_base_m) - 23, -20);
  const double rounded =
      std::ldexp(std::round(std::ldexp(level_above_base_m, -exponent)), exponent);
  return std::max(0.0F, static_cast<float>(rounded - static_cast<double>(bed_m)));
}

Domain::Domain(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Domain::~Domain() = default;

std::shared_ptr<const Domain> Domain::make(const geo::Grid<float>& terrain,
                                           const CellField& manning) {
  check_terrain(terrain);
  check_roughness(terrain, manning);
  auto impl = std::make_unique<Impl>();
  auto& frame = impl->frame;
  frame.width = terrain.width;
  frame.height = terrain.height;
  frame.origin_x = terrain.origin_x;
  frame.origin_y = terrain.origin_y;
  frame.dx = terrain.dx;
  frame.dy = terrain.dy;
  frame.crs = terrain.crs;
  impl->tiles_x = (terrain.width + kTileWidth - 1) / kTileWidth;
  impl->tiles_y = (terrain.height + kTileHeight - 1) / kTileHeight;

  double lowest = std::numeric_limits<double>::infinity(), highest = -lowest;
  for (const float z : terrain.cells) {
    if (std::isnan(z)) continue;
    const double tenths = to_whole(static_cast<double>(z) * kTenths);
    lowest = std::min(lowest, tenths);
    highest = std::max(highest, tenths);
    ++impl->known;
  }
  if (impl->known == 0) throw Error(ErrorKind::bad_input, "water.empty-terrain");
  if (highest - lowest > kReliefMax_m * kTenths) {
    throw Error(ErrorKind::unsupported, "water.relief-too-great",
                {{"lowest_m", lowest / kTenths}, {"highest_m", highest / kTenths}});
  }
  impl->base_m = lowest / kTenths;
  std::vector<float> beds(terrain.cells.size());
  for (std::size_t cell = 0; cell < beds.size(); ++cell) {
    const float z = terrain.cells[cell];
    const double above = (to_whole(static_cast<double>(z) * kTenths) - lowest) / kTenths;
    beds[cell] = std::isnan(z) ? kWall : static_cast<float>(to_whole(above * kSteps) / kSteps);
  }
  impl->bed = to_tiles(*impl, beds, kWall);
  impl->known_in_tile.resize(impl->tiles());
  for (std::size_t t = 0; t < impl->tiles(); ++t) {
    const float* bed = impl->bed.tile(t);
    impl->known_in_tile[t] = static_cast<std::uint16_t>(
        std::count_if(bed, bed + kTileCells, [](float z) { return z < kWall; }));
  }
  impl->manning = manning.everywhere;
  if (!manning.cells.empty()) {
    for (std::size_t cell = 0; cell < beds.size(); ++cell) {
      beds[cell] = std::isnan(terrain.cells[cell]) ? 0 : manning.cells[cell];
    }
    impl->roughness = to_tiles(*impl, beds, 0);
  }
  return std::shared_ptr<const Domain>(new Domain(std::move(impl)));
}

std::size_t Domain::width() const { return impl_->frame.width; }
std::size_t Domain::height() const { return impl_->frame.height; }
double Domain::dx() const { return impl_->frame.dx; }
double Domain::dy() const { return impl_->frame.dy; }
std::size_t Domain::known_cells() const { return impl_->known; }
const geo::Grid<float>& Domain::frame() const { return impl_->frame; }
bool Domain::inside(std::size_t cell) const { return impl_->bed_at(cell) < kWall; }

double Domain::bed_m(std::size_t cell) const {
  if (!inside(cell)) return std::numeric_limits<double>::quiet_NaN();
  return impl_->base_m + static_cast<double>(impl_->bed_at(cell));
}

std::vector<std::size_t> edge_cells(const Domain& domain, Edge edge) {
  const std::size_t width = domain.width(), height = domain.height();
  const bool along_row = edge == Edge::north || edge == Edge::south;
  std::vector<std::size_t> cells;
  for (std::size_t i = 0; i < (along_row ? width : height); ++i) {
    const std::size_t column = along_row ? i : (edge == Edge::west ? 0 : width - 1);
    const std::size_t row = along_row ? (edge == Edge::north ? 0 : height - 1) : i;
    if (domain.inside(row * width + column)) cells.push_back(row * width + column);
  }
  return cells;
}

}  // namespace adem::water
