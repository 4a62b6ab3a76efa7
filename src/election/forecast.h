// An earlier outlook as what it said of each station, whichever way it was kept: what a score
// needs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "election/clock.h"

namespace adem::election {

struct ForecastRow {
  std::string station;  // key
  LinkSeries works;     // chance that the station works; negative unknown
  std::optional<Link> weakest;
};

struct Forecast {
  std::string name;    // of the run, or the id of what was published ("w1")
  std::string office;  // that published it; empty: a run kept here
  std::optional<Instant> made_at;
  Window window;
  double demanded_chance = 0.9;
  bool exercise = false;
  std::vector<ForecastRow> rows;
};

}  // namespace adem::election
