#include "intake/row_reader.h"

#include <algorithm>

#include "intake/extra.h"
#include "intake/text.h"

namespace adem::intake {

RowReader::RowReader(const geo::TableReader& table, Columns columns,
                     std::span<const std::string_view> written, election::ImportReport& report)
    : columns_(std::move(columns)), extra_names_(extra_names(columns_, written)), report_(report) {
  for (auto& note : table.notes()) report_.notes.push_back(std::move(note));
}

bool RowReader::begin(const geo::Row& row) {
  row_ = &row;
  const bool blank = std::all_of(row.cells.begin(), row.cells.end(),
                                 [](std::string_view cell) { return trimmed(cell).empty(); });
  if (blank && !row.point && row.shape == nullptr) return false;
  ++report_.rows;
  if (row.ragged) {
    report_.refused.push_back({row.number,
                               "",
                               std::string(row.cells[0].substr(0, 200)),
                               {"intake.refused.ragged",
                                {{"cells", static_cast<std::int64_t>(row.cells.size())},
                                 {"columns", static_cast<std::int64_t>(columns_.size())}}}});
    return false;
  }
  for (std::size_t c = 0; c < row.cells.size(); ++c) {
    if (row.cells[c].size() <= kMaxCell || columns_.field(c) == "wkt") continue;
    report_.refused.push_back(
        {row.number,
         columns_.name(c),
         std::string(row.cells[c].substr(0, 40)),
         {"intake.refused.too-long", {{"limit", static_cast<std::int64_t>(kMaxCell)}}}});
    return false;
  }
  return true;
}

std::string_view RowReader::raw(std::string_view field) const {
  const auto column = columns_.find(field);
  if (!column || *column >= row_->cells.size()) return {};
  return row_->cells[*column];
}

std::string_view RowReader::text(std::string_view field) const { return trimmed(raw(field)); }

void RowReader::refuse(std::string_view field, std::string_view value, Message why) {
  const auto column = columns_.find(field);
  report_.refused.push_back({row_->number, column ? columns_.name(*column) : std::string(field),
                             std::string(value.substr(0, 200)), std::move(why)});
}

void RowReader::add_extra(std::string& object, std::size_t column, std::string_view cell) const {
  append_member(object, extra_names_[column], cell);
}

std::string RowReader::place(std::string key) {
  std::string repeats;
  const auto mark = key.rfind('#');
  if (mark != std::string::npos && mark > 0 && code_digits(key.substr(mark + 1)) &&
      keys_.contains(key.substr(0, mark))) {
    repeats = key.substr(0, mark);
  }
  std::string own = key;
  for (int n = 2; keys_.contains(own); ++n) {
    repeats = key;
    own = key + '#' + std::to_string(n);
  }
  keys_.emplace(own, row_->number);
  if (!repeats.empty()) {
    const auto flag = election::Flag::repeated_key;
    ++report_.flagged.at(static_cast<std::size_t>(flag));
    report_.doubts.push_back({row_->number,
                              own,
                              flag,
                              {"intake.doubt.repeated-key", {{"key", repeats}, {"stored", own}}}});
  }
  return own;
}

bool all_different(const std::string& path, const geo::TableOptions& table, std::size_t column) {
  auto plain = table;
  plain.geometry = false;
  const auto reader = geo::open_table(path, plain);
  std::unordered_map<std::string, int> seen;
  geo::Row row;
  while (reader->next(row)) {
    if (row.ragged || column >= row.cells.size()) continue;
    const auto text = trimmed(row.cells[column]);
    if (text.empty()) continue;
    if (!seen.emplace(text, 1).second) return false;
  }
  return !seen.empty();
}

}  // namespace adem::intake
