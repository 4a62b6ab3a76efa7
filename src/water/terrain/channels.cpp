#include "water/terrain/channels.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <initializer_list>
#include <string_view>

#include "base/error.h"
#include "base/format.h"
#include "geo/features.h"

namespace adem::water {

namespace {

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

struct Limits {
  double least = 0, most = 0;
};
constexpr Limits kSize = {0, 10'000};
constexpr Limits kLevel = {-12'000, 9'000};

// One feature's fields, and where it stands in the file.
class Fields {
 public:
  Fields(const geo::Feature& feature, std::size_t row, const std::string& path)
      : feature_(feature), row_(row), path_(path) {}

  std::optional<double> measure(std::initializer_list<std::string_view> names,
                                const Limits& limits) const {
    for (const auto& [name, text] : feature_.fields) {
      if (std::find(names.begin(), names.end(), lower(name)) == names.end()) continue;
      if (text.empty()) continue;
      const double value = number(text);
      if (value >= limits.least && value <= limits.most) return value;
      throw Error(ErrorKind::bad_input, "water.bad-measure",
                  {{"row", static_cast<std::int64_t>(row_)}, {"column", name}, {"value", text}},
                  fmt::format("{}:{}", path_, row_));
    }
    return std::nullopt;
  }

 private:
  // NaN where the text is no number.
  static double number(std::string text) {
    std::replace(text.begin(), text.end(), ',', '.');
    double value = 0;
    const char* end = text.data() + text.size();
    const auto [at, failed] = std::from_chars(text.data(), end, value);
    return failed == std::errc() && at == end ? value : std::nan("");
  }

  const geo::Feature& feature_;
  std::size_t row_;
  const std::string& path_;
};

Channel channel_of(const Fields& fields, std::size_t row, const std::string& path) {
  Channel out;
  out.row = row;
  out.width_m = fields.measure({"width_m", "lebar_m"}, kSize).value_or(0);
  out.depth_m = fields.measure({"depth_m", "dalam_m"}, kSize).value_or(0);
  const auto both = fields.measure({"invert_m"}, kLevel);
  const auto from = fields.measure({"invert_from_m"}, kLevel);
  const auto to = fields.measure({"invert_to_m"}, kLevel);
  if (from.has_value() != to.has_value()) {
    throw Error(ErrorKind::bad_input, "water.one-invert", {{"row", static_cast<std::int64_t>(row)}},
                fmt::format("{}:{}", path, row));
  }
  if (both) out.inverts = {*both, *both};
  if (from) out.inverts = {*from, *to};
  return out;
}

}  // namespace

std::vector<Channel> read_channels(const std::string& path, const geo::Terrain& terrain) {
  std::vector<Channel> out;
  std::size_t row = 0, lines = 0;
  for (const auto& feature : geo::read_features(path, terrain)) {
    ++row;
    const Channel channel = channel_of(Fields(feature, row, path), row, path);
    if (feature.lines.empty()) out.push_back(channel);
    for (const auto& line : feature.lines) {
      out.push_back(channel);
      out.back().line = line;
      ++lines;
    }
  }
  if (lines == 0) throw Error(ErrorKind::bad_input, "water.no-lines", {{"path", path}}, path);
  return out;
}

std::vector<Building> read_buildings(const std::string& path, const geo::Terrain& terrain) {
  std::vector<Building> out;
  std::size_t row = 0;
  bool any = false;
  for (const auto& feature : geo::read_features(path, terrain)) {
    ++row;
    any = any || !feature.polygons.empty();
    out.push_back({row, feature.polygons,
                   Fields(feature, row, path).measure({"height_m", "tinggi_m"}, kSize)});
  }
  if (!any) throw Error(ErrorKind::bad_input, "water.no-polygons", {{"path", path}}, path);
  return out;
}

}  // namespace adem::water
