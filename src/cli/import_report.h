// Prints what an import did, or would do: counts, notes, refused rows, doubtful rows.
#pragma once

#include <string>

#include "cli/context.h"
#include "election/import_report.h"

namespace adem::cli {

// As JSON (MODEL's "import", each message with its text), or as a short page for people; `what` is
// a catalogue code for the kind of rows ("import.kind.stations").
void show_report(Context& context, const election::ImportReport& report, const std::string& what);

}  // namespace adem::cli
