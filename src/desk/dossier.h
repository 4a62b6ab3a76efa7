// The dossier of a proposal: the proposal, who forwarded it, what was decided, the actions and
// public notices that follow. One state, so that every rule between them is judged in the fold.
//
// State {id, area, status, proposal, forwards, decisions, actions, done, notices, withdrawals}: all
// that was written, in the order of the ledger; each entry has
//   by, account, at   office, account and time of its event
//   redacted          its text was taken out; then it counts neither for nor against
//   broken            the rule it breaks; empty: none. Such an entry is shown and changes nothing
// and what can be withdrawn has `withdrawn` (why, or null). Everything that follows from the
// entries (broken, status, state) is worked out anew from all of them after each event, so that it
// depends on the entries only and not on the order in which they came.
//
// status   to-forward | pending | approved | refused | returned | withdrawn
//          conflict     decisions that differ, or a decision about a withdrawn proposal: none wins
//          invalid      the proposal breaks a rule; incomplete: it has not arrived
// actions  state: open | done | withdrawn | cancelled (its decision does not stand any more) |
//          conflict (done and withdrawn) | invalid
// notices  state: published | held (its decision does not stand) | withdrawn | invalid
#pragma once

#include "desk/desk_fold.h"

namespace adem::desk {

inline constexpr std::string_view kDossier = "proposal";  // the type of aggregate

const Part& dossier_part();

// Works out what follows from the entries (dossier_judge.cpp).
void judge_dossier(Json& state);

// The entry of a list by its id; null where there is none.
const Json& entry_of(const Json& list, const std::string& id);

}  // namespace adem::desk
