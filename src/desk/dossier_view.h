// What an office sees of proposals, decisions, notices and what is to be done. Pure: Json from a
// reader, for faces and programs.
//
// An office sees what concerns its area: what lies in it and what it lies in. The public (a kind
// without rights) sees published notices only. Ids are given full ("id") and as people read them
// ("shown").
#pragma once

#include <string>
#include <vector>

#include "desk/meeting.h"
#include "desk/seat.h"

namespace adem::desk {

struct DossierFilter {
  std::string station;  // key; empty: any
  std::string status;   // empty: any
  std::string about;    // empty: any
};

// {"proposals": […], "counts": {status: n}}: conflicts first, then what waits for somebody, longest
// first, then what is settled, newest first. Each line {id, shown, area, status, about, stations,
// areas, from_venue, to_venue, by, at, decisions: n, exercise}.
Json dossier_list(const ledger::Reader& book, const Actor& who, const DossierFilter& filter);

// The whole dossier of an id, each entry with "shown" and decisions and proposal with "basis" (the
// line of the rule book: text_id, text_en, article, mark; null where it is none), and the proposal
// with "last_day" {day, days, mark} where the rule book sets one. Errors desk.unknown-id,
// desk.ambiguous-id; desk.unknown-id too where the office may not see it.
Json dossier_show(const ledger::Reader& book, const Actor& who, const election::RuleBook& rules,
                  const std::string& text);

// Public notices, newest first: {"notices": [{id, shown, state, about, stations, areas, from_venue,
// to_venue, valid_from, by, number, article, published, exercise}]}, the article only where it was
// read in the law (mark V). `all`: held and withdrawn ones too; never for the public.
Json notice_list(const ledger::Reader& book, const Actor& who, const election::RuleBook& rules,
                 bool all);

struct FollowupFilter {
  std::string owner;    // office; empty: any
  bool closed = false;  // also what is done, withdrawn or cancelled
};

// Promises of meetings and actions of decisions in one list, overdue ones first, then by due day:
// {"items": [{origin: "meeting"|"decision", id, shown, of, owner, text, due, stations, state,
// evidence}], "counts": {state: n}}. States: conflict, overdue, open, done, withdrawn, cancelled,
// redacted (its text was taken out; then owner and due are empty). `today` is an ISO date: what is
// due today is not overdue.
Json followup_list(const ledger::Reader& book, const std::vector<Meeting>& meetings,
                   const Actor& who, const std::string& today, const FollowupFilter& filter);

}  // namespace adem::desk
