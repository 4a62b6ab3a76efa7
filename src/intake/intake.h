// Lists in. Recognises columns, checks rows, flags what is doubtful, refuses what cannot be stored.
// Pure: a table and what is already known go in; records and a report come out. The workspace
// decides what to do with them.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/progress.h"
#include "election/import_report.h"
#include "election/register.h"
#include "election/rules.h"
#include "election/witness.h"
#include "geo/table.h"

namespace adem::intake {

struct Options {
  std::map<std::string, std::string> columns;  // --map field=COLUMN
  geo::TableOptions table;
  std::string election;             // for ids
  std::string scheme;               // coding scheme of the list; empty: guessed and noted
  std::set<election::Flag> accept;  // proposals to apply on request: mis_scaled, swapped
  std::optional<int> max_voters;
};

struct AreasResult {
  std::vector<election::Area> areas;  // in file order
  election::ImportReport report;      // counts rows and refused; the store fills added/changed
};
// Errors: those of geo::open_table; intake.no-column (a --map names a column the file has not),
// intake.no-field (a field the record needs has no column: says which names would be recognised).
AreasResult read_areas(const std::string& path, const Options& options);

struct StationsResult {
  election::StationTable stations;
  election::ImportReport report;
};
StationsResult read_stations(const std::string& path, const std::vector<election::Area>& areas,
                             const Options& options, const Progress& progress = {});

struct VenuesResult {
  std::vector<election::Venue> venues;
  election::ImportReport report;
};
VenuesResult read_venues(const std::string& path, const std::vector<election::Area>& areas,
                         const Options& options);

}  // namespace adem::intake
