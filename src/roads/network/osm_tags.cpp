#include "roads/network/osm_tags.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace adem::roads {

namespace {

using Text = std::string_view;

constexpr ModeSet kWalk = bit(Mode::walk), kMotorbike = bit(Mode::motorbike), kCar = bit(Mode::car),
                  kTruck = bit(Mode::truck), kBoat = bit(Mode::boat);

template <std::size_t N>
bool is_one_of(Text value, const std::array<Text, N>& list) {
  return std::ranges::find(list, value) != list.end();
}

// Values of highway=… that are no road one can use.
constexpr std::array<Text, 20> kNoRoad = {
    "construction", "proposed", "planned",  "abandoned",   "razed",         "platform",  "raceway",
    "corridor",     "elevator", "services", "rest_area",   "bus_stop",      "escape",    "no",
    "bus_guideway", "busway",   "disused",  "via_ferrata", "emergency_bay", "demolished"};

bool is_yes(Text value) { return value == "yes" || value == "true" || value == "1"; }
bool is_set(Text value) { return !value.empty() && value != "no" && value != "false"; }

// Nothing where the tag is missing or no number; units other than metres and tonnes are left alone.
std::optional<double> number(Text value) {
  double out = 0;
  const auto [end, bad] = std::from_chars(value.data(), value.data() + value.size(), out);
  const Text rest(end, static_cast<std::size_t>(value.data() + value.size() - end));
  const bool plain = rest.empty() || rest == "m" || rest == " m" || rest == "t" || rest == " t";
  if (bad != std::errc() || !plain) return std::nullopt;
  return out;
}

enum class Access { unsaid, open, closed };

// `private` stays open: an election vehicle is let in, and whoever lives there gets out.
Access vehicle_access(Text value) {
  static constexpr std::array<Text, 8> closed = {
      "no",           "emergency", "agricultural",          "forestry",
      "use_sidepath", "military",  "agricultural;forestry", "none"};
  if (value.empty()) return Access::unsaid;
  return is_one_of(value, closed) ? Access::closed : Access::open;
}

Access foot_access(Text value) {
  static constexpr std::array<Text, 4> closed = {"no", "emergency", "military", "use_sidepath"};
  if (value.empty()) return Access::unsaid;
  return is_one_of(value, closed) ? Access::closed : Access::open;
}

// Whether one mode may use the way. Later tags are more particular and win: the general ones close
// and open again what the class allows, those of motor vehicles and of the mode itself also open
// what it does not (access=yes alone lets no car onto a footway).
bool may_use(bool usual, std::initializer_list<Access> general,
             std::initializer_list<Access> particular) {
  bool may = usual;
  for (const Access said : general) {
    if (said != Access::unsaid) may = usual && said == Access::open;
  }
  for (const Access said : particular) {
    if (said != Access::unsaid) may = said == Access::open;
  }
  return may;
}

ModeSet modes_of(const Tags& tags, RoadClass road) {
  const ModeSet usual = usual_modes(road);
  ModeSet modes = 0;
  const auto put = [&modes](ModeSet which, bool may) {
    if (may) modes |= which;
  };
  const bool on_foot = (usual & kWalk) != 0 && !is_yes(tags.get("motorroad"));
  put(kWalk, may_use(on_foot, {foot_access(tags.get("access"))}, {foot_access(tags.get("foot"))}));
  const auto vehicle = [&](const char* own, ModeSet which) {
    put(which, may_use((usual & which) != 0,
                       {vehicle_access(tags.get("access")), vehicle_access(tags.get("vehicle"))},
                       {vehicle_access(tags.get("motor_vehicle")), vehicle_access(tags.get(own))}));
  };
  vehicle("motorcycle", kMotorbike);
  vehicle("motorcar", kCar);
  vehicle("hgv", kTruck);
  constexpr double kNarrow_m = 2, kLight_t = 3.5;
  if (number(tags.get("width")).value_or(kNarrow_m) < kNarrow_m) {
    modes &= static_cast<ModeSet>(~(kCar | kTruck));
  }
  if (number(tags.get("maxweight")).value_or(kLight_t) < kLight_t) {
    modes &= static_cast<ModeSet>(~kTruck);
  }
  return modes;
}

// 1 along the line, -1 against it, 0 both.
int direction(Text value, int unsaid) {
  if (is_yes(value)) return 1;
  if (value == "-1" || value == "reverse") return -1;
  return value.empty() ? unsaid : 0;
}

void set_directions(const Tags& tags, ModeSet modes, Kind& kind) {
  const Text junction = tags.get("junction");
  const bool round = junction == "roundabout" || junction == "circular";
  const int all = direction(tags.get("oneway"), round || tags.get("highway") == "motorway" ? 1 : 0);
  const int motorbike = direction(tags.get("oneway:motorcycle"), all);
  kind.forward = kind.backward = modes;
  const auto forbid = [&](int way, ModeSet which) {
    if (way > 0) kind.backward &= static_cast<ModeSet>(~which);
    if (way < 0) kind.forward &= static_cast<ModeSet>(~which);
  };
  forbid(all, kCar | kTruck);
  forbid(motorbike, kMotorbike);
}

std::uint8_t traits_of(const Tags& tags) {
  const Text bridge = tags.get("bridge"), tunnel = tags.get("tunnel");
  std::uint8_t traits = 0;
  // Built to be under water at times: a ford with a floor.
  const bool low = bridge == "low_water_crossing";
  if (is_set(bridge) && !low) traits |= kBridge;
  if (is_set(tunnel) && tunnel != "building_passage") traits |= kTunnel;
  if (low || is_ford(tags)) traits |= kFord;
  return traits;
}

std::int8_t layer_of(const Tags& tags) {
  return static_cast<std::int8_t>(std::clamp(number(tags.get("layer")).value_or(0), -100.0, 100.0));
}

std::optional<Kind> waterway(const Tags& tags) {
  const Text type = tags.get("waterway");
  const Text boat = tags.get("boat");
  const bool said = vehicle_access(boat) == Access::open;
  static constexpr std::array<Text, 5> wide = {"river", "canal", "fairway", "tidal_channel",
                                               "dock"};
  static constexpr std::array<Text, 3> small = {"stream", "drain", "ditch"};
  constexpr double kBoat_m = 3;
  const bool usual = is_one_of(type, wide) && !is_set(tags.get("intermittent")) &&
                     number(tags.get("width")).value_or(kBoat_m) >= kBoat_m;
  const bool asked = said && (is_one_of(type, wide) || is_one_of(type, small));
  if ((!usual && !asked) || vehicle_access(boat) == Access::closed || is_set(tags.get("tunnel"))) {
    return std::nullopt;
  }
  Kind kind;
  kind.road = RoadClass::waterway;
  kind.forward = kind.backward = kBoat;
  kind.layer = layer_of(tags);
  return kind;
}

std::optional<Kind> ferry(const Tags& tags) {
  Kind kind;
  kind.road = RoadClass::ferry;
  // Only what the map says a ferry takes, but people on foot unless it says not.
  set_directions(tags, modes_of(tags, RoadClass::ferry), kind);
  kind.forward |= kBoat;
  kind.backward |= kBoat;
  return kind;
}

}  // namespace

