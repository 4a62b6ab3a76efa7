// A meeting's spreadsheet: read into rows by field, and printed blank to be filled in.
#pragma once

#include <string>
#include <vector>

#include "election/meeting_form.h"
#include "geo/table.h"

namespace adem::intake {

// Sheets and columns are recognised by their Indonesian and English names, in any order; sheets
// that are not recognised must be empty. Errors: those of geo::open_table; form.no-heading (no
// sheet "Rapat"), form.unknown-sheet, form.unknown-column, form.unknown-line, form.twice: each says
// which names there are, because what is not understood must not be dropped in silence.
election::MeetingForm read_meeting_form(const std::string& path);

// The blank form in a language ("id", "en"): a sheet a part, the agenda filled with `agenda`.
std::vector<geo::OutTable> blank_meeting_form(const std::string& language,
                                              const std::vector<std::string>& agenda);

}  // namespace adem::intake
