#include "intake/told_sheets.h"

#include <algorithm>

#include "base/error.h"
#include "geo/table.h"

namespace adem::intake {

namespace {

constexpr std::size_t kShownCandidates = 3;

Sheet read_sheet(const std::string& path, geo::TableOptions options, const std::string& layer) {
  options.layer = layer;
  options.geometry = false;
  const auto reader = geo::open_table(path, options);
  Sheet sheet;
  sheet.columns = reader->columns();
  geo::Row row;
  while (reader->next(row)) {
    SheetRow kept{row.number, {}};
    bool blank = true;
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
      kept.cells.push_back(i < row.cells.size() ? one_line(row.cells[i]) : "");
      blank = blank && kept.cells.back().empty();
    }
    if (!blank) sheet.rows.push_back(std::move(kept));
  }
  return sheet;
}

}  // namespace

std::string Sheet::place(std::string_view column) const {
  return name.empty() ? std::string(column) : name + "!" + std::string(column);
}

std::vector<Sheet> read_sheets(const std::string& path, const Options& options) {
  if (!options.table.layer.empty()) {
    return {read_sheet(path, options.table, options.table.layer)};
  }
  const auto layers = geo::table_layers(path);
  if (layers.size() <= 1) return {read_sheet(path, options.table, {})};
  std::vector<Sheet> sheets;
  std::optional<Error> empty;
  for (const auto& layer : layers) {
    try {
      sheets.push_back(read_sheet(path, options.table, layer));
      sheets.back().name = layer;
    } catch (const Error& error) {
      // An empty sheet beside filled ones is what spreadsheets come with.
      if (error.message().code != "geo.no-header") throw;
      empty = error;
    }
  }
  if (sheets.empty() && empty) throw *empty;
  return sheets;
}

ToldColumns::ToldColumns(const Sheet& sheet, const std::map<std::string, std::string>& forced) {
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
    if (const auto field = field_of(sheet.columns[i])) at_.emplace(*field, i);
  }
  for (const auto& [name, column] : forced) {
    const auto field = std::ranges::find(kFieldNames, name);
    const auto found = std::ranges::find(sheet.columns, column);
    if (field == kFieldNames.end() || found == sheet.columns.end()) {
      throw Error(ErrorKind::misuse, "told.no-column", {{"field", name}, {"column", column}},
                  sheet.name);
    }
    at_[static_cast<Field>(field - kFieldNames.begin())] =
        static_cast<std::size_t>(found - sheet.columns.begin());
  }
}

void ToldColumns::tell(const Sheet& sheet, election::ImportReport& report) const {
  for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
    const auto field =
        std::ranges::find_if(at_, [c](const auto& known) { return known.second == c; });
    report.columns.push_back({sheet.place(sheet.columns[c]),
                              field == at_.end() ? "" : std::string(name_of(field->first))});
  }
}

std::optional<std::size_t> ToldColumns::at(Field field) const {
  const auto it = at_.find(field);
  if (it == at_.end()) return std::nullopt;
  return it->second;
}

const std::string& ToldColumns::cell(const SheetRow& row, Field field) const {
  static const std::string kNone;
  const auto column = at(field);
  return column ? row.cells[*column] : kNone;
}

NamedStation station_of(const election::StationFinder& finder,
                        const election::StationTable& stations, const Sheet& sheet,
                        const ToldColumns& columns, const SheetRow& row) {
  const auto& key = columns.cell(row, Field::key);
  std::string asked = key;
  auto field = Field::key;
  if (key.empty()) {
    field = Field::station;
    asked = columns.cell(row, field);
    if (!asked.empty()) asked += " " + columns.cell(row, Field::village);
  }
  const auto column = columns.at(field) ? sheet.place(sheet.columns[*columns.at(field)]) : "";
  const auto refuse = [&](std::string code, Args args) {
    return NamedStation{
        {},
        election::Refusal{row.number, column, one_line(asked), {std::move(code), std::move(args)}}};
  };
  if (asked.empty()) return refuse("told.refused.no-station", {});
  const auto found = finder.matches(asked);
  if (found.empty()) return refuse("told.refused.unknown-station", {});
  if (found.size() == 1) return {found.front(), {}};
  std::string candidates;
  for (std::size_t i = 0; i < std::min(found.size(), kShownCandidates); ++i) {
    candidates += (i == 0 ? "" : "; ") +
                  std::string(stations.text(found[i], election::StationText::key)) + " " +
                  finder.label(found[i]);
  }
  return refuse("told.refused.ambiguous-station",
                {{"count", static_cast<std::int64_t>(found.size())}, {"candidates", candidates}});
}

}  // namespace adem::intake
