// Who may propose, forward and decide about what. Pure, and asked twice: before an act is recorded,
// and of every event in the fold, so that a rule binds whoever wrote the event.
//
// Voting: relocation, and the ways on after interrupted voting that the rule book names. Proposed
// by who holds the right (for a way of the rule book: by the first of its chain, then forwarded by
// those between), decided by who holds the right in whose area all of it lies, never by the office
// or the account that proposed or forwarded. An office that decides only across areas
// (OfficeKind::only_across) decides what no single area below its own holds.
// Own duties: deployment, which every chain decides for itself; delivery of supplies, which is the
// organisers'. Proposed and decided within one chain, by the proposing office itself or one above.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "election/rules.h"

namespace adem::desk {

// Who wrote an event, as far as its header says.
struct Party {
  std::string account, office, area;
  const election::OfficeKind* kind = nullptr;  // none: the book knows no such office
};
Party party_of(const election::RuleBook& book, const std::string& account,
               const std::string& office);

struct Topic {
  std::string code;  // "relocation", "susulan", "deployment", …
  bool voting = false;
  const election::LegalPath* path = nullptr;  // the way of the rule book, where it is one
};
std::optional<Topic> topic_of(const election::RuleBook& book, std::string_view about);
std::vector<std::string> topic_codes(const election::RuleBook& book);

// The rule book of an election that travels in the binary; none where there is no such.
const election::RuleBook* book_of(std::string_view election);

// A line of the rule book that a decision about voting may rest on.
bool is_legal_basis(const election::RuleBook& book, std::string_view code);
std::vector<std::string> legal_codes(const election::RuleBook& book);

// The narrowest area that holds all of them; empty where there is none.
std::string common_area(const std::vector<std::string>& areas);

// Which rule is broken; empty: none. "no-account", "unknown-office", "right", "foreign-area",
// "not-in-chain", "other-chain", "below", "only-across", "own-proposal", "not-forwarded".
std::string_view proposing_breaks(const Topic& topic, const Party& by,
                                  const std::vector<std::string>& areas);
// `step`: how many forwarded it before.
std::string_view forwarding_breaks(const Topic& topic, const Party& by,
                                   const std::vector<std::string>& areas, std::size_t step);
// How many must forward it before it can be decided.
std::size_t forwards_needed(const Topic& topic);
// `before`: who proposed and forwarded it. `reach`: areas of everything decided together.
std::string_view deciding_breaks(const Topic& topic, const std::vector<Party>& before,
                                 const Party& by, const std::vector<std::string>& reach);

}  // namespace adem::desk
