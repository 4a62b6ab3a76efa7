// CSV after RFC 4180 with a row of HXL tags (hxlstandard.org) under the header: all stations, one a
// row, in the order of worry. Numbers have a point in every language, so that programs read them.
#include "base/format.h"
#include "brief/brief.h"
#include "brief/brief_table.h"

namespace adem::brief {

namespace {

// Spreadsheets run what begins so; a quote in front makes it text again (numbers are ours).
bool looks_like_formula(std::string_view cell) {
  return !cell.empty() && (cell[0] == '=' || cell[0] == '+' || cell[0] == '-' || cell[0] == '@');
}

void add_cell(std::string& out, std::string_view cell, bool guard) {
  std::string text(guard && looks_like_formula(cell) ? "'" : "");
  text += cell;
  if (text.find_first_of(",\"\r\n") == std::string::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace

std::string brief_csv(const Input& input, const words::Speech& speech) {
  const View view = make_view(input, speech.zone());
  const auto& columns = station_columns();
  std::string out;
  const auto end = [&out](std::size_t i, std::size_t n) { out += i + 1 < n ? "," : "\r\n"; };
  for (std::size_t i = 0; i < columns.size(); ++i) {
    add_cell(out, speech.say("brief.column." + std::string(columns[i].name)), false);
    end(i, columns.size());
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    add_cell(out, columns[i].hxl, false);
    end(i, columns.size());
  }
  for (std::size_t index = 0; index < input.outlook.stations.size(); ++index) {
    const auto cells = station_cells(input, view, speech, index);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      add_cell(out, cells[i], !columns[i].numeric);
      end(i, cells.size());
    }
  }
  return out;
}

}  // namespace adem::brief
