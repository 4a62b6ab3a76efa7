#include "water/series_table.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/error.h"
#include "base/format.h"
#include "geo/table.h"

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
                                        const std::vector<std::string_view>& words) {
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

// A number with a decimal point or comma; a thousands mark has no place in a series.
std::optional<double> number(std::string_view text, const SeriesColumn& column) {
  std::string plain(trimmed(text));
  if (std::count(plain.begin(), plain.end(), ',') == 1 && plain.find('.') == std::string::npos) {
    plain[plain.find(',')] = '.';
  }
  const char* begin = plain.data();
  if (!plain.empty() && plain.front() == '+') ++begin;
  double value = 0;
  const auto [end, bad] = std::from_chars(begin, plain.data() + plain.size(), value);
  if (bad != std::errc() || end != plain.data() + plain.size() || !std::isfinite(value) ||
      value < column.least || value > column.most) {
    return std::nullopt;
  }
  return value;
}

[[noreturn]] void bad_row(const std::string& path, std::size_t row, const std::string& name,
                          std::string_view value, const SeriesColumn& column) {
  throw Error(ErrorKind::bad_input, "water.bad-series",
              {{"row", static_cast<std::int64_t>(row)},
               {"column", name},
               {"value", std::string(value)},
               {"unit", column.unit},
               {"least", fmt::format("{}", column.least)},
               {"most", fmt::format("{}", column.most)}},
              fmt::format("{}:{}", path, row));
}

}  // namespace

SeriesRows read_series_rows(const std::string& path, const SeriesColumn& column,
                            const std::function<std::optional<Instant>(std::string_view)>& time) {
  geo::TableOptions options;
  options.geometry = false;
  const auto reader = geo::open_table(path, options);
  const auto& columns = reader->columns();
  const auto when = column_named(columns, {"time", "waktu", "jam", "tanggal", "date"});
  const auto what = column_named(columns, column.names);
  if (!when || !what || when == what) {
    throw Error(
        ErrorKind::bad_input, "water.no-series-columns",
        {{"columns", fmt::format("{}", fmt::join(columns, ", "))}, {"wanted", column.wanted}},
        path);
  }
  SeriesRows out;
  out.column = columns[*what];
  for (geo::Row row; reader->next(row);) {
    const auto cell = [&row](std::size_t i) {
      return i < row.cells.size() ? trimmed(row.cells[i]) : std::string_view{};
    };
    if (row.ragged) bad_row(path, row.number, columns[*what], cell(*what), column);
    const auto at = time(cell(*when));
    if (!at) bad_row(path, row.number, columns[*when], cell(*when), column);
    const auto value = number(cell(*what), column);
    if (!value) bad_row(path, row.number, columns[*what], cell(*what), column);
    if (!out.times.empty() && *at <= out.times.back()) {
      throw Error(
          ErrorKind::bad_input, "water.series-not-rising",
          {{"row", static_cast<std::int64_t>(row.number)}, {"value", std::string(cell(*when))}},
          fmt::format("{}:{}", path, row.number));
    }
    out.times.push_back(*at);
    out.values.push_back(*value);
  }
  if (out.times.size() < 2) {
    throw Error(ErrorKind::bad_input, "water.series-too-short",
                {{"rows", static_cast<std::int64_t>(out.times.size())}}, path);
  }
  return out;
}

}  // namespace adem::water
