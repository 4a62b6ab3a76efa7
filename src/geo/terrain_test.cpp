#include "geo/terrain.h"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/error.h"
#include "geo/cog.h"
#include "geo/features.h"
#include "shared_data.h"

namespace adem::geo {
namespace {

class TerrainTest : public ::testing::Test {
 protected:
  TerrainTest() {
    directory_ = std::filesystem::temp_directory_path() /
                 ("adem-terrain-" + std::to_string(::getpid()) + "-" +
                  ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(directory_);
  }
  ~TerrainTest() override { std::filesystem::remove_all(directory_); }
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(directory_ / name, std::ios::binary) << text;
    return directory_ / name;
  }
  std::string path(const std::string& name) const { return directory_ / name; }

 private:
  std::filesystem::path directory_;
};

std::string code_of(const std::function<void()>& what) {
  try {
    what();
  } catch (const Error& error) {
    return error.message().code;
  }
  return "no error";
}

// 4 × 3 cells of 10 m from (500000, 9300000).
constexpr const char* kSmall =
    "ncols 4\nnrows 3\nxllcorner 500000\nyllcorner 9300000\ncellsize 10\nNODATA_value -9\n"
    "1 2 3 4\n5 6 -9 8\n9 10 11 12\n";

TEST_F(TerrainTest, DegreesThatNobodyNamedAreRefused) {
  const auto file =
      write("degrees.asc", "ncols 2\nnrows 1\nxllcorner 106\nyllcorner -6\ncellsize 0.0003\n1 2\n");
  EXPECT_EQ(code_of([&] { read_terrain(file); }), "geo.degrees");
  EXPECT_GT(read_terrain(file, "EPSG:4326").ground.dx, 30);
}

TEST_F(TerrainTest, WithoutACoordinateSystemIsLocalMetres) {
  const auto terrain = read_terrain(write("a.asc", kSmall));
  EXPECT_EQ(terrain.ground.crs, "");
  EXPECT_EQ(terrain.ground.dx, 10);
  EXPECT_TRUE(std::isnan(terrain.ground.at(2, 1)));
  const auto file = write("l.geojson",
                          R"({"type":"FeatureCollection","features":[{"type":"Feature",
      "properties":{"nama":"laut"},"geometry":{"type":"LineString",
      "coordinates":[[500001,9300005],[500039,9300005]]}}]})");
  const auto features = read_features(file, terrain);
  ASSERT_EQ(features.size(), 1U);
  EXPECT_EQ(features[0].name, "laut");
  EXPECT_EQ(cells_on(terrain.ground, features[0].lines[0]),
            (std::vector<std::size_t>{8, 9, 10, 11}));
}

TEST_F(TerrainTest, FeaturesAreInTheTerrainsCoordinatesOrInDegrees) {
  const auto terrain = read_terrain(write("a.asc", kSmall), "EPSG:32748");
  const auto features_of = [&](const std::string& coordinates) {
    return read_features(
        write("f.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature",
      "properties":{},"geometry":{"type":"Point","coordinates":)" +
                               coordinates + "}}]}"),
        terrain);
  };
  const auto own = features_of("[500015,9300015]");
  EXPECT_EQ(own[0].points[0], (Point{500015, 9300015}));
  const auto degrees = features_of("[105.0001,-6.33205]");  // UTM 48S, central meridian 105° E
  EXPECT_NEAR(degrees[0].points[0].x, 500011, 1);
  EXPECT_NEAR(degrees[0].points[0].y, 9300071, 200);
}

TEST_F(TerrainTest, GeographicTerrainComesInMetresAndKnowsItsOwnCoordinates) {
  std::string text(kSmall);
  text.replace(text.find("500000"), 6, "204.9");
  text.replace(text.find("9300000"), 7, "19.7");
  text.replace(text.find("cellsize 10"), 11, "cellsize 0.001");
  const auto terrain = read_terrain(write("a.asc", text), "EPSG:4326");
  EXPECT_NE(terrain.ground.crs.find("\"central_meridian\",-153"), std::string::npos)  // zone 5
      << terrain.ground.crs;
  EXPECT_NEAR(terrain.ground.dx, 105, 8);
  const auto middle = onto(terrain, {204.9005, 19.7005});
  const auto cell = cell_at(terrain.ground, middle);
  ASSERT_TRUE(cell);
  EXPECT_EQ(terrain.ground.cells[*cell], 9);
  const auto same = onto(terrain, {-155.0995, 19.7005});
  EXPECT_NEAR(same.x, middle.x, 1e-6);
  EXPECT_NEAR(same.y, middle.y, 1e-6);
}

