// The outlook of a nation against a raster series:
//   bench_outlook [side] [bands] [stations] [seed] [directory]
// Makes a tiled DEFLATE series once (kept in the directory), then measures in turn, in one process:
// GDAL reading each block that holds a station once, and adem sampling the same stations; then the
// whole outlook and its JSON. Medians of three.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gdal_priv.h>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/format.h"
#include "election/rules.h"
#include "outlook/outlook.h"

namespace {

using adem::election::StationTable;

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

std::string memory(const char* what) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (!line.starts_with(what)) continue;
    return fmt::format("{:.0f} MB",
                       std::strtod(line.c_str() + line.find_first_of("0123456789"), nullptr) / 1e3);
  }
  return "?";
}

constexpr double kDegree = 0.0001;
constexpr double kWest = 106, kNorth = -6;
constexpr int kTile = 256;

// Depths that rise and fall from band to band over a rough ground: about a third of the cells wet,
// to the millimetre, as flood models write them.
void fill(std::vector<float>& tile, int left, int top, int band, std::uint64_t seed) {
  for (int y = 0; y < kTile; ++y) {
    for (int x = 0; x < kTile; ++x) {
      const double a = (left + x) * 0.011, b = (top + y) * 0.013;
      std::uint64_t h = seed + static_cast<std::uint64_t>(left + x) * 0x9E3779B97F4A7C15u +
                        static_cast<std::uint64_t>(top + y) * 0xBF58476D1CE4E5B9u;
      h = (h ^ (h >> 30)) * 0x94D049BB133111EBu;
      const double rough = static_cast<double>(h >> 40) * 0x1p-24;
      const double ground =
          1.4 + std::sin(a) + std::cos(b * 0.7) + std::sin(a * 0.31 + b) + 0.2 * rough;
      const double depth = 1.0 + 0.25 * band - ground;
      tile[static_cast<std::size_t>(y * kTile + x)] =
          depth <= 0 ? 0.0F : static_cast<float>(std::round(depth * 1000) / 1000);
    }
  }
}

void make_series(const std::string& path, int side, int bands, std::uint64_t seed) {
  const auto start = std::chrono::steady_clock::now();
  const std::string size = std::to_string(kTile);
  CPLStringList options;
  options.SetNameValue("TILED", "YES");
  options.SetNameValue("BLOCKXSIZE", size.c_str());
  options.SetNameValue("BLOCKYSIZE", size.c_str());
  options.SetNameValue("COMPRESS", "DEFLATE");
  options.SetNameValue("INTERLEAVE", "BAND");
  options.SetNameValue("NUM_THREADS", "ALL_CPUS");
  options.SetNameValue("BIGTIFF", "IF_SAFER");
  auto* driver = GetGDALDriverManager()->GetDriverByName("GTiff");
  auto* set = driver->Create((path + ".part").c_str(), side, side, bands, GDT_Float32, options);
  double at[6] = {kWest, kDegree, 0, kNorth, 0, -kDegree};
  set->SetGeoTransform(at);
  OGRSpatialReference crs;
  crs.SetWellKnownGeogCS("WGS84");
  set->SetSpatialRef(&crs);
  std::vector<float> tile(kTile * kTile);
  for (int band = 1; band <= bands; ++band) {
    for (int y = 0; y * kTile < side; ++y) {
      for (int x = 0; x * kTile < side; ++x) {
        fill(tile, x * kTile, y * kTile, band, seed);
        if (set->GetRasterBand(band)->WriteBlock(x, y, tile.data()) != CE_None) std::exit(1);
      }
    }
  }
  GDALClose(set);
  std::filesystem::rename(path + ".part", path);
  fmt::print("made {} ({:.0f} MB) in {:.0f} s\n", path,
             static_cast<double>(std::filesystem::file_size(path)) / 1e6, seconds_since(start));
}

StationTable make_stations(std::size_t count, int side, std::uint64_t seed) {
  StationTable table;
  table.reserve(count);
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> share(0, 1);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string key = fmt::format("{:013}", i), name = fmt::format("TPS {:03}", i % 999);
    std::array<std::string_view, adem::election::kStationTexts> texts;
    texts.fill("");
    texts[0] = key;
    texts[2] = name;
    texts[3] = std::string_view(key).substr(0, 10);
    table.add(adem::make_id({"bench", "kpu", key}), texts, kNorth - share(random) * side * kDegree,
              kWest + share(random) * side * kDegree, 300, {});
  }
  return table;
}

