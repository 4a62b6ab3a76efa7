// What was seen of stations on the day, from a table: the other side of a score.
#pragma once

#include <string>
#include <vector>

#include "base/time.h"
#include "election/import_report.h"
#include "election/observed.h"
#include "election/register.h"
#include "intake/intake.h"

namespace adem::intake {

// The day that hours without a date belong to, and what a blank hour means.
struct ObservedDay {
  std::string date;  // "2024-11-27"
  Zone zone;
  Instant opening, voting_ends;  // a blank "from" and a blank "to"
  election::Window window;       // outside of which nothing is believed
};

struct ObservedResult {
  std::vector<election::Observation> observed;
  std::size_t rows = 0;
  std::size_t blank = 0;  // rows that do not say whether the station worked
  std::vector<election::Refusal> refused;
};

// One row: station (its key, or name and village), from, to, whether it worked, perhaps why not
// (floor, box, crew, voters). Hours are "07:00", "7.00", or a date with an hour. Headings and words
// in Indonesian and English. Of a file of several sheets those with the columns are read. Other
// columns are not looked at. rows == observed + blank + refused.
// Errors: those of geo::open_table; told.no-station-column, observed.no-worked-column {columns}.
ObservedResult read_observed(const std::string& path, const election::StationTable& stations,
                             const std::vector<election::Area>& areas, const ObservedDay& day,
                             const Options& options);

}  // namespace adem::intake
