// One station on the wall, and the pieces that the page of one station shares with it.
#pragma once

#include "desk/station_join.h"
#include "desk/station_standing.h"
#include "desk/station_view.h"

namespace adem::desk {

// Seconds from an ISO moment to now; null where it is not known. Negative: its writer's clock was
// ahead.
Json age_s(const Json& at, Instant now);

// Voting day at the moment of `around`.
Day day_of(const Surroundings& around);

// The state of a station; null where nothing readable was said.
Json station_state(const ledger::Reader& book, const std::string& key);

// `state` as in station_state; `forecast` as in forecast_words, or null.
Json station_row(const ListedStation& station, const Json& state, const AboutStation& about,
                 Json forecast, const Surroundings& around);

// The checklist of the rule book with what was said of each item.
Json checklist_of(const Json& state, const election::RuleBook& rules);

// The open ones of some incidents, gravest first and the oldest of those first.
std::vector<Json> open_incidents(const std::vector<Json>& incidents);
// How many facts wait for a decision.
std::int64_t pending_facts(const AboutStation& about);

}  // namespace adem::desk
