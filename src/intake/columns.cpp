#include "intake/columns.h"

#include <algorithm>
#include <set>

#include "base/error.h"
#include "intake/text.h"

namespace adem::intake {

Columns::Columns(const std::vector<std::string>& names, std::span<const FieldNames> fields,
                 const std::map<std::string, std::string>& mapped, const std::string& path)
    : names_(names), fields_(names.size()) {
  for (const auto& [field, column] : mapped) {
    const auto known = std::find_if(fields.begin(), fields.end(),
                                    [&](const FieldNames& each) { return each.field == field; });
    if (known == fields.end()) {
      std::string list;
      for (const auto& each : fields) list += (list.empty() ? "" : ", ") + std::string(each.field);
      throw Error(ErrorKind::misuse, "intake.unknown-field", {{"field", field}, {"fields", list}});
    }
    auto found = std::find(names.begin(), names.end(), column);
    if (found == names.end()) {
      found = std::find_if(names.begin(), names.end(),
                           [&](const auto& name) { return folded(name) == folded(column); });
    }
    if (found == names.end() || folded(column).empty()) {
      std::string list;
      for (const auto& name : names) list += (list.empty() ? "" : ", ") + name;
      throw Error(ErrorKind::misuse, "intake.no-column", {{"column", column}, {"columns", list}},
                  path);
    }
    fields_[static_cast<std::size_t>(found - names.begin())] = known->field;
  }
  for (const auto& each : fields) {
    if (has(each.field)) continue;
    for (const auto name : each.names) {
      for (std::size_t c = 0; c < names.size() && !has(each.field); ++c) {
        if (fields_[c].empty() && folded(names[c]) == name) fields_[c] = each.field;
      }
    }
  }
}

std::optional<std::size_t> Columns::find(std::string_view field) const {
  const auto found = std::find(fields_.begin(), fields_.end(), field);
  if (found == fields_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - fields_.begin());
}

void Columns::set(std::string_view field, std::size_t column) {
  clear(field);
  fields_[column] = field;
}

void Columns::clear(std::string_view field) {
  for (auto& each : fields_) {
    if (each == field) each = {};
  }
}

Message Columns::note() const {
  std::string list;
  for (std::size_t c = 0; c < names_.size(); ++c) {
    if (fields_[c].empty()) continue;
    list += (list.empty() ? "" : ", ") + names_[c] + " \u2192 " + std::string(fields_[c]);
  }
  return {"intake.note.columns", {{"columns", list}}};
}

void Columns::tell(election::ImportReport& report) const {
  for (std::size_t c = 0; c < size(); ++c) {
    report.columns.push_back({names_[c], std::string(fields_[c])});
  }
  report.notes.push_back(note());
}

void require_field(const Columns& columns, std::string_view field, const std::string& path) {
  if (columns.has(field)) return;
  std::string list;
  for (std::size_t c = 0; c < columns.size(); ++c) list += (c == 0 ? "" : ", ") + columns.name(c);
  throw Error(ErrorKind::bad_input, "intake.no-field",
              {{"field", std::string(field)}, {"columns", list}}, path);
}

namespace {

using Sample = std::vector<std::vector<std::string>>;

// How a column's filled cells look. A kind is claimed only where nine of ten agree.
struct Look {
  std::size_t filled = 0, key13 = 0, code10 = 0, dotted = 0, numbered = 0, station = 0;
  std::set<std::string> distinct;
  bool most(std::size_t count) const { return filled > 0 && count * 10 >= filled * 9; }
};

Look look_at(const Sample& sample, std::size_t column) {
  Look look;
  for (const auto& row : sample) {
    if (column >= row.size()) continue;
    const std::string_view cell = trimmed(row[column]);
    if (cell.empty()) continue;
    ++look.filled;
    look.distinct.emplace(cell);
    const bool dots = cell.find('.') != std::string_view::npos;
    if (const auto digits = code_digits(cell)) {
      if (digits->count == 13 && !dots) ++look.key13;
      if (digits->count == 10 && (!dots || cell.size() == 13)) ++look.code10;
      if (dots && cell.size() > 5 && cell[2] == '.' && cell[5] == '.') ++look.dotted;
    } else if (const auto numbered = numbered_name(cell)) {
      ++look.numbered;
      if (folded(numbered->name).starts_with("tps")) ++look.station;
    }
  }
  return look;
}

// The village stands in the column with more different names.
void place_numbered(Columns& columns, const std::vector<Look>& looks) {
  std::vector<std::size_t> places;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (columns.field(c).empty() && looks[c].most(looks[c].numbered) &&
        !looks[c].most(looks[c].station)) {
      places.push_back(c);
    }
  }
  std::stable_sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
    return looks[a].distinct.size() > looks[b].distinct.size();
  });
  for (const auto* field : {"village", "district", "regency"}) {
    if (places.empty()) return;
    if (columns.has(field)) continue;
    columns.set(field, places.front());
    places.erase(places.begin());
  }
}

}  // namespace

void recognise_station_content(Columns& columns, const Sample& sample) {
  std::vector<Look> looks;
  for (std::size_t c = 0; c < columns.size(); ++c) looks.push_back(look_at(sample, c));
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const Look& look = looks[c];
    const auto field = columns.field(c);
    if (look.most(look.key13) && !columns.has("key") &&
        (field.empty() || field == "id" || field == "number" || field == "code")) {
      columns.set("key", c);
    } else if ((look.most(look.code10) || look.most(look.dotted)) && !columns.has("area") &&
               (field.empty() || field == "village" || field == "code" || field == "id")) {
      columns.set("area", c);
    } else if (look.most(look.station) && !columns.has("number") &&
               (field.empty() || field == "name" || field == "id")) {
      columns.set("number", c);
    }
  }
  if (const auto code = columns.find("code")) {
    if (columns.has("id")) {
      columns.clear("code");
    } else {
      columns.set("id", *code);
    }
  }
  place_numbered(columns, looks);
}

void recognise_area_content(Columns& columns, const Sample& sample) {
  for (std::size_t c = 0; c < columns.size() && !columns.has("code"); ++c) {
    const Look look = look_at(sample, c);
    const bool free = columns.field(c).empty();
    if (free && (look.most(look.code10) || look.most(look.dotted))) columns.set("code", c);
  }
}

}  // namespace adem::intake
