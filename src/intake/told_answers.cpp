#include "base/error.h"
#include "intake/told.h"
#include "intake/told_sheets.h"
#include "intake/told_words.h"

namespace adem::intake {

using election::Answered;

namespace {

constexpr Field kQuestions[] = {Field::flooded, Field::when,        Field::height,
                                Field::road,    Field::alternative, Field::owner};

bool asks_anything(const ToldColumns& columns) {
  for (const auto field : kQuestions) {
    if (columns.at(field)) return true;
  }
  return false;
}

// What is worth a note when all rows are read.
struct Remarks {
  std::int64_t unanswered = 0, measured = 0, contradictory = 0, without_office = 0;
};

struct Reading {
  const election::StationTable& stations;
  const election::StationFinder& finder;
  const Zone& zone;
  AnswersResult& result;
  Remarks remarks;

  void row(const Sheet& sheet, const ToldColumns& columns, const SheetRow& row);
};

void Reading::row(const Sheet& sheet, const ToldColumns& columns, const SheetRow& row) {
  auto& report = result.report;
  ++report.rows;
  const auto named = station_of(finder, stations, sheet, columns, row);
  if (named.why) {
    report.refused.push_back(*named.why);
    return;
  }
  const RawAnswer raw{columns.cell(row, Field::flooded),     columns.cell(row, Field::when),
                      columns.cell(row, Field::height),      columns.cell(row, Field::road),
                      columns.cell(row, Field::alternative), columns.cell(row, Field::owner),
                      columns.cell(row, Field::office),      columns.cell(row, Field::told_at)};
  election::WitnessAnswer answer;
  bool measured = false;
  if (auto fault = read_answer(raw, zone, answer, measured)) {
    const auto column = columns.at(fault->field);
    report.refused.push_back({row.number, column ? sheet.place(sheet.columns[*column]) : "",
                              std::move(fault->value), std::move(fault->why)});
    return;
  }
  if (!says_anything(answer)) {
    ++report.unchanged;
    ++remarks.unanswered;
    return;
  }
  answer.station = stations.text(*named.row, election::StationText::key);
  remarks.measured += measured ? 1 : 0;
  const bool contradicts =
      answer.flooded == Answered::no && answer.height != election::Mark::unknown;
  remarks.contradictory += contradicts ? 1 : 0;
  remarks.without_office += answer.office.empty() ? 1 : 0;
  result.answers.push_back(std::move(answer));
}

void note(election::ImportReport& report, const char* code, std::int64_t count) {
  if (count > 0) report.notes.push_back({code, {{"count", count}}});
}

}  // namespace

AnswersResult read_answers(const std::string& path, const election::StationTable& stations,
                           const std::vector<election::Area>& areas, const Zone& zone,
                           const Options& options) {
  const auto sheets = read_sheets(path, options);
  const election::StationFinder finder(stations, areas);
  AnswersResult result;
  Reading reading{stations, finder, zone, result, {}};
  bool any = false, any_station = false;
  for (const auto& sheet : sheets) {
    const ToldColumns columns(sheet, options.columns);
    any_station = any_station || columns.has_station();
    if (!columns.has_station() || !asks_anything(columns)) {
      if (sheets.size() > 1) {
        result.report.notes.push_back({"told.note.skipped-sheet", {{"sheet", sheet.name}}});
      }
      continue;
    }
    any = true;
    columns.tell(sheet, result.report);
    for (const auto& row : sheet.rows) reading.row(sheet, columns, row);
  }
  if (!any) {
    throw Error(ErrorKind::bad_input, any_station ? "told.no-question" : "told.no-station-column",
                {}, path);
  }
  note(result.report, "told.note.unanswered", reading.remarks.unanswered);
  note(result.report, "told.note.measured", reading.remarks.measured);
  note(result.report, "told.note.contradictory", reading.remarks.contradictory);
  note(result.report, "told.note.without-office", reading.remarks.without_office);
  return result;
}

}  // namespace adem::intake
