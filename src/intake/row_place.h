// Where a row of a list lies: its point or outline, the area it names, and what is doubtful about
// either. What venues and places have in common.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "election/import_report.h"
#include "election/register.h"
#include "intake/area_index.h"
#include "intake/position_check.h"
#include "intake/row_reader.h"

namespace adem::intake {

struct RowPlace {
  std::string lat_text, lon_text;  // as the list writes them; the geometry's where it writes none
  double lat = election::kUnknown, lon = election::kUnknown;  // unknown where they are no numbers
  geo::Shape shape;
};
// From the columns lat, lon and wkt, or the geometry. Nothing where the row was refused.
std::optional<RowPlace> row_place(RowReader& rows, const geo::Row& row);

// The area that the columns area, village, district and regency mean, kNoArea where it is not
// known; `code` gets its code, or what the list says.
std::uint32_t row_area(const RowReader& rows, const AreaIndex& areas, std::string& code);

// Counts and tells what is doubtful about a point. Nothing of it is kept with the record.
class PointDoubts {
 public:
  // Both must outlive it.
  PointDoubts(const AreaIndex& areas, election::ImportReport& report);
  void tell(std::size_t row, const std::string& key, const std::string& lat_text,
            const std::string& lon_text, std::uint32_t area);

 private:
  const AreaIndex& areas_;
  PositionCheck check_;
  election::ImportReport& report_;
};

// How many rows have been flagged so far.
std::size_t flagged_rows(const election::ImportReport& report);

}  // namespace adem::intake
