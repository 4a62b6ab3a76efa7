#include "demo/story.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <limits>

#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "base/json.h"
#include "demo/water.h"
#include "demo/ways.h"

namespace adem::demo {

namespace {

bool usable(const MadeStation& station) {
  return !station.lon_text.empty() && station.lon_text.size() > 8;
}

// Index of the usable station with the lowest ground above `above`.
std::size_t lowest_above(const Scene& scene, double above) {
  std::size_t best = 0;
  double height = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < scene.stations.size(); ++i) {
    const auto& station = scene.stations[i];
    const double ground = scene.coast.height(station.at);
    if (usable(station) && ground > above && ground < height) {
      best = i;
      height = ground;
    }
  }
  return best;
}

std::size_t highest(const Scene& scene) {
  std::size_t best = lowest_above(scene, -std::numeric_limits<double>::infinity());
  for (std::size_t i = 0; i < scene.stations.size(); ++i) {
    const auto& station = scene.stations[i];
    if (usable(station) &&
        scene.coast.height(station.at) > scene.coast.height(scene.stations[best].at)) {
      best = i;
    }
  }
  return best;
}

std::string quoted(const std::string& word) {
  if (word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                             "-_./:=+") == std::string::npos &&
      !word.empty()) {
    return word;
  }
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

}  // namespace

Chosen choose(const Scene& scene) {
  Chosen chosen;
  chosen.no_point = static_cast<std::size_t>(
      std::find_if(scene.stations.begin(), scene.stations.end(),
                   [](const MadeStation& made) { return made.lon_text.empty(); }) -
      scene.stations.begin());
  chosen.lowest = lowest_above(scene, -std::numeric_limits<double>::infinity());
  chosen.lowest_dry = lowest_above(
      scene, std::max(kHighestTide_m, scene.coast.height(scene.stations[chosen.lowest].at)));
  chosen.highest = highest(scene);
  return chosen;
}

std::string spoken_name(const MadeStation& station) {
  return fmt::format("TPS {} {}", station.number, kVillages[station.village].name);
}

const Place& highest_place(const Scene& scene, std::size_t village) {
  const Place* best = nullptr;
  for (const auto& place : scene.venues) {
    if (place.village != village || place.hosts < 2) continue;
    if (best == nullptr || scene.coast.height(place.at) > scene.coast.height(best->at)) {
      best = &place;
    }
  }
  return *best;  // every village has a hall with two rooms
}

geo::OutTable answer_table(const Scene& scene) {
  const auto chosen = choose(scene);
  geo::OutTable table;
  table.name = "Keterangan";
  table.columns = {"Kunci TPS",
                   "Nama TPS",
                   "Pernah tergenang?",
                   "Kapan?",
                   "Setinggi apa?",
                   "Jalan mana yang terputus?",
                   "Ke mana TPS dapat pindah?",
                   "Pemilik setuju?",
                   "Dijawab oleh (jabatan)",
                   "Tanggal"};
  for (std::size_t i = 0; i < scene.stations.size(); ++i) {
    const auto& station = scene.stations[i];
    const auto& village = kVillages[station.village].name;
    std::vector<std::string> row = {station.key, spoken_name(station)};
    if (i == chosen.no_point) {
      row.insert(row.end(), {"ya", "pasang Oktober 2024", "lutut", "jalan ke tambatan perahu",
                             highest_place(scene, station.village).name, "",
                             fmt::format("PKD {}", village), "18/11/2024"});
    } else if (i == chosen.lowest_dry) {
      row.insert(row.end(), {"tidak", "", "", "gang menuju jalan utama, saat pasang malam", "", "",
                             "Bhabinkamtibmas", "18/11/2024"});
    } else if (i == chosen.lowest) {
      row.insert(row.end(), {"ya", "pasang Oktober 2024", "betis", "",
                             highest_place(scene, station.village).name, "ya",
                             fmt::format("Lurah {}", village), "19/11/2024"});
    }
    row.resize(table.columns.size());
    table.rows.push_back(std::move(row));
  }
  return table;
}

