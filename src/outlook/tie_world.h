// Ties stations, places, crews and homes to the roads: what the links beyond the floor start from.
#pragma once

#include <array>
#include <vector>

#include "base/message.h"
#include "election/clock.h"
#include "election/places.h"
#include "election/register.h"
#include "election/rules.h"
#include "outlook/road_world.h"
#include "roads/network/network.h"

namespace adem::outlook {

struct WorldInputs {
  const roads::Network& network;
  const election::StationTable& stations;
  const election::RuleBook& rules;
  election::Window window;
  const std::vector<election::Area>& areas;
  const std::vector<election::Place>& places;
  const std::vector<election::Crew>& crews;
  const std::vector<election::Home>& homes;
};

// By link; an empty code where nothing stands in the way of computing it.
using Reasons = std::array<Message, election::kLinks.size()>;

struct TiedWorld {
  RoadWorld world;
  std::array<bool, election::kLinks.size()> computed = {true, false, false, false};
  std::vector<Reasons> why;      // by station: why a link cannot be computed there
  std::vector<Message> caveats;  // places and homes that are not on the roads, …
};

// - A station, place or home stands at the nearest road on foot within roads::kTieReach_m; what has
//   none is left out and said. Boats land within the same reach of a landing.
// - A station's boxes come from the warehouse of the smallest area that holds it (PPK before KPU),
//   over the post of the smallest area that holds it.
// - Its crew sets out from the place of its village.
// - A home belongs to the station that is nearest on foot on dry roads, within the limit; stations
//   that stand at one junction share their homes.
// A link is computed where any place, crew or home of its kind is there. Error election.no-rule
// where the book lacks a line that a computed link needs.
TiedWorld tie_world(const WorldInputs& inputs);

}  // namespace adem::outlook
