#include "geo/table.h"

#include <algorithm>
#include <filesystem>

#include "base/error.h"
#include "base/file.h"
#include "geo/formula.h"
#include "geo/table_csv.h"
#include "geo/table_ogr.h"

namespace adem::geo {

namespace {

bool is_csv(const std::string& path) {
  const std::string ext = extension(path);
  return ext == "csv" || ext == "tsv" || ext == "txt";
}

void require_readable(const std::string& path) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored)) {
    throw Error(ErrorKind::io, "base.cannot-read", {{"path", path}}, path);
  }
}

[[noreturn]] void unknown_format(const std::string& path) {
  throw Error(ErrorKind::unsupported, "geo.unknown-format", {{"extension", extension(path)}}, path);
}

}  // namespace

std::string extension(const std::string& path) {
  std::string ext = std::filesystem::path(path).extension().string();
  if (!ext.empty()) ext.erase(0, 1);
  std::transform(ext.begin(), ext.end(), ext.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return ext;
}

std::unique_ptr<TableReader> open_table(const std::string& path, const TableOptions& options) {
  require_readable(path);
  if (is_csv(path)) return open_csv(path);
  if (ogr_driver(path) == nullptr) unknown_format(path);
  return open_ogr(path, options);
}

std::vector<std::string> table_layers(const std::string& path) {
  require_readable(path);
  if (is_csv(path)) return {""};
  if (ogr_driver(path) == nullptr) unknown_format(path);
  return ogr_layers(path);
}

void append_csv_line(std::string& out, const std::vector<std::string_view>& cells) {
  bool first = true;
  for (const auto cell : cells) {
    if (!first) out += ',';
    first = false;
    // Within the cell's own quotes, should it have some.
    const std::string_view mark = needs_quote(cell) ? "'" : "";
    const bool outer_space =
        !cell.empty() && (cell.front() == ' ' || cell.back() == ' ' || cell.front() == '\t');
    // A lone empty cell would read as a blank line.
    if (!outer_space && cell.find_first_of(",\"\r\n;\t") == std::string_view::npos &&
        !(cell.empty() && cells.size() == 1)) {
      out.append(mark).append(cell);
      continue;
    }
    out.append("\"").append(mark);
    for (const char c : cell) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  out += '\n';
}

void write_tables(const std::string& path, const std::vector<OutTable>& tables) {
  if (!is_csv(path)) {
    if (ogr_driver(path) == nullptr) unknown_format(path);
    write_ogr(path, tables);
    return;
  }
  if (tables.size() != 1) {
    throw Error(ErrorKind::misuse, "geo.too-many-layers", {{"format", extension(path)}}, path);
  }
  std::string text;
  std::vector<std::string_view> cells(tables[0].columns.begin(), tables[0].columns.end());
  append_csv_line(text, cells);
  for (const auto& row : tables[0].rows) {
    cells.assign(row.begin(), row.end());
    append_csv_line(text, cells);
  }
  write_file_atomic(path, text);
}

}  // namespace adem::geo
