#include "demo/ways.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/format.h"
#include "base/json.h"
#include "demo/story.h"

namespace adem::demo {

namespace {

constexpr double kBeyondBank_m = 15;
constexpr double kLook_m = 5;
constexpr double kLandingWidth_m = 1.5;
constexpr int kCrew = 7, kFromNextVillage = 2;

bool over_creek(const Coast& coast, geo::Point at) {
  const double inland = coast.inland(at);
  return std::ranges::any_of(coast.creeks(), [&](const Creek& creek) {
    return inland < creek.length_m &&
           std::abs(at.x - creek.x_at(inland)) < creek.width_at(inland) / 2 + kBeyondBank_m;
  });
}

// The points of a line, and between them one every few metres.
std::vector<geo::Point> closely(const std::vector<geo::Point>& line) {
  std::vector<geo::Point> out = {line.front()};
  for (std::size_t i = 1; i < line.size(); ++i) {
    const auto a = line[i - 1], b = line[i];
    const int count = std::max(1, static_cast<int>(std::hypot(b.x - a.x, b.y - a.y) / kLook_m));
    for (int k = 1; k < count; ++k) {
      const double share = static_cast<double>(k) / count;
      out.push_back({std::lerp(a.x, b.x, share), std::lerp(a.y, b.y, share)});
    }
    out.push_back(b);
  }
  return out;
}

// Pieces share their ends, and keep of the points between only those that the street has.
void cut(const Scene& scene, std::size_t street, std::vector<RoadPiece>& out) {
  const auto& line = scene.streets[street].line;
  const auto points = closely(line);
  const auto own = [&line](geo::Point p) { return std::ranges::find(line, p) != line.end(); };
  RoadPiece piece{street, over_creek(scene.coast, points.front()), {points.front()}};
  for (std::size_t i = 1; i < points.size(); ++i) {
    const bool bridge = over_creek(scene.coast, points[i]);
    const bool ends = bridge != piece.bridge;
    if (ends || own(points[i]) || i + 1 == points.size()) piece.line.push_back(points[i]);
    if (!ends) continue;
    out.push_back(std::move(piece));
    piece = {street, bridge, {points[i]}};
  }
  if (piece.line.size() > 1) out.push_back(std::move(piece));
}

std::vector<geo::Point> coast_road(const Scene& scene) {
  std::vector<geo::Point> road;
  for (const auto& street : scene.streets) {
    if (street.main_road) road.insert(road.end(), street.line.begin(), street.line.end());
  }
  return road;
}

geo::Point middle_of_road(const Scene& scene) {
  const auto road = coast_road(scene);
  return road[road.size() / 2];
}

// A landing's path with its way to the coast road: to the nearest of its points that no creek parts
// from it.
std::vector<geo::Point> from_road(const Scene& scene, const std::vector<geo::Point>& path) {
  const auto start = path.front();
  const auto away = [&start](geo::Point p) { return std::hypot(p.x - start.x, p.y - start.y); };
  auto road = coast_road(scene);
  std::ranges::sort(road, {}, away);
  const auto joins = [&](geo::Point p) {
    return std::ranges::none_of(closely({p, start}),
                                [&](geo::Point at) { return over_creek(scene.coast, at); });
  };
  const auto from = std::ranges::find_if(road, joins);
  std::vector<geo::Point> line = path;
  if (from != road.end()) line.insert(line.begin(), *from);
  return line;
}

const Dwelling& most_lived(const Scene& scene, std::size_t village) {
  const auto weight = [village](const Dwelling& d) { return d.village == village ? d.weight : -1; };
  return *std::ranges::max_element(scene.dwellings, {}, weight);
}

}  // namespace

std::vector<RoadPiece> road_pieces(const Scene& scene) {
  std::vector<RoadPiece> out;
  for (std::size_t s = 0; s < scene.streets.size(); ++s) {
    const auto& street = scene.streets[s];
    if (street.line.size() < 2) continue;
    if (street.main_road) {
      cut(scene, s, out);
    } else {
      out.push_back({s, false, street.landing ? from_road(scene, street.line) : street.line});
    }
  }
  return out;
}

std::string road_geojson(const Scene& scene) {
  Json features = Json::array();
  for (const auto& piece : road_pieces(scene)) {
    const auto& street = scene.streets[piece.street];
    const auto& village = kVillages[street.village];
    const std::string name =
        street.main_road
            ? "Jalan Pesisir"
            : fmt::format("{} {}", street.landing ? "Jalan Tambatan" : "Gang", piece.street);
    Json line = Json::array();
    for (const auto& point : piece.line) {
      const auto at = scene.coast.frame().lonlat(point);
      line.push_back({std::round(at.x * 1e7) / 1e7, std::round(at.y * 1e7) / 1e7});
    }
    Json columns{{"nama", name},
                 {"kelas", street.main_road ? "kolektor" : "lingkungan"},
                 {"jembatan", piece.bridge ? "ya" : "tidak"},
                 {"kode_kelurahan", village.code},
                 {"keterangan", kStamp}};
    if (street.landing) columns["lebar_m"] = kLandingWidth_m;
    features.push_back({{"type", "Feature"},
                        {"properties", std::move(columns)},
                        {"geometry", {{"type", "LineString"}, {"coordinates", std::move(line)}}}});
  }
  return Json{{"type", "FeatureCollection"}, {"features", std::move(features)}}.dump(1) + "\n";
}

geo::OutTable place_table(const Scene& scene) {
  geo::OutTable table;
  table.name = "asal";
  table.columns = {"jenis", "nama", "kode_wilayah", "keterangan"};
  const auto add = [&](const char* kind, const std::string& name, std::string_view area,
                       geo::Point at) {
    table.rows.push_back({kind, name, std::string(area), kStamp});
    table.points.push_back(scene.coast.frame().lonlat(at));
  };
  const auto middle = middle_of_road(scene);
  const auto seat = scene.villages.of(middle);
  add("gudang PPK", fmt::format("Gudang PPK {}", kDistrictName), kDistrictCode,
      highest_place(scene, seat).at);
  add("polsek", "Pos polisi", "", middle);
  const auto crowd = std::ranges::max_element(scene.dwellings, {}, &Dwelling::weight);
  add("puskesmas", "Puskesmas", "", crowd->at);
  for (std::size_t v = 0; v < kVillages.size(); ++v) {
    const auto& village = kVillages[v];
    add("pos PPS", fmt::format("PPS {}", village.name), village.code, highest_place(scene, v).at);
    add("desa petugas", std::string(village.name), village.code, most_lived(scene, v).at);
  }
  return table;
}

geo::OutTable crew_table(const Scene& scene) {
  geo::OutTable table;
  table.name = "petugas";
  table.columns = {"tps", "desa", "anggota", "keterangan"};
  for (const auto& made : scene.stations) {
    const std::size_t next = made.village == 0 ? 1 : made.village - 1;
    const auto row = [&](std::size_t village, int members) {
      table.rows.push_back(
          {made.key, std::string(kVillages[village].code), std::to_string(members), kStamp});
    };
    row(made.village, kCrew - kFromNextVillage);
    row(next, kFromNextVillage);
  }
  return table;
}

geo::OutTable home_table(const Scene& scene) {
  std::array<double, kVillages.size()> weight{};
  std::array<int, kVillages.size()> voters{};
  for (const auto& d : scene.dwellings) weight[d.village] += d.weight;
  for (const auto& made : scene.stations) voters[made.village] += made.voters;
  geo::OutTable table;
  table.name = "rumah";
  table.columns = {"jiwa", "keterangan"};
  for (const auto& d : scene.dwellings) {
    const auto people = std::lround(d.weight / weight[d.village] * voters[d.village]);
    if (people < 1) continue;
    table.rows.push_back({std::to_string(people), kStamp});
    table.points.push_back(scene.coast.frame().lonlat(d.at));
  }
  return table;
}

}  // namespace adem::demo