// What GDAL needs for the blocks that hold a station, each read once.
double read_blocks(const std::string& path, const StationTable& stations, std::size_t& blocks) {
  std::set<std::pair<int, int>> wanted;
  for (std::size_t row = 0; row < stations.size(); ++row) {
    const int x = static_cast<int>((stations.lon(row) - kWest) / kDegree);
    const int y = static_cast<int>((kNorth - stations.lat(row)) / kDegree);
    wanted.insert({y / kTile, x / kTile});
  }
  const auto start = std::chrono::steady_clock::now();
  auto* set = GDALDataset::Open(path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY);
  std::vector<float> tile(kTile * kTile);
  blocks = 0;
  for (const auto& [y, x] : wanted) {
    for (int band = 1; band <= set->GetRasterCount(); ++band) {
      if (set->GetRasterBand(band)->ReadBlock(x, y, tile.data()) != CE_None) std::exit(1);
      ++blocks;
    }
  }
  GDALClose(set);
  return seconds_since(start);
}

adem::election::HazardLayer series_layer(const adem::election::Window& window) {
  adem::election::HazardLayer layer;
  layer.name = "series";
  layer.from = window.at(64);  // 04:00
  layer.to = window.at(104);   // 14:00
  return layer;
}

void whole(const StationTable& stations, const adem::election::RuleBook& rules,
           const adem::election::Window& window, adem::outlook::HazardAtStations hazard,
           const std::string& directory) {
  auto start = std::chrono::steady_clock::now();
  adem::outlook::Inputs inputs{stations, rules, window, {},           {},   {},
                               nullptr,  {},    {},     std::nullopt, false};
  inputs.hazards.push_back(std::move(hazard));
  const auto outlook = make_outlook(inputs);
  fmt::print("outlook of {} stations: {:.2f} s; memory {} (peak {})\n", outlook.stations.size(),
             seconds_since(start), memory("VmRSS"), memory("VmHWM"));
  for (const bool compact : {true, false}) {
    start = std::chrono::steady_clock::now();
    std::ofstream file(directory + "/outlook.json", std::ios::binary);
    std::size_t bytes = 0;
    write_json(outlook, compact, [&](std::string_view piece) {
      file.write(piece.data(), static_cast<std::streamsize>(piece.size()));
      bytes += piece.size();
    });
    file.close();
    fmt::print("JSON, {}: {:.2f} s, {:.0f} MB; peak memory {}\n",
               compact ? "as kept" : "as printed", seconds_since(start),
               static_cast<double>(bytes) / 1e6, memory("VmHWM"));
  }
  std::filesystem::remove(directory + "/outlook.json");
}

int run(int argc, char** argv) {
  const auto argument = [&](int i, const char* otherwise) {
    return argc > i ? argv[i] : otherwise;
  };
  const int side = std::atoi(argument(1, "10000"));
  const int bands = std::atoi(argument(2, "6"));
  const auto count = std::strtoull(argument(3, "818339"), nullptr, 10);
  const auto seed = std::strtoull(argument(4, "20241127"), nullptr, 10);
  const std::string directory = argument(5, "/tmp/adem-bench");
  std::filesystem::create_directories(directory);
  GDALAllRegister();
  const auto path = fmt::format("{}/series-{}x{}-{}.tif", directory, side, bands, seed);
  if (!std::filesystem::exists(path)) make_series(path, side, bands, seed);
  const auto stations = make_stations(count, side, seed);
  const auto rules = adem::election::rule_book("pilkada-2024");
  const auto midnight = adem::parse_date(rules.vote_date, adem::Zone("Asia/Jakarta"));
  const auto window = adem::election::station_window(*midnight);
  const auto layer = series_layer(window);
  fmt::print("{} stations, {} x {} x {} DEFLATE; before: memory {}\n", count, side, side, bands,
             memory("VmRSS"));
  std::vector<double> gdal, adem_s, ratio;
  adem::outlook::HazardAtStations hazard;
  std::size_t blocks = 0;
  read_blocks(path, stations, blocks);  // the file in the page cache for both
  for (int i = 0; i < 3; ++i) {
    gdal.push_back(read_blocks(path, stations, blocks));
    hazard = {};
    const auto start = std::chrono::steady_clock::now();
    hazard = adem::outlook::sample_layer(layer, path, stations, window);
    adem_s.push_back(seconds_since(start));
    ratio.push_back(adem_s.back() / gdal.back());
  }
  fmt::print(
      "GDAL reads {} blocks once: {:.2f} s; adem samples them: {:.2f} s; "
      "ratio {:.3f} (bar 1.3)\nmemory after sampling {}, peak {}\n",
      blocks, median(gdal), median(adem_s), median(ratio), memory("VmRSS"), memory("VmHWM"));
  whole(stations, rules, window, std::move(hazard), directory);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const adem::Error& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}
