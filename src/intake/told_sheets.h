// All sheets of a told file in memory, and the bookkeeping that answers and ticks share.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "election/find_station.h"
#include "election/import_report.h"
#include "intake/intake.h"
#include "intake/told_words.h"

namespace adem::intake {

struct SheetRow {
  std::size_t number = 0;
  std::vector<std::string> cells;  // one per column
};

struct Sheet {
  std::string name;  // empty where the file has one sheet only
  std::vector<std::string> columns;
  std::vector<SheetRow> rows;  // without rows that are blank throughout

  // "sheet!column", or the column alone.
  std::string place(std::string_view column) const;
};

// Every sheet with a header, or the one that options.table names. A sheet without any is left out
// unless it is the only one. Errors: those of geo::open_table.
std::vector<Sheet> read_sheets(const std::string& path, const Options& options);

// Where the known fields stand in a sheet.
class ToldColumns {
 public:
  // Headings recognised by field_of, the first column of each meaning; `forced` is --map.
  // Error told.no-column where --map names a column that the sheet has not or a field there is not.
  ToldColumns(const Sheet& sheet, const std::map<std::string, std::string>& forced);
  std::optional<std::size_t> at(Field field) const;
  const std::string& cell(const SheetRow& row, Field field) const;
  // Of all columns of the sheet.
  void tell(const Sheet& sheet, election::ImportReport& report) const;
  bool has_station() const { return at(Field::key) || at(Field::station); }

 private:
  std::map<Field, std::size_t> at_;
};

struct NamedStation {
  std::optional<std::size_t> row;        // in the station table
  std::optional<election::Refusal> why;  // where there is none, or several
};
// The station a row names by its key, or else by number and village.
NamedStation station_of(const election::StationFinder& finder,
                        const election::StationTable& stations, const Sheet& sheet,
                        const ToldColumns& columns, const SheetRow& row);

}  // namespace adem::intake
