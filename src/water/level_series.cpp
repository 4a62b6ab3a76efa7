// Reading a water level over time.
#include <algorithm>

#include "base/error.h"
#include "base/json.h"
#include "water/series_table.h"
#include "water/still.h"

namespace adem::water {

double LevelSeries::at(Instant when) const {
  if (times.empty() || when < times.front() || when > times.back()) {
    throw Error(ErrorKind::bad_input, "water.series-ends-early",
                {{"at", when},
                 {"from", times.empty() ? when : times.front()},
                 {"to", times.empty() ? when : times.back()}});
  }
  const auto after = std::lower_bound(times.begin(), times.end(), when);
  const auto i = static_cast<std::size_t>(after - times.begin());
  if (*after == when) return levels_m[i];
  const double share = static_cast<double>((when - times[i - 1]).count()) /
                       static_cast<double>((times[i] - times[i - 1]).count());
  return levels_m[i - 1] + share * (levels_m[i] - levels_m[i - 1]);
}

std::vector<float> levels_over(const LevelSeries& series, const election::Window& window,
                               const std::string& layer) {
  const Instant first = window.at(0), last = window.at(window.steps - 1);
  const bool late = series.times.empty() || series.times.front() > first;
  if (late || series.times.back() < last) {
    throw Error(ErrorKind::bad_input, "water.series-ends-early",
                {{"at", late ? first : last},
                 {"from", series.times.empty() ? first : series.times.front()},
                 {"to", series.times.empty() ? last : series.times.back()}},
                layer);
  }
  std::vector<float> out;
  for (std::size_t s = 0; s < window.steps; ++s) {
    out.push_back(static_cast<float>(series.at(window.at(s))));
  }
  return out;
}

LevelSeries read_level_series(const std::string& path, const Zone& zone,
                              const SeriesOptions& options) {
  const bool laid = !options.datum.empty() && options.offset_m.has_value();
  if (!laid && !options.exercise) {
    throw Error(ErrorKind::misuse, "water.no-datum", {{"path", path}}, path);
  }
  // Nothing on Earth floods by more: a typing error, or centimetres taken for metres.
  constexpr double kMost = 100;
  const auto rows =
      read_series_rows(path,
                       {"level_m",
                        "m",
                        {"level_m", "level", "tinggi_m", "tinggi", "muka_air", "muka", "elev"},
                        -kMost,
                        kMost},
                       [&zone](std::string_view text) { return parse_instant(text, zone); });
  LevelSeries series;
  series.datum = options.datum;
  series.exercise = options.exercise;
  const double offset = options.offset_m.value_or(0);
  series.times = rows.times;
  for (const double value : rows.values) series.levels_m.push_back(value + offset);
  return series;
}

std::string to_text(const LevelSeries& series) {
  Json rows = Json::array();
  for (std::size_t i = 0; i < series.times.size(); ++i) {
    rows.push_back(Json::array({iso_utc(series.times[i]), series.levels_m[i]}));
  }
  return Json{{"datum", series.datum}, {"exercise", series.exercise}, {"levels_m", rows}}.dump();
}

LevelSeries series_from_text(const std::string& text) {
  try {
    const auto json = Json::parse(text);
    LevelSeries series;
    series.datum = json.at("datum").get<std::string>();
    series.exercise = json.at("exercise").get<bool>();
    const Zone utc("UTC");
    for (const auto& row : json.at("levels_m")) {
      const auto at = parse_instant(row.at(0).get<std::string>(), utc);
      if (!at || (!series.times.empty() && *at <= series.times.back())) {
        throw std::invalid_argument("time");
      }
      series.times.push_back(*at);
      series.levels_m.push_back(row.at(1).get<double>());
    }
    return series;
  } catch (const std::exception&) {
    throw Error(ErrorKind::bad_input, "water.bad-series-text");
  }
}

}  // namespace adem::water
