// Vector tiles of 100,000 stations at zoom 8, uncached, one core: adem in process, and PostGIS
// (ST_AsMVT over a spatial index, one connection) beside it in the same run. Both tiles of every
// place are read back and must hold the same features.
//   bench_tiles [STATIONS] [SEED]
#include <algorithm>
#include <chrono>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <vector>

#include "base/format.h"
#include "db/database.h"
#include "stores/postgres_server.h"
#include "tiles/station_tiles.h"
#include "tiles/tile_reader.h"

namespace {

using namespace adem;
using Clock = std::chrono::steady_clock;
using election::StationText;

constexpr unsigned kZoom = 8;
constexpr int kRounds = 5;

double ms(Clock::duration d) { return std::chrono::duration<double, std::milli>(d).count(); }

double median(std::vector<double> v) {
  std::nth_element(v.begin(), v.begin() + static_cast<std::ptrdiff_t>(v.size() / 2), v.end());
  return v[v.size() / 2];
}

// Evenly over so many degrees that a tile holds about 900 of 100,000.
election::StationTable list(std::size_t count, std::uint64_t seed) {
  election::StationTable stations;
  std::mt19937_64 engine(seed);
  std::uniform_real_distribution<double> lon(99, 115), lat(-7, 5.5);
  for (std::size_t i = 0; i < count; ++i) {
    election::Station s;
    s.id = make_id({"bench", "kpu", std::to_string(i)});
    s[StationText::key] = fmt::format("{:013}", i);
    s[StationText::name] = fmt::format("TPS {:03}", i % 40 + 1);
    s.lon = lon(engine);
    s.lat = lat(engine);
    s.voters = static_cast<std::int32_t>(engine() % 600);
    stations.add(s);
  }
  return stations;
}

std::vector<tiles::StationMark> marks(std::size_t count, std::uint64_t seed) {
  std::vector<tiles::StationMark> out(count);
  std::mt19937_64 engine(seed + 1);
  for (auto& mark : out) {
    mark.status = static_cast<std::uint8_t>(engine() % tiles::kStatuses);
    mark.flagged = engine() % 10 == 0;
  }
  return out;
}

void fill(db::Database& database, const election::StationTable& stations,
          const std::vector<tiles::StationMark>& marks) {
  database.execute(
      "CREATE EXTENSION IF NOT EXISTS postgis;"
      "CREATE TABLE stations (id BIGINT PRIMARY KEY, key TEXT, name TEXT, status TEXT, told "
      "BOOLEAN,"
      " voters BIGINT, geom geometry(Point, 3857))");
  db::Transaction transaction(database);
  auto insert = database.prepare(
      "INSERT INTO stations VALUES ($1, $2, $3, $4, $5 = 1, $6, "
      "ST_Transform(ST_SetSRID(ST_MakePoint($7, $8), 4326), 3857))");
  for (std::size_t row = 0; row < stations.size(); ++row) {
    insert.bind(1, static_cast<std::int64_t>(row))
        .bind(2, stations.text(row, StationText::key))
        .bind(3, stations.text(row, StationText::name))
        .bind(4, tiles::computed_scale().names[marks[row].status])
        .bind(5, std::int64_t{marks[row].flagged})
        .bind(6, std::int64_t{stations.voters(row)})
        .bind(7, stations.lon(row))
        .bind(8, stations.lat(row));
    insert.run();
  }
  transaction.commit();
  database.execute("CREATE INDEX ON stations USING gist (geom); ANALYZE stations");
}

std::string postgis_tile(db::Statement& statement, const tiles::Tile& tile) {
  statement.bind(1, std::int64_t{tile.zoom})
      .bind(2, std::int64_t{tile.x})
      .bind(3, std::int64_t{tile.y});
  statement.step();
  const auto bytes = statement.blob(0);
  std::string out(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  statement.reset();
  return out;
}

using Features = std::map<std::uint64_t, tiles::testing::ReadFeature>;
Features features(const std::string& tile) {
  Features out;
  for (auto& layer : tiles::testing::read_tile(tile)) {
    for (auto& f : layer.features) out.emplace(f.id, std::move(f));
  }
  return out;
}

// Whether each of `some` is in `all` with the same words, at most a cell apart (PostGIS rounds,
// adem floors). On the tile's edge it need not be: PostGIS takes points in by boxes that are
// rounded outward, so that one just beyond the edge can be in two tiles.
bool within(const Features& some, const Features& all) {
  return std::all_of(some.begin(), some.end(), [&](const auto& one) {
    const auto p = one.second.parts.at(0).at(0);
    const auto inner = [](std::int32_t v) { return v > 0 && v < std::int32_t{tiles::kExtent} - 1; };
    const auto found = all.find(one.first);
    if (found == all.end()) return !(inner(p.x) && inner(p.y));
    const auto q = found->second.parts.at(0).at(0);
    return one.second.tags == found->second.tags && std::abs(p.x - q.x) <= 1 &&
           std::abs(p.y - q.y) <= 1;
  });
}

bool same(const Features& a, const Features& b) { return within(a, b) && within(b, a); }

}  // namespace

int main(int argc, char** argv) {
  const std::size_t count = argc > 1 ? std::stoul(argv[1]) : 100'000;
  const std::uint64_t seed = argc > 2 ? std::stoul(argv[2]) : 20241127;
  const auto stations = list(count, seed);
  const auto shown = marks(count, seed);
  const auto began = Clock::now();
  const tiles::StationTiles ours(stations, shown);
  std::cout << fmt::format("{} stations, seed {}; index made in {:.0f} ms\n", count, seed,
                           ms(Clock::now() - began));
  stores::PostgresServer server;
  const auto database = db::open(server.where());
  fill(*database, stations, shown);
  auto statement = database->prepare(
      "SELECT ST_AsMVT(q, 'stations', 4096, 'geom', 'id') FROM (SELECT id, key, name, status, told,"
      " voters, ST_AsMVTGeom(geom, ST_TileEnvelope($1::int, $2::int, $3::int), 4096, 0) AS geom"
      " FROM stations WHERE geom && ST_TileEnvelope($1::int, $2::int, $3::int)) q");

  std::set<std::pair<std::uint32_t, std::uint32_t>> places;
  for (std::size_t row = 0; row < count; ++row) {
    const auto spot = *tiles::spot_of({stations.lon(row), stations.lat(row)});
    places.insert({spot.x >> (32 - kZoom), spot.y >> (32 - kZoom)});
  }
  std::vector<double> mine, theirs;
  std::size_t held = 0, different = 0, bytes = 0, their_bytes = 0;
  for (int round = 0; round < kRounds; ++round) {
    for (const auto& [x, y] : places) {
      const tiles::Tile tile{kZoom, x, y};
      auto from = Clock::now();
      const std::string a = ours.every(tile);
      mine.push_back(ms(Clock::now() - from));
      from = Clock::now();
      const std::string b = postgis_tile(statement, tile);
      theirs.push_back(ms(Clock::now() - from));
      if (round > 0) continue;
      const Features one = features(a);
      held += one.size();
      bytes += a.size();
      their_bytes += b.size();
      different += same(one, features(b)) ? 0 : 1;
    }
  }
  const auto n = static_cast<double>(places.size());
  std::cout << fmt::format(
      "{} tiles at zoom {}, {:.0f} features and {:.0f} kB a tile ({:.0f} kB): adem {:.3f} ms, "
      "PostGIS {:.3f} ms (medians of {} rounds): {:.1f} times faster; tiles that differ: {}\n",
      places.size(), kZoom, static_cast<double>(held) / n, static_cast<double>(bytes) / n / 1000,
      static_cast<double>(their_bytes) / n / 1000, median(mine), median(theirs), kRounds,
      median(theirs) / median(mine), different);
  return different == 0 ? 0 : 1;
}
