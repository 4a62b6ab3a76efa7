#include "intake/station_keys.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "intake/text.h"

namespace adem::intake {

namespace {

// One character a row keeps the reader's cells apart from blank lines of a spreadsheet.
bool blank(const geo::Row& row) {
  return std::all_of(row.cells.begin(), row.cells.end(),
                     [](std::string_view cell) { return trimmed(cell).empty(); });
}

std::string_view cell_of(const geo::Row& row, std::optional<std::size_t> column) {
  if (!column || *column >= row.cells.size()) return {};
  return row.cells[*column];
}

// Every row has an id of its own and there is one at least.
bool ids_unique(const std::string& path, const Options& options, const Columns& columns) {
  auto table = options.table;
  table.geometry = false;
  const auto reader = geo::open_table(path, table);
  const auto id = columns.find("id"), number = columns.find("number");
  std::unordered_set<std::string> seen;
  geo::Row row;
  while (reader->next(row)) {
    if (row.ragged || blank(row)) continue;
    const auto own = own_id(cell_of(row, id), cell_of(row, number));
    if (own.empty()) continue;
    if (!seen.emplace(own).second) return false;
  }
  return !seen.empty();
}

bool area_and_number(const Columns& columns, const Sample& sample) {
  const auto area = columns.find("area");
  auto number = columns.find("number");
  if (!number) number = columns.find("name");
  if (!area || !number) return false;
  std::size_t filled = 0, good = 0;
  for (const auto& row : sample) {
    if (*area >= row.size() || *number >= row.size() || trimmed(row[*area]).empty()) continue;
    ++filled;
    if (!kpu_key(row[*area], station_label(row[*number]).number).empty()) ++good;
  }
  return filled > 0 && good * 10 >= filled * 9;
}

std::string column_list(const Columns& columns, const std::vector<std::size_t>& which) {
  std::string list;
  for (const auto column : which) list += (list.empty() ? "" : " + ") + columns.name(column);
  return list;
}

std::vector<std::size_t> present(const Columns& columns,
                                 std::initializer_list<std::string_view> fields) {
  std::vector<std::size_t> found;
  for (const auto field : fields) {
    if (const auto column = columns.find(field)) found.push_back(*column);
  }
  return found;
}

}  // namespace

Sample sample_rows(const std::string& path, const Options& options, std::size_t count) {
  auto table = options.table;
  table.geometry = false;
  const auto reader = geo::open_table(path, table);
  Sample sample;
  geo::Row row;
  while (sample.size() < count && reader->next(row)) {
    if (row.ragged || blank(row)) continue;
    sample.emplace_back(row.cells.begin(), row.cells.end());
  }
  return sample;
}

KeyPlan plan_keys(const std::string& path, const Options& options, const Columns& columns,
                  const Sample& sample) {
  KeyPlan plan;
  std::vector<std::size_t> used;
  if (const auto key = columns.find("key")) {
    plan.way = KeyPlan::Way::given;
    used = {*key};
  } else if (area_and_number(columns, sample)) {
    plan.way = KeyPlan::Way::area_number;
    used = present(columns, {"area"});
    used.push_back(columns.has("number") ? *columns.find("number") : *columns.find("name"));
  } else if (ids_unique(path, options, columns)) {
    plan.way = KeyPlan::Way::id;
    used = present(columns, {columns.has("id") ? "id" : "number"});
  }
  plan.combined =
      present(columns, {"name", "number", "type", "area", "village", "district", "regency"});
  if (plan.combined.empty()) plan.combined = present(columns, {"id"});
  if (plan.way == KeyPlan::Way::combined) used = plan.combined;
  static constexpr std::array<const char*, 4> kNotes = {
      "intake.note.key-given", "intake.note.key-area-number", "intake.note.key-id",
      "intake.note.key-combined"};
  plan.note = {kNotes.at(static_cast<std::size_t>(plan.way)),
               {{"columns", column_list(columns, used)}}};
  return plan;
}

std::string kpu_key(std::string_view area_code, std::string_view number) {
  const auto area = code_digits(area_code), station = code_digits(number);
  if (!area || area->count != 10 || !station || station->count > 3 || station->value == 0)
    return {};
  std::string key(13, '0');
  std::uint64_t rest = area->value * 1000 + station->value;
  for (std::size_t i = key.size(); i-- > 0; rest /= 10) key[i] = static_cast<char>('0' + rest % 10);
  return key;
}

std::string_view own_id(std::string_view id_cell, std::string_view number_cell) {
  const auto id = trimmed(id_cell);
  return id.empty() ? station_label(number_cell).id : id;
}

std::string_view key_scheme(std::string_view key) {
  const bool digits =
      std::all_of(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits && key.size() == 13 ? "kpu" : "list";
}

}  // namespace adem::intake
