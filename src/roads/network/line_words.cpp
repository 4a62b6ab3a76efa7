#include "roads/network/line_words.h"

#include <algorithm>
#include <array>

#include "roads/network/osm_tags.h"

namespace adem::roads {

namespace {

using Text = std::string_view;

std::string plain(Text text) {
  std::string out;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') {
      out += static_cast<char>(c - 'A' + 'a');
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      out += c;
    }
  }
  return out;
}

std::string lower(Text text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  const auto begin = out.find_first_not_of(" \t");
  const auto end = out.find_last_not_of(" \t");
  return begin == std::string::npos ? std::string() : out.substr(begin, end - begin + 1);
}

struct Column {
  Text name;
  const char* key;
};
// The surest names first. REMARK and NAMOBJ are those of the Indonesian base map (RBI).
constexpr std::array<Column, 57> kColumns = {{{"highway", "highway"},
                                              {"fclass", "highway"},
                                              {"class", "highway"},
                                              {"roadclass", "highway"},
                                              {"kelasjalan", "highway"},
                                              {"fungsijalan", "highway"},
                                              {"fungsi", "highway"},
                                              {"jenisjalan", "highway"},
                                              {"jenis", "highway"},
                                              {"kelas", "highway"},
                                              {"roadtype", "highway"},
                                              {"type", "highway"},
                                              {"tipe", "highway"},
                                              {"remark", "highway"},
                                              {"oneway", "oneway"},
                                              {"satuarah", "oneway"},
                                              {"arah", "oneway"},
                                              {"onewaymotorcycle", "oneway:motorcycle"},
                                              {"junction", "junction"},
                                              {"bridge", "bridge"},
                                              {"jembatan", "bridge"},
                                              {"tunnel", "tunnel"},
                                              {"terowongan", "tunnel"},
                                              {"ford", "ford"},
                                              {"name", "name"},
                                              {"nama", "name"},
                                              {"namajalan", "name"},
                                              {"nmjalan", "name"},
                                              {"roadname", "name"},
                                              {"namaruas", "name"},
                                              {"ruas", "name"},
                                              {"namobj", "name"},
                                              {"ref", "ref"},
                                              {"surface", "surface"},
                                              {"permukaan", "surface"},
                                              {"perkerasan", "surface"},
                                              {"tipepermukaan", "surface"},
                                              {"layer", "layer"},
                                              {"level", "layer"},
                                              {"width", "width"},
                                              {"lebar", "width"},
                                              {"lebarm", "width"},
                                              {"lebarjalan", "width"},
                                              {"maxweight", "maxweight"},
                                              {"access", "access"},
                                              {"vehicle", "vehicle"},
                                              {"motorvehicle", "motor_vehicle"},
                                              {"motorcar", "motorcar"},
                                              {"motorcycle", "motorcycle"},
                                              {"hgv", "hgv"},
                                              {"foot", "foot"},
                                              {"boat", "boat"},
                                              {"waterway", "waterway"},
                                              {"route", "route"},
                                              {"intermittent", "intermittent"},
                                              {"tracktype", "tracktype"},
                                              {"motorroad", "motorroad"}}};

struct Word {
  Text word;
  const char* value;
};
// Within the cell's text; the first that is found holds. Functions of roads after UU 38/2004
// (arteri, kolektor, lokal, lingkungan) stand for the class OpenStreetMap's Indonesian mappers use.
constexpr std::array<Word, 26> kClasses = {{{"tol", "motorway"},
                                            {"bebas hambatan", "motorway"},
                                            {"toll", "motorway"},
                                            {"kereta", kRailway},
                                            {"rel ", kRailway},
                                            {"rail", kRailway},
                                            {"lori", kRailway},
                                            {"arteri", "primary"},
                                            {"arterial", "primary"},
                                            {"nasional", "primary"},
                                            {"kolektor", "secondary"},
                                            {"collector", "secondary"},
                                            {"provinsi", "secondary"},
                                            {"lokal", "tertiary"},
                                            {"kabupaten", "tertiary"},
                                            {"kota", "tertiary"},
                                            {"lingkungan", "residential"},
                                            {"perumahan", "residential"},
                                            {"desa", "unclassified"},
                                            {"local", "residential"},
                                            {"tanah", "track"},
                                            {"kebun", "track"},
                                            {"setapak", "path"},
                                            {"gang", "path"},
                                            {"pejalan kaki", "footway"},
                                            {"lain", "unclassified"}}};
