// Closed stretches as people call them: by the road's name and what lies at both ends.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "election/register.h"
#include "roads/network/network.h"

namespace adem::outlook {

struct CauseRoad {
  std::string name;  // of the road; empty where the map gives none
  roads::RoadClass road = roads::RoadClass::unknown;
  bool bridge = false, ford = false, tunnel = false;  // some part of it is
  double length_m = 0;
  geo::Point middle;  // of the stretch, on the road
  // Names of the roads met at its two ends that lie farthest apart; one where both are the same;
  // none where neither end meets a road with another name: then `near` is set.
  std::vector<std::string> between;
  std::optional<std::size_t> near;  // row of the nearest station
  std::vector<std::uint32_t> edges;
};

// For each edge a number: edges of one number are one road. A road is a name, or else one way of
// the map.
std::vector<std::uint32_t> road_numbers(const roads::Network& network);

// One for each stretch (its edges). One pass over the network.
std::vector<CauseRoad> name_stretches(const roads::Network& network,
                                      const election::StationTable& stations,
                                      std::span<const std::vector<std::uint32_t>> stretches);

}  // namespace adem::outlook
