// Accounts: who may act for which office, from which day to which. A handle names an office's desk
// ("ppk-1"), not a person.
#pragma once

#include <span>

#include "desk/act.h"
#include "desk/desk_fold.h"

namespace adem::desk {

// account.appoint {handle, office, from, to}; account.end {handle, on, why}. A keeper appoints for
// its own chain within its own area; the first account of a ledger appoints for every office, so
// that one table can be set up. Errors desk.taken-handle {handle}, desk.bad-handle {handle},
// desk.unknown-kind {kind, known}, desk.other-chain {office, own}, desk.to-before-from.
std::span<const Act> account_acts();
const Part& account_part();

// The first appointment, when there is no account yet: `adem ledger init` makes it.
void appoint_first(Seat& seat, const std::string& handle, const std::string& office);

}  // namespace adem::desk
