// Roads under water by limits of one's own, whatever a way to travel is allowed.
#pragma once

#include <span>
#include <vector>

#include "roads/passage/road_futures.h"

namespace adem::roads {

// As roads_in_futures, a table for each limit, in their order.
std::vector<FuturesTable> closed_in_futures(const Network& network,
                                            std::span<const LayerFile> layers,
                                            std::span<const election::ModeRule> limits,
                                            const election::Window& window,
                                            const Progress& progress = {}, unsigned threads = 1);

}  // namespace adem::roads
