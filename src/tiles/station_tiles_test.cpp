#include "tiles/station_tiles.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>
#include <set>

#include "geo/tile_fixture.h"
#include "tiles/tile_reader.h"

namespace adem::tiles {
namespace {

using election::StationText;
using election::Status;
using testing::read_tile;

constexpr std::size_t kTileLimit = 500'000;

struct List {
  election::StationTable stations;
  std::vector<StationMark> marks;
  void add(const std::string& key, double lon, double lat, Status status, int voters = 300,
           bool told = false) {
    election::Station s;
    s.id = make_id({"test", "kpu", key});
    s[StationText::key] = key;
    s[StationText::name] = "TPS " + key;
    s.lon = lon;
    s.lat = lat;
    s.voters = voters;
    stations.add(s);
    marks.push_back({static_cast<std::uint8_t>(status), told});
  }
};

// Crowded as towns are: many around few places.
List towns(std::size_t count, std::uint64_t seed) {
  List list;
  std::mt19937_64 engine(seed);
  std::normal_distribution<double> near(0, 0.08);
  std::uniform_real_distribution<double> lon(95, 141), lat(-11, 6);
  double x = 0, y = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (i % 200 == 0) {
      x = lon(engine);
      y = lat(engine);
    }
    list.add(std::to_string(i), x + near(engine), y + near(engine), static_cast<Status>(i % 5),
             static_cast<int>(i % 600), i % 11 == 0);
  }
  return list;
}

Tile tile_at(double lon, double lat, unsigned zoom) {
  const Spot spot = *spot_of({lon, lat});
  if (zoom == 0) return {0, 0, 0};
  return {zoom, spot.x >> (32 - zoom), spot.y >> (32 - zoom)};
}

TEST(Mercator, KnowsTilesThatMapsAgreeOn) {
  // Monas in Jakarta is on tile 13/6526/4236 of every map in this scheme.
  const Tile monas = tile_at(106.8272, -6.1754, 13);
  EXPECT_EQ(monas.x, 6526u);
  EXPECT_EQ(monas.y, 4236u);
  EXPECT_EQ(spot_of({-180, 85.0511287798066})->x, 0u);
  EXPECT_FALSE(spot_of({181, 0}));
  EXPECT_FALSE(spot_of({0, std::numeric_limits<double>::quiet_NaN()}));
  EXPECT_EQ(spot_of({0, 90})->y, 0u) << "beyond the square a place lies on its edge";
  const geo::Point back = lonlat_of(*spot_of({101.4, 1.7}));
  EXPECT_NEAR(back.x, 101.4, 1e-7);
  EXPECT_NEAR(back.y, 1.7, 1e-7);
}

TEST(StationTiles, OneStationStandsForItself) {
  List list;
  list.add("1472051001001", 101.45, 1.68, Status::cannot_open, 412, true);
  list.add("far", 110, -7, Status::ready);
  const StationTiles tiles(list.stations, list.marks);
  const Tile tile = tile_at(101.45, 1.68, 10);
  const auto layers = read_tile(tiles.tile(tile));
  ASSERT_EQ(layers.size(), 1u);
  EXPECT_EQ(layers[0].name, "stations");
  EXPECT_EQ(layers[0].version, 2u);
  EXPECT_EQ(layers[0].extent, kExtent);
  ASSERT_EQ(layers[0].features.size(), 1u);
  const auto& one = layers[0].features[0];
  EXPECT_EQ(one.id, 0u);
  EXPECT_TRUE(one.has_id);
  EXPECT_EQ(one.tags, (std::map<std::string, std::string>{{"key", "1472051001001"},
                                                          {"name", "TPS 1472051001001"},
                                                          {"status", "cannot-open"},
                                                          {"told", "true"},
                                                          {"voters", "412"}}));
  EXPECT_EQ(one.parts[0][0], grid_point(tile, *spot_of({101.45, 1.68}), kExtent));
}

TEST(StationTiles, ManyStandAsOneWithTheWorstAndTheCounts) {
  List list;
  list.add("a", 101.450, 1.68, Status::ready);
  list.add("b", 101.451, 1.68, Status::opens_late);
  list.add("c", 101.452, 1.68, Status::unknown, -1, true);
  const StationTiles tiles(list.stations, list.marks);
  const auto layers = read_tile(tiles.tile({0, 0, 0}));
  ASSERT_EQ(layers.at(0).features.size(), 1u);
  EXPECT_EQ(layers[0].features[0].tags, (std::map<std::string, std::string>{{"count", "3"},
                                                                            {"worst", "opens-late"},
                                                                            {"told", "1"},
                                                                            {"ready", "1"},
                                                                            {"opens-late", "1"},
                                                                            {"unknown", "1"}}));
  EXPECT_FALSE(layers[0].features[0].has_id);
  EXPECT_EQ(read_tile(tiles.every({0, 0, 0})).at(0).features.size(), 3u);
}

TEST(StationTiles, SpeakOfOtherStatusesByTheScaleTheyAreGiven) {
  static constexpr std::string_view kNames[] = {"closed", "late", "open"};
  static constexpr std::uint8_t kWorry[] = {2, 0, 1};
  List list;
  list.add("a", 101.450, 1.68, Status::ready);
  list.add("b", 101.451, 1.68, Status::ready);
  list.marks = {{.status = 0, .flagged = false}, {.status = 2, .flagged = true}};
  const StationTiles computed(list.stations, list.marks);
  const StationTiles said(computed, list.marks,
                          {.names = kNames, .by_worry = kWorry, .flag = "disagree"});
  EXPECT_EQ(
      read_tile(said.tile({0, 0, 0})).at(0).features.at(0).tags,
      (std::map<std::string, std::string>{
          {"count", "2"}, {"worst", "closed"}, {"disagree", "1"}, {"closed", "1"}, {"open", "1"}}));
  const auto every = read_tile(said.every({0, 0, 0}));
  EXPECT_EQ(every.at(0).features.at(1).tags.at("status"), "open");
  EXPECT_EQ(every.at(0).features.at(1).tags.at("disagree"), "true");
}

TEST(StationTiles, NearOnlyThoseOfOnePlaceStandTogether) {
  List list;
  list.add("a", 101.45, 1.68, Status::ready);
  list.add("b", 101.45, 1.68, Status::ready);
  list.add("c", 101.4501, 1.68, Status::ready);
  const StationTiles tiles(list.stations, list.marks);
  const auto near = read_tile(tiles.tile(tile_at(101.45, 1.68, StationTiles::kSingleZoom)));
  ASSERT_EQ(near.at(0).features.size(), 2u);
  EXPECT_EQ(near[0].features[0].tags.at("count"), "2");
  EXPECT_EQ(near[0].features[1].tags.at("key"), "c");
}

TEST(StationTiles, OfAVillageAreToldApartEarlier) {
  List list;
  list.add("a", 101.4500, 1.68, Status::ready);
  list.add("b", 101.4504, 1.68, Status::cannot_open);
  const Tile tile = tile_at(101.45, 1.68, StationTiles::kVillageZoom);
  EXPECT_EQ(read_tile(StationTiles(list.stations, list.marks).tile(tile)).at(0).features.size(),
            2u);
  for (int i = 0; i < 2000; ++i) list.add("x" + std::to_string(i), 101.46, 1.68, Status::ready);
  const auto crowd = read_tile(StationTiles(list.stations, list.marks).tile(tile));
  EXPECT_EQ(crowd.at(0).features.size(), 2u) << "where there are too many they stand together";
}

TEST(StationTiles, WithoutAPointIsInNoTile) {
  List list;
  list.add("a", std::numeric_limits<double>::quiet_NaN(), 1, Status::ready);
  const StationTiles tiles(list.stations, list.marks);
  EXPECT_EQ(tiles.placed(), 0u);
  EXPECT_EQ(tiles.tile({0, 0, 0}), "");
}

TEST(StationTiles, EveryStationIsCountedOnceAtEveryZoom) {
  const List list = towns(20'000, 3);
  const StationTiles tiles(list.stations, list.marks);
  for (unsigned zoom = 0; zoom <= 9; zoom += 3) {
    std::set<std::pair<std::uint32_t, std::uint32_t>> places;
    for (std::size_t row = 0; row < list.stations.size(); ++row) {
      const Tile t = tile_at(list.stations.lon(row), list.stations.lat(row), zoom);
      places.insert({t.x, t.y});
    }
    std::size_t counted = 0;
    std::array<std::size_t, kStatuses> by_status{};
    for (const auto& [x, y] : places) {
      const auto layers = read_tile(tiles.tile({zoom, x, y}));
      for (const auto& f : layers.at(0).features) {
        const auto count = f.tags.find("count");
        counted += count == f.tags.end() ? 1 : std::stoul(count->second);
        for (std::size_t s = 0; s < kStatuses; ++s) {
          const std::string name(election::name_of(static_cast<Status>(s)));
          const auto of = f.tags.find(name);
          if (of != f.tags.end()) by_status[s] += std::stoul(of->second);
          if (count == f.tags.end() && f.tags.at("status") == name) ++by_status[s];
        }
        const GridPoint p = f.parts.at(0).at(0);
        EXPECT_TRUE(p.x >= 0 && p.y >= 0 && p.x < 4096 && p.y < 4096);
      }
    }
    EXPECT_EQ(counted, list.stations.size()) << zoom;
    for (const std::size_t n : by_status) EXPECT_EQ(n, list.stations.size() / 5) << zoom;
  }
}

// The same points with the same words, whoever decodes the tile.
TEST(StationTiles, AreReadAlikeByAnotherDecoder) {
  const List list = towns(20'000, 11);
  const StationTiles tiles(list.stations, list.marks);
  for (const unsigned zoom : {0U, 5U, 8U, 12U, 15U}) {
    for (std::size_t row = 0; row < list.stations.size(); row += 1999) {
      const Tile t = tile_at(list.stations.lon(row), list.stations.lat(row), zoom);
      const auto bytes = tiles.tile(t);
      const auto layers = read_tile(bytes);
      std::multiset<geo::testing::SeenPoint> ours;
      for (const auto& f : layers.at(0).features) {
        const GridPoint p = f.parts.at(0).at(0);
        auto tags = f.tags;
        for (auto& [name, value] : tags) {
          if (value == "true" || value == "false") value = value == "true" ? "1" : "0";
        }
        ours.emplace(p.x, p.y, std::move(tags));
      }
      const auto theirs =
          geo::testing::gdal_points(bytes, "stations", static_cast<int>(layers[0].extent));
      EXPECT_EQ(theirs.size(), ours.size()) << zoom;
      EXPECT_TRUE(theirs == ours) << zoom << "/" << t.x << "/" << t.y;
    }
  }
}

TEST(StationTiles, StaySmallWhereverTheyAreCrowded) {
  const List list = towns(200'000, 7);
  const StationTiles tiles(list.stations, list.marks);
  for (unsigned zoom = 0; zoom <= 16; ++zoom) {
    for (std::size_t row = 0; row < list.stations.size(); row += 997) {
      const Tile t = tile_at(list.stations.lon(row), list.stations.lat(row), zoom);
      EXPECT_LT(tiles.tile(t).size(), kTileLimit) << zoom << "/" << t.x << "/" << t.y;
    }
  }
}

}  // namespace
}  // namespace adem::tiles
