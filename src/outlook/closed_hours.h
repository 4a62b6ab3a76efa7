// How long each road is closed to a mode, on average over the computed futures.
#pragma once

#include <vector>

#include "outlook/duties.h"
#include "outlook/open_roads.h"

namespace adem::outlook {

// Hours by edge within the steps; unknown roads count as open. `step_s` is the length of a step.
std::vector<float> closed_hours(const OpenRoads& open, election::Mode mode, Steps steps,
                                int step_s);

}  // namespace adem::outlook
