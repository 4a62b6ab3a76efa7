// One station on the wall, and the pieces that the page of one station shares with it.
#pragma once

#include "desk/station_join.h"
#include "desk/station_view.h"

namespace adem::desk {

// Seconds from an ISO moment to now; null where it is not known. Negative: its writer's clock was
// ahead.
Json age_s(const Json& at, Instant now);

// `state` is null where nobody spoke of the station yet.
Json station_row(const ListedStation& station, const Json& state, const AboutStation& about,
                 const Surroundings& around);

// The checklist of the rule book with what was said of each item.
Json checklist_of(const Json& state, const election::RuleBook& rules);

// The open ones of some incidents, gravest first and the oldest of those first.
std::vector<Json> open_incidents(const std::vector<Json>& incidents);

}  // namespace adem::desk
