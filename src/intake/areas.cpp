// Area lists: code, name, parent and, where the file has them, outlines.
#include <algorithm>

#include "base/error.h"
#include "intake/extra.h"
#include "intake/intake.h"
#include "intake/row_reader.h"
#include "intake/station_keys.h"
#include "intake/text.h"

namespace adem::intake {

namespace {

// The code one level up: "14.72.05" of "14.72.05.1003", "147205" of "1472051003".
std::string parent_of(std::string_view code) {
  const auto dot = code.rfind('.');
  if (dot != std::string_view::npos) return std::string(code.substr(0, dot));
  const auto digits = code_digits(code);
  if (!digits || digits->count != static_cast<int>(code.size())) return {};
  switch (code.size()) {
    case 10:
      return std::string(code.substr(0, 6));
    case 6:
      return std::string(code.substr(0, 4));
    case 4:
      return std::string(code.substr(0, 2));
    default:
      return {};
  }
}

std::string guessed_scheme(std::string_view code) {
  const auto digits = code_digits(code);
  if (!digits) return "list";
  const int count = digits->count;
  return count == 2 || count == 4 || count == 6 || count == 10 ? "kemendagri" : "list";
}

class AreaReader {
 public:
  AreaReader(RowReader& rows, const Options& options, bool spatial)
      : rows_(rows),
        options_(options),
        spatial_(spatial),
        coded_(rows.columns().has("code")),
        parented_(rows.columns().has("parent")) {}

  void read(const geo::Row& row, std::vector<election::Area>& areas) {
    if (!rows_.begin(row)) return;
    election::Area area;
    area.name = rows_.text("name");
    if (!read_code(area)) return;
    if (!read_shape(row, area)) return;
    area.scheme = rows_.text("scheme");
    if (area.scheme.empty()) area.scheme = options_.scheme;
    if (area.scheme.empty()) area.scheme = guessed_scheme(area.code);
    area.parent = parented_ ? std::string(rows_.text("parent")) : parent_of(area.code);
    const std::string listed = area.code;
    area.extra = rows_.extra([&](std::string_view field, std::string_view cell) {
      if (field == "code") return cell == listed;
      if (field == "name") return cell == area.name;
      if (field == "parent") return cell == area.parent;
      if (field == "scheme") return cell == area.scheme;
      return field == "wkt";
    });
    area.code = rows_.place(std::move(area.code));
    areas.push_back(std::move(area));
  }

  std::size_t without_outline() const { return without_outline_; }

 private:
  bool read_code(election::Area& area) {
    area.code = rows_.text("code");
    if (!coded_) {
      for (const auto* field : {"regency", "district", "name"}) {
        const auto text = rows_.text(field);
        if (text.empty()) continue;
        if (!area.code.empty()) area.code += '/';
        area.code += text;
      }
    }
    if (!area.code.empty() && (coded_ || !area.name.empty())) return true;
    rows_.refuse(coded_ ? "code" : "name", "", {"intake.refused.no-area-identity", {}});
    return false;
  }

  bool read_shape(const geo::Row& row, election::Area& area) {
    const auto wkt = rows_.text("wkt");
    if (row.shape != nullptr) {
      area.shape = *row.shape;
    } else if (!wkt.empty()) {
      auto shape = geo::from_wkt(std::string(wkt));
      if (!shape) {
        rows_.refuse("wkt", wkt.substr(0, 60), {"intake.refused.not-an-outline", {}});
        return false;
      }
      area.shape = std::move(*shape);
    }
    if (spatial_ && area.shape.empty()) ++without_outline_;
    return true;
  }

  RowReader& rows_;
  const Options& options_;
  bool spatial_, coded_, parented_;
  std::size_t without_outline_ = 0;
};

Message key_note(const Columns& columns) {
  if (const auto code = columns.find("code")) {
    return {"intake.note.key-given", {{"columns", columns.name(*code)}}};
  }
  std::string list;
  for (const auto* field : {"regency", "district", "name"}) {
    if (const auto column = columns.find(field)) {
      list += (list.empty() ? "" : " + ") + columns.name(*column);
    }
  }
  return {"intake.note.key-combined", {{"columns", list}}};
}

}  // namespace

AreasResult read_areas(const std::string& path, const Options& options) {
  AreasResult result;
  const auto table = geo::open_table(path, options.table);
  Columns columns(table->columns(), area_fields(), options.columns, path);
  recognise_area_content(columns, sample_rows(path, options, 200));
  if (!columns.has("name")) {
    std::string list;
    for (const auto& name : table->columns()) list += (list.empty() ? "" : ", ") + name;
    throw Error(ErrorKind::bad_input, "intake.no-field",
                {{"field", std::string("name")}, {"columns", list}}, path);
  }
  columns.tell(result.report);
  result.report.notes.push_back(key_note(columns));
  RowReader rows(*table, std::move(columns), area_export_columns(), result.report);
  AreaReader reader(rows, options, table->spatial());
  geo::Row row;
  while (table->next(row)) reader.read(row, result.areas);
  if (reader.without_outline() > 0) {
    result.report.notes.push_back(
        {"intake.note.areas-without-outline",
         {{"count", static_cast<std::int64_t>(reader.without_outline())}}});
  }
  return result;
}

}  // namespace adem::intake
