// Incidents as lists and pages: open ones first, gravest first, oldest first.
#pragma once

#include <string>

#include "desk/seat.h"

namespace adem::desk {

struct IncidentFilter {
  std::string area;     // with what lies below it; empty: all
  std::string station;  // key; empty: all
  bool closed = false;  // closed ones too, behind the open ones
};

// {"as_of","incidents":[{"id","shown","kind","gravity","station","place","area","text","at",
//   "age_s","office","source","verified","assigned":[{"to","due","by"}],"overdue",
//   "escalated":[offices],
//   "advice":n,"open","closed":{office: result},"conflicts":n}],
//  "summary":{"open","closed","unverified","overdue","kinds":{kind: open},
//   "gravities":{gravity: open}},
//  "voting_day":{"reported","open","kinds":{kind: reported}},"exercise"}
// "verified": "confirmed" | "not-so" | "unknown" | "disagree" (offices say different things) |
// "none" (nobody looked yet). "voting_day" counts what happened on the day of the vote. The
// summaries count what the filter's area and station hold, closed or not. Error desk.not-shown.
Json incident_list(const ledger::Reader& book, const Surroundings& around, const Actor& who,
                   const IncidentFilter& filter);

// The line of the list, the whole state under "incident", and the "history" of its events.
Json incident_show(const ledger::Reader& book, const Surroundings& around, const Actor& who,
                   const std::string& id);

}  // namespace adem::desk
