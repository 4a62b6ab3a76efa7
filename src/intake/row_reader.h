// What every list reader does with a row before it looks at its fields: skip blank rows, refuse
// ragged ones and cells beyond all measure, keep what no field takes.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "election/import_report.h"
#include "geo/table.h"
#include "intake/columns.h"

namespace adem::intake {

inline constexpr std::size_t kMaxCell = 65'535;

class RowReader {
 public:
  RowReader(const geo::TableReader& table, Columns columns,
            std::span<const std::string_view> written, election::ImportReport& report);

  const Columns& columns() const { return columns_; }
  // False where the row is blank (not counted) or refused (counted).
  bool begin(const geo::Row& row);
  // The trimmed cell of a field, and the cell as it stands.
  std::string_view text(std::string_view field) const;
  std::string_view raw(std::string_view field) const;
  void refuse(std::string_view field, std::string_view value, Message why);
  // JSON of the filled cells that `keeps` does not call stored: keeps(field, cell).
  template <typename Keeps>
  std::string extra(const Keeps& keeps) const {
    std::string object;
    for (std::size_t c = 0; c < columns_.size() && c < row_->cells.size(); ++c) {
      const auto cell = row_->cells[c];
      if (cell.empty() || keeps(columns_.field(c), cell)) continue;
      add_extra(object, c, cell);
    }
    if (!object.empty()) object += '}';
    return object;
  }
  // A key of the row's own: "key#2" where an earlier row has it, with the doubt told and counted.
  std::string place(std::string key);

 private:
  void add_extra(std::string& object, std::size_t column, std::string_view cell) const;

  Columns columns_;
  std::vector<std::string> extra_names_;
  election::ImportReport& report_;
  const geo::Row* row_ = nullptr;
  std::unordered_map<std::string, std::size_t> keys_;
};

// Every filled key is different from the others.
bool all_different(const std::string& path, const geo::TableOptions& table, std::size_t column);

}  // namespace adem::intake
