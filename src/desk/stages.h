// Stages (tahapan): the calendar of the rule book with the changes that KPU made, and what is not
// ready for a stage, by whom.
//
//   stage     {"id":"stage:vote","stage","changes": {area: {"from","to","legal","note","office",
//              "at"}}, "conflicts"}; a change holds for its area and below, the narrowest one
//              counts
//   readiness {"id":"r1","area","station","stage","item","owner","due","office","written",
//              "said": {office: {"ready","note","at"}}}
#pragma once

#include <span>

#include "desk/act.h"
#include "desk/desk_fold.h"

namespace adem::desk {

// stage.schedule {stage, from, to, legal, note}: the right to the calendar, for the office's own
// area, and always with the law it rests on. stage.readiness {stage, item, ready, station, area,
// owner, due, note} makes an item; stage.ready {id, ready, note} says how it stands now. Both need
// the right to report. Errors desk.bad-choice, desk.to-before-from, desk.foreign-area.
std::span<const Act> stage_acts();
const Part& stage_part();
const Part& readiness_part();

// A place of an act: the area of `station` where there is one, else `area`, else the office's own.
struct ActPlace {
  std::string station, area;
};
ActPlace act_place(const Seat& seat, const Args& args);
// The code of a stage of the rule book. Error desk.bad-choice.
std::string stage_code(const Seat& seat, const std::string& text);

}  // namespace adem::desk
