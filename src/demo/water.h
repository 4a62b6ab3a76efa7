// What the exercise gives to `adem water run`: the coast on a coarser grid, a made-up night of rain
// and the scenario that lays both, and the reported tide, on it twenty times.
#pragma once

#include <string>

#include "base/time.h"
#include "demo/coast.h"

namespace adem::demo {

inline constexpr int kMembers = 20;
inline constexpr int kGrid_arcsec = 3;  // about 93 m

// Means of 3 × 3 cells of the coast's terrain. Sea that lies deeper than 2 m below the exercise's
// zero is cut off: there the tide is the same everywhere, and deep water makes steps short.
geo::Grid<float> water_terrain(const Coast& coast);

// 90 mm from 02:00 to 08:00 of the voting day (BMKG: heavy, 50-100 mm a day); nothing before and
// after.
std::string rain_csv(Instant vote_midnight, const Zone& zone);

// From 12:00 on the eve to 06:00 on the day after, reports every half-hour, beside tide.csv,
// rain.csv and water-terrain.tif; results go to ../water.
std::string scenario_toml(Instant vote_midnight, const Zone& zone);

}  // namespace adem::demo
