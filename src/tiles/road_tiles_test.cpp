#include "tiles/road_tiles.h"

#include <gtest/gtest.h>
#include <random>
#include <set>

#include "tiles/tile_reader.h"

namespace adem::tiles {
namespace {

using election::RoadClass;
using testing::read_tile;

Tile tile_at(double lon, double lat, unsigned zoom) {
  const Spot spot = *spot_of({lon, lat});
  return {zoom, spot.x >> (32 - zoom), spot.y >> (32 - zoom)};
}

std::vector<Spot> course(std::initializer_list<geo::Point> points) {
  std::vector<Spot> out;
  for (const auto& point : points) out.push_back(*spot_of(point));
  return out;
}

struct Town {
  Town() {
    tiles.add(RoadClass::residential, false, "Jalan Pelajar",
              course({{101.450, 1.650}, {101.451, 1.651}, {101.452, 1.650}}));
    tiles.add(RoadClass::residential, true, "Jalan Pelajar",
              course({{101.452, 1.650}, {101.453, 1.650}}));
    tiles.add(RoadClass::residential, false, "", course({{101.45, 1.649}, {101.451, 1.649}}));
    tiles.add(RoadClass::trunk, false, "Lintas", course({{101.40, 1.66}, {101.50, 1.66}}));
    looks.looks = {{"0012?", "000aa"}, {"", "00000"}};
    looks.of = {0, 1, 0, 1};
  }
  RoadTiles tiles;
  RoadLooks looks;
  const Tile near = tile_at(101.451, 1.650, 14);
};

TEST(RoadTiles, SayWhatTheRoadIsAndWhatTheWaterDoes) {
  const Town town;
  const auto layers = read_tile(town.tiles.tile(town.near, &town.looks));
  ASSERT_EQ(layers.size(), 1u);
  EXPECT_EQ(layers[0].name, "roads");
  std::set<std::map<std::string, std::string>> said;
  for (const auto& feature : layers[0].features) {
    EXPECT_EQ(feature.geometry, Geometry::line);
    said.insert(feature.tags);
  }
  const std::map<std::string, std::string> named{
      {"class", "residential"}, {"name", "Jalan Pelajar"}, {"w", "0012?"}, {"c", "000aa"}};
  const std::map<std::string, std::string> bridge{
      {"class", "residential"}, {"name", "Jalan Pelajar"}, {"bridge", "true"}, {"c", "00000"}};
  EXPECT_TRUE(said.contains(named));
  EXPECT_TRUE(said.contains(bridge)) << "an empty text is not said";
}

TEST(RoadTiles, WithoutWaterAreRoadsAllTheSame) {
  const Town town;
  const auto layers = read_tile(town.tiles.tile(town.near, nullptr));
  for (const auto& feature : layers.at(0).features) {
    EXPECT_FALSE(feature.tags.contains("w"));
    EXPECT_FALSE(feature.tags.contains("c"));
  }
}

TEST(RoadTiles, FarOutOnlyGreatRoadsAreShownAndNamesNear) {
  const Town town;
  const auto far = read_tile(town.tiles.tile(tile_at(101.45, 1.65, 6), &town.looks));
  ASSERT_EQ(far.at(0).features.size(), 1u);
  EXPECT_EQ(far[0].features[0].tags,
            (std::map<std::string, std::string>{{"class", "trunk"}, {"c", "00000"}}));
  EXPECT_EQ(town.tiles.tile(tile_at(10, 50, 14), nullptr), "");
}

TEST(RoadTiles, ThatSayTheSameAreOneFeature) {
  const Town town;
  const auto layers = read_tile(town.tiles.tile(tile_at(101.451, 1.650, 12), &town.looks));
  ASSERT_EQ(layers.size(), 1u);
  std::size_t lines = 0;
  for (const auto& feature : layers[0].features) {
    if (feature.tags.at("class") == "residential" && feature.tags.contains("w")) {
      lines = feature.parts.size();
    }
  }
  EXPECT_EQ(lines, 2u) << "without their names they do";
}

TEST(RoadTiles, KeepToTheirCourseAndTheirTile) {
  RoadTiles tiles;
  std::vector<Spot> winding;
  std::vector<geo::Point> points;
  for (int i = 0; i <= 2000; ++i) {
    points.push_back({101.40 + 0.00005 * i, 1.65 + 0.0004 * std::sin(0.05 * i)});
    winding.push_back(*spot_of(points.back()));
  }
  tiles.add(RoadClass::primary, false, "", winding);
  const Tile tile = tile_at(101.45, 1.65, 12);
  const auto feature = read_tile(tiles.tile(tile, nullptr)).at(0).features.at(0);
  std::size_t kept = 0;
  for (const auto& part : feature.parts) {
    kept += part.size();
    for (const GridPoint p : part) {
      EXPECT_TRUE(p.x >= -64 && p.y >= -64 && p.x <= 4160 && p.y <= 4160);
      double nearest = 1e9;
      for (const Spot spot : winding) {
        const GridPoint q = grid_point(tile, spot, kExtent);
        nearest = std::min(nearest, std::hypot(p.x - q.x, p.y - q.y));
      }
      EXPECT_LT(nearest, 4.5);
    }
  }
  EXPECT_LT(kept, 400u) << "half a pixel is enough";
  EXPECT_GT(kept, 30u);
}

TEST(RoadTiles, StaySmallWhereverTheyAreCrowded) {
  RoadTiles tiles;
  RoadLooks looks;
  std::mt19937_64 engine(5);
  std::uniform_real_distribution<double> at(0, 0.3), step(-0.002, 0.002);
  for (int i = 0; i < 100'000; ++i) {
    const geo::Point from{106.7 + at(engine), -6.3 + at(engine)};
    const geo::Point to{from.x + step(engine), from.y + step(engine)};
    tiles.add(static_cast<RoadClass>(i % election::kRoadClasses), i % 50 == 0,
              "Jalan " + std::to_string(i % 3000),
              course({from, {from.x + step(engine), from.y + step(engine)}, to}));
    looks.of.push_back(static_cast<std::uint32_t>(i % 700));
  }
  for (int i = 0; i < 700; ++i) looks.looks.push_back({std::string(42, '1'), std::to_string(i)});
  for (unsigned zoom = 0; zoom <= kOutlineZoom; ++zoom) {
    const Tile tile = zoom == 0 ? Tile{} : tile_at(106.85, -6.15, zoom);
    const auto bytes = tiles.tile(tile, &looks);
    EXPECT_LE(bytes.size(), kTileBytes) << zoom;
    EXPECT_FALSE(bytes.empty()) << zoom;
    read_tile(bytes);
  }
}

}  // namespace
}  // namespace adem::tiles
