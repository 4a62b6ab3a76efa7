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

// Who sits at the seat appoints accounts of `office` and may end or invite them. Errors
// desk.bad-office, desk.unknown-kind, desk.not-allowed, desk.foreign-area, desk.other-chain,
// desk.no-accounts.
void require_appoints(const Seat& seat, const std::string& office);

// Who sits at the seat keeps the table itself, its lists too: the first account, and every keeper.
// Errors desk.no-accounts, desk.not-allowed.
void require_keeps(const Seat& seat);

// {"accounts": [{"handle","office","area","from","to","why" of an end,"first","serves"}]} by
// handle; "serves": whether it does today. For offices that have a right at the desk.
Json account_list(const ledger::Reader& book, const Surroundings& around, const Actor& who);

// The first appointment, when there is no account yet: `adem ledger init` makes it.
void appoint_first(Seat& seat, const std::string& handle, const std::string& office);

}  // namespace adem::desk
