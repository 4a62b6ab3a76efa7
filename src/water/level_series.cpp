// Reading a water level over time.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/error.h"
#include "base/format.h"
#include "base/json.h"
#include "geo/table.h"
#include "water/still.h"

namespace adem::water {

namespace {

std::string lower(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\r') continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

// The column whose name is, or begins with, one of the words.
std::optional<std::size_t> column_named(const std::vector<std::string>& columns,
                                        std::initializer_list<std::string_view> words) {
  for (const bool whole : {true, false}) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string name = lower(columns[i]);
      for (const auto word : words) {
        if (whole ? name == word : name.starts_with(word)) return i;
      }
    }
  }
  return std::nullopt;
}

// Metres with a decimal point or comma; a thousands mark has no place in a tide.
std::optional<double> metres(std::string_view text) {
  std::string plain(trimmed(text));
  if (std::count(plain.begin(), plain.end(), ',') == 1 && plain.find('.') == std::string::npos) {
    plain[plain.find(',')] = '.';
  }
  const char* begin = plain.data();
  if (!plain.empty() && plain.front() == '+') ++begin;
  double value = 0;
  const auto [end, bad] = std::from_chars(begin, plain.data() + plain.size(), value);
  // Nothing on Earth floods by more: a typing error, or centimetres taken for metres.
  constexpr double kMost = 100;
  if (bad != std::errc() || end != plain.data() + plain.size() || !std::isfinite(value) ||
      std::abs(value) > kMost) {
    return std::nullopt;
  }
  return value;
}

[[noreturn]] void bad_row(const std::string& path, std::size_t row, const std::string& column,
                          std::string_view value) {
  throw Error(
      ErrorKind::bad_input, "water.bad-series",
      {{"row", static_cast<std::int64_t>(row)}, {"column", column}, {"value", std::string(value)}},
      fmt::format("{}:{}", path, row));
}

}  // namespace

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

LevelSeries read_level_series(const std::string& path, const Zone& zone,
                              const SeriesOptions& options) {
  const bool laid = !options.datum.empty() && options.offset_m.has_value();
  if (!laid && !options.exercise) {
    throw Error(ErrorKind::misuse, "water.no-datum", {{"path", path}}, path);
  }
  geo::TableOptions table;
  table.geometry = false;
  const auto reader = geo::open_table(path, table);
  const auto& columns = reader->columns();
  const auto time = column_named(columns, {"time", "waktu", "jam", "tanggal", "date"});
  const auto level =
      column_named(columns, {"level_m", "level", "tinggi_m", "tinggi", "muka_air", "muka", "elev"});
  if (!time || !level) {
    throw Error(ErrorKind::bad_input, "water.no-series-columns",
                {{"columns", fmt::format("{}", fmt::join(columns, ", "))}}, path);
  }
  LevelSeries series;
  series.datum = options.datum;
  series.exercise = options.exercise;
  const double offset = options.offset_m.value_or(0);
  for (geo::Row row; reader->next(row);) {
    const auto cell = [&row](std::size_t i) {
      return i < row.cells.size() ? trimmed(row.cells[i]) : std::string_view{};
    };
    if (row.ragged) bad_row(path, row.number, columns[*level], cell(*level));
    const auto at = parse_instant(cell(*time), zone);
    if (!at) bad_row(path, row.number, columns[*time], cell(*time));
    const auto value = metres(cell(*level));
    if (!value) bad_row(path, row.number, columns[*level], cell(*level));
    if (!series.times.empty() && *at <= series.times.back()) {
      throw Error(
          ErrorKind::bad_input, "water.series-not-rising",
          {{"row", static_cast<std::int64_t>(row.number)}, {"value", std::string(cell(*time))}},
          fmt::format("{}:{}", path, row.number));
    }
    series.times.push_back(*at);
    series.levels_m.push_back(*value + offset);
  }
  if (series.times.size() < 2) {
    throw Error(ErrorKind::bad_input, "water.series-too-short",
                {{"rows", static_cast<std::int64_t>(series.times.size())}}, path);
  }
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
