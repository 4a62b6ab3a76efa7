// Proposals: who asks for what, where, on which legal ground. Rules: competence.h; state:
// dossier.h.
#pragma once

#include <span>

#include "desk/act.h"

namespace adem::desk {

// proposal.make {about, stations or area, to-venue, from-venue, reason, legal, made-from, fact};
// proposal.forward {proposal, note} by those between proposer and decider (a repeated vote: KPPS,
// PPK, KPU); proposal.withdraw {proposal, why} by the office that made it, until it is decided.
// A relocation names its new venue; about voting a line of the rule book is the legal ground; no
// calculation stands behind a proposal to repeat a vote (made-from refused).
// Errors desk.unknown-topic {about, known}, desk.unknown-legal {legal, known}, desk.no-place,
// desk.bad-hash {text}, desk.other-station {fact}, desk.already-decided {id, status}, those of
// must_stand.
std::span<const Act> proposal_acts();

// A line of the rule book as a person writes it; "" where none is given. Error desk.unknown-legal.
std::string legal_basis(const Seat& seat, const std::string& text);

}  // namespace adem::desk