geo::OutTable indicator_table(const Scene& scene) {
  const auto chosen = choose(scene);
  geo::OutTable table;
  table.name = "Indikator";
  table.columns = {"Kunci TPS", "Nama TPS", "Indikator", "Jawaban", "Sumber"};
  const auto tick = [&](std::size_t which, const char* indicator, bool ticked) {
    const auto& station = scene.stations[which];
    table.rows.push_back({station.key, spoken_name(station), indicator, ticked ? "ya" : "tidak",
                          "Panwaslu Kecamatan Medang Kampai, 20 November 2024"});
  };
  tick(chosen.lowest, "disaster-prone", true);
  tick(chosen.lowest, "internet", true);
  tick(chosen.lowest, "near-school", false);
  tick(chosen.lowest_dry, "disaster-prone", false);
  tick(chosen.highest, "disaster-prone", true);
  tick(chosen.no_point, "hard-to-reach", true);
  return table;
}

std::vector<DemoAccount> accounts() {
  const std::string district(kDistrictCode);
  std::vector<DemoAccount> all = {{"ppk-1", "ppk:" + district},
                                  {"panwaslu-1", "panwaslu:" + district},
                                  {"polsek-1", "polsek:" + district},
                                  {"bpbd-1", "bpbd:14.72"},
                                  {"publik-1", "publik:" + district}};
  for (const auto& village : kVillages) {
    std::string name(village.name);
    for (char& c : name) c = c == ' ' ? '-' : static_cast<char>(std::tolower(c));
    for (const char* kind : {"kpps", "pkd", "lurah", "bhabinkamtibmas"}) {
      all.push_back({fmt::format("{}-{}", kind, name), fmt::format("{}:{}", kind, village.code)});
    }
  }
  return all;
}

namespace {

std::string account_lines() {
  std::string lines;
  for (const auto& [handle, office] : accounts()) {
    const Json line{{"do", "account.appoint"},
                    {"as", "kpu-1"},
                    {"now", kNow},
                    {"handle", handle},
                    {"office", office}};
    lines += line.dump() + "\n";
  }
  return lines;
}

}  // namespace

void write_inputs(const Scene& scene, const std::string& directory, Instant vote_midnight,
                  const Zone& zone) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) {
    throw Error(ErrorKind::io, "base.cannot-write", {{"path", directory}, {"why", error.message()}},
                directory);
  }
  geo::write_tables(directory + "/areas.geojson", {area_table(scene)});
  geo::write_tables(directory + "/stations.xlsx", {station_table(scene)});
  geo::write_tables(directory + "/venues.geojson", {venue_table(scene)});
  write_file_atomic(directory + "/streets.geojson", road_geojson(scene));
  geo::write_tables(directory + "/places.geojson", {place_table(scene)});
  geo::write_tables(directory + "/crews.xlsx", {crew_table(scene)});
  geo::write_tables(directory + "/homes.geojson", {home_table(scene)});
  geo::write_geotiff(directory + "/terrain.tif", scene.coast.terrain());
  write_file_atomic(directory + "/tide.csv", tide_csv(exercise_tide(vote_midnight), zone));
  geo::write_geotiff(directory + "/water-terrain.tif", water_terrain(scene.coast));
  write_file_atomic(directory + "/rain.csv", rain_csv(vote_midnight, zone));
  write_file_atomic(directory + "/skenario.toml", scenario_toml(vote_midnight, zone));
  geo::write_tables(directory + "/answers.xlsx", {answer_table(scene)});
  geo::write_tables(directory + "/indicators.xlsx", {indicator_table(scene)});
  geo::write_tables(directory + "/meeting.xlsx", meeting_tables(scene));
  write_file_atomic(directory + "/accounts.jsonl", account_lines());
}

