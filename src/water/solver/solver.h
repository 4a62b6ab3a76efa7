// Water over terrain, from rain, sea and rivers, through time: the inundation solver.
//
// Local inertial equations (Bates, Horritt & Fewtrell 2010) on a staggered grid with q-centring
// (de Almeida et al. 2012) and friction by the whole flow, not its component (de Almeida & Bates
// 2013); float32 state; an outflow limiter, so that no cell ever gives more than it holds. No
// convective term: hydraulic jumps and dam-break fronts are outside its reach (docs/method).
//
// The solver advances from one instant to the next and holds rain constant in between; who drives
// it decides the instants (a change of rain, a report), reads series, writes files and looks at the
// clock. Seconds count from the run's start. Results are identical bit for bit at any number of
// threads, and over save and load, on one instruction set; instruction sets differ in last bits.
//
//   Solver solver(domain, input);
//   while (solver.time_s() < end) {
//     solver.set_rain(rain_at(solver.time_s()));
//     if (!solver.advance(next_change_or_report, observer)) break;   // the observer stopped it
//   }
//
// Cost: about 16 B a wet cell and 4 B for each product and each of the tables below that are in
// use, nothing but the domain's own 4 B a dry one; a step costs its wet tiles alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "water/solver/domain.h"
#include "water/solver/time_series.h"

namespace adem::water {

// --- what flows in and out

enum class BoundaryKind {
  level,  // the cells are held at a level (m, terrain's datum); where it is below the bed: dry
  flow,   // water enters the cells: total m3/s, shared by depth^(5/3) (deep cells carry more);
          // negative draws out, at most what is there
  free,   // water leaves over the cells' outer sides: as over a free fall, or at normal flow where
          // the bed falls outward and that is faster
};

struct Boundary {
  std::string name;  // for errors and the ledger
  BoundaryKind kind = BoundaryKind::level;
  std::vector<std::size_t> cells;  // cells without terrain are passed over
  TimeSeries series;               // unused by `free`
};

// Rain over all the terrain. A grid (mm/h, any cell size, the terrain's coordinate system) holds
// where it has cells; each terrain cell takes the rain cell that contains its centre.
struct Rain {
  double mm_per_h = 0;
  geo::Grid<float> grid;
};

// The ground takes at most this much of what stands on it.
struct ConstantInfiltration {
  CellField mm_per_h;
};
// Green & Ampt 1911, implicit in time: stable at any step. One more table (4 B a wet cell).
struct GreenAmpt {
  CellField conductivity_mm_per_h;  // saturated
  CellField suction_mm;             // head at the wetting front
  CellField moisture_deficit;       // 0..1, porosity less initial moisture
};
using Infiltration = std::variant<std::monostate, ConstantInfiltration, GreenAmpt>;

// --- what is wanted

struct ProductChoice {
  bool max_depth = true;
  bool max_speed = false;
  bool max_depth_speed = false;   // the largest depth × speed, m2/s
  std::vector<float> arrival_m;   // first instant above each of these depths
  std::vector<float> duration_m;  // time spent above each of these depths
};

enum class Isa { baseline, avx2, avx512 };
const char* isa_name(Isa isa);
// The best this machine runs; what `SolverInput::isa` is when nothing is asked for.
Isa best_isa();

struct SolverInput {
  std::vector<Boundary> boundaries;  // a cell named twice belongs to the first
  CellField initial_depth_m;
  std::optional<double> initial_level_m;  // instead: still water at this level, terrain's datum
  Infiltration infiltration;
  CellField drains_mm_per_h;  // taken after the ground's share
  ProductChoice products;
  // Defaults and their sources: docs/method/water-engine.md.
  double cfl = 0.65;     // 0 < cfl <= √(theta/2), beyond which the shortest waves grow
  double theta = 0.9;    // q-centring of extremes, 0.5..1; 1 is none
  double max_dt_s = 10;  // > 0
  unsigned threads = 1;
  std::optional<Isa> isa;
};

// --- what is told

struct StepReport {
  double time_s = 0, dt_s = 0;
  std::uint64_t steps = 0;
  std::uint64_t cell_updates = 0;  // cells of the tiles that were awake, summed over steps
  std::size_t awake_tiles = 0, tiles = 0;
};
// Called after every step, between steps: may read, may save. False stops the advance.
using StepObserver = std::function<bool(const StepReport&)>;

// Cubic metres since the start. residual = stored - initial - rain - inflow + outflow +
// infiltration + drains: what rounding lost or made.
struct Ledger {
  double initial_m3 = 0, stored_m3 = 0;
  double rain_m3 = 0, infiltration_m3 = 0, drains_m3 = 0;
  double inflow_m3 = 0, outflow_m3 = 0;  // over all boundaries, both positive
  double residual_m3 = 0;
  struct Through {
    std::string name;
    double inflow_m3 = 0, outflow_m3 = 0;
  };
  std::vector<Through> boundaries;
};

// Which cell sets the time step, and why.
struct StepLimit {
  std::size_t cell = 0;
  double depth_m = 0, speed_m_s = 0, dt_s = 0;
};

struct Reading {
  double depth_m = 0;
  double level_m = 0;    // terrain's datum; the bed's where it is dry
  double speed_m_s = 0;  // mean of the cell's faces; 0 below 1 mm of water
};

enum class Quantity {
  depth,            // m, now
  speed,            // m/s, now
  max_depth,        // m
  max_speed,        // m/s, counted from 1 cm of water
  max_depth_speed,  // m2/s
  arrival,          // s since start; +infinity: never so far
  duration,         // s
};

struct MemoryUse {
  std::size_t state_bytes = 0;    // tiles that are or were wet: depth, flows, strips
  std::size_t product_bytes = 0;  // products and tables of those tiles
  std::size_t awake_cells = 0, allocated_cells = 0;
};

using ByteSink = std::function<void(std::span<const std::byte>)>;
using ByteSource = std::function<void(std::span<std::byte>)>;  // fills the whole span or throws

class Solver {
 public:
  // Errors: water.boundary-touches-nothing (name), water.series-breaks-off, water.bad-depth (cell:
  // negative or unknown on known ground), water.field-size, water.bad-loss (negative or unknown
  // rate: cell), water.bad-solver-option (name, value), water.isa-not-here (name).
  Solver(std::shared_ptr<const Domain> domain, SolverInput input);
  Solver(Solver&&) noexcept;
  Solver& operator=(Solver&&) noexcept;
  ~Solver();

