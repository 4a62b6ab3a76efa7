// Where the stations of a list stand on the network, and why some do not.
#pragma once

#include <optional>
#include <vector>

#include "base/message.h"
#include "election/register.h"
#include "roads/network/tie.h"

namespace adem::roads {

struct StationTie {
  std::optional<Tie> tie;
  // Why it is not tied, or tied with a doubt: roads.station.<no-point, far {distance_m}, nowhere,
  // snippet>. What cannot be tied is unknown to everything that needs roads.
  std::optional<Message> reason;
};

// One for each row of the list.
std::vector<StationTie> tie_stations(const Network& network, const election::StationTable& stations,
                                     double reach_m);

}  // namespace adem::roads
