// Why stations fail together: the roads that cut them off from their warehouse, ranked by the
// voters behind them, in hours and computed futures. roads/causes finds them; this names them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/json.h"
#include "election/clock.h"
#include "election/register.h"
#include "outlook/cause_roads.h"
#include "roads/causes/common_causes.h"

namespace adem::outlook {

// Where ways begin, or where help comes from.
struct CausePlace {
  std::string name;
  geo::Point at;
};

// The closures of one mode as blocks of lanes: lane = member + members × (step - first step of the
// block); each block holds `steps_in_block` steps, the last one what is left.
struct CauseLanes {
  std::span<const roads::Closures> blocks;
  std::size_t members = 1, first_step = 0, steps_in_block = 1;
};

struct CausesInput {
  const roads::Network& network;
  const election::StationTable& stations;
  std::vector<std::size_t> rows;       // of the stations that are supplied from there
  std::vector<CausePlace> warehouses;  // from any of which
  std::vector<std::pair<std::string, std::vector<CausePlace>>> services;  // "hospital", "police"
  election::Mode mode = election::Mode::car;
  election::Window window;
  CauseLanes lanes;
  double reach_m = 300;  // places farther from any road are not tied to it
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
  std::vector<std::size_t> stations;  // rows
  std::int64_t voters = 0;
  double voter_hours = 0;  // lost
  CauseWhen when;
  std::vector<CauseService> services;
};

struct Causes {
  std::vector<std::string> warehouses;
  election::Mode mode = election::Mode::car;
  Instant from, to;  // quarter-hours that were looked at
  std::int64_t members = 0, stations = 0, voters = 0;
  double voter_hours_lost = 0;
  std::vector<CauseWorth> worth;
  std::vector<CauseSet> pairs, best;
  std::vector<CauseGroup> groups;
  std::size_t pairs_found = 0, pairs_tried = 0;
  std::vector<std::size_t> untied;      // rows: not near any road, so not known
  std::int64_t without_voters = 0;      // their number is not known: counted as one voter each
  std::vector<std::string> places_off;  // warehouses and services not near any road
};

Causes causes(const CausesInput& input);

Json to_json(const Causes& causes, const election::StationTable& stations);
std::string_view name_of(roads::CutBy by);  // "warehouse", "road", "pair", "several", "no-road"

}  // namespace adem::outlook
