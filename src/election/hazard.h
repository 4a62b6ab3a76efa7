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

// Flood, landslide and quake stop the work on the floor itself. Smoke, wind, power and network
// outages are listed beside a station and close nothing: docs/method/station-clock.md.
bool closes_floor(HazardKind kind);

// `chance`: a raster whose bands are, for each moment, the share of computed futures in which the
// water stands deeper than each of some depths (kThresholdsText), depths fastest. `futures`: which
// of them those are (election/futures.h).
enum class HazardForm : std::uint8_t { raster, polygons, still_water, chance, futures };
// "raster", "polygons", "still-water", "chance", "futures"
std::string_view name_of(HazardForm form);
std::optional<HazardForm> hazard_form(std::string_view name);

// Metres in one unit of a flood's depths; a file that states none means metres. `layer` is for the
// Error election.depth-unit, where the unit is neither metres nor centimetres.
double metres_in(const std::string& unit, const std::string& layer);

// Texts inside a raster by which a water run says what its bands are, so that nobody has to: hours,
// the stamp of an exercise, and for chances the number of members and the depths in question.
inline constexpr const char* kRunText = "ADEM_RUN";    // which run
inline constexpr const char* kFromText = "ADEM_FROM";  // ISO 8601, UTC
inline constexpr const char* kToText = "ADEM_TO";
inline constexpr const char* kStampText = "ADEM_STAMP";
inline constexpr const char* kMembersText = "ADEM_MEMBERS";
inline constexpr const char* kThresholdsText = "ADEM_THRESHOLDS_M";  // "0.05,0.3"
inline constexpr const char* kFuturesText = "ADEM_FUTURES";          // "31": members in a band

// One imported layer. A raster's bands are moments of a series from `from` to `to`, evenly spaced;
// outside its hours a series says nothing. One band, and polygons, are a footprint: it holds from
// `from` to `to` and not outside. Without from and to a layer holds for the whole window.
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
