// What is told: witness answers and official indicator ticks from spreadsheets.
//
// Every sheet of a file is read. Columns are recognised by the headings of the questionnaire in
// both languages and by their usual short forms; options.columns (--map) overrides. Refusals and
// notes carry complete codes ("told.refused.…"); in a file of several sheets the column of a
// refusal is "sheet!column".
#pragma once

#include <string>
#include <vector>

#include "election/import_report.h"
#include "election/register.h"
#include "election/rules.h"
#include "election/witness.h"
#include "geo/table.h"
#include "intake/intake.h"

namespace adem::intake {

struct AnswersResult {
  std::vector<election::WitnessAnswer> answers;
  election::ImportReport report;
};
// One row a station, as `adem export questionnaire` prints it; blank answers are unknown, a row
// with nothing answered is counted unchanged (the store adds what it finds unchanged). Personal
// data (NIK, phone, e-mail, @handle, link) in a free text is refused, row by row.
// Errors: those of geo::open_table; told.no-column, told.no-station-column, told.no-question.
AnswersResult read_answers(const std::string& path, const election::StationTable& stations,
                           const std::vector<election::Area>& areas, const Zone& zone,
                           const Options& options);

struct TicksResult {
  std::vector<election::IndicatorTick> ticks;
  std::vector<std::size_t> rows;  // the row each tick came from, for counting rows once
  election::ImportReport report;
};
// Wide form: a row a station, a column an indicator (by number, code or name), yes/no cells. Long
// form: station, indicator, yes/no. Blank is not stated. `source` is kept with each tick where the
// file has no column for it. Errors as above, and told.no-indicator, told.unknown-indicator.
TicksResult read_ticks(const std::string& path, const election::StationTable& stations,
                       const std::vector<election::Area>& areas, const election::IndicatorSet& set,
                       const std::string& source, const Options& options);

// Blank questionnaires, ready to print and to fill: one table a village (the area that stations
// belong to), in the order of the codes; one row a station. `area` is a code, of a village or of
// anything above it; empty takes all. Error told.unknown-area.
std::vector<geo::OutTable> questionnaires(const election::StationTable& stations,
                                          const std::vector<election::Area>& areas,
                                          const std::string& area, const std::string& language);

}  // namespace adem::intake
