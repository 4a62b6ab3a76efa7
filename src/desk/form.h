// A whole meeting from one spreadsheet. The same form again changes nothing; a corrected form adds
// correcting records; one wrong row and nothing at all is written.
#pragma once

#include <string>

#include "desk/desk.h"
#include "election/import_report.h"
#include "election/meeting_form.h"

namespace adem::desk {

struct FormResult {
  std::string meeting;            // id; empty where the form was refused
  election::ImportReport report;  // a row is the heading or a filled row of any sheet
};

// Which meeting a form means: the one of the same title and day, else a new one.
// Rows are matched by what they say; a row that says something new and carries the number of an
// item corrects that item, otherwise it is added.
// The caller saves the desk when nothing was refused, and throws it away otherwise. Refusals carry
// the sheet in `column`.
FormResult apply_form(Desk& desk, const election::MeetingForm& form);

}  // namespace adem::desk
