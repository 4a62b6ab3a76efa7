#include "geo/raster.h"

#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <limits>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "shared_data.h"

namespace adem::geo {
namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

class RasterTest : public ::testing::Test {
 protected:
  RasterTest() {
    directory_ = std::filesystem::temp_directory_path() /
                 ("adem-raster-" + std::to_string(::getpid()) + "-" +
                  ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(directory_);
  }
  ~RasterTest() override { std::filesystem::remove_all(directory_); }
  std::string path(const std::string& name) const { return directory_ / name; }
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path(name), std::ios::binary) << text;
    return path(name);
  }

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

std::vector<float> sample(const Raster& raster, const std::vector<Point>& points) {
  std::vector<float> out(points.size());
  raster.sample(1, points, out);
  return out;
}

// A 3 × 2 geographic grid of 1° cells whose north-west corner is 100° E, 2° N.
constexpr const char* kSmall =
    "ncols 3\nnrows 2\nxllcorner 100\nyllcorner 0\ncellsize 1\nNODATA_value -9\n"
    "1 2 3\n4 -9 6\n";

Grid<float> wide(std::size_t width, std::size_t height) {
  Grid<float> grid;
  grid.width = width;
  grid.height = height;
  grid.origin_x = 100;
  grid.origin_y = 2;
  grid.dx = grid.dy = 0.001;
  grid.crs = "EPSG:4326";
  for (std::size_t i = 0; i < width * height; ++i) grid.cells.push_back(static_cast<float>(i));
  return grid;
}

TEST_F(RasterTest, TheCellThatContainsThePointAnswers) {
  const auto raster = Raster::open(write("a.asc", kSmall), "EPSG:4326");
  const auto v = sample(raster, {{100.01, 1.99}, {102.99, 1.01}, {100.5, 0.5}, {102, 0.999}});
  EXPECT_EQ(v, (std::vector<float>{1, 3, 4, 6}));
}

TEST_F(RasterTest, NodataAndOutsideAreUnknown) {
  const auto raster = Raster::open(write("a.asc", kSmall), "EPSG:4326");
  for (const float v : sample(raster, {{101.5, 0.5},
                                       {99.999, 1},
                                       {103.0001, 1},
                                       {101, 2.0001},
                                       {101, -0.0001},
                                       {std::nan(""), 1}})) {
    EXPECT_TRUE(std::isnan(v));
  }
}

TEST_F(RasterTest, LongitudesOfAnyTurnAreUnderstood) {
  std::string text(kSmall);
  text.replace(text.find("100"), 3, "204");  // 156° W
  const auto raster = Raster::open(write("a.asc", text), "EPSG:4326");
  EXPECT_EQ(sample(raster, {{-155.5, 1.5}, {204.5, 1.5}}), (std::vector<float>{1, 1}));
  EXPECT_NEAR(raster.info().lonlat.min_x, -156, 1e-9);
  EXPECT_NEAR(raster.info().lonlat.max_x, -153, 1e-9);
}

TEST_F(RasterTest, RefusesWhatItCannotLayOnAMap) {
  EXPECT_EQ(code_of([&] { Raster::open(path("none.tif")); }), "base.cannot-read");
  EXPECT_EQ(code_of([&] { Raster::open(write("text.tif", "no raster\n")); }), "geo.not-a-raster");
  EXPECT_EQ(code_of([&] { Raster::open(write("empty.tif", "")); }), "geo.not-a-raster");
  EXPECT_EQ(code_of([&] { Raster::open(write("a.asc", kSmall)); }), "geo.no-crs");
  EXPECT_EQ(code_of([&] { Raster::open(write("a.asc", kSmall), "EPSG:none"); }), "geo.bad-crs");
  EXPECT_EQ(code_of([&] { Raster::open(write("a.asc", kSmall), "/etc/hostname"); }), "geo.bad-crs");
}

TEST_F(RasterTest, AShortRowIsAnErrorAndNotDry) {
  std::string text(kSmall);
  text.resize(text.size() - 4);
  const auto file = write("short.asc", text);
  EXPECT_EQ(code_of([&] { sample(Raster::open(file, "EPSG:4326"), {{102.5, 0.5}}); }),
            "geo.bad-raster");
}

TEST_F(RasterTest, ATruncatedTiffIsAnErrorAndNotDry) {
  write_geotiff(path("a.tif"), wide(700, 600));
  const auto whole = read_file(path("a.tif"));
  for (const double share : {0.1, 0.5, 0.9, 0.999}) {
    const auto cut =
        write("cut.tif",
              whole.substr(0, static_cast<std::size_t>(share * static_cast<double>(whole.size()))));
    const auto code = code_of([&] {
      const auto raster = Raster::open(cut);
      std::vector<Point> all;
      for (int i = 0; i < 600; ++i) all.push_back({100.0005 + 0.001 * i, 1.9995 - 0.001 * i});
      sample(raster, all);
      raster.extremes();
    });
    EXPECT_TRUE(code == "geo.not-a-raster" || code == "geo.bad-raster") << share << ": " << code;
  }
}

TEST_F(RasterTest, WrittenGridsComeBackBitForBit) {
  auto grid = wide(300, 520);
  grid.cells[7] = kNaN;
  grid.cells[8] = -0.125F;
  auto second = grid;
  for (auto& v : second.cells) v = v * 2;
  write_geotiff(path("a.tif"), BandsOut{{&grid, &second}, {{"WHY", "a <text> & more"}}});
  const auto raster = Raster::open(path("a.tif"));
  EXPECT_EQ(raster.info().bands, 2);
  EXPECT_EQ(raster.text("WHY"), "a <text> & more");
  EXPECT_EQ(raster.text("NONE"), "");
  const auto back = raster.read(2);
  ASSERT_EQ(back.cells.size(), second.cells.size());
  EXPECT_TRUE(std::isnan(back.cells[7]));
  for (std::size_t i = 8; i < back.cells.size(); ++i) ASSERT_EQ(back.cells[i], second.cells[i]);
  EXPECT_EQ(back.origin_x, 100);
  const auto extremes = raster.extremes();
  EXPECT_EQ(extremes.known, 2 * (300U * 520U - 1));
  EXPECT_EQ(extremes.least, -0.25);
  EXPECT_EQ(extremes.greatest, 2.0 * (300 * 520 - 1));
}

TEST_F(RasterTest, SeriesSamplesEveryBandAtEveryPoint) {
  const auto first = wide(300, 300);
  auto second = first;
  for (auto& v : second.cells) v += 0.5F;
  write_geotiff(path("a.tif"), BandsOut{{&first, &second}, {}});
  const auto raster = Raster::open(path("a.tif"));
  const std::vector<Point> points = {{100.2995, 1.7005}, {99, 1}, {100.0005, 1.9995}};
  const std::array<int, 2> bands = {1, 2};
  std::vector<float> out(6);
  std::uint64_t seen = 0;
  raster.sample_series(bands, points, out, [&](auto done, auto) { seen = done; });
  EXPECT_EQ(out[0], 299 * 300 + 299);
  EXPECT_EQ(out[1], 299 * 300 + 299.5F);
  EXPECT_TRUE(std::isnan(out[2]) && std::isnan(out[3]));
  EXPECT_EQ(out[4], 0);
  EXPECT_EQ(out[5], 0.5F);
  EXPECT_EQ(seen, 2U);
}

TEST_F(RasterTest, KeepsAnyRasterAsOneFileWithItsOwnCoordinateSystem) {
  keep_raster(write("a.asc", kSmall), path("kept.tif"), "EPSG:4326");
  const auto kept = Raster::open(path("kept.tif"));
  EXPECT_EQ(sample(kept, {{100.5, 1.5}}), (std::vector<float>{1}));
  EXPECT_TRUE(std::isnan(sample(kept, {{101.5, 0.5}})[0]));
  EXPECT_EQ(code_of([&] { keep_raster(path("a.asc"), path("no.tif"), ""); }), "geo.no-crs");
  EXPECT_FALSE(std::filesystem::exists(path("no.tif")));
  // A self-contained GeoTIFF is kept byte for byte.
  keep_raster(path("kept.tif"), path("again.tif"), "");
  EXPECT_EQ(read_file(path("again.tif")), read_file(path("kept.tif")));
}

TEST_F(RasterTest, MetresOfAGeographicGridAndRefusalOfFeet) {
  auto grid = wide(60, 40);
  const auto metres = to_metres(grid);
  EXPECT_NEAR(metres.dx, 111.2, 1.0);
  EXPECT_EQ(metres.dx, metres.dy);
  const Point middle{100.0305, 1.9805};
  const auto at = cell_at(metres, from_lonlat(metres, std::span(&middle, 1))[0]);
  const auto own = cell_at(grid, middle);
  ASSERT_TRUE(at && own);
  EXPECT_EQ(metres.cells[*at], grid.cells[*own]);
  grid.crs = "EPSG:32647";
  EXPECT_EQ(to_metres(grid).cells, grid.cells);
  grid.crs = "EPSG:2264";  // US survey feet
  EXPECT_EQ(code_of([&] { to_metres(grid); }), "geo.feet");
}

TEST(RealRasters, HiloBeginsAt204Degrees) {
  ADEM_NEED_SHARED(file, "dem-hilo-coastal/hilo_grid_1_3_arsec.tif");
  EXPECT_EQ(code_of([&] { Raster::open(file); }), "geo.no-crs");
  const auto raster = Raster::open(file, "EPSG:4326");
  EXPECT_NEAR(raster.info().cell_y_m, 10.3, 0.1);
  EXPECT_LT(raster.info().lonlat.max_x, -155);
  // Heights as gdallocationinfo gives them.
  const auto grid = raster.read(1);
  struct Known {
    int column, row;
    float height_m;
  };
  for (const auto& [column, row, height_m] :
       {Known{0, 0, 87.22361F}, {350, 346, -8.109F}, {700, 691, 14.29367F}}) {
    const Point p{grid.origin_x - 360 + (column + 0.5) * grid.dx,
                  grid.origin_y - (row + 0.5) * grid.dy};
    EXPECT_FLOAT_EQ(sample(raster, {p})[0], height_m);
  }
}

TEST(RealRasters, JakartaTerrainHasCellsOf9991Millimetres) {
  ADEM_NEED_SHARED(file, "dem-jakarta-ciliwung/dem.asc");
  const auto raster = Raster::open(file);
  EXPECT_NEAR(raster.info().cell_x_m, 9.991, 0.001);
  EXPECT_GT(raster.info().lonlat.min_x, 106);
  EXPECT_LT(raster.info().lonlat.max_y, -6);
}

}  // namespace
}  // namespace adem::geo
