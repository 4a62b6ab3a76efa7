// Issues: claims and places ("Isu & klarifikasi"). A claim is heard somewhere, checked by the
// office that owns the fact, answered with a named source, read by a second reader of another
// office, and let out. No field for a person, no name of a group; nothing unverified leaves the
// desk.
//
// An issue is an aggregate "i1~7f3a9c21"; its answers are parts of it, "i1~7f3a9c21.j1". Its state:
//   id, area, station?, text|null, topic|null, at (heard), raised (written down), by (office),
//   masked?, heard, first, last, places {area: n}, channels {kind: n}, hours {hour: {area: n}},
//   checks {office: {verdict, source, note, by, at}}, forwards {kind: {by, at}},
//   answers [{id, text, source, verdict, by, office, at, read?}], closed?, reopened?, handed?,
//   links {issue: {same, by, at}}, conflicts? [{kind, office, at, why}], redacted?
// Hours are UTC ("2024-11-27T05"), the newest 240 of them. What breaks a rule that binds everyone
// stands in `conflicts` and changes nothing else.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "desk/act.h"
#include "desk/desk_fold.h"

namespace adem::desk {

const Part& issue_part();

// issue.raise, heard, check, forward, answer, read, close, reopen, group, ungroup, hand-over.
// Errors, beside those of Seat, statements.h and the guards: desk.issue-count {count},
// desk.issue-not-owner {office, topic, owners}, desk.issue-wrong-owner {to, topic, owners},
// desk.issue-unchecked {issue}, desk.issue-disputed {issue}, desk.issue-closed {issue},
// desk.issue-not-closed {issue}, desk.issue-handed-over {issue, to}, desk.issue-redacted {issue},
// desk.issue-own-answer {answer}, desk.issue-answer-stale {answer}, desk.issue-no-answer {issue,
// known}, desk.issue-one-alone.
std::span<const Act> issue_acts();

// What a state says under the rules of an election: which checks and readings count.
struct IssueStanding {
  std::string status;      // unverified, disputed, checked, drafted, answered, closed, handed-over
  std::string verdict;     // true, false, misleading, unknown; empty: unverified; "disputed"
  std::string checked_at;  // of the first check that counts
  std::vector<std::string> released;  // ids of answers that are out
  std::vector<std::string> waiting;   // ids of drafts that wait for a second reader
  bool is_open() const { return status != "closed" && status != "handed-over"; }
  bool is_checked() const { return !verdict.empty() && verdict != "disputed"; }
};
IssueStanding standing_of(const Json& state, const election::RuleBook& rules);

// Kinds of office that own a topic; with `who_check`, those that may mark it true or false.
std::vector<std::string> owners_of(const election::RuleBook& rules, std::string_view topic,
                                   bool who_check);
// Topics that a claim may have: what the offices of the rule book own, and "other".
std::vector<std::string> topics_of(const election::RuleBook& rules);

// Events of an issue that was handed over whose texts are still in this book: to be redacted after
// the act, and again when a bundle brought such an event later. Nothing where the issue was not
// handed over.
std::vector<Id> texts_of_handed_over(const ledger::Reader& book, const std::string& issue);

// Bounds of what a state remembers.
inline constexpr std::size_t kIssueHours = 240;
// How often one entry may say that a claim was heard.
inline constexpr std::int64_t kIssueMostHeard = 100000;

}  // namespace adem::desk
