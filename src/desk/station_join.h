// What else is known of stations, brought together from the other parts of the desk: incidents,
// facts with their decisions, promises; and published forecasts.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "desk/seat.h"

namespace adem::desk {

struct AboutStation {
  std::vector<Json> incidents;  // states, open and closed, with "shown"
  std::vector<Json> facts;      // states with "shown" and "decision": below
  std::vector<Json> decisions;  // {"id","proposal","about","verdict","to_venue","legal","by","at",
                                //  "valid_from","fact","stands"}
  std::vector<Json> promises;   // {"id","meeting","owner","text","due","kept"}
  bool put_off = false;         // an approved decision postpones or continues the vote
};

// By key of the station. A fact's "decision" is
//   {"state":"not-needed"}            nothing is to be decided about such a fact
//   {"state":"pending","about":…}     KPU has not decided yet, or returned the proposal
//   {"state":"decided","id","verdict"} the last decision that names the fact, or names none and is
//                                     about the same matter of the same station
//   {"state":"over"}                  voting went on, as another fact says
// Reads every state of those types once: cost grows with what was recorded, not with the register.
std::map<std::string, AboutStation> about_stations(const ledger::Reader& book);

// The state of each publisher's newest forecast, newest first; by when it was made, and where that
// is not known by when it was published.
std::vector<Json> newest_forecasts(const ledger::Reader& book);
// The row of a station in a forecast; null where it has none.
Json forecast_row(const ledger::Reader& book, const Json& forecast, const std::string& station);
// What the newest forecast of all publishers that speaks of a station says of it, by key:
// {"status","forecast","office","made_at"}. Reads those parts of forecasts that may hold these
// stations, each once.
std::map<std::string, Json> forecast_words(const ledger::Reader& book,
                                           const std::set<std::string>& stations);

}  // namespace adem::desk
