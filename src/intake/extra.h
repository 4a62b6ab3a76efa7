// What a row holds beyond the fields of its record, as a JSON object in the order of the file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "intake/columns.h"

namespace adem::intake {

// Names under which columns are kept beside the record: the column's own, with " (list)" behind it
// where adem itself writes a column of that name.
std::vector<std::string> extra_names(const Columns& columns,
                                     std::span<const std::string_view> written);

// The columns that adem writes for each kind of list, in order.
std::span<const std::string_view> station_export_columns();
std::span<const std::string_view> area_export_columns();
std::span<const std::string_view> venue_export_columns();

}  // namespace adem::intake
