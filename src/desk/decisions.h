// Decisions on proposals, and the public notices that may follow them. Rules: competence.h.
#pragma once

#include <span>

#include "desk/act.h"

namespace adem::desk {

// decision.make {proposal, with, verdict approved|refused|returned, legal, number, valid-from,
// note}: `with` names proposals decided in the same decision (a province decides only what several
// regencies have before it). An approval of a new day of voting says when, any other holds from now
// unless it says from when; a refusal or return says why.
// decision.withdraw {decision, why}; notice.publish {decision}: the notice holds no text of its
// own, faces write it from the decision; notice.withdraw {notice, why}.
// Errors desk.unknown-verdict {verdict, known}, desk.already-decided {id, status},
// desk.already-published {id}, desk.is-withdrawn {id}, those of must_stand.
std::span<const Act> decision_acts();

}  // namespace adem::desk
