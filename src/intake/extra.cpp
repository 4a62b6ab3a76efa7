#include "intake/extra.h"

#include <algorithm>
#include <array>

#include "intake/text.h"

namespace adem::intake {

namespace {

constexpr auto kStations = std::to_array<std::string_view>(
    {"key", "number", "name", "area", "address", "venue", "voters", "lat", "lon"});
constexpr auto kAreas =
    std::to_array<std::string_view>({"code", "scheme", "name", "parent", "wkt"});
constexpr auto kVenues = std::to_array<std::string_view>(
    {"key", "name", "address", "area", "lat", "lon", "floor_height_m", "width_m", "length_m",
     "hosts", "access", "consent", "wkt"});

}  // namespace

std::span<const std::string_view> station_export_columns() { return kStations; }
std::span<const std::string_view> area_export_columns() { return kAreas; }
std::span<const std::string_view> venue_export_columns() { return kVenues; }

std::vector<std::string> extra_names(const Columns& columns,
                                     std::span<const std::string_view> written) {
  std::vector<std::string> names;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    std::string name = columns.name(c);
    const auto clash = [&](std::string_view own) { return folded(own) == folded(name); };
    if (std::any_of(written.begin(), written.end(), clash)) name += " (list)";
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace adem::intake
