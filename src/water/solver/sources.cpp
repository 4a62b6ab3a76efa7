// Rain, what the ground takes and what the drains take, as rates of each tile.
#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.h"
#include "water/solver/solver_impl.h"

namespace adem::water {

namespace {

constexpr double kMmPerHour = 1e-3 / 3600;  // in m/s

std::int64_t whole(std::size_t value) { return static_cast<std::int64_t>(value); }

[[noreturn]] void refuse(const char* code, std::size_t column, std::size_t row, double value) {
  throw Error(ErrorKind::bad_input, code,
              {{"column", whole(column)}, {"row", whole(row)}, {"value", value}});
}

// A field of the ground as a table in tile order, each value times `unit`.
TileTable table_of(const Domain::Impl& ground, const CellField& field, double unit) {
  TileTable table;
  table.everywhere = static_cast<float>(static_cast<double>(field.everywhere) * unit);
  const std::size_t width = ground.frame.width, count = width * ground.frame.height;
  if (field.cells.empty()) {
    if (!(field.everywhere >= 0 && std::isfinite(field.everywhere))) {
      refuse("water.bad-loss", 0, 0, static_cast<double>(field.everywhere));
    }
    return table;
  }
  if (field.cells.size() != count) {
    throw Error(ErrorKind::bad_input, "water.field-size",
                {{"cells", whole(field.cells.size())}, {"terrain", whole(count)}});
  }
  std::vector<float> cells(count);
  for (std::size_t cell = 0; cell < count; ++cell) {
    if (!(ground.bed_at(cell) < kWall)) continue;
    const float value = field.cells[cell];
    if (!(value >= 0 && std::isfinite(value))) {
      refuse("water.bad-loss", cell % width, cell / width, static_cast<double>(value));
    }
    cells[cell] = static_cast<float>(static_cast<double>(value) * unit);
  }
  table.field = to_tiles(ground, cells, 0);
  return table;
}

// Suction head times moisture deficit, mm.
CellField product_of(const CellField& a, const CellField& b) {
  CellField product;
  product.everywhere = a.everywhere * b.everywhere;
  const std::size_t count = std::max(a.cells.size(), b.cells.size());
  product.cells.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    const float x = a.cells.empty() ? a.everywhere : i < a.cells.size() ? a.cells[i] : 0;
    const float y = b.cells.empty() ? b.everywhere : i < b.cells.size() ? b.cells[i] : 0;
    product.cells[i] = x * y;
  }
  return product;
}

// Which rain column (or row) each of the terrain's lies in; error where it lies in none.
std::vector<std::uint32_t> placed(std::size_t count, double first, double step, double rain_origin,
                                  double rain_step, std::size_t rain_count, bool columns) {
  std::vector<std::uint32_t> place(count);
  for (std::size_t i = 0; i < count; ++i) {
    const double at = std::floor((first + static_cast<double>(i) * step - rain_origin) / rain_step);
    if (!(at >= 0 && at < static_cast<double>(rain_count))) {
      throw Error(ErrorKind::bad_input, "water.rain-does-not-cover",
                  {{"column", columns ? whole(i) : 0}, {"row", columns ? 0 : whole(i)}});
    }
    place[i] = static_cast<std::uint32_t>(at);
  }
  return place;
}

}  // namespace

void Solver::Impl::set_losses(const SolverInput& input) {
  drains = table_of(ground, input.drains_mm_per_h, kMmPerHour);
  if (const auto* constant = std::get_if<ConstantInfiltration>(&input.infiltration)) {
    conductivity = table_of(ground, constant->mm_per_h, kMmPerHour);
  } else if (const auto* model = std::get_if<GreenAmpt>(&input.infiltration)) {
    conductivity = table_of(ground, model->conductivity_mm_per_h, kMmPerHour);
    suction = table_of(ground, product_of(model->suction_mm, model->moisture_deficit), 1e-3);
    green_ampt = true;
  }
  losses = !drains.zero() || !conductivity.zero();
  carried = losses;
}

void Solver::Impl::set_rain(const Rain& rain) {
  const std::size_t width = ground.frame.width, height = ground.frame.height;
  std::vector<float> rate(tiles.size(), 0);
  std::vector<std::vector<float>> cells(tiles.size());
  double most = 0;
  const auto checked = [&](double mm_per_h, std::size_t column, std::size_t row) {
    if (!(mm_per_h >= 0 && mm_per_h < 1e7)) refuse("water.bad-rain", column, row, mm_per_h);
    most = std::max(most, mm_per_h * kMmPerHour);
    return static_cast<float>(mm_per_h * kMmPerHour);
  };
  if (rain.grid.cells.empty()) {
    std::fill(rate.begin(), rate.end(), checked(rain.mm_per_h, 0, 0));
  } else {
    const auto& grid = rain.grid;
    const auto& frame = ground.frame;
    const auto column_of = placed(width, frame.origin_x + frame.dx / 2, frame.dx, grid.origin_x,
                                  grid.dx, grid.width, true);
    const auto row_of = placed(height, -frame.origin_y + frame.dy / 2, frame.dy, -grid.origin_y,
                               grid.dy, grid.height, false);
    std::vector<float> own(kTileCells);
    for (std::size_t t = 0; t < tiles.size(); ++t) {
      std::fill(own.begin(), own.end(), 0.0F);
      bool first = true, varies = false;
      for (std::size_t place = 0; place < kTileCells; ++place) {
        if (!(ground.bed.tile(t)[place] < kWall)) continue;
        const std::size_t cell = ground.cell_of(t, place);
        const float mm = grid.at(column_of[cell % width], row_of[cell / width]);
        own[place] = checked(static_cast<double>(mm), cell % width, cell / width);
        if (first) rate[t] = own[place];
        first = false;
        varies = varies || own[place] != rate[t];
      }
      if (varies) cells[t] = own;
    }
  }
  rain_rate = std::move(rate);
  rain_cells = std::move(cells);
  rain_most = most;
  if (most > 0 && !carried) {
    carried = true;
    for (auto& tile : tiles) {
      if (tile.block) tile.carry_on(arena);
    }
  }
  for (std::size_t t = 0; t < tiles.size(); ++t) {
    if (rain_rate[t] > 0 || !rain_cells[t].empty()) called[t] = 1;
  }
}

// Rain on dry ground must not run further than a wave could: (rate dt) g dt² <= (cfl dx)².
double Solver::Impl::rain_step_bound() const {
  if (rain_most <= 0) return std::numeric_limits<double>::infinity();
  const double reach = cfl * std::min(ground.frame.dx, ground.frame.dy);
  return std::cbrt(reach * reach / (kGravity * rain_most));
}

void Solver::Impl::add_sources(std::size_t tile, TilePass& to) const {
  if (!rain_rate.empty()) {
    to.rain = rain_rate[tile];
    to.rain_cells = rain_cells[tile].empty() ? nullptr : rain_cells[tile].data();
  }
  to.losses = losses;
  to.conductivity = conductivity.everywhere;
  to.conductivity_cells = conductivity.tile(tile);
  to.suction = suction.everywhere;
  to.suction_cells = suction.tile(tile);
  to.drains = drains.everywhere;
  to.drains_cells = drains.tile(tile);
}

}  // namespace adem::water
