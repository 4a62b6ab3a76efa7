// Connected still water: the sea rises and stands wherever it can get to. A cell is wet when the
// level reaches its connection level: the lowest level at which a path of wet cells joins it to the
// sea. Knows rising, not draining: behind a sill water stays at the sill's level on the ebb, and
// when it leaves is unknown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/time.h"
#include "geo/raster.h"

namespace adem::water {

struct Seeds {
  // Sea where the terrain is at or below this level and touches the grid's edge or nodata; plus the
  // named edges, if any.
  double sea_level_m = 0;
};

// Connection level per cell, metres in the terrain's datum; NaN where terrain is nodata or the sea
// never gets there. Levels are exact to `quantum_m`. O(cells) by bucket queue; one core.
// Barnes, Lehman & Mulla 2014 (priority flood), 8 neighbours.
std::vector<float> connection_levels(const geo::Grid<float>& terrain, const Seeds& seeds,
                                     double quantum_m = 0.001);

// A water level over time, in the terrain's datum.
struct LevelSeries {
  std::vector<Instant> times;  // strictly rising
  std::vector<double> levels_m;
  std::string datum;      // of the terrain, after the offset
  bool exercise = false;  // datum unknown: only as an exercise
  // Linear between rows. Error water.series-ends-early outside the rows.
  double at(Instant when) const;
};

struct SeriesOptions {
  std::string datum;               // the series' vertical datum as named by the user
  std::optional<double> offset_m;  // series + offset = terrain's datum
  bool exercise = false;
};

// CSV: time,level_m (header recognised). Errors: water.no-datum (neither datum+offset nor
// exercise), water.bad-series (row, value), water.series-not-rising.
LevelSeries read_level_series(const std::string& path, const Zone& zone,
                              const SeriesOptions& options);

// Depth of still water at points over steps: rows × steps, row-major; NaN unknown.
// `recession_unknown[row]` is set where water stays behind a sill after the sea has fallen.
struct StillDepths {
  std::size_t steps = 0;
  std::vector<float> depth_m;
  std::vector<bool> recession_unknown;
};
StillDepths still_depths(std::span<const float> ground_m, std::span<const float> connection_m,
                         std::span<const double> level_m);

}  // namespace adem::water
