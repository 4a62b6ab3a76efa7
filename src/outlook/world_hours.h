// The water on the roads in the forms that searches in time want.
#pragma once

#include <vector>

#include "outlook/open_roads.h"
#include "outlook/road_world.h"
#include "roads/search/future_hours.h"

namespace adem::outlook {

// All members by the word, over the whole window. Blocks are asked one after the other; memory is
// that of the disputed roads: steps × 8 bytes each a word.
std::vector<roads::FutureHours> hours_of(const RoadWorld& world, const OpenRoads& open,
                                         election::Mode mode, roads::Reading reading);

// One future without any water.
roads::FutureHours dry_hours(const RoadWorld& world);

}  // namespace adem::outlook