TEST_F(TerrainTest, RefusesFeetOtherHeightsAndNothing) {
  const auto file = write("a.asc", kSmall);
  EXPECT_EQ(code_of([&] { read_terrain(file, "EPSG:2263"); }), "geo.feet");
  EXPECT_EQ(code_of([&] { read_terrain(path("none.asc")); }), "base.cannot-read");
  std::string degrees(kSmall);
  degrees.replace(degrees.find("cellsize 10"), 11, "cellsize 0.001");
  EXPECT_EQ(code_of([&] { read_terrain(write("d.asc", degrees)); }), "geo.degrees");
  EXPECT_EQ(code_of([&] {
              read_terrain(write("b.asc",
                                 "ncols 1\nnrows 1\nxllcorner 0\nyllcorner 0\ncellsize 10\n"
                                 "NODATA_value -9\n-9\n"));
            }),
            "geo.all-nodata");
}

TEST_F(TerrainTest, AnotherRasterIsSampledAtTheTerrainsCells) {
  const auto terrain = read_terrain(write("a.asc", kSmall));
  const auto coarse = write("n.asc",
                            "ncols 2\nnrows 1\nxllcorner 500000\nyllcorner 9300000\ncellsize 20\n"
                            "0.03 0.06\n");
  const auto n = like_terrain(terrain, coarse);
  EXPECT_EQ(n.at(1, 2), 0.03F);
  EXPECT_EQ(n.at(2, 2), 0.06F);
  EXPECT_TRUE(std::isnan(n.at(0, 0)));  // 30 m up, beyond the coarse raster
}

TEST_F(TerrainTest, CellsInAPolygonAreThoseWhoseMiddleItHolds) {
  const auto terrain = read_terrain(write("a.asc", kSmall));
  const Shape box = {{{{500004, 9300004},
                       {500026, 9300004},
                       {500026, 9300016},
                       {500004, 9300016},
                       {500004, 9300004}}}};
  EXPECT_EQ(cells_in(terrain.ground, box), (std::vector<std::size_t>{4, 5, 6, 8, 9, 10}));
}

TEST_F(TerrainTest, CogsHoldWhatWasPutIn) {
  auto grid = read_terrain(write("a.asc", kSmall), "EPSG:32748").ground;
  write_cog(path("c.tif"), {{&grid, "m", "max"}}, {{"ADEM_STAMP", "LATIHAN"}});
  const auto back = Raster::open(path("c.tif"));
  EXPECT_EQ(back.info().unit, "m");
  EXPECT_EQ(back.text("ADEM_STAMP"), "LATIHAN");
  const auto read = back.read(1);
  EXPECT_EQ(read.at(3, 2), 12);
  EXPECT_TRUE(std::isnan(read.at(2, 1)));

  {
    CogSeries series(path("s.tif"), grid, 2, CogSeries::Cell::byte, 0.05, "");
    for (int band = 1; band <= 2; ++band) {
      std::vector<std::uint16_t> cells(grid.cells.size(), static_cast<std::uint16_t>(10 * band));
      cells[0] = 0xffff;
      series.put(band, cells, "t");
    }
    series.finish({});
  }
  const auto second = Raster::open(path("s.tif")).read(2);
  EXPECT_TRUE(std::isnan(second.cells[0]));
  EXPECT_FLOAT_EQ(second.cells[1], 1.0F);
  std::size_t files = 0;
  for (const auto& each : std::filesystem::directory_iterator(path("."))) {
    files += each.path().extension() == ".part" ? 1U : 0U;
  }
  EXPECT_EQ(files, 0U);
}

TEST_F(TerrainTest, TheRealTerrainsAreRead) {
  ADEM_NEED_SHARED(jakarta, "dem-jakarta-ciliwung/dem.asc");
  ADEM_NEED_SHARED(hilo, "dem-hilo-coastal/hilo_grid_1_3_arsec.tif");
  const auto a = read_terrain(jakarta);
  EXPECT_EQ(a.ground.width, 420U);
  EXPECT_NEAR(a.ground.dx, 9.991, 0.001);
  EXPECT_EQ(code_of([&] { read_terrain(hilo); }), "geo.degrees");  // it names no system
  const auto b = read_terrain(hilo, "EPSG:4326");
  EXPECT_NE(b.ground.crs.find("UTM zone 5N"), std::string::npos);
  EXPECT_NEAR(b.ground.dx, 9.8, 0.6);
}

}  // namespace
}  // namespace adem::geo
