#include "demo/scene.h"

#include "base/format.h"

namespace adem::demo {

namespace {

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

}  // namespace adem::demo
