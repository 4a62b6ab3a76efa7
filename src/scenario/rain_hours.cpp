// When a raster's hour is, and what its numbers mean.
#include <array>
#include <charconv>
#include <cmath>

#include "base/format.h"
#include "scenario/clock.h"
#include "scenario/rain.h"

namespace adem::scenario {

namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

// Reads `count` digits at `at`, after at most one separator; moves `at` on.
std::optional<int> take(std::string_view text, std::size_t& at, std::size_t count) {
  constexpr std::string_view kBetween = "-_T:.t ";
  std::size_t i = at;
  if (i < text.size() && kBetween.find(text[i]) != std::string_view::npos) ++i;
  if (i + count > text.size()) return std::nullopt;
  int value = 0;
  for (std::size_t n = 0; n < count; ++n, ++i) {
    if (!digit(text[i])) return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  at = i;
  return value;
}

std::optional<Instant> hour_from(std::string_view text, int offset_s) {
  std::size_t at = 4;
  const auto month = take(text, at, 2);
  const auto day = month ? take(text, at, 2) : std::nullopt;
  const auto hour = day ? take(text, at, 2) : std::nullopt;
  const auto minute = hour ? take(text, at, 2) : std::nullopt;
  if (!minute) return std::nullopt;
  const auto second = take(text, at, 2);
  const bool utc = at < text.size() && (text[at] == 'Z' || text[at] == 'z');
  return instant_at(fmt::format("{}-{:02}-{:02}T{:02}:{:02}:{:02}", text.substr(0, 4), *month, *day,
                                *hour, *minute, second.value_or(0)),
                    utc ? 0 : offset_s);
}

std::string folded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ' ' || c == '*' || c == '.') continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

}  // namespace

std::optional<Instant> hour_in_name(std::string_view name, int offset_s) {
  for (std::size_t i = 0; i + 12 <= name.size(); ++i) {
    if (!digit(name[i]) || (i > 0 && digit(name[i - 1]))) continue;
    if (!(digit(name[i + 1]) && digit(name[i + 2]) && digit(name[i + 3]))) continue;
    if (const auto at = hour_from(name.substr(i), offset_s)) return at;
  }
  return std::nullopt;
}

std::optional<Instant> hour_on_axis(std::string_view units, double value) {
  const auto since = units.find(" since ");
  if (since == std::string_view::npos || !std::isfinite(value)) return std::nullopt;
  static constexpr std::array<std::pair<std::string_view, double>, 12> lengths = {
      {{"second", 1},
       {"seconds", 1},
       {"s", 1},
       {"sec", 1},
       {"minute", 60},
       {"minutes", 60},
       {"min", 60},
       {"hour", 3600},
       {"hours", 3600},
       {"h", 3600},
       {"day", 86400},
       {"days", 86400}}};
  const auto unit = folded(units.substr(0, since));
  auto origin = std::string(units.substr(since + 7));
  if (origin.ends_with(" UTC")) origin.resize(origin.size() - 4);
  // "2024-11-26 00:00:00.0" and "2024-11-26 0:0:0" are both in use.
  if (const auto dot = origin.find('.'); dot != std::string::npos) origin.resize(dot);
  const auto from = instant_at(origin, 0);
  if (!from) return std::nullopt;
  for (const auto& [name, seconds] : lengths) {
    if (unit != name) continue;
    const double total = std::round(value * seconds);
    constexpr double kMost = 1e12;
    if (std::abs(total) > kMost) return std::nullopt;
    return *from + Seconds{static_cast<std::int64_t>(total)};
  }
  return std::nullopt;
}

std::optional<double> rain_unit(std::string_view unit) {
  const auto name = folded(unit);
  static constexpr std::array<std::string_view, 8> per_hour = {
      "", "mm/h", "mm/hr", "mm/hour", "mmh-1", "mmhr-1", "mmh^-1", "mm/jam"};
  for (const auto each : per_hour) {
    if (name == each) return 1;
  }
  if (name == "mm/day" || name == "mm/d" || name == "mmd-1" || name == "mmday-1") return 1.0 / 24;
  if (name == "m/s" || name == "ms-1") return 3.6e6;
  if (name == "mm/s" || name == "mms-1" || name == "kgm-2s-1" || name == "kg/m2/s" ||
      name == "kg/(m^2s)" || name == "kg/m^2/s") {
    return 3600;
  }
  return std::nullopt;
}

}  // namespace adem::scenario