  // Holds from now on. Not part of a saved state: whoever loads one sets the rain again. Errors
  // water.bad-rain (negative or unknown: cell), water.rain-does-not-cover (cell).
  void set_rain(const Rain& rain);

  // Steps until time_s() is exactly `until_s`; false where the observer stopped it before. After
  // a stop it may be called again, and the answer is the same as without the stop. Errors:
  // water.depth-broke (cell, time, cause), water.series-breaks-off.
  bool advance(double until_s, const StepObserver& observer = {});

  double time_s() const;
  std::uint64_t steps() const;
  Isa isa() const;
  const Domain& domain() const;

  StepReport report() const;
  Ledger ledger() const;    // one pass over wet cells
  StepLimit limit() const;  // one pass over a tile
  MemoryUse memory() const;
  Reading reading(std::size_t cell) const;  // NaN outside the terrain

  // Row-major, width × height, into the caller's memory; NaN outside the terrain. `threshold` is
  // the place in arrival_m or duration_m. The quantity must have been asked for.
  void values(Quantity quantity, std::size_t threshold, std::span<float> out) const;

  // Everything that a bit-identical continuation needs but domain, input and rain. `load` is for a
  // solver made from the same domain and input. Errors: water.checkpoint-other-run,
  // water.checkpoint-other-isa (theirs, ours), water.checkpoint-damaged; then the solver is as it
  // was made.
  void save(const ByteSink& sink) const;
  void load(const ByteSource& source);

  struct Impl;

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace adem::water
