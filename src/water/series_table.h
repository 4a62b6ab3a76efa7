// Rows of time and value from a table that somebody sends: a tide, a rain gauge, a river.
#pragma once

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace adem::water {

struct SeriesRows {
  std::vector<Instant> times;  // strictly rising
  std::vector<double> values;
  std::string column;  // the value's column as the file calls it
};

struct SeriesColumn {
  std::string wanted;  // what the column ought to be called: "level_m"
  std::string unit;    // for the error: "m"
  // Names the column may have, or begin with, in lower case without spaces.
  std::vector<std::string_view> names;
  double least = 0, most = 0;  // what lies beyond is a slip or another unit
};

// CSV, XLSX or any other table; a decimal comma is understood. `time` reads a time.
// Errors: those of geo::open_table, water.no-series-columns, water.bad-series (row, value),
// water.series-not-rising, water.series-too-short (fewer than two rows).
SeriesRows read_series_rows(const std::string& path, const SeriesColumn& column,
                            const std::function<std::optional<Instant>(std::string_view)>& time);

}  // namespace adem::water