constexpr std::array<Text, 8> kWaterways = {"river", "canal",  "fairway", "tidal_channel",
                                            "dock",  "stream", "drain",   "ditch"};
constexpr std::array<Word, 9> kSurfaceWords = {{{"aspal", "asphalt"},
                                                {"hotmix", "asphalt"},
                                                {"beton", "concrete"},
                                                {"paving", "paving_stones"},
                                                {"conblock", "paving_stones"},
                                                {"kerikil", "gravel"},
                                                {"makadam", "gravel"},
                                                {"batu", "gravel"},
                                                {"tanah", "dirt"}}};
constexpr std::array<Text, 8> kYesNo = {"bridge", "tunnel",        "ford",     "oneway",
                                        "boat",   "motor_vehicle", "motorcar", "motorcycle"};
constexpr std::array<Text, 8> kYes = {"y", "ya", "t", "true", "1", "ada", "ft", "f->t"};
constexpr std::array<Text, 7> kNo = {"n", "tidak", "f", "false", "0", "bukan", "tidak ada"};

template <std::size_t N>
bool is_one_of(Text value, const std::array<Text, N>& list) {
  return std::ranges::find(list, value) != list.end();
}

std::string direction(const std::string& value) {
  // Geofabrik's shapefiles: F along the line, T against it, B both.
  if (value == "f" || value == "ft" || value == "satu arah" || value == "1") return "yes";
  if (value == "t" || value == "tf" || value == "-1" || value == "reverse") return "-1";
  if (value == "b" || value == "dua arah" || is_one_of(value, kNo)) return "no";
  return is_one_of(value, kYes) ? "yes" : value;
}

}  // namespace

std::optional<std::string> column_key(Text column) {
  const std::string name = plain(column);
  const auto it = std::ranges::find(kColumns, Text(name), &Column::name);
  if (it == kColumns.end()) return std::nullopt;
  return it->key;
}

std::vector<std::pair<std::string, std::size_t>> columns_by_key(
    const std::vector<std::string>& columns) {
  std::vector<std::pair<std::string, std::size_t>> out;
  for (const auto& known : kColumns) {
    const auto has = [&known](const auto& pair) { return pair.first == known.key; };
    if (std::ranges::any_of(out, has)) continue;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (plain(columns[i]) != known.name) continue;
      out.emplace_back(known.key, i);
      break;
    }
  }
  return out;
}

std::pair<std::string, std::string> tag_of(const std::string& key, Text cell) {
  std::string value = lower(cell);
  if (key == "name" || key == "ref") return {key, std::string(cell)};
  if (key == "oneway" && !value.empty()) return {key, direction(value)};
  if (is_one_of(key, kYesNo)) {
    if (is_one_of(value, kYes)) value = "yes";
    if (is_one_of(value, kNo)) value = "no";
    return {key, value};
  }
  if (key == "surface") {
    for (const auto& [word, meaning] : kSurfaceWords) {
      if (value.find(word) != std::string::npos) return {key, meaning};
    }
  }
  if (key == kClassKey) {
    if (is_one_of(value, kWaterways)) return {"waterway", value};
    if (value == "ferry") return {"route", value};
    if (highway_class(value) || is_no_road(value)) return {key, value};
    for (const auto& [word, meaning] : kClasses) {
      if (value.find(word) != std::string::npos) return {key, meaning};
    }
  }
  return {key, value};
}

}  // namespace adem::roads
