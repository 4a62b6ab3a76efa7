// The solver's inside, for its own files: solver.cpp (what is asked), step.cpp (how it advances),
// sources.cpp (rain and losses), checkpoint.cpp.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "water/solver/boundary.h"
#include "water/solver/domain_impl.h"
#include "water/solver/kernel.h"
#include "water/solver/pool.h"
#include "water/solver/solver.h"
#include "water/solver/tile.h"

namespace adem::water {

// A rate or property of the ground: one value, or a table in tile order.
struct TileTable {
  float everywhere = 0;
  TileField field;

  const float* tile(std::size_t t) const { return field.empty() ? nullptr : field.tile(t); }
  bool zero() const { return field.empty() && everywhere == 0; }
};

struct Solver::Impl {
  Impl(std::shared_ptr<const Domain> domain, SolverInput input);

  // --- sources.cpp
  void set_losses(const SolverInput& input);
  void set_rain(const Rain& rain);
  double rain_step_bound() const;
  void add_sources(std::size_t tile, TilePass& to) const;

  // --- step.cpp
  bool advance(double until_s, const StepObserver& observer);
  void step(double dt_s);
  double next_dt() const;
  void compute(std::size_t place, const TilePass& common);  // of a tile in `awake`
  void surround(std::size_t tile, TilePass& to) const;
  void fetch_around(std::size_t tile) const;
  void look_around(std::size_t tile);  // asks neighbours that sleep to wake
  void settle_awake();                 // who wakes, who goes to sleep; rebuilds `awake`
  void wake(std::size_t tile);
  void rest(std::size_t tile);
  double still_flow(const Tile& tile) const;
  [[noreturn]] void report_broken(std::size_t tile) const;
  std::size_t beside(std::size_t tile, int column, int row) const;  // kNone outside

  // --- solver.cpp
  void start(const SolverInput& input);
  double celerity(const Tile& tile) const;
  double stored(const Tile& tile) const;

  // --- readout.cpp
  const Tile& tile_at(std::size_t column, std::size_t row) const;
  double flow_east(std::ptrdiff_t column, std::ptrdiff_t row) const;
  double flow_south(std::ptrdiff_t column, std::ptrdiff_t row) const;
  double speed_at(std::size_t column, std::size_t row) const;
  float value_at(Quantity quantity, std::size_t threshold, std::size_t column,
                 std::size_t row) const;

  // --- checkpoint.cpp
  std::string fingerprint() const;
  void save(const ByteSink& sink) const;
  void load(const ByteSource& source);
  void take(std::vector<Tile> read, std::span<const double> of_cells,
            std::vector<std::uint8_t> asked);

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  std::shared_ptr<const Domain> domain;
  const Domain::Impl& ground;
  double cfl, theta, max_dt_s;
  ProductChoice products;
  Isa isa;
  PassFunction pass;
  TileLayout layout;
  BoundaryCells boundaries;
  Pool pool;

  TileTable conductivity, suction, drains;  // m/s, m, m/s
  bool losses = false, green_ampt = false;
  std::vector<float> rain_rate;                // m/s: of each tile, where it is one
  std::vector<std::vector<float>> rain_cells;  // m/s: of each tile, where it varies
  double rain_most = 0;
  bool carried = false;

  Arena arena;
  std::vector<Tile> tiles;
  std::vector<std::uint8_t> called;  // tiles asked to wake
  std::vector<std::uint32_t> awake;
  double time_s = 0, last_dt_s = 0, initial_m3 = 0;
  std::uint64_t steps = 0, cell_updates = 0, ticks = 0;
  unsigned parity = 0;  // of the strips that the next step reads
};

PassFunction pass_of(Isa isa);

}  // namespace adem::water
