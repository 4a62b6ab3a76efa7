// Official indicator ticks. Wide form: a column an indicator. Long form: a row a tick.
//
// A lone "x" means yes on some forms and no on others. It is read as no where the file also has
// ticks (✓), as yes where every filled cell of the file is an "x", and refused otherwise.
#include <algorithm>
#include <charconv>

#include "base/error.h"
#include "election/private_text.h"
#include "intake/told.h"
#include "intake/told_sheets.h"
#include "intake/told_words.h"

namespace adem::intake {

using election::Answered;
using election::Indicator;
using election::plain_name;

namespace {

constexpr std::string_view kIndicatorHeads[] = {"indikator", "indicator", "kode indikator",
                                                "indicator code", "nama indikator"};
constexpr std::string_view kValueHeads[] = {"nilai",  "jawaban", "ya tidak", "value", "ticked",
                                            "status", "hasil",   "yes no",   "tanda"};
constexpr std::string_view kSourceHeads[] = {"sumber", "source"};
// The running number of a list.
constexpr std::string_view kSerialHeads[] = {"no", "nomor", "number", "urut", "no urut"};

template <std::size_t N>
std::optional<std::size_t> column_of(const Sheet& sheet, const std::string_view (&heads)[N]) {
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
    if (std::ranges::find(heads, plain_name(sheet.columns[i])) != std::end(heads)) return i;
  }
  return std::nullopt;
}

// The number in "8", "No. 8", "Indikator 8", "I8"; nothing where the text is more than that.
std::optional<int> number_in(std::string_view plain) {
  for (const std::string_view lead : {"indikator ", "indicator ", "nomor ", "no ", "i "}) {
    if (plain.starts_with(lead)) plain.remove_prefix(lead.size());
  }
  if (plain.size() > 1 && plain[0] == 'i') plain.remove_prefix(1);
  int number = 0;
  const auto read = std::from_chars(plain.data(), plain.data() + plain.size(), number);
  if (plain.empty() || read.ec != std::errc{} || read.ptr != plain.data() + plain.size()) {
    return std::nullopt;
  }
  return number;
}

const Indicator* indicator_of(const election::IndicatorSet& set, std::string_view text) {
  const auto plain = plain_name(text);
  if (plain.empty()) return nullptr;
  const auto number = number_in(plain);
  for (const auto& indicator : set.indicators) {
    if ((number && indicator.number == *number) || plain == plain_name(indicator.code) ||
        plain == plain_name(indicator.name_id) || plain == plain_name(indicator.name_en)) {
      return &indicator;
    }
  }
  return nullptr;
}

bool is_cross(const std::string& cell) { return cell == "x" || cell == "X" || cell == "✗"; }

// How a lone "x" is meant in this file.
enum class Cross : std::uint8_t { yes, no, unclear };

class TickReader {
 public:
  TickReader(const election::StationTable& stations, const election::StationFinder& finder,
             const election::IndicatorSet& set, const std::string& source, TicksResult& result)
      : stations_(stations), finder_(finder), set_(set), source_(source), result_(result) {}

  // False where the sheet has no indicator.
  bool sheet(const Sheet& sheet, const ToldColumns& columns);

 private:
  struct Cell {
    std::size_t column;
    const Indicator* indicator;
  };
  std::vector<Cell> indicator_columns(const Sheet& sheet, const ToldColumns& columns);
  bool only_answers(const Sheet& sheet, std::size_t column) const;
  void decide_cross(const Sheet& sheet, const std::vector<std::size_t>& columns);
  std::optional<Answered> value(const std::string& cell) const;
  void row(const Sheet& sheet, const ToldColumns& columns, const SheetRow& row,
           const std::vector<Cell>& cells);
  void refuse(const Sheet& sheet, const SheetRow& row, std::size_t column, Message why);
  bool source_of(const Sheet& sheet, const SheetRow& row, std::string& source);

