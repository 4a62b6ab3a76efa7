// Stages with their calendar, what is not ready for them and what stands in their way: what is
// overdue first.
#pragma once

#include <string>

#include "desk/seat.h"

namespace adem::desk {

// {"as_of","stages":[{"stage","name_id","name_en","mark","from","to","changed": null or {"area",
//   "from","to","legal","note","office","at"},"phase":"past|running|next","not_ready","unknown",
//   "obstacles","overdue"}],"exercise"}
// `area` chooses whose calendar and which items: an area with what lies below it; empty: all items,
// and the calendar of the rule book. Of several changes that cover the area the narrowest counts.
// "overdue" counts items and obstacles whose day has passed. Error desk.not-shown.
Json stage_list(const ledger::Reader& book, const Surroundings& around, const Actor& who,
                const std::string& area);

// The line of the list, and
// {"changes":[…],"items":[{"id","shown","item","owner","due","overdue","station","area","ready",
//   "said":{office:
//   {…}}}],"obstacles":[{"id","shown","place","effect","step","owner","due","overdue",
//   "station","area","office","open","meeting"}],"conflicts":[…]}
// "ready" of an item: "yes" | "no" | "unknown" | "disagree". Obstacles of meetings are among them.
// Errors desk.not-shown, desk.bad-choice.
Json stage_show(const ledger::Reader& book, const Surroundings& around, const Actor& who,
                const std::string& stage, const std::string& area);

}  // namespace adem::desk
