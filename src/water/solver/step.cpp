#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>

#include "base/error.h"
#include "water/solver/rows.h"
#include "water/solver/solver_impl.h"

namespace adem::water {

namespace {

// A tile sleeps after this many steps in which nothing moved.
constexpr std::uint32_t kQuietSteps = 32;

template <std::size_t N>
constexpr std::array<float, N> filled(float value) {
  std::array<float, N> all{};
  for (float& each : all) each = value;
  return all;
}
alignas(64) constexpr auto kNothing = filled<kTileHeight * 4 + kTileWidth>(0);
alignas(64) constexpr auto kWalls = filled<kTileHeight * 4 + kTileWidth>(kWall);

constexpr std::array<std::size_t, kCellValues> kTopRow = {Strip::kTopH, 0, 0, Strip::kTopQx,
                                                          Strip::kTopQy};
constexpr std::array<std::size_t, kCellValues> kBottomRow = {Strip::kBottomH, 0, 0,
                                                             Strip::kBottomQx, Strip::kBottomQy};
constexpr std::array<std::size_t, kCellValues> kLeft = {Strip::kLeftH, 0, 0, Strip::kLeftQx,
                                                        Strip::kLeftQy};
constexpr std::array<std::size_t, kCellValues> kRight = {Strip::kRightH, 0, 0, Strip::kRightQx,
                                                         Strip::kRightQy};

const float* empty_line(std::size_t value) {
  return value == kBed ? kWalls.data() : kNothing.data();
}

}  // namespace

std::size_t Solver::Impl::beside(std::size_t tile, int column, int row) const {
  const auto x = static_cast<std::ptrdiff_t>(tile % ground.tiles_x) + column;
  const auto y = static_cast<std::ptrdiff_t>(tile / ground.tiles_x) + row;
  if (x < 0 || y < 0 || x >= static_cast<std::ptrdiff_t>(ground.tiles_x) ||
      y >= static_cast<std::ptrdiff_t>(ground.tiles_y)) {
    return kNone;
  }
  return static_cast<std::size_t>(y) * ground.tiles_x + static_cast<std::size_t>(x);
}

// A neighbour that sleeps, like the world outside, is a wall: nothing crosses while only one of two
// would count it.
void Solver::Impl::surround(std::size_t tile, TilePass& to) const {
  const auto strip = [this](std::size_t t) -> const float* {
    return t != kNone && tiles[t].kept.awake != 0 ? tiles[t].strips[parity] : nullptr;
  };
  const auto fixed = [this](std::size_t value) -> const TileField& {
    return value == kBed ? ground.bed : ground.roughness;
  };
  const auto is_fixed = [](std::size_t value) { return value == kBed || value == kN; };
  // Row `k` of those that face us, counted from our side; of depth rows seen.
  const auto line = [&](std::size_t t, std::size_t value, std::size_t k, bool above) {
    const float* shown = strip(t);
    if (shown == nullptr || (value == kN && ground.roughness.empty())) return empty_line(value);
    if (is_fixed(value)) {
      const std::size_t row = above ? kTileHeight - 1 - k : k;
      return fixed(value).tile(t) + row * kTileWidth;
    }
    const std::size_t rows = value == kQy ? 3 : 2;
    return shown + (above ? kBottomRow[value] + (rows - 1 - k) * kTileWidth
                          : kTopRow[value] + k * kTileWidth);
  };
  const auto side = [&](std::size_t t, std::size_t value, bool west) -> HaloColumns {
    const std::size_t stride = value == kQx && west ? 4 : 2;
    const float* shown = strip(t);
    if (shown == nullptr || (value == kN && ground.roughness.empty())) {
      return {empty_line(value), stride};
    }
    if (is_fixed(value)) {
      return {west ? fixed(value).right_of(t) : fixed(value).left_of(t), stride};
    }
    return {shown + (west ? kRight[value] : kLeft[value]), stride};
  };
  for (std::size_t value = 0; value < kCellValues; ++value) {
    to.left[value] = side(beside(tile, -1, 0), value, true);
    to.right[value] = side(beside(tile, 1, 0), value, false);
    for (const bool above : {true, false}) {
      const int row = above ? -1 : 1;
      const std::size_t rows = above && value == kQy ? 3 : 2;
      for (std::size_t k = 0; k < rows; ++k) {
        HaloRow& halo = above ? to.above[value][k] : to.below[value][k];
        halo.west = line(beside(tile, -1, row), value, k, above) + kTileWidth - kHalo;
        halo.middle = line(beside(tile, 0, row), value, k, above);
        halo.east = line(beside(tile, 1, row), value, k, above);
      }
    }
  }
}

// Asks for what lies around a tile, soon to be computed, so that it is near by then: the strips its
// neighbours show it and the beds beside it.
void Solver::Impl::fetch_around(std::size_t tile) const {
  constexpr std::size_t kRows = 2 * kTileWidth, kColumns = 2 * kTileHeight;
  const auto shown = [this](std::size_t t, std::size_t from, std::size_t to) {
    if (t != kNone && tiles[t].block) fetch_floats(tiles[t].strips[parity] + from, to - from);
  };
  const std::size_t north = beside(tile, 0, -1), south = beside(tile, 0, 1);
  const std::size_t west = beside(tile, -1, 0), east = beside(tile, 1, 0);
  shown(north, Strip::kBottomH, Strip::kLeftH);
  shown(south, Strip::kTopH, Strip::kBottomH);
  shown(west, Strip::kRightH, Strip::kFloats);
  shown(east, Strip::kLeftH, Strip::kRightH);
  if (north != kNone) fetch_floats(ground.bed.tile(north) + kTileCells - kRows, kRows);
  if (south != kNone) fetch_floats(ground.bed.tile(south), kRows);
  if (west != kNone) fetch_floats(ground.bed.right_of(west), kColumns);
  if (east != kNone) fetch_floats(ground.bed.left_of(east), kColumns);
}

void Solver::Impl::compute(std::size_t place, const TilePass& common) {
  const std::size_t t = awake[place];
  Tile& tile = tiles[t];
  TilePass to = common;
  to.h = tile.h;
  to.qx = tile.qx;
  to.qy = tile.qy;
  to.carry = tile.carry.get();
  to.bed = ground.bed.tile(t);
  to.n = ground.roughness.empty() ? nullptr : ground.roughness.tile(t);
  to.mask = tile.mask;
  to.max_depth = tile.max_depth;
  to.max_speed_2 = tile.max_speed_2;
  to.max_flow_2 = tile.max_flow_2;
  to.arrival = tile.arrival;
  to.arrived = tile.arrived;
  to.duration = tile.duration;
  to.infiltrated = tile.infiltrated;
  if (place + 1 < awake.size()) {
    const std::size_t after = awake[place + 1];
    to.next[kH] = tiles[after].h;
    to.next[kBed] = ground.bed.tile(after);
    to.next[kN] = ground.roughness.empty() ? nullptr : ground.roughness.tile(after);
    to.next[kQx] = tiles[after].qx;
    to.next[kQy] = tiles[after].qy;
    fetch_around(after);
  }
  // To be written at the end.
  fetch_floats(tile.strips[parity ^ 1U], Strip::kFloats);
  surround(t, to);
  add_sources(t, to);

  static thread_local std::vector<float> before;
  boundaries.remember(t, tile, layout, before);
  const TileResult result = pass(to);
  auto& kept = tile.kept;
  kept.depth_max = result.depth_max;
  kept.speed_max = result.speed_max;
  kept.flow_max = result.flow_max;
  kept.broken = result.broken ? 1 : 0;
  if (to.rain_cells == nullptr && to.rain != 0) {
    kept.rain_m += static_cast<double>(to.rain * to.dt_s) * ground.known_in_tile[t];
  }
  kept.rain_m += result.rain_m;
  kept.infiltration_m += result.infiltration_m;
  kept.drains_m += result.drains_m;
  boundaries.apply(t, tile, layout, products, {static_cast<double>(to.dt_s), to.now_s, to.ticks},
                   before);
  const bool still = static_cast<double>(kept.flow_max) <= still_flow(tile) && to.rain == 0 &&
                     to.rain_cells == nullptr && result.infiltration_m + result.drains_m == 0;
  kept.quiet_steps = still ? kept.quiet_steps + 1 : 0;
  tile.show(parity ^ 1U);
  look_around(t);
}

// Flow (m2/s) too small to matter: what rounding stirs up in water that stands, and a tenth of a
// litre an hour over a metre.
double Solver::Impl::still_flow(const Tile& tile) const {
  const double h = static_cast<double>(tile.kept.depth_max);
  const double dx = std::min(ground.frame.dx, ground.frame.dy);
  return 1e-7 + 4 * kGravity * last_dt_s / dx * h * h * 0x1p-23;
}

void Solver::Impl::look_around(std::size_t t) {
  const Tile& tile = tiles[t];
  const double enough = 4 * still_flow(tile);
  const auto w = static_cast<std::ptrdiff_t>(kTileWidth);
  struct Look {
    int column, row;
    std::size_t own, other, count;
    std::ptrdiff_t stride;
  };
  const std::size_t last_row = (kTileHeight - 1) * kTileWidth;
  const Look looks[] = {{0, -1, 0, last_row, kTileWidth, 1},
                        {0, 1, last_row, 0, kTileWidth, 1},
                        {-1, 0, 0, kTileWidth - 1, kTileHeight, w},
                        {1, 0, kTileWidth - 1, 0, kTileHeight, w}};
  for (const auto& look : looks) {
    const std::size_t other = beside(t, look.column, look.row);
    if (other == kNone || tiles[other].kept.awake != 0 || ground.known_in_tile[other] == 0) {
      continue;
    }
    const double gdtd = kGravity * last_dt_s / (look.row != 0 ? ground.frame.dy : ground.frame.dx);
    const Tile& there = tiles[other];
    for (std::size_t i = 0; i < look.count; ++i) {
      const std::size_t step = i * static_cast<std::size_t>(look.stride);
      const float h0 = tile.h[look.own + step];
      const float h1 = there.block ? there.h[look.other + step] : 0;
      const float d =
          ground.bed.tile(other)[look.other + step] - ground.bed.tile(t)[look.own + step];
      const float hf = std::max(h0 - std::max(d, 0.0F), h1 + std::min(d, 0.0F));
      if (!(hf > kFlowDepth)) continue;
      const double push =
          gdtd * static_cast<double>(hf) * std::abs(static_cast<double>(d + (h1 - h0)));
      if (h1 == 0 || push > enough) {
        std::atomic_ref<std::uint8_t>(called[other]).store(1, std::memory_order_relaxed);
        break;
      }
    }
  }
}

void Solver::Impl::wake(std::size_t t) {
  Tile& tile = tiles[t];
  if (tile.kept.awake != 0 || ground.known_in_tile[t] == 0) return;
  if (!tile.block) {
    tile.allocate(layout, arena);
    if (carried) tile.carry_on(arena);
  }
  tile.kept.awake = 1;
  tile.kept.quiet_steps = 0;
  tile.mark_all_wet();
  tile.show(parity);
}

void Solver::Impl::rest(std::size_t t) {
  Tile& tile = tiles[t];
  tile.kept.awake = 0;
  tile.kept.speed_max = tile.kept.flow_max = 0;
  std::fill_n(tile.qx, 2 * kTileCells, 0.0F);
}

void Solver::Impl::settle_awake() {
  for (const auto t : awake) {
    const Tile& tile = tiles[t];
    const bool dry = tile.kept.depth_max == 0 && tile.kept.quiet_steps > 0;
    if ((dry || tile.kept.quiet_steps >= kQuietSteps) && !boundaries.keeps_awake(t, tile)) rest(t);
  }
  for (const auto t : boundaries.tiles()) {
    if (tiles[t].kept.awake == 0 && boundaries.wakes(t)) called[t] = 1;
  }
  for (std::size_t t = 0; t < tiles.size(); ++t) {
    if (called[t] != 0) wake(t);
    called[t] = 0;
  }
  awake.clear();
  for (std::size_t t = 0; t < tiles.size(); ++t) {
    if (tiles[t].kept.awake != 0) awake.push_back(static_cast<std::uint32_t>(t));
  }
}

double Solver::Impl::next_dt() const {
  double fastest = 0;
  for (const auto t : awake) fastest = std::max(fastest, celerity(tiles[t]));
  const double reach = cfl * std::min(ground.frame.dx, ground.frame.dy);
  return std::min({max_dt_s, fastest > 0 ? reach / fastest : max_dt_s, rain_step_bound()});
}

bool Solver::Impl::advance(double until_s, const StepObserver& observer) {
  while (time_s < until_s) {
    const double left = until_s - time_s;
    double dt = std::min(next_dt(), left);
    boundaries.prepare(tiles, time_s, time_s + dt);
    const double bounded =
        boundaries.bounded_step(tiles, dt, cfl, std::min(ground.frame.dx, ground.frame.dy));
    if (bounded < dt) dt = bounded;
    // No crumb of a step at the end: two of half the length instead.
    const bool last = dt >= left;
    if (!last && dt > left / 2) dt = left / 2;
    boundaries.prepare(tiles, time_s, last ? until_s : time_s + dt);
    const double end = last ? until_s : time_s + dt;
    settle_awake();
    step(dt);
    time_s = end;
    for (const auto t : awake) {
      if (tiles[t].kept.broken != 0) report_broken(t);
    }
    if (observer &&
        !observer({time_s, last_dt_s, steps, cell_updates, awake.size(), tiles.size()})) {
      return !(time_s < until_s);
    }
  }
  return true;
}

void Solver::Impl::step(double dt_s) {
  const double dx = ground.frame.dx, dy = ground.frame.dy;
  last_dt_s = dt_s;
  TilePass common;
  common.dt_s = static_cast<float>(dt_s);
  common.dtdx = static_cast<float>(dt_s / dx);
  common.dtdy = static_cast<float>(dt_s / dy);
  common.gdtdx = static_cast<float>(kGravity * dt_s / dx);
  common.gdtdy = static_cast<float>(kGravity * dt_s / dy);
  common.gdt = static_cast<float>(kGravity * dt_s);
  common.theta = static_cast<float>(theta);
  common.side = static_cast<float>(1 - theta);
  common.manning = ground.manning;
  common.now_s = static_cast<float>(time_s + dt_s);
  common.ticks = static_cast<std::uint32_t>(ticks);
  ticks = static_cast<std::uint64_t>(std::llround((time_s + dt_s) * kTicksPerSecond));
  common.arrivals = layout.arrivals;
  common.durations = layout.durations;
  common.arrival_m = products.arrival_m.data();
  common.duration_m = products.duration_m.data();
  pool.run(awake.size(), [&](std::size_t i) { compute(i, common); });
  parity ^= 1U;
  ++steps;
  for (const auto t : awake) cell_updates += ground.known_in_tile[t];
}

void Solver::Impl::report_broken(std::size_t t) const {
  const Tile& tile = tiles[t];
  for (std::size_t place = 0; place < kTileCells; ++place) {
    if (tile.h[place] >= 0) continue;
    const std::size_t cell = ground.cell_of(t, place);
    throw Error(ErrorKind::unsupported, "water.depth-broke",
                {{"column", static_cast<std::int64_t>(cell % ground.frame.width)},
                 {"row", static_cast<std::int64_t>(cell / ground.frame.width)},
                 {"time_s", time_s},
                 {"cause", std::string(std::isnan(tile.h[place]) ? "unknown" : "negative")}});
  }
  throw Error(ErrorKind::unsupported, "water.depth-broke",
              {{"column", std::int64_t{-1}},
               {"row", std::int64_t{-1}},
               {"time_s", time_s},
               {"cause", std::string("unknown")}});
}

}  // namespace adem::water