std::vector<Step> steps(const std::string& w) {
  const auto in = [&w](const char* file) { return w + "/input/" + file; };
  const auto at = [&w](std::vector<std::string> words) {
    std::vector<std::string> all = {"-C", w, "--now", kNow};
    all.insert(all.end(), words.begin(), words.end());
    return all;
  };
  const auto by = [&w](const char* handle, const char* now, std::vector<std::string> words) {
    std::vector<std::string> all = {"-C", w, "--as", handle, "--now", now};
    all.insert(all.end(), words.begin(), words.end());
    return all;
  };
  return {
      {"new",
       {"new", w, "--election", "pilkada-2024", "--zone", "Asia/Jakarta", "--name",
        "Kecamatan Medang Kampai", "--exercise"}},
      {"areas", at({"import", "areas", in("areas.geojson")})},
      {"stations", at({"import", "stations", in("stations.xlsx")})},
      {"venues", at({"import", "venues", in("venues.geojson")})},
      {"roads", at({"import", "roads", in("streets.geojson"), "--exercise"})},
      {"places", at({"import", "places", in("places.geojson")})},
      {"crews", at({"import", "crews", in("crews.xlsx")})},
      {"homes", at({"import", "homes", in("homes.geojson")})},
      {"water", at({"water", "run", in("skenario.toml")})},
      {"hazard", at({"import", "hazard", w + "/water/futures.tif", "--name", "pasang-dan-hujan"})},
      {"before", at({"outlook"})},
      {"answers", at({"import", "answers", in("answers.xlsx")})},
      {"indicators", at({"import", "indicators", in("indicators.xlsx")})},
      {"after", at({"outlook"})},
      {"ledger", at({"ledger", "init", "--name", "Panwaslu Kecamatan Medang Kampai", "--account",
                     "kpu-1=kpu:14.72"})},
      {"accounts", at({"do", in("accounts.jsonl")})},
      {"meeting", by("panwaslu-1", kNow, {"meeting", "import", in("meeting.xlsx")})},
      {"papers", by("panwaslu-1", kNow, {"meeting", "papers", "--out", w + "/papers"})},
      {"brief-html",
       at({"brief", "--format", "html", "--lang", "id", "--out", w + "/brief/ringkasan.html"})},
      {"brief-text",
       at({"brief", "--format", "text", "--lang", "id", "--out", w + "/brief/pesan.txt"})},
      {"brief-csv",
       at({"brief", "--format", "csv", "--lang", "id", "--out", w + "/brief/tps.csv"})},
      {"brief-gpkg",
       at({"brief", "--format", "gpkg", "--lang", "id", "--out", w + "/brief/peta.gpkg"})},
      {"kept",
       by("panwaslu-1", kNextCalled,
          {"meeting", "kept", "k2", "--evidence", "Surat persetujuan pemilik, diterima PPS"})},
      {"next", by("polsek-1", kNextCalled,
                  {"meeting",    "new",
                   "--title",    "FGD Cooling System kedua Kecamatan Medang Kampai",
                   "--starts",   kNextMeeting,
                   "--place",    "Aula Polsek Medang Kampai",
                   "--convener", "Kapolsek Medang Kampai",
                   "--area",     std::string(kDistrictCode),
                   "--invite",   "Ketua Panwaslu Kecamatan Medang Kampai",
                   "--invite",   "PPK Medang Kampai",
                   "--invite",   "PKD",
                   "--invite",   "Lurah",
                   "--invite",   "BPBD Kota Dumai"})},
  };
}

std::string script(const std::vector<Step>& steps) {
  std::string text =
      fmt::format("#!/bin/sh\n# {}: setiap langkah latihan, satu per satu.\nset -eu\n", kStamp);
  for (const auto& step : steps) {
    text += "adem";
    for (const auto& word : step.words) text += " " + quoted(word);
    text += "\n";
  }
  return text;
}

}  // namespace adem::demo
