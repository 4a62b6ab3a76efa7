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
#include "election/clock.h"
#include "geo/raster.h"

namespace adem::water {

struct Seeds {
  // Sea where the terrain is at or below this level and touches the grid's edge or nodata.
  double sea_level_m = 0;
};

// Connection level per cell, metres in the terrain's datum; NaN where terrain is nodata or the sea
// never gets there. Each level is the height of some cell, bit for bit: `quantum_m` is only the
// width of the queue's buckets. About O(cells), one core, 10 bytes a cell beside the terrain.
// 8 neighbours. Barnes, Lehman & Mulla 2014 (priority flood); Wei, Zhou & Fu 2019 (slopes need no
// queue). Errors water.no-sea, water.terrain-too-large.
std::vector<float> connection_levels(const geo::Grid<float>& terrain, const Seeds& seeds,
                                     double quantum_m = 0.001);

// A water level over time, in the terrain's datum.
struct LevelSeries {
  std::vector<Instant> times;  // strictly rising
  std::vector<double> levels_m;
  std::string datum;      // the vertical datum the user named; empty in an exercise without one
  bool exercise = false;  // datum unknown: only as an exercise
  // Linear between rows. Error water.series-ends-early outside the rows.
  double at(Instant when) const;
};

// Its level at each step of the window. Error water.series-ends-early (named by `layer`) where the
// rows do not cover it.
std::vector<float> levels_over(const LevelSeries& series, const election::Window& window,
                               const std::string& layer);

struct SeriesOptions {
  std::string datum;               // the series' vertical datum as named by the user
  std::optional<double> offset_m;  // series + offset = terrain's datum
  bool exercise = false;
};

// CSV (or any table): time,level_m (header recognised); levels come out in the terrain's datum.
// Errors: water.no-datum (neither datum+offset nor exercise), water.no-series-columns,
// water.bad-series (row, value), water.series-not-rising, water.series-too-short.
LevelSeries read_level_series(const std::string& path, const Zone& zone,
                              const SeriesOptions& options);

// Depth of still water at points over steps: rows × steps, row-major; NaN where the ground is
// unknown, 0 where the sea never gets. On the ebb a cell behind a sill keeps the sill's level.
// `recession_unknown[row]` is set where water stays behind a sill after the sea has fallen.
struct StillDepths {
  std::size_t steps = 0;
  std::vector<float> depth_m;
  std::vector<bool> recession_unknown;
};
StillDepths still_depths(std::span<const float> ground_m, std::span<const float> connection_m,
                         std::span<const double> level_m);

// One point of still_depths: `highest_m` is the highest level so far at each step. True where water
// stays behind a sill after the sea has fallen.
bool still_depths_at(float ground_m, float connection_m, std::span<const float> level_m,
                     std::span<const float> highest_m, std::span<float> depth_m);

// How a level series travels with the terrain it was laid on: under this name in the raster.
inline constexpr const char* kSeriesText = "ADEM_LEVEL_SERIES";
std::string to_text(const LevelSeries& series);
// Error water.bad-series-text.
LevelSeries series_from_text(const std::string& text);

}  // namespace adem::water
