#include "water/solver/time_series.h"

#include <algorithm>
#include <cstddef>

#include "base/error.h"

namespace adem::water {

namespace {

void check_inside(const TimeSeries& series, double time_s) {
  // A step ends at sums of its parts: a last bit beyond the end is the end.
  constexpr double kSlack_s = 1e-6;
  if (!series.time_s.empty() && time_s >= series.time_s.front() - kSlack_s &&
      time_s <= series.time_s.back() + kSlack_s) {
    return;
  }
  throw Error(ErrorKind::bad_input, "water.series-breaks-off",
              {{"time_s", time_s},
               {"from_s", series.time_s.empty() ? 0 : series.time_s.front()},
               {"to_s", series.time_s.empty() ? 0 : series.time_s.back()}});
}

}  // namespace

TimeSeries TimeSeries::constant(double value) { return {{0}, {value}}; }

double TimeSeries::at(double when_s) const {
  if (value.size() == 1) return value[0];
  check_inside(*this, when_s);
  const auto after = std::upper_bound(time_s.begin(), time_s.end(), when_s);
  if (after == time_s.begin()) return value.front();
  if (after == time_s.end()) return value.back();
  const auto i = static_cast<std::size_t>(after - time_s.begin());
  const double part = (when_s - time_s[i - 1]) / (time_s[i] - time_s[i - 1]);
  return value[i - 1] + part * (value[i] - value[i - 1]);
}

double TimeSeries::mean(double from_s, double to_s) const {
  if (!(to_s > from_s)) return at(from_s);
  double last_s = from_s, last = at(from_s), sum = 0;
  for (auto knot = std::upper_bound(time_s.begin(), time_s.end(), from_s);
       knot != time_s.end() && *knot < to_s; ++knot) {
    const double here = value[static_cast<std::size_t>(knot - time_s.begin())];
    if (value.size() > 1) {
      sum += (last + here) / 2 * (*knot - last_s);
      last_s = *knot;
      last = here;
    }
  }
  sum += (last + at(to_s)) / 2 * (to_s - last_s);
  return sum / (to_s - from_s);
}

}  // namespace adem::water
