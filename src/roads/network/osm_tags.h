// What OpenStreetMap's tags say about a way: which class, who may use it in which direction, what
// it is made of. The rules are in docs/method/roads.md, "Reading OpenStreetMap".
#pragma once

#include <optional>
#include <string_view>

#include "roads/network/lines.h"

namespace adem::roads {

// The tags of one object; empty text where it has no such tag.
class Tags {
 public:
  virtual ~Tags() = default;
  virtual std::string_view get(const char* key) const = 0;
};

// Nothing where the way is no road, no ferry and no water a boat can use. `name` and `source` are
// left alone.
std::optional<Kind> kind_of(const Tags& tags);
// A road whose class adem does not know is kept as "unknown" and flagged.
bool is_known_class(const Tags& tags);
std::string_view road_name(const Tags& tags);

bool is_landing(const Tags& tags);
bool is_ford(const Tags& tags);

// Words shared with line layers: OSM's own class names and what they stand for, links included.
std::optional<RoadClass> highway_class(std::string_view value);
// A road being built, planned or gone, or something else that carries nobody.
bool is_no_road(std::string_view highway);
// Who may use a class where nothing else is said, both ways.
ModeSet usual_modes(RoadClass road);
// Boats may use any road that is deep enough under water, but no deck and no tunnel.
ModeSet with_boat(ModeSet modes, RoadClass road, std::uint8_t traits);
Surface surface_named(std::string_view value);

}  // namespace adem::roads
