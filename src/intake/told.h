// What is told: witness answers and official indicator ticks from spreadsheets.
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
// with nothing answered is counted unchanged. Personal data (NIK, phone, e-mail, @handle, link) in
// a free text is refused.
AnswersResult read_answers(const std::string& path, const election::StationTable& stations,
                           const Zone& zone, const Options& options);

struct TicksResult {
  std::vector<election::IndicatorTick> ticks;
  election::ImportReport report;
};
// A row a station, a column an indicator (by number, code or name), yes/no cells; or long form:
// station, indicator, yes/no.
TicksResult read_ticks(const std::string& path, const election::StationTable& stations,
                       const election::IndicatorSet& set, const Options& options);

// The blank questionnaire of one village, ready to print and to fill: one row a station.
geo::OutTable questionnaire(const election::StationTable& stations, const std::string& area,
                            const std::string& language);

}  // namespace adem::intake
