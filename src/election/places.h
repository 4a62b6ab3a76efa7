// Where boxes, crews and voters start from, and who comes to help: places by their kind, crews as
// counts per village, homes as numbers of residents. No person is held: no name, no address.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "election/register.h"
#include "election/travel.h"

namespace adem::election {

enum class PlaceKind : std::uint8_t {
  warehouse_ppk,  // boxes leave from here to the villages
  warehouse_kpu,  // and from here where a sub-district has no warehouse of its own
  post_pps,       // the village's post, over which its boxes go
  crew_village,   // where the crew members of a village set out
  hospital,
  police,
  landing,  // where boats land
};
inline constexpr std::size_t kPlaceKinds = 7;
std::string_view name_of(PlaceKind kind);  // "warehouse-ppk", …
std::optional<PlaceKind> place_kind_named(std::string_view name);

struct Place {
  std::string key;  // unique in the workspace
  PlaceKind kind = PlaceKind::warehouse_ppk;
  std::string name;
  std::string area;  // code of the area it serves, with all areas under it; empty: every area
  std::string lat_text, lon_text;
  double lat = kUnknown, lon = kUnknown;
  ModeSet modes = 0;  // what leaves there; 0: not said
  bool operator==(const Place& other) const;
};

// How many of a station's crew live in a village.
struct Crew {
  std::string station;  // key
  std::string village;  // code of its area, or key of its place
  int members = 0;
  bool operator==(const Crew&) const = default;
};

// A building or a populated cell.
struct Home {
  double lat = kUnknown, lon = kUnknown;
  double residents = 1;
};

}  // namespace adem::election
