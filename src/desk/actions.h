// Actions: what follows from a decision, whose it is, by when, and the evidence that it was done.
#pragma once

#include <span>

#include "desk/act.h"

namespace adem::desk {

// action.add {decision, owner, text, due, stations}: of an approved decision. An office takes an
// action for itself; the office that decided may give one to offices of its own chain in its own
// area. action.done {action, evidence, on} by its owner; action.withdraw {action, why} by who added
// it. Errors desk.unknown-kind, desk.bad-office, desk.already-done {id}, desk.is-withdrawn {id},
// desk.done-in-future {date}, those of must_stand.
std::span<const Act> action_acts();

}  // namespace adem::desk
