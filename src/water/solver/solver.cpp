#include "water/solver/solver.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.h"
#include "water/solver/solver_impl.h"

namespace adem::water {

namespace {

std::int64_t whole(std::size_t value) { return static_cast<std::int64_t>(value); }

void check_option(const char* name, double value, bool good) {
  if (good) return;
  throw Error(ErrorKind::misuse, "water.bad-solver-option",
              {{"name", std::string(name)}, {"value", value}});
}

void check_options(const SolverInput& input) {
  check_option("theta", input.theta, input.theta >= 0.5 && input.theta <= 1);
  check_option("cfl", input.cfl, input.cfl > 0 && input.cfl * input.cfl <= input.theta / 2);
  check_option("max_dt_s", input.max_dt_s, input.max_dt_s > 0 && input.max_dt_s < 1e6);
  check_option("threads", input.threads, input.threads >= 1 && input.threads <= 1024);
  for (const auto* list : {&input.products.arrival_m, &input.products.duration_m}) {
    for (const float depth : *list) {
      check_option("threshold", static_cast<double>(depth), depth >= 0 && depth < 1e4F);
    }
  }
}

Isa chosen_isa(const SolverInput& input) {
  const Isa isa = input.isa.value_or(best_isa());
  if (pass_of(isa) == nullptr) {
    throw Error(ErrorKind::unsupported, "water.isa-not-here",
                {{"name", std::string(isa_name(isa))}});
  }
  return isa;
}

}  // namespace

const char* isa_name(Isa isa) {
  switch (isa) {
    case Isa::avx512:
      return "avx512";
    case Isa::avx2:
      return "avx2";
    case Isa::baseline:
      break;
  }
  return "baseline";
}

PassFunction pass_of(Isa isa) {
#if defined(__x86_64__)
  if (isa == Isa::avx512) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
                   __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")
               ? avx512_pass()
               : nullptr;
  }
  if (isa == Isa::avx2) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? avx2_pass() : nullptr;
  }
#endif
  return isa == Isa::baseline ? baseline_pass() : nullptr;
}

Isa best_isa() {
  for (const Isa isa : {Isa::avx512, Isa::avx2}) {
    if (pass_of(isa) != nullptr) return isa;
  }
  return Isa::baseline;
}

Solver::Impl::Impl(std::shared_ptr<const Domain> over, SolverInput input)
    : domain(std::move(over)),
      ground(domain->impl()),
      cfl(input.cfl),
      theta(input.theta),
      max_dt_s(input.max_dt_s),
      products(input.products),
      isa(chosen_isa(input)),
      pass(pass_of(isa)),
      layout(products, std::holds_alternative<GreenAmpt>(input.infiltration)),
      boundaries(ground, std::move(input.boundaries)),
      pool(input.threads),
      tiles(ground.tiles()),
      called(ground.tiles()) {
  set_losses(input);
  start(input);
}

// Water as it stands at the start. Cells held at a level begin at it.
void Solver::Impl::start(const SolverInput& input) {
  const auto& depth = input.initial_depth_m;
  const std::size_t count = ground.frame.width * ground.frame.height;
  if (!depth.cells.empty() && depth.cells.size() != count) {
    throw Error(ErrorKind::bad_input, "water.field-size",
                {{"cells", whole(depth.cells.size())}, {"terrain", whole(count)}});
  }
  const auto depth_at = [&](std::size_t cell, float bed) {
    if (input.initial_level_m) return depth_at_level(*input.initial_level_m - ground.base_m, bed);
    return depth.cells.empty() ? depth.everywhere : depth.cells[cell];
  };
  boundaries.prepare(tiles, 0, 0);
  std::vector<float> h(kTileCells);
  for (std::size_t t = 0; t < tiles.size(); ++t) {
    std::fill(h.begin(), h.end(), 0.0F);
    for (std::size_t place = 0; place < kTileCells; ++place) {
      const float bed = ground.bed.tile(t)[place];
      if (!(bed < kWall)) continue;
      const std::size_t cell = ground.cell_of(t, place);
      h[place] = depth_at(cell, bed);
      if (!(h[place] >= 0 && h[place] < 2e4F)) {
        throw Error(ErrorKind::bad_input, "water.bad-depth",
                    {{"column", whole(cell % ground.frame.width)},
                     {"row", whole(cell / ground.frame.width)},
                     {"value", static_cast<double>(h[place])}});
      }
    }
    for (const auto& cell : boundaries.of_tile(t)) {
      if (boundaries.boundaries()[cell.boundary].kind == BoundaryKind::level) {
        h[cell.place] = static_cast<float>(boundaries.level_depth(cell));
      }
    }
    Tile& tile = tiles[t];
    tile.kept.depth_max = *std::max_element(h.begin(), h.end());
    if (tile.kept.depth_max == 0) continue;
    wake(t);
    std::copy(h.begin(), h.end(), tile.h);
    if (tile.max_depth != nullptr) std::copy(h.begin(), h.end(), tile.max_depth);
    for (std::size_t i = 0; i < layout.arrivals * kTileCells; ++i) {
      if (h[i % kTileCells] > products.arrival_m[i / kTileCells]) tile.arrival[i] = 0;
    }
    tile.show(parity);
    awake.push_back(static_cast<std::uint32_t>(t));
  }
  for (const auto& tile : tiles) initial_m3 += stored(tile);
}

