// A footprint of something that can stop a station, by anybody's model or report.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace adem::election {

enum class HazardKind : std::uint8_t { flood, smoke, wind, landslide, quake, power, network };
inline constexpr std::size_t kHazardKinds = 7;
std::string_view name_of(HazardKind kind);
std::optional<HazardKind> hazard_kind(std::string_view name);

enum class HazardForm : std::uint8_t { raster, polygons, still_water };

// One imported layer. A raster's bands are steps of a series from `from` to `to`, evenly spaced
// (one band: it holds throughout). Without from and to it holds for the whole window.
struct HazardLayer {
  std::string name;
  HazardKind kind = HazardKind::flood;
  HazardForm form = HazardForm::raster;
  std::string file;  // relative to the workspace
  std::string hash;
  std::string source;  // the file it came from, name only
  std::string crs;     // override given with --crs; empty: as the file says
  std::optional<Instant> from, to;
  std::optional<Instant> imported_at;
  double resolution_m = -1;
  bool exercise = false;
};

}  // namespace adem::election
