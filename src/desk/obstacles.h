// Obstacles (kendala) met outside a meeting: what stands in the way of a stage, where, with what
// effect, which step is taken, whose it is and by when. Those of a meeting are in its record.
//
//   {"id":"d1","area","station","stage","place","effect","step","owner","due","office","written",
//    "cleared": {office: {"result","at"}}}; open while nobody cleared it
#pragma once

#include <span>

#include "desk/act.h"
#include "desk/desk_fold.h"

namespace adem::desk {

// obstacle.record {stage, place, effect, step, owner, due, station, area}: the right to report;
// obstacle.clear {obstacle, result}: its owner or who recorded it. Errors desk.bad-choice,
// desk.not-concerned {id, concerned}, desk.already-cleared {id}.
std::span<const Act> obstacle_acts();
const Part& obstacle_part();

}  // namespace adem::desk
