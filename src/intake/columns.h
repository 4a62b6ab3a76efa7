// Which column of a list is what: by --map, by the usual Indonesian and English names, and by what
// the cells look like.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/message.h"
#include "election/import_report.h"

namespace adem::intake {

// A field of the record and the names lists give it, folded, best first.
struct FieldNames {
  std::string_view field;
  std::span<const std::string_view> names;
};

std::span<const FieldNames> station_fields();
std::span<const FieldNames> area_fields();
std::span<const FieldNames> venue_fields();

class Columns {
 public:
  // Errors: intake.no-column (a mapped column is not in the file: lists those that are),
  // intake.unknown-field (a mapped field does not exist: lists those that do).
  Columns(const std::vector<std::string>& names, std::span<const FieldNames> fields,
          const std::map<std::string, std::string>& mapped, const std::string& path);

  std::optional<std::size_t> find(std::string_view field) const;
  bool has(std::string_view field) const { return find(field).has_value(); }
  // Field of a column; empty where it has none.
  std::string_view field(std::size_t column) const { return fields_[column]; }
  const std::string& name(std::size_t column) const { return names_[column]; }
  std::size_t size() const { return names_.size(); }
  void set(std::string_view field, std::size_t column);
  void clear(std::string_view field);
  // Tells what each column was taken for, also as one note: "nama → name, kode_kel → area".
  void tell(election::ImportReport& report) const;

 private:
  Message note() const;
  std::vector<std::string> names_;
  std::vector<std::string_view> fields_;
};

// Error intake.no-field {field, columns} where no column is the field.
void require_field(const Columns& columns, std::string_view field, const std::string& path);

// Looks at sample rows and finds what no header told: 13-digit station keys, area codes,
// "58416-CIPONDOH" and "1658416001-TPS 001". Codes that stand under a village's or station's header
// are moved to the field they belong to.
void recognise_station_content(Columns& columns,
                               const std::vector<std::vector<std::string>>& sample);
void recognise_area_content(Columns& columns, const std::vector<std::vector<std::string>>& sample);

}  // namespace adem::intake
