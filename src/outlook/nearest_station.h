// Which station is nearest on foot, for every junction within a limit.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "roads/search/graph.h"
#include "roads/search/walk.h"

namespace adem::outlook {

struct Nearest {
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  std::uint32_t station = kNone;  // the first of those at one junction
  std::uint32_t metres = 0;       // from the junction to the station
};

// One Dijkstra search from all stations at once. On foot roads lead both ways; of stations equally
// near the first one counts. Beyond the limit there is none.
std::vector<Nearest> nearest_stations(const roads::Graph& graph,
                                      std::span<const std::uint32_t> length_m,
                                      std::span<const roads::WalkEnd> stations,
                                      std::uint32_t limit_m);

}  // namespace adem::outlook
