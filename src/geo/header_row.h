// Names for the columns of a sheet or CSV, and the row that holds them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace adem::geo {

// How many leading rows are looked at for a header under title rows.
inline constexpr std::size_t kHeaderSearch = 20;

// Index of the first row with two filled cells or more; where there is none, of the first filled
// row; rows.size() where all are blank.
std::size_t header_row(const std::vector<std::vector<std::string>>& rows);

// Trimmed; a blank one becomes "column 4", a repeated one "nama (2)".
std::vector<std::string> column_names(const std::vector<std::string>& header);

}  // namespace adem::geo
