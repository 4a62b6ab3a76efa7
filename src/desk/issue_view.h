// What an office may see of the issue desk, as JSON; nothing is recorded here.
//
// - An office with the right read-claims sees every claim of its own area, of what lies below it
// and
//   of what its area lies in.
// - Every other office with an account sees claims that are closed and checked, and how many there
//   are by place.
// - Whoever has no account sees answers that are out.
// A claim that was handed over shows its place, hour, and to whom; never its text.
#pragma once

#include <string>
#include <vector>

#include "desk/issue.h"

namespace adem::desk {

struct IssueFilter {
  std::string area{};   // in it or below; empty: all that the office sees
  std::string topic{};  // empty: all
  bool mine = false;    // topics that this office may check, drafts that it may read second
  bool closed = false;  // closed and handed over too
};

// {"sees": "claims"|"closed", "issues": [row…], "groups": [group…], "alarms": [alarm…],
//  "places": [{area, open, closed, heard}…]}
// row: {id, area, station?, topic, text, status, verdict, at, raised, heard, places, owners,
//       forwarded, due?, overdue, group?, answers, handed?}; what is overdue comes first, then what
//       is due soonest, then the newest.
// group: {"lead", "members", "confirmed", "least" (thousandths that the lead and the least like it
//       have in common), "heard", "places"}: a proposal until people confirmed it.
// alarm: {"code": "issue.alarm", "issue", "count", "before", "places", "places_before", "hours"}:
// of
//       groups and of single claims; from the hours at which they were heard up to `now`, whole
//       hours.
// Error desk.no-accounts where nobody acts.
Json issue_list(const ledger::Reader& book, const Surroundings& around, const Actor& who,
                const IssueFilter& filter);

// One claim with its checks, answers and what others wrote about it. Errors desk.no-accounts,
// desk.unknown-id, desk.ambiguous-id, desk.issue-not-shown {issue, office}.
Json issue_show(const ledger::Reader& book, const Surroundings& around, const Actor& who,
                const std::string& id);

// What is out, newest first: {"answers": [{answer, issue, area, station?, topic, verdict, text,
// source, checked_by, released_at}…]}. For everybody; nothing unverified is in it.
Json issue_answers(const ledger::Reader& book, const Surroundings& around, const std::string& area);

// Claims and released answers like a text, the most alike first, 10 of each at most:
// {"claims": [{row…, "alike"}…], "answers": [{answer…, "alike"}…]} with "alike" in thousandths, 300
// at least. Claims as far as the office sees them.
Json issue_similar(const ledger::Reader& book, const Surroundings& around, const Actor& who,
                   const std::string& text);

}  // namespace adem::desk
