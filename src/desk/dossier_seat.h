// How acts find things in dossiers and learn from the fold whether what they did stands.
#pragma once

#include <string>
#include <string_view>

#include "desk/seat.h"

namespace adem::desk {

// The dossier of a proposal that a person means ("p1"). Errors of Seat::meant.
Json meant_dossier(const Seat& seat, const std::string& text);

struct Item {
  Json dossier, entry;
};
// The entry of a list ("decisions", "actions", "notices") that a person means: "p1.k1", or "p1"
// where the list has but one that was not withdrawn. Errors of Seat::meant, desk.unknown-id,
// desk.ambiguous-id.
Item meant_item(const Seat& seat, const char* list, const std::string& text);

// The next id within a dossier: "p1~7f3a9c21.k2".
std::string next_item(const Seat& seat, const Json& dossier, const char* list, char letter);
// How an id of this kind is read aloud.
std::string shown(const Seat& seat, const std::string& id);

// Asks the fold about the entry that this act has just made: the error of the rule that it breaks.
// Errors desk.no-accounts, desk.not-allowed, desk.out-of-area, desk.not-in-chain,
// desk.other-duty, desk.below, desk.only-across, desk.own-proposal, desk.not-forwarded,
// desk.no-basis, desk.made-by-adem, desk.not-approved, desk.not-voting, desk.not-own-duty,
// desk.others-record, desk.does-not-stand {rule}.
void must_stand(const Seat& seat, const Json& entry, Right right);
// The newest entry of a list after this act; of "proposal": the proposal.
Json last_entry(const Seat& seat, const Json& dossier, const char* list);

}  // namespace adem::desk
