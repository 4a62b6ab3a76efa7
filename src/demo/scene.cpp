#include "demo/scene.h"

#include <cmath>

#include "base/format.h"

namespace adem::demo {

namespace {

// A narrow outline around a line, for formats and readers that know points and polygons.
geo::Shape ribbon(const Scene& scene, const Street& street) {
  const double half = street.main_road ? 5 : 3;
  geo::Ring ring;
  const auto& line = street.line;
  const auto side = [&](std::size_t i, double sign) {
    const auto a = line[i == 0 ? 0 : i - 1];
    const auto b = line[i + 1 < line.size() ? i + 1 : i];
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    const double nx = length > 0 ? -(b.y - a.y) / length : 0;
    const double ny = length > 0 ? (b.x - a.x) / length : 1;
    return scene.coast.frame().lonlat({line[i].x + sign * half * nx, line[i].y + sign * half * ny});
  };
  for (std::size_t i = 0; i < line.size(); ++i) ring.push_back(side(i, 1));
  for (std::size_t i = line.size(); i-- > 0;) ring.push_back(side(i, -1));
  ring.push_back(ring.front());
  return {{ring}};
}

std::string note() { return fmt::format("{}; {}", kStamp, kEstimate); }

}  // namespace

Scene::Scene(std::uint64_t with)
    : seed(with),
      coast(seed),
      villages(coast, seed),
      streets(lay_streets(coast, villages, seed)),
      dwellings(settle(coast, villages, streets)),
      venues(place_venues(coast, dwellings, seed)),
      stations(place_stations(coast, dwellings, venues, seed)) {}

geo::OutTable area_table(const Scene& scene) {
  geo::OutTable table;
  table.name = "wilayah";
  table.columns = {"kode", "nama", "kode_induk", "keterangan"};
  for (const auto& area : scene.villages.areas()) {
    table.rows.push_back({area.code, area.name, area.parent,
                          fmt::format("{}; batas buatan, bukan batas resmi", kStamp)});
    table.shapes.push_back(area.shape);
  }
  return table;
}

geo::OutTable station_table(const Scene& scene) {
  geo::OutTable table;
  table.name = "TPS";
  table.columns = {"Kode TPS", "Nomor TPS", "Kode Kelurahan", "Kelurahan", "Alamat",
                   "Lintang",  "Bujur",     "Jumlah Pemilih", "Lokasi",    "Keterangan"};
  for (const auto& made : scene.stations) {
    const auto& village = kVillages[made.village];
    table.rows.push_back({made.key, made.number, std::string(village.code),
                          std::string(village.name), made.address, made.lat_text, made.lon_text,
                          std::to_string(made.voters), made.venue, note()});
  }
  return table;
}

geo::OutTable venue_table(const Scene& scene) {
  geo::OutTable table;
  table.name = "tempat";
  table.columns = {"kode",      "nama",      "alamat",        "kode_kelurahan", "tinggi_lantai_m",
                   "lebar_m",   "panjang_m", "kapasitas_tps", "akses",          "izin",
                   "keterangan"};
  table.numeric = {false, false, false, false, true, true, true, true, false, false, false};
  for (const auto& venue : scene.venues) {
    table.rows.push_back({venue.key, venue.name, venue.address,
                          std::string(kVillages[venue.village].code),
                          fmt::format("{:.2f}", venue.floor_height_m),
                          std::to_string(venue.width_m), std::to_string(venue.length_m),
                          std::to_string(venue.hosts), venue.access, venue.consent, kStamp});
    table.points.push_back(scene.coast.frame().lonlat(venue.at));
  }
  return table;
}

geo::OutTable street_table(const Scene& scene) {
  geo::OutTable table;
  table.name = "jalan";
  table.columns = {"nomor", "jenis", "kode_kelurahan", "keterangan"};
  int number = 0;
  for (const auto& street : scene.streets) {
    if (street.line.size() < 2) continue;
    const char* kind =
        street.main_road ? "jalan utama" : (street.landing ? "jalan ke tambatan" : "gang");
    table.rows.push_back(
        {std::to_string(++number), kind, std::string(kVillages[street.village].code), kStamp});
    table.shapes.push_back(ribbon(scene, street));
  }
  return table;
}

}  // namespace adem::demo
