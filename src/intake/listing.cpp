#include "intake/listing.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "base/format.h"
#include "base/json.h"
#include "intake/extra.h"

namespace adem::intake {

namespace {

using election::StationText;

// The columns that extras bring, each where the first row that has it puts it among its neighbours.
class ExtraColumns {
 public:
  void see(std::string_view extra) {
    if (extra.empty()) return;
    const Json object = parse(extra);
    std::size_t at = 0;
    for (const auto& [name, value] : object.items()) {
      const auto known = index_.find(name);
      if (known != index_.end()) {
        at = known->second + 1;
        continue;
      }
      names_.insert(names_.begin() + static_cast<std::ptrdiff_t>(at), name);
      for (std::size_t i = at; i < names_.size(); ++i) index_[names_[i]] = i;
      ++at;
    }
  }
  const std::vector<std::string>& names() const { return names_; }
  // The row's values by column; empty where it has none.
  void fill(std::string_view extra, std::vector<std::string>& values) const {
    values.assign(names_.size(), {});
    if (extra.empty()) return;
    const Json object = parse(extra);
    for (const auto& [name, value] : object.items()) {
      values[index_.at(name)] = value.is_string() ? value.get<std::string>() : value.dump();
    }
  }

 private:
  static Json parse(std::string_view extra) {
    Json object = Json::parse(extra, nullptr, false);
    return object.is_object() ? object : Json::object();
  }
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::size_t> index_;
};

std::vector<std::string> all_columns(std::span<const std::string_view> own,
                                     const std::vector<std::string>& extra) {
  std::vector<std::string> columns(own.begin(), own.end());
  columns.insert(columns.end(), extra.begin(), extra.end());
  return columns;
}

// In the order of station_export_columns().
std::vector<std::string> station_row(const election::StationTable& stations, std::size_t row) {
  const auto text = [&](StationText column) { return std::string(stations.text(row, column)); };
  return {text(StationText::key),
          text(StationText::number),
          text(StationText::name),
          text(StationText::area),
          text(StationText::address),
          text(StationText::venue),
          stations.voters(row) < 0 ? std::string() : std::to_string(stations.voters(row)),
          text(StationText::lat_text),
          text(StationText::lon_text)};
}

ExtraColumns station_extras(const election::StationTable& stations) {
  ExtraColumns extras;
  for (std::size_t row = 0; row < stations.size(); ++row) {
    extras.see(stations.text(row, StationText::extra));
  }
  return extras;
}

std::string measure(double value) {
  return std::isnan(value) ? std::string() : fmt::format("{}", value);
}

template <typename Record>
bool any_shape(const std::vector<Record>& records) {
  return std::any_of(records.begin(), records.end(),
                     [](const auto& r) { return !r.shape.empty(); });
}

// adem's own columns without "wkt" unless it is wanted.
std::vector<std::string_view> own_columns(std::span<const std::string_view> all, bool wkt) {
  std::vector<std::string_view> columns(all.begin(), all.end());
  if (!wkt) std::erase(columns, "wkt");
  return columns;
}

}  // namespace

geo::OutTable station_list(const election::StationTable& stations) {
  geo::OutTable table;
  table.name = "stations";
  const ExtraColumns extras = station_extras(stations);
  table.columns = all_columns(station_export_columns(), extras.names());
  table.numeric.assign(table.columns.size(), false);
  table.numeric[6] = true;  // voters
  std::vector<std::string> values;
  for (std::size_t row = 0; row < stations.size(); ++row) {
    auto cells = station_row(stations, row);
    extras.fill(stations.text(row, StationText::extra), values);
    cells.insert(cells.end(), values.begin(), values.end());
    table.rows.push_back(std::move(cells));
    auto& point = table.points.emplace_back();
    if (stations.has_point(row)) point = geo::Point{stations.lon(row), stations.lat(row)};
  }
  return table;
}

std::string station_csv(const election::StationTable& stations) {
  const ExtraColumns extras = station_extras(stations);
  const auto columns = all_columns(station_export_columns(), extras.names());
  std::string text;
  std::vector<std::string_view> cells(columns.begin(), columns.end());
  geo::append_csv_line(text, cells);
  std::vector<std::string> values;
  for (std::size_t row = 0; row < stations.size(); ++row) {
    const auto own = station_row(stations, row);
    extras.fill(stations.text(row, StationText::extra), values);
    cells.assign(own.begin(), own.end());
    cells.insert(cells.end(), values.begin(), values.end());
    geo::append_csv_line(text, cells);
  }
  return text;
}

geo::OutTable area_list(const std::vector<election::Area>& areas, bool wkt) {
  geo::OutTable table;
  table.name = "areas";
  ExtraColumns extras;
  for (const auto& area : areas) extras.see(area.extra);
  const bool outlines = any_shape(areas);
  table.columns = all_columns(own_columns(area_export_columns(), wkt && outlines), extras.names());
  std::vector<std::string> values;
  for (const auto& area : areas) {
    std::vector<std::string> cells = {area.code, area.scheme, area.name, area.parent};
    if (wkt && outlines) cells.push_back(geo::to_wkt(area.shape));
    extras.fill(area.extra, values);
    cells.insert(cells.end(), values.begin(), values.end());
    table.rows.push_back(std::move(cells));
    if (!wkt && outlines) table.shapes.push_back(area.shape);
  }
  return table;
}

geo::OutTable venue_list(const std::vector<election::Venue>& venues, bool wkt) {
  geo::OutTable table;
  table.name = "venues";
  ExtraColumns extras;
  for (const auto& venue : venues) extras.see(venue.extra);
  const bool outlines = any_shape(venues);
  table.columns = all_columns(own_columns(venue_export_columns(), wkt && outlines), extras.names());
  std::vector<std::string> values;
  for (const auto& venue : venues) {
    std::vector<std::string> cells = {venue.key,
                                      venue.name,
                                      venue.address,
                                      venue.area,
                                      venue.lat_text,
                                      venue.lon_text,
                                      measure(venue.floor_height_m),
                                      measure(venue.width_m),
                                      measure(venue.length_m),
                                      venue.hosts ? std::to_string(*venue.hosts) : std::string(),
                                      venue.access,
                                      venue.consent};
    if (wkt && outlines) cells.push_back(geo::to_wkt(venue.shape));
    extras.fill(venue.extra, values);
    cells.insert(cells.end(), values.begin(), values.end());
    table.rows.push_back(std::move(cells));
    if (!wkt && outlines) table.shapes.push_back(venue.shape);
    auto& point = table.points.emplace_back();
    if (!std::isnan(venue.lat) && !std::isnan(venue.lon)) point = geo::Point{venue.lon, venue.lat};
  }
  if (wkt) table.points.clear();
  return table;
}

}  // namespace adem::intake
