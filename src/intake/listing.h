// The register as tables to write: what adem exports and reads back to the letter. First the
// columns adem knows, then those the lists brought along.
#pragma once

#include <string>
#include <vector>

#include "election/register.h"
#include "geo/table.h"

namespace adem::intake {

geo::OutTable station_list(const election::StationTable& stations);
// The same as CSV, without a table in between: a nation's list is 818,339 rows.
std::string station_csv(const election::StationTable& stations);

// With `wkt`, outlines become a text column (CSV has no geometry).
geo::OutTable area_list(const std::vector<election::Area>& areas, bool wkt);
geo::OutTable venue_list(const std::vector<election::Venue>& venues, bool wkt);

}  // namespace adem::intake
