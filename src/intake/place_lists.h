// Lists of what the links of the station clock start from: places, crews, homes. Columns are found
// by name in both languages, as in every list (intake.h); --map overrides.
#pragma once

#include <string>
#include <vector>

#include "election/import_report.h"
#include "election/places.h"
#include "election/register.h"
#include "intake/intake.h"

namespace adem::intake {

struct PlacesResult {
  std::vector<election::Place> places;
  election::ImportReport report;
};
// A row a place: its kind in words ("gudang PPK", "hospital"), its name, where it is, the area it
// serves, what leaves there. Columns beyond these are not kept, and said. Errors: those of
// geo::open_table; intake.no-column, intake.no-field.
PlacesResult read_places(const std::string& path, const std::vector<election::Area>& areas,
                         const Options& options);

struct CrewsResult {
  std::vector<election::Crew> crews;
  election::ImportReport report;
};
// A row a station and village: how many of the crew live there. A village is the code or name of
// an area, or the key or name of a place of kind crew-village. Also error intake.person-column
// where a column tells of persons: the list of a crew is not taken, only its counts.
CrewsResult read_crews(const std::string& path, const election::StationTable& stations,
                       const std::vector<election::Area>& areas,
                       const std::vector<election::Place>& places, const Options& options);

struct HomesResult {
  std::vector<election::Home> homes;  // one for each row that was not refused
  election::ImportReport report;
};
// A row a building or a populated cell, as a point or an outline, with its residents (a building
// that does not say counts one). At most kMostHomes: error intake.too-many-homes.
inline constexpr std::size_t kMostHomes = 5'000'000;
HomesResult read_homes(const std::string& path, const Options& options);
// A raster of residents: every cell above nought is a home at its middle; a row of the report is
// such a cell. Also errors intake.raster-too-large, intake.not-a-population.
HomesResult read_home_raster(const std::string& path, const Options& options);

}  // namespace adem::intake
