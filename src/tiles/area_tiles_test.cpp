#include "tiles/area_tiles.h"

#include <gtest/gtest.h>
#include <map>
#include <random>
#include <set>

#include "tiles/clip.h"
#include "tiles/tile_reader.h"

namespace adem::tiles {
namespace {

using testing::read_tile;
using testing::ReadLayer;

geo::Ring box_ring(double west, double south, double east, double north) {
  return {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
}

election::Area area(std::string code, std::string name, geo::Shape shape) {
  election::Area made;
  made.code = std::move(code);
  made.name = std::move(name);
  made.shape = std::move(shape);
  return made;
}

// A district of four villages side by side, each 0.04 degrees wide.
std::vector<election::Area> district() {
  std::vector<election::Area> areas{
      area("14.72.05", "Medang Kampai", {{box_ring(101.40, 1.60, 101.56, 1.64)}})};
  for (int i = 0; i < 4; ++i) {
    const double west = 101.40 + 0.04 * i;
    areas.push_back(area("14.72.05.100" + std::to_string(i), "Desa " + std::to_string(i),
                         {{box_ring(west, 1.60, west + 0.04, 1.64)}}));
  }
  return areas;
}

Tile tile_at(double lon, double lat, unsigned zoom) {
  const Spot spot = *spot_of({lon, lat});
  if (zoom == 0) return {0, 0, 0};
  return {zoom, spot.x >> (32 - zoom), spot.y >> (32 - zoom)};
}

std::map<std::string, ReadLayer> layers_of(const std::string& bytes) {
  std::map<std::string, ReadLayer> out;
  for (auto& layer : read_tile(bytes)) out.emplace(layer.name, layer);
  return out;
}

TEST(AreaTiles, HaveOutlinesNamesAndLevels) {
  const AreaTiles tiles(district());
  EXPECT_EQ(tiles.outlined(), 5u);
  EXPECT_DOUBLE_EQ(tiles.bounds().max_x, 101.56);
  const auto layers = layers_of(tiles.tile(tile_at(101.42, 1.62, 12)));
  ASSERT_TRUE(layers.contains("areas"));
  std::set<std::string> codes;
  for (const auto& feature : layers.at("areas").features) {
    codes.insert(feature.tags.at("code"));
    EXPECT_EQ(feature.geometry, Geometry::polygon);
    EXPECT_EQ(feature.tags.at("level"), feature.tags.at("code") == "14.72.05" ? "1" : "0");
    for (const auto& ring : feature.parts) EXPECT_GT(area2(ring), 0) << "outer: clockwise";
  }
  EXPECT_TRUE(codes.contains("14.72.05"));
  EXPECT_TRUE(codes.contains("14.72.05.1000"));
}

TEST(AreaTiles, EachNameStandsOnceAtEveryZoom) {
  const AreaTiles tiles(district());
  for (unsigned zoom = 11; zoom <= kOutlineZoom; ++zoom) {
    std::map<std::string, int> names;
    const Tile first = tile_at(101.40, 1.64, zoom), last = tile_at(101.56, 1.60, zoom);
    for (auto x = first.x; x <= last.x; ++x) {
      for (auto y = first.y; y <= last.y; ++y) {
        const auto layers = layers_of(tiles.tile({zoom, x, y}));
        const auto found = layers.find("area_names");
        if (found == layers.end()) continue;
        for (const auto& feature : found->second.features) ++names[feature.tags.at("name")];
      }
    }
    EXPECT_EQ(names.size(), 5u) << zoom;
    for (const auto& [name, count] : names) EXPECT_EQ(count, 1) << name << " at " << zoom;
  }
}

TEST(AreaTiles, FarOutOnlyTheHigherLevelsAreShown) {
  const AreaTiles tiles(district());
  const auto far = layers_of(tiles.tile(tile_at(101.42, 1.62, 7)));
  ASSERT_TRUE(far.contains("areas"));
  ASSERT_EQ(far.at("areas").features.size(), 1u);
  EXPECT_EQ(far.at("areas").features[0].tags.at("name"), "Medang Kampai");
  EXPECT_EQ(tiles.tile({0, 0, 0}), "") << "less than a few pixels";
  EXPECT_EQ(tiles.tile(tile_at(10, 50, 12)), "");
}

TEST(AreaTiles, HolesTurnTheOtherWayAndLieWithin) {
  auto shape = geo::Shape{{box_ring(101.40, 1.60, 101.56, 1.76)}};
  auto hole = box_ring(101.45, 1.65, 101.50, 1.70);
  shape[0].push_back({hole.rbegin(), hole.rend()});
  const AreaTiles tiles({area("1", "A", shape)});
  const auto layers = layers_of(tiles.tile(tile_at(101.47, 1.67, 9)));
  const auto& parts = layers.at("areas").features.at(0).parts;
  ASSERT_EQ(parts.size(), 2u);
  EXPECT_GT(area2(parts[0]), 0);
  EXPECT_LT(area2(parts[1]), 0);
}

TEST(AreaTiles, NeighboursKeepOneBorder) {
  // A ragged border that both have, walked in opposite directions.
  std::mt19937_64 engine(7);
  std::uniform_real_distribution<double> sway(101.449, 101.451);
  geo::Ring border;
  for (int i = 0; i <= 400; ++i) border.push_back({sway(engine), 1.60 + 0.0002 * i});
  geo::Ring west(border), east(border.rbegin(), border.rend());
  west.insert(west.end(), {{101.40, 1.68}, {101.40, 1.60}, border.front()});
  east.insert(east.end(), {{101.50, 1.60}, {101.50, 1.68}, border.back()});
  const AreaTiles tiles({area("1", "W", {{west}}), area("2", "E", {{east}})});
  const Tile tile = tile_at(101.45, 1.64, 10);
  const auto layers = layers_of(tiles.tile(tile));
  std::int64_t both = 0;
  for (const auto& feature : layers.at("areas").features) {
    for (const auto& ring : feature.parts) both += area2(ring);
  }
  const AreaTiles whole({area("3", "B", {{box_ring(101.40, 1.60, 101.50, 1.68)}})});
  std::int64_t one = 0;
  const auto of_both = layers_of(whole.tile(tile));
  for (const auto& ring : of_both.at("areas").features.at(0).parts) one += area2(ring);
  EXPECT_EQ(both, one) << "nothing between them, nothing twice";
}

TEST(AreaTiles, ANameStandsInsideACrescent) {
  const geo::Shape crescent{
      {{{0, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 3}, {3, 3}, {3, 1}, {0, 1}, {0, 0}}}};
  EXPECT_FALSE(geo::contains(crescent, geo::label_point(crescent)));
  EXPECT_TRUE(geo::contains(crescent, point_inside(crescent)));
}

TEST(AreaTiles, ListsThatNameTheirOwnAncestorsEnd) {
  auto areas = district();
  areas[0].parent = "14.72.05.1000";
  areas[1].parent = "14.72.05";
  EXPECT_EQ(AreaTiles(areas).outlined(), 5u);
  areas[0].parent = "14.72.05";
  EXPECT_EQ(AreaTiles(areas).outlined(), 5u);
}

TEST(AreaTiles, StaySmallWhereverTheyAreCrowded) {
  std::vector<election::Area> areas;
  std::mt19937_64 engine(3);
  std::uniform_real_distribution<double> wobble(-0.002, 0.002);
  for (int x = 0; x < 120; ++x) {
    for (int y = 0; y < 120; ++y) {
      geo::Ring ring;
      const double lon = 106 + 0.02 * x, lat = -7 + 0.02 * y;
      for (int i = 0; i < 80; ++i) {
        const double at = i * 0.07854;
        ring.push_back({lon + 0.01 * std::cos(at) + wobble(engine),
                        lat + 0.01 * std::sin(at) + wobble(engine)});
      }
      ring.push_back(ring.front());
      areas.push_back(area(std::to_string(x * 1000 + y), "Desa", {{ring}}));
    }
  }
  const AreaTiles tiles(areas);
  for (unsigned zoom = 0; zoom <= 12; ++zoom) {
    EXPECT_LE(tiles.tile(tile_at(107.2, -5.8, zoom)).size(), kTileBytes) << zoom;
  }
}

}  // namespace
}  // namespace adem::tiles
