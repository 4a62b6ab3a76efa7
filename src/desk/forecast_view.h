// Published forecasts: the newest of each publisher, with its age, and what it superseded.
#pragma once

#include <string>

#include "desk/seat.h"

namespace adem::desk {

// {"as_of","forecasts":[{"id","shown","office","area","made_at","age_s","written","valid","over",
//   "stations","summary","superseded_by","incomplete","made_from","caveats","run","exercise"}],
//   "exercise"}
// Newest first, each publisher's newest before what it superseded. "over": its hours have passed.
// "incomplete": rows that it names have not arrived here. Numbers that were not whole are numbers
// again. Error desk.not-shown.
Json forecast_list(const ledger::Reader& book, const Surroundings& around, const Actor& who);

// The line of the list and its "rows", worst status first. Errors desk.not-shown, desk.unknown-id.
Json forecast_show(const ledger::Reader& book, const Surroundings& around, const Actor& who,
                   const std::string& id);

}  // namespace adem::desk
