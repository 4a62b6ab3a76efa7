// Landing stages that stand beside the lines: each goes to the nearest point of a line. Used by
// osm_read.cpp only.
#pragma once

#include <vector>

#include "roads/network/lines.h"

namespace adem::roads {

struct LooseLanding {
  std::int64_t source = 0;
  Place place;
};

// Marks the nearest point within `reach_m` of each; flags far_landing where there is none. One pass
// over the points.
void attach_landings(const std::vector<LooseLanding>& landings, double reach_m, Lines& lines);

}  // namespace adem::roads
