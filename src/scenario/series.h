// What changes with time at a boundary, and rain over the whole run, in seconds since the
// scenario's start. A series that does not cover the run is an error, never a zero.
#pragma once

#include <string>
#include <vector>

#include "scenario/scenario.h"

namespace adem::scenario {

enum class Quantity : std::uint8_t { rain_mm_per_h, level_m, flow_m3_s };

struct Series {
  std::string path;
  std::vector<double> at_s;  // strictly rising
  std::vector<double> values;

  // Linear between rows: levels and flows. Within the rows.
  double linear(double second) const;
  double least() const;
  double most() const;
};

// Errors: those of water::read_series_rows, scenario.flow-per-metre (the column is in m²/s).
Series read_series(const std::string& path, Quantity quantity, const Period& time);

// Error scenario.series-ends-early where the series, moved later by `shift_h`, does not cover the
// run from start to end.
void must_cover(const Series& series, const Period& time, double shift_h);

}  // namespace adem::scenario
