// Cells that a spreadsheet would run instead of show: "=cmd|…", "@SUM(…)", "+1+1". In CSV a quote
// in front makes them text; whoever reads the file back gets them without it.
#pragma once

#include <string_view>

namespace adem::geo {

// Begins like a formula and is no number: "-101,44" and "+62" are numbers.
bool is_formula(std::string_view cell);

// Whether a cell must be written with a quote in front. So must one that has quotes before a
// formula already, or reading would take one of its own.
bool needs_quote(std::string_view cell);
// Whether the first letter of a cell that was read is such a quote.
bool has_quote(std::string_view cell);

}  // namespace adem::geo
