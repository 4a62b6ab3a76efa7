#include <algorithm>
#include <map>
#include <set>

#include "base/error.h"
#include "election/find_station.h"
#include "intake/told.h"
#include "intake/told_words.h"

namespace adem::intake {

using election::StationText;

namespace {

geo::OutTable blank(const std::string& name, const std::string& language) {
  geo::OutTable table;
  table.name = name;
  for (std::size_t i = 0; i < kFields; ++i) {
    table.columns.push_back(heading(static_cast<Field>(i), language));
  }
  return table;
}

void add_row(geo::OutTable& table, const election::StationTable& stations,
             const election::StationFinder& finder, std::size_t row) {
  std::vector<std::string> cells(kFields);
  const auto put = [&cells](Field field, std::string text) {
    cells[static_cast<std::size_t>(field)] = std::move(text);
  };
  put(Field::key, std::string(stations.text(row, StationText::key)));
  put(Field::village, finder.area_name(row));
  put(Field::station, stations.call_name(row));
  put(Field::address, std::string(stations.text(row, StationText::address)));
  table.rows.push_back(std::move(cells));
}

// The area and all below it, however deep.
std::set<std::string, std::less<>> below(const std::vector<election::Area>& areas,
                                         const std::string& top) {
  std::set<std::string, std::less<>> codes = {top};
  for (bool grew = true; grew;) {
    grew = false;
    for (const auto& area : areas) {
      if (codes.contains(area.parent)) grew = codes.insert(area.code).second || grew;
    }
  }
  return codes;
}

std::string name_of_area(const std::vector<election::Area>& areas, std::string_view code) {
  const auto area = std::ranges::find(areas, code, &election::Area::code);
  return area == areas.end() ? std::string(code) : area->name;
}

}  // namespace

std::vector<geo::OutTable> questionnaires(const election::StationTable& stations,
                                          const std::vector<election::Area>& areas,
                                          const std::string& area, const std::string& language) {
  const auto wanted = below(areas, area);
  const election::StationFinder finder(stations, areas);
  std::map<std::string, geo::OutTable, std::less<>> by_area;
  std::set<std::string> names;
  for (std::size_t row = 0; row < stations.size(); ++row) {
    const auto code = stations.text(row, StationText::area);
    if (!area.empty() && !wanted.contains(code)) continue;
    auto it = by_area.find(code);
    if (it == by_area.end()) {
      auto name = name_of_area(areas, code);
      // Two villages of one name need two sheets.
      if (!names.insert(election::plain_name(name)).second) name += " " + std::string(code);
      it = by_area.emplace(std::string(code), blank(name, language)).first;
    }
    add_row(it->second, stations, finder, row);
  }
  const bool known = std::ranges::find(areas, area, &election::Area::code) != areas.end();
  if (by_area.empty() && !area.empty() && !known) {
    throw Error(ErrorKind::not_found, "told.unknown-area", {{"area", area}});
  }
  std::vector<geo::OutTable> tables;
  for (auto& [code, table] : by_area) tables.push_back(std::move(table));
  return tables;
}

}  // namespace adem::intake
