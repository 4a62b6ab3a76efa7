// A quantity over a run's own seconds, linear between rows: levels and flows at boundaries.
#pragma once

#include <vector>

namespace adem::water {

struct TimeSeries {
  std::vector<double> time_s;  // seconds since the run's start, strictly rising
  std::vector<double> value;

  static TimeSeries constant(double value);  // holds for ever

  // Linear between rows; a series of one row holds for ever. Error water.series-breaks-off
  // (time_s, from_s, to_s) outside the rows.
  double at(double time_s) const;
  // Mean over [from, to], exact over knots between them. Same error.
  double mean(double from_s, double to_s) const;
};

}  // namespace adem::water