  const election::StationTable& stations_;
  const election::StationFinder& finder_;
  const election::IndicatorSet& set_;
  const std::string& source_;
  TicksResult& result_;
  Cross cross_ = Cross::unclear;
  std::size_t line_ = 0;  // counts rows over all sheets
};

bool TickReader::only_answers(const Sheet& sheet, std::size_t column) const {
  bool any = false;
  for (const auto& row : sheet.rows) {
    const auto& cell = row.cells[column];
    if (cell.empty()) continue;
    if (!is_cross(cell) && !read_answered(cell)) return false;
    any = true;
  }
  return any;
}

std::vector<TickReader::Cell> TickReader::indicator_columns(const Sheet& sheet,
                                                            const ToldColumns& columns) {
  std::vector<Cell> cells;
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
    if (const auto* indicator = indicator_of(set_, sheet.columns[i])) {
      const bool twice = std::ranges::any_of(
          cells, [indicator](const Cell& cell) { return cell.indicator == indicator; });
      if (twice) {
        throw Error(ErrorKind::bad_input, "told.repeated-indicator",
                    {{"column", sheet.columns[i]}, {"indicator", indicator->code}}, sheet.name);
      }
      cells.push_back({i, indicator});
      continue;
    }
    const auto plain = plain_name(sheet.columns[i]);
    const bool known = plain.empty() || field_of(sheet.columns[i]).has_value() ||
                       std::ranges::find(kSourceHeads, plain) != std::end(kSourceHeads) ||
                       std::ranges::find(kSerialHeads, plain) != std::end(kSerialHeads);
    if (known) continue;
    // A column of yes and no under a name that the set has not is a misspelt indicator, not a
    // remark: leaving it out would lose ticks.
    if (columns.has_station() && only_answers(sheet, i)) {
      throw Error(ErrorKind::bad_input, "told.unknown-indicator",
                  {{"column", sheet.columns[i]}, {"set", set_.code}}, sheet.name);
    }
    result_.report.notes.push_back(
        {"told.note.ignored-column", {{"column", sheet.place(sheet.columns[i])}}});
  }
  return cells;
}

void TickReader::decide_cross(const Sheet& sheet, const std::vector<std::size_t>& columns) {
  bool ticks = false, crosses = false, words = false;
  for (const auto& row : sheet.rows) {
    for (const auto column : columns) {
      const auto& cell = row.cells[column];
      if (is_cross(cell)) {
        crosses = true;
      } else if (cell == "✓" || cell == "✔" || cell == "√" || cell == "☑") {
        ticks = true;
      } else if (!cell.empty()) {
        words = true;
      }
    }
  }
  cross_ = ticks ? Cross::no : (words ? Cross::unclear : Cross::yes);
  if (crosses && cross_ != Cross::unclear) {
    result_.report.notes.push_back(
        {"told.note.cross", {{"meaning", std::string(cross_ == Cross::yes ? "yes" : "no")}}});
  }
}

std::optional<Answered> TickReader::value(const std::string& cell) const {
  if (!is_cross(cell)) return read_answered(cell);
  if (cross_ == Cross::unclear) return std::nullopt;
  return cross_ == Cross::yes ? Answered::yes : Answered::no;
}

void TickReader::refuse(const Sheet& sheet, const SheetRow& row, std::size_t column, Message why) {
  result_.report.refused.push_back(
      {row.number, sheet.place(sheet.columns[column]), row.cells[column], std::move(why)});
}

// The row's own source, or the one given; false where it was refused.
bool TickReader::source_of(const Sheet& sheet, const SheetRow& row, std::string& source) {
  source = source_;
  const auto column = column_of(sheet, kSourceHeads);
  if (!column || row.cells[*column].empty()) return true;
  if (auto found = election::private_text(row.cells[*column])) {
    auto shown = std::get<std::string>(found->args.front().second);
    result_.report.refused.push_back(
        {row.number, sheet.place(sheet.columns[*column]), std::move(shown), std::move(*found)});
    return false;
  }
  source = row.cells[*column];
  return true;
}

