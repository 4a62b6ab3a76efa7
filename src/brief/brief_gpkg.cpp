// GeoPackage: stations (those without a point too), areas and hazards, with the styles that QGIS
// applies by itself (its layer_styles table).
#include <algorithm>
#include <array>

#include "base/format.h"
#include "brief/brief.h"
#include "brief/brief_table.h"
#include "brief/brief_words.h"
#include "brief/map.h"
#include "brief/template.h"
#include "geo/table.h"

namespace adem::brief {

namespace {

using election::Status;

// Names of columns are the same in every language, so that projects built on them keep working.
std::string column_name(std::string_view name) {
  std::string out(name);
  std::replace(out.begin(), out.end(), '-', '_');
  return out;
}

geo::OutTable stations_table(const Input& input, const View& view, const words::Speech& speech) {
  geo::OutTable table;
  table.name = "stations";
  for (const auto& column : station_columns()) {
    table.columns.push_back(column_name(column.name));
    table.numeric.push_back(column.numeric);
  }
  for (std::size_t i = 0; i < input.outlook.stations.size(); ++i) {
    table.rows.push_back(station_cells(input, view, speech, i));
    const auto row = input.outlook.stations[i].row;
    // A point in doubt is not drawn where it cannot be; its numbers stay in the row.
    table.points.push_back(
        drawable(input.stations, row)
            ? std::optional(geo::Point{input.stations.lon(row), input.stations.lat(row)})
            : std::nullopt);
  }
  return table;
}

geo::OutTable areas_table(const Input& input, const View& view, const std::string& stamp) {
  geo::OutTable table;
  table.name = "areas";
  table.columns = {"code", "name", "parent", "stations"};
  table.numeric = {false, false, false, true, true, true, true, true, true, true, false};
  for (std::size_t s = 0; s < kStatuses; ++s) {
    table.columns.push_back(column_name(election::name_of(static_cast<Status>(s))));
  }
  table.columns.insert(table.columns.end(), {"told_vulnerable", "stamp"});
  for (const auto& area : input.areas) {
    const auto found = view.by_code.find(area.code);
    const Village none;
    const Village& village = found == view.by_code.end() ? none : view.villages[found->second];
    std::vector<std::string> row = {area.code, area.name, area.parent,
                                    std::to_string(village.stations)};
    for (const auto n : village.by_status) row.push_back(std::to_string(n));
    row.push_back(std::to_string(village.told));
    row.push_back(stamp);
    table.rows.push_back(std::move(row));
    table.shapes.push_back(area.shape);
  }
  return table;
}

std::string depth_label(const std::string& code, const Input& input, const words::Speech& speech) {
  for (const auto& depth : input.rules.depth_classes) {
    if (depth.code == code) return depth_words(depth, speech);
  }
  return {};
}

geo::OutTable hazards_table(const Input& input, const words::Speech& speech,
                            const std::string& stamp) {
  geo::OutTable table;
  table.name = "hazards";
  table.columns = {"name", "kind", "kind_words", "depth_class", "depth_words", "stamp"};
  for (const auto& hazard : input.hazards) {
    table.rows.push_back({hazard.name, std::string(election::name_of(hazard.kind)),
                          hazard_words(hazard.kind, speech), hazard.depth_class,
                          depth_label(hazard.depth_class, input, speech), stamp});
    table.shapes.push_back(hazard.shape);
  }
  return table;
}

// "#6baed6" as QGIS writes it: "107,174,214,255".
std::string rgba(const std::string& hex) {
  const auto part = [&hex](std::size_t at) { return std::stoi(hex.substr(at, 2), nullptr, 16); };
  return fmt::format("{},{},{},255", part(1), part(3), part(5));
}

Json style_data(const Input& input, const words::Speech& speech) {
  Json words = Json::object();
  for (std::size_t s = 0; s < kStatuses; ++s) {
    const auto status = static_cast<Status>(s);
    words[std::string(election::name_of(status))] = status_words(status, speech);
  }
  Json classes = Json::array();
  const auto& depths = input.rules.depth_classes;
  for (std::size_t i = 0; i < depths.size(); ++i) {
    classes.push_back({{"index", i},
                       {"code", depths[i].code},
                       {"words", depth_words(depths[i], speech)},
                       {"colour", rgba(depth_colour(i, depths.size()))}});
  }
  return Json{{"words", words},
              {"classes", classes},
              {"footprint", classes.size()},
              {"other", speech.say("brief.other-hazards")}};
}

geo::OutTable styles_table(const Input& input, const words::Speech& speech) {
  geo::OutTable table;
  table.name = "layer_styles";
  table.columns = {"f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column",
                   "styleName",       "styleQML",       "styleSLD",     "useAsDefault",
                   "description",     "owner",          "ui",           "update_time"};
  table.numeric.assign(table.columns.size(), false);
  table.numeric[7] = true;
  table.keep_empty = true;  // QGIS looks for a schema that is an empty text
  const Json data = style_data(input, speech);
  const std::string made = iso_utc(input.now);
  for (const char* layer : {"stations", "areas", "hazards"}) {
    const std::string qml = render_resource(fmt::format("templates/brief/{}.qml", layer), data);
    table.rows.push_back({"", "", layer, "geom", "adem", qml, "", "1", "", "", "", made});
  }
  return table;
}

}  // namespace

void write_brief_gpkg(const Input& input, const words::Speech& speech, const std::string& path) {
  const View view = make_view(input, speech.zone());
  const std::string stamp = input.exercise ? speech.say("brief.stamp") : "";
  geo::write_tables(path, {hazards_table(input, speech, stamp), areas_table(input, view, stamp),
                           stations_table(input, view, speech), styles_table(input, speech)});
}

}  // namespace adem::brief
