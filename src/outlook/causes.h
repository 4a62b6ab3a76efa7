// Why stations fail together: the roads that cut them off from their warehouse, ranked by the
// voters behind them, in hours and computed futures. roads/causes finds them; this names them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "election/clock.h"
#include "election/register.h"
#include "outlook/cause_roads.h"
#include "outlook/open_roads.h"
#include "outlook/road_world.h"
#include "roads/causes/common_causes.h"

namespace adem::outlook {

struct CausesInput {
  const roads::Network& network;
  const election::StationTable& stations;
  const RoadWorld& world;  // who is supplied from where, and where help comes from
  const OpenRoads& open;
  election::Mode mode = election::Mode::car;
  Steps steps;  // of the window: those that are looked at
  unsigned threads = 1;
};

// When something holds: in any future, from the first step to one past the last; in how many
// futures at some time, and in how many at once at most.
struct CauseWhen {
  std::optional<Instant> from, to;
  std::int64_t futures = 0, at_once = 0;
};

struct CauseWorth {
  CauseRoad road;
  std::vector<std::size_t> stations;  // rows
  std::int64_t voters = 0;
  double voter_hours = 0;  // gained, per computed future on average
  CauseWhen helps;         // when keeping it open would serve somebody
};

struct CauseSet {
  std::vector<CauseRoad> roads;
  double voter_hours = 0;
};

struct CauseService {
  std::string kind;
  std::int64_t stations = 0, voters = 0;  // cut off from it too
  CauseWhen when;
};

struct CauseGroup {
  roads::CutBy by = roads::CutBy::several;
  std::vector<CauseRoad> roads, instead;
  std::vector<std::size_t> stations;    // rows
  std::vector<CauseWhen> station_when;  // of each
  std::int64_t voters = 0;
  double voter_hours = 0;  // lost
  CauseWhen when;
  std::vector<CauseService> services;
};

// Of the stations that one warehouse supplies.
struct Causes {
  std::string warehouse;
  std::int64_t stations = 0, voters = 0;
  std::int64_t without_voters = 0;  // their number is not known: counted as one voter each
  double voter_hours_lost = 0;
  std::vector<CauseWorth> worth;
  std::vector<CauseSet> pairs, best;
  std::vector<CauseGroup> groups;
  std::size_t pairs_found = 0, pairs_tried = 0;
};

struct CommonCauses {
  election::Mode mode = election::Mode::car;
  Instant from, to;  // quarter-hours that were looked at
  std::int64_t members = 0;
  std::vector<Causes> warehouses;              // most voter-hours lost first
  std::vector<std::size_t> untied;             // rows: near no road, so not known
  std::vector<std::size_t> without_warehouse;  // rows: nobody said where their boxes come from
};

// Unknown roads count as open: only water that is known of is called a cause. The mode must be of
// the world. Errors: none.
CommonCauses common_causes(const CausesInput& input);

Json to_json(const CommonCauses& causes, const election::StationTable& stations);
std::string_view name_of(roads::CutBy by);  // "warehouse", "road", "pair", "several", "no-road"

}  // namespace adem::outlook