double Solver::Impl::stored(const Tile& tile) const {
  if (!tile.block) return 0;
  double sum = 0;
  for (std::size_t place = 0; place < kTileCells; ++place) {
    sum += static_cast<double>(tile.h[place]);
  }
  if (tile.carry) {
    for (std::size_t place = 0; place < kTileCells; ++place) {
      sum += static_cast<double>(tile.carry.get()[place]);
    }
  }
  return sum * ground.frame.dx * ground.frame.dy;
}

double Solver::Impl::celerity(const Tile& tile) const {
  return std::sqrt(kGravity * static_cast<double>(tile.kept.depth_max)) +
         static_cast<double>(tile.kept.speed_max);
}

Solver::Solver(std::shared_ptr<const Domain> domain, SolverInput input) {
  check_options(input);
  impl_ = std::make_unique<Impl>(std::move(domain), std::move(input));
}
Solver::Solver(Solver&&) noexcept = default;
Solver& Solver::operator=(Solver&&) noexcept = default;
Solver::~Solver() = default;

void Solver::set_rain(const Rain& rain) { impl_->set_rain(rain); }
bool Solver::advance(double until_s, const StepObserver& observer) {
  return impl_->advance(until_s, observer);
}
double Solver::time_s() const { return impl_->time_s; }
std::uint64_t Solver::steps() const { return impl_->steps; }
Isa Solver::isa() const { return impl_->isa; }
const Domain& Solver::domain() const { return *impl_->domain; }

StepReport Solver::report() const {
  return {impl_->time_s,       impl_->last_dt_s,    impl_->steps,
          impl_->cell_updates, impl_->awake.size(), impl_->tiles.size()};
}

Ledger Solver::ledger() const {
  const double area = impl_->ground.frame.dx * impl_->ground.frame.dy;
  Ledger ledger;
  ledger.initial_m3 = impl_->initial_m3;
  for (const auto& tile : impl_->tiles) {
    ledger.stored_m3 += impl_->stored(tile);
    ledger.rain_m3 += tile.kept.rain_m * area;
    ledger.infiltration_m3 += tile.kept.infiltration_m * area;
    ledger.drains_m3 += tile.kept.drains_m * area;
  }
  for (const auto& boundary : impl_->boundaries.boundaries()) {
    ledger.boundaries.push_back({boundary.name});
  }
  for (const auto& cell : std::as_const(impl_->boundaries).all()) {
    auto& through = ledger.boundaries[cell.boundary];
    through.inflow_m3 += cell.in_m * area;
    through.outflow_m3 += cell.out_m * area;
  }
  for (const auto& through : ledger.boundaries) {
    ledger.inflow_m3 += through.inflow_m3;
    ledger.outflow_m3 += through.outflow_m3;
  }
  ledger.residual_m3 = ledger.stored_m3 - ledger.initial_m3 - ledger.rain_m3 - ledger.inflow_m3 +
                       ledger.outflow_m3 + ledger.infiltration_m3 + ledger.drains_m3;
  return ledger;
}

MemoryUse Solver::memory() const {
  MemoryUse use;
  for (std::size_t t = 0; t < impl_->tiles.size(); ++t) {
    const auto& tile = impl_->tiles[t];
    use.state_bytes += sizeof tile;
    if (!tile.block) continue;
    const std::size_t products = impl_->layout.products() * kTileCells * sizeof(float);
    use.state_bytes += impl_->layout.total * sizeof(float) - products;
    use.product_bytes += products + (tile.carry ? kTileCells * sizeof(float) : 0);
    use.allocated_cells += impl_->ground.known_in_tile[t];
    if (tile.kept.awake != 0) use.awake_cells += impl_->ground.known_in_tile[t];
  }
  return use;
}

void Solver::save(const ByteSink& sink) const { impl_->save(sink); }
void Solver::load(const ByteSource& source) { impl_->load(source); }

}  // namespace adem::water
