// What offices say about a station: its status on the day and what they ticked off. The state keeps
// the latest statement of each office and overwrites no other's; all of them are in the history.
//
//   {"id","station","area",
//    "reports": {office: {"status","as_of","at","source","from","note","water_cm"}},
//    "checks":  {item: {office: {"done","at","note"}}}}
//
// "as_of" is when it was so, "at" when it was written. A statement that was taken out keeps its
// office and time, and its status and answer are null: what it replaced does not come back.
#pragma once

#include <span>

#include "desk/act.h"
#include "desk/desk_fold.h"

namespace adem::desk {

// station.report {station, status, as-of, source, from, note, water-cm}; station.check {station,
// item, done, note}. Both need the right to report, over the station's area. Errors
// desk.bad-choice, desk.in-future, desk.out-of-range {field, low, high}.
std::span<const Act> station_acts();
const Part& station_part();

}  // namespace adem::desk
