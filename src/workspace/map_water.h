// The water of a workspace for a map: depths and chances on a lattice of places at one step of the
// station window, and what it does to each road hour by hour. The layers are those of the outlook
// (docs/method/station-clock.md): several say the worse of what they know, and what no layer knows
// is not known.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/progress.h"
#include "election/clock.h"
#include "election/rules.h"
#include "geo/shape.h"
#include "roads/network/network.h"
#include "workspace/workspace.h"

namespace adem::workspace {

// Where the rule book draws lines between depths, rising, in metres: the floor of a station, then
// its classes of depth. Class 0 lies below all of them and is drawn as dry.
std::vector<double> depth_breaks(const election::RuleBook& rules);

// Steps of a window that are one hour of the map.
std::size_t steps_an_hour(const election::Window& window);

// Places of a picture, row by row.
struct Lattice {
  std::string name;              // the same for the same places
  std::vector<double> lon, lat;  // of its columns, eastward, and of its rows, southward
  std::size_t size() const { return lon.size() * lat.size(); }
};

// `depth`: of forecasts that say one depth. `chance`: the share of computed futures in which the
// water stands over the floor of a station.
enum class WaterOf : std::uint8_t { depth, chance };

inline constexpr std::uint8_t kPlaceWet = 254;      // of a depth that is not known
inline constexpr std::uint8_t kPlaceUnknown = 255;  // never dry

// Reads the layers' files as it is asked; they do not change. Thread-safe.
class WaterSheet {
 public:
  // Errors: those of the layers' files (as outlook::sample_layer).
  explicit WaterSheet(Workspace& workspace);
  ~WaterSheet();
  WaterSheet(const WaterSheet&) = delete;
  WaterSheet& operator=(const WaterSheet&) = delete;

  bool has(WaterOf of) const;
  // Of all layers, lon/lat; empty where there are none.
  const geo::Box& bounds() const;
  // For each place: of depths the number of breaks that are reached, or kPlaceWet; of chances the
  // tenths of futures, 0 only in none and 10 only in all; or kPlaceUnknown. Errors: as above.
  std::vector<std::uint8_t> at(WaterOf of, std::size_t step, const Lattice& lattice) const;

  struct Impl;

 private:
  std::unique_ptr<Impl> impl_;
};

// What is said of roads, a character for each hour of the window: the worst of its quarters.
struct RoadHours {
  struct Said {
    // The depth's class by depth_breaks, "0" to "9"; "+" under water of a depth that is not known;
    // "?" not known. Empty where no layer says depths.
    std::string depth;
    // In how many of ten futures no car passes: "0" in none … "9", "a" in all; "?" not known. Empty
    // where no layer says anything of roads.
    std::string closed;
  };
  std::vector<Said> said;
  std::vector<std::uint32_t> of;  // which of them each road has
};

// Errors: those of roads::closed_in_futures.
RoadHours road_hours(Workspace& workspace, const roads::Network& network,
                     const Progress& progress = {});

}  // namespace adem::workspace
