// Is one point where its list says it is? Pure geometry: no table, no report.
#pragma once

#include <cstdint>
#include <optional>

#include "election/flags.h"
#include "geo/locate.h"
#include "intake/area_index.h"

namespace adem::intake {

struct Position {
  double lat = 0, lon = 0;
};

// What was found about a point. `proposal` with mis_scaled and swapped; distance and the area it
// fell in with outside_area.
struct PositionFinding {
  election::Flags flags;
  std::optional<Position> proposal;
  double distance_m = 0;
  std::uint32_t found_area = kNoArea;
};

class PositionCheck {
 public:
  // The region is what the areas cover, grown by a quarter of its size and 0.1 degrees at least.
  // Where no area has an outline, `listed` (what most of the list's own points cover) serves to
  // recognise mis-scaled and swapped values; nothing is called outside then.
  PositionCheck(const AreaIndex& areas, const geo::Box& listed);

  bool has_outlines() const { return outlines_; }
  // `area` may be kNoArea. Threads may share a PositionCheck.
  PositionFinding look(Position at, std::uint32_t area) const;

 private:
  const geo::Shape* outline(std::uint32_t area) const;
  bool in_region(Position at) const { return region_.contains({at.lon, at.lat}); }
  std::optional<Position> scaled(Position at, std::uint32_t area) const;
  std::optional<Position> swapped(Position at, std::uint32_t area) const;

  const AreaIndex& areas_;
  std::vector<geo::Box> boxes_;
  geo::AreaLocator locator_;
  geo::Box region_;
  bool outlines_ = false;
};

bool on_globe(Position at);

}  // namespace adem::intake
