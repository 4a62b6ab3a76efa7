// Everything a scenario names, opened and laid on the terrain: shared by all members, never changed
// after it is made.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "scenario/place.h"
#include "scenario/rain.h"
#include "scenario/scenario.h"
#include "scenario/series.h"
#include "water/solver/solver.h"

namespace adem::scenario {

struct PlacedBoundary {
  BoundaryKind kind = BoundaryKind::free;
  std::string name;  // "boundary 2", or the edge
  std::vector<std::size_t> cells;
  Series series;  // in the terrain's datum; empty for free
};

// A file that went in, by its content.
struct Source {
  std::string path;
  std::string hash;
};

struct World {
  Scenario scenario;
  std::shared_ptr<const water::Domain> domain;
  std::optional<Rain> rain;
  std::vector<PlacedBoundary> boundaries;
  std::vector<PlacedGauge> gauges;
  water::CellField initial_depth_m;
  std::vector<Source> sources;
  // Names the run: what the scenario says and what its files hold. A checkpoint of another is
  // refused.
  std::string fingerprint;

  double length_s() const {
    return static_cast<double>((scenario.time.end - scenario.time.start).count());
  }
  // Seconds of the reports: 0 and every report_every_s up to the end.
  std::vector<double> reports() const;
};

// Errors: those of every reader; scenario.no-cell (a boundary that touches no cell with ground),
// scenario.free-inside (an open boundary away from the edge), scenario.level-below-bed (a level, or
// the initial one, that never reaches the lowest bed it is given for), scenario.gauge-outside,
// scenario.raster-outside (manning or depth unknown on known ground), scenario.series-ends-early.
World open_world(Scenario scenario);

// The solver's input for one member; products are for the caller to choose.
water::SolverInput input_for(const World& world, const Member& member);

}  // namespace adem::scenario