void TickReader::row(const Sheet& sheet, const ToldColumns& columns, const SheetRow& row,
                     const std::vector<Cell>& cells) {
  ++result_.report.rows;
  ++line_;
  const auto named = station_of(finder_, stations_, sheet, columns, row);
  if (named.why) {
    result_.report.refused.push_back(*named.why);
    return;
  }
  std::string source;
  if (!source_of(sheet, row, source)) return;
  std::vector<election::IndicatorTick> ticks;
  for (const auto& cell : cells) {
    const auto answered = value(row.cells[cell.column]);
    if (!answered) {
      const bool cross = is_cross(row.cells[cell.column]);
      refuse(sheet, row, cell.column,
             {cross ? "told.refused.unclear-cross" : "told.refused.yes-no", {}});
      return;  // a row is taken whole or not at all
    }
    if (*answered == Answered::unknown) continue;
    ticks.push_back({std::string(stations_.text(*named.row, election::StationText::key)),
                     cell.indicator->code, *answered == Answered::yes, source});
  }
  if (ticks.empty()) {
    ++result_.report.unchanged;
    return;
  }
  for (auto& tick : ticks) {
    result_.ticks.push_back(std::move(tick));
    result_.rows.push_back(line_);
  }
}

bool TickReader::sheet(const Sheet& sheet, const ToldColumns& columns) {
  const auto named = column_of(sheet, kIndicatorHeads);
  const auto valued = column_of(sheet, kValueHeads);
  auto& told = result_.report.columns;
  const auto first = static_cast<std::ptrdiff_t>(told.size());
  const auto use = [&](std::size_t column) -> std::string& {
    return (told.begin() + first + static_cast<std::ptrdiff_t>(column))->field;
  };
  if (named && valued) {
    columns.tell(sheet, result_.report);
    use(*named) = "indicator";
    use(*valued) = "ticked";
    decide_cross(sheet, {*valued});
    for (const auto& each : sheet.rows) {
      const auto* indicator = indicator_of(set_, each.cells[*named]);
      if (indicator == nullptr) {
        ++result_.report.rows;
        ++line_;
        refuse(sheet, each, *named, {"told.refused.unknown-indicator", {{"set", set_.code}}});
        continue;
      }
      row(sheet, columns, each, {{*valued, indicator}});
    }
    return true;
  }
  const auto cells = indicator_columns(sheet, columns);
  if (cells.empty()) return false;
  columns.tell(sheet, result_.report);
  std::vector<std::size_t> where;
  for (const auto& cell : cells) {
    use(cell.column) = cell.indicator->code;
    where.push_back(cell.column);
  }
  decide_cross(sheet, where);
  for (const auto& each : sheet.rows) row(sheet, columns, each, cells);
  return true;
}

}  // namespace

TicksResult read_ticks(const std::string& path, const election::StationTable& stations,
                       const std::vector<election::Area>& areas, const election::IndicatorSet& set,
                       const std::string& source, const Options& options) {
  const auto sheets = read_sheets(path, options);
  const election::StationFinder finder(stations, areas);
  TicksResult result;
  TickReader reader(stations, finder, set, source, result);
  bool any = false, any_station = false;
  for (const auto& sheet : sheets) {
    const ToldColumns columns(sheet, options.columns);
    any_station = any_station || columns.has_station();
    if (columns.has_station() && reader.sheet(sheet, columns)) {
      any = true;
    } else if (sheets.size() > 1) {
      result.report.notes.push_back({"told.note.skipped-sheet", {{"sheet", sheet.name}}});
    }
  }
  if (!any) {
    throw Error(ErrorKind::bad_input, any_station ? "told.no-indicator" : "told.no-station-column",
                {{"set", set.code}}, path);
  }
  return result;
}

}  // namespace adem::intake
