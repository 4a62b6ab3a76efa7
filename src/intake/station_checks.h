// Looks at every station of a list at once and flags what is doubtful: coordinates mis-scaled,
// swapped, outside the region, in another village, shared; none at all; too many voters.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "election/import_report.h"
#include "election/register.h"
#include "intake/area_index.h"
#include "intake/intake.h"

namespace adem::intake {

// What the builder knows of each stored row beside the table; all vectors have its size.
struct BuiltRows {
  election::StationTable table;
  std::vector<std::uint32_t> numbers;  // row in the file
  std::vector<std::uint32_t> areas;    // index in the areas, or kNoArea
  // Coordinates as they were read, however impossible; NaN where they are no numbers. The table
  // holds them only where they are on the globe.
  std::vector<double> lat, lon;
  // Row and the key that an earlier row has as well, ascending.
  std::vector<std::pair<std::uint32_t, std::string>> repeated;
};

// Sets flags and doubts in the table, applies accepted proposals, and counts and describes in the
// report: a row counts once, under the first flag that applies.
void check_stations(BuiltRows& built, const AreaIndex& areas, const Options& options,
                    election::ImportReport& report);

}  // namespace adem::intake