std::optional<RoadClass> highway_class(Text value) {
  if (value.ends_with("_link")) value.remove_suffix(5);
  if (value == "bridleway") return RoadClass::path;
  if (value == "road") return RoadClass::unknown;
  const auto known = election::road_class_named(value);
  if (known == RoadClass::ferry || known == RoadClass::waterway) return std::nullopt;
  return known;
}

ModeSet usual_modes(RoadClass road) {
  switch (road) {
    case RoadClass::motorway:
      return kCar | kTruck;
    case RoadClass::pedestrian:
    case RoadClass::footway:
    case RoadClass::cycleway:
    case RoadClass::path:
    case RoadClass::steps:
    case RoadClass::ferry:
      return kWalk;
    case RoadClass::waterway:
      return kBoat;
    default:
      return kWalk | election::kVehicles;
  }
}

ModeSet with_boat(ModeSet modes, RoadClass road, std::uint8_t traits) {
  const bool open = (traits & (kBridge | kTunnel)) == 0 && road != RoadClass::motorway;
  return open ? static_cast<ModeSet>(modes | kBoat) : modes;
}

Surface surface_named(Text value) {
  static constexpr std::array<Text, 13> paved = {
      "paved",         "asphalt", "concrete",    "concrete:plates",    "concrete:lanes",
      "paving_stones", "sett",    "cobblestone", "unhewn_cobblestone", "metal",
      "wood",          "bricks",  "chipseal"};
  static constexpr std::array<Text, 6> unpaved = {"unpaved",   "gravel",      "fine_gravel",
                                                  "compacted", "pebblestone", "rock"};
  static constexpr std::array<Text, 7> ground = {"ground", "dirt",  "earth", "mud",
                                                 "sand",   "grass", "clay"};
  if (is_one_of(value, paved)) return Surface::paved;
  if (is_one_of(value, unpaved)) return Surface::unpaved;
  return is_one_of(value, ground) ? Surface::ground : Surface::unknown;
}

bool is_landing(const Tags& tags) {
  return tags.get("man_made") == "pier" || tags.get("amenity") == "ferry_terminal" ||
         tags.get("leisure") == "slipway";
}

bool is_ford(const Tags& tags) { return is_set(tags.get("ford")); }

bool is_no_road(std::string_view highway) { return is_one_of(highway, kNoRoad); }

bool is_known_class(const Tags& tags) {
  const Text highway = tags.get("highway");
  return highway.empty() ||
         highway_class(highway).value_or(RoadClass::unknown) != RoadClass::unknown;
}

std::string_view road_name(const Tags& tags) {
  const Text name = tags.get("name");
  return name.empty() ? tags.get("ref") : name;
}

std::optional<Kind> kind_of(const Tags& tags) {
  const Text highway = tags.get("highway");
  if (highway.empty() || is_one_of(highway, kNoRoad)) {
    if (tags.get("route") == "ferry") return ferry(tags);
    return tags.get("waterway").empty() ? std::nullopt : waterway(tags);
  }
  Kind kind;
  kind.road = highway_class(highway).value_or(RoadClass::unknown);
  kind.traits = traits_of(tags);
  kind.layer = layer_of(tags);
  kind.surface = surface_named(tags.get("surface"));
  if (kind.surface == Surface::unknown) {
    const Text grade = tags.get("tracktype");
    if (grade == "grade1") kind.surface = Surface::paved;
    if (grade == "grade2" || grade == "grade3") kind.surface = Surface::unpaved;
    if (grade == "grade4" || grade == "grade5") kind.surface = Surface::ground;
  }
  set_directions(tags, modes_of(tags, kind.road), kind);
  kind.forward = with_boat(kind.forward, kind.road, kind.traits);
  kind.backward = with_boat(kind.backward, kind.road, kind.traits);
  return kind;
}

}  // namespace adem::roads
