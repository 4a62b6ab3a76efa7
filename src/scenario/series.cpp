#include "scenario/series.h"

#include <algorithm>

#include "base/error.h"
#include "scenario/clock.h"
#include "water/series_table.h"

namespace adem::scenario {

namespace {

water::SeriesColumn column_of(Quantity quantity) {
  switch (quantity) {
    case Quantity::rain_mm_per_h:
      return {"mm_per_h",
              "mm/h",
              {"mm_per_h", "mm/h", "mm_h", "mmh", "rain", "hujan", "mm_per_jam", "mm/jam", "mm_jam",
               "curah", "intens"},
              0,
              1000};
    case Quantity::level_m:
      return {"level_m",
              "m",
              {"level_m", "level", "tinggi_m", "tinggi", "muka_air", "muka", "elev", "h_m"},
              -10'000,
              10'000};
    case Quantity::flow_m3_s:
      break;
  }
  return {"m3_per_s",
          "m3/s",
          {"m3_per_s", "m3/s", "m³/s", "m3_s", "m3s", "flow", "discharge", "debit", "q_m3", "q",
           // A column in m²/s is found, so that it can be refused by name.
           "m2_per_s", "m2/s", "m²/s", "m2_s"},
          0,
          1e6};
}

std::size_t row_at(const std::vector<double>& at_s, double second) {
  const auto after = std::upper_bound(at_s.begin(), at_s.end(), second);
  return after == at_s.begin() ? 0 : static_cast<std::size_t>(after - at_s.begin()) - 1;
}

}  // namespace

double Series::linear(double second) const {
  const auto i = row_at(at_s, second);
  if (i + 1 >= at_s.size()) return values[i];
  const double share = (second - at_s[i]) / (at_s[i + 1] - at_s[i]);
  return values[i] + share * (values[i + 1] - values[i]);
}

double Series::least() const { return *std::min_element(values.begin(), values.end()); }
double Series::most() const { return *std::max_element(values.begin(), values.end()); }

Series read_series(const std::string& path, Quantity quantity, const Period& time) {
  const auto rows = water::read_series_rows(
      path, column_of(quantity),
      [&time](std::string_view text) { return instant_at(text, time.offset_s); });
  if (quantity == Quantity::flow_m3_s && (rows.column.find("m2") != std::string::npos ||
                                          rows.column.find("m²") != std::string::npos)) {
    throw Error(ErrorKind::bad_input, "scenario.flow-per-metre", {{"units", rows.column}}, path);
  }
  Series out;
  out.path = path;
  for (const auto at : rows.times) {
    out.at_s.push_back(static_cast<double>((at - time.start).count()));
  }
  out.values = rows.values;
  return out;
}

void must_cover(const Series& series, const Period& time, double shift_h) {
  const double shift_s = shift_h * 3600;
  const double length = static_cast<double>((time.end - time.start).count());
  const double from = series.at_s.front() + shift_s, to = series.at_s.back() + shift_s;
  if (from <= 0 && to >= length) return;
  const auto instant = [&time](double second) {
    return iso_at(time.start + Seconds{static_cast<std::int64_t>(second)}, time.offset_s);
  };
  throw Error(ErrorKind::bad_input, "scenario.series-ends-early",
              {{"at", iso_at(from > 0 ? time.start : time.end, time.offset_s)},
               {"from", instant(from)},
               {"to", instant(to)},
               {"shifted", std::string(shift_h == 0 ? "no" : "yes")},
               {"shift_h", shift_h}},
              series.path);
}

}  // namespace adem::scenario
