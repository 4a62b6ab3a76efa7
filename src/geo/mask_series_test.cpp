#include "geo/mask_series.h"

#include <array>
#include <filesystem>
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"

namespace adem::geo {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kUnknown = 0x8000'0000;

class MaskSeriesTest : public ::testing::Test {
 protected:
  MaskSeriesTest() {
    directory_ = fs::temp_directory_path() /
                 ("adem-masks-" + std::to_string(::getpid()) + "-" +
                  ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(directory_);
    // More than one tile each way, the last ones cut.
    frame_.width = 300;
    frame_.height = 270;
    frame_.origin_x = 101;
    frame_.origin_y = 2;
    frame_.dx = frame_.dy = 0.001;
    frame_.crs = "EPSG:4326";
  }
  ~MaskSeriesTest() override { fs::remove_all(directory_); }
  std::string path(const std::string& name) const { return directory_ / name; }

  static std::uint32_t value(std::size_t cell, int band) {
    return static_cast<std::uint32_t>(cell) * 2'654'435'761U + static_cast<std::uint32_t>(band);
  }
  void write(const std::string& name) const {
    MaskSeries series(path(name), frame_, 3);
    std::vector<std::uint32_t> cells(frame_.width * frame_.height);
    for (int band = 1; band <= 3; ++band) {
      for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = value(i, band);
      series.put(band, cells, "band");
    }
    series.finish({{"ADEM_FUTURES", "31"}});
  }

  fs::path directory_;
  Grid<float> frame_;
};

TEST_F(MaskSeriesTest, EveryBitComesBack) {
  write("a.tif");
  const auto raster = Raster::open(path("a.tif"));
  EXPECT_TRUE(raster.holds_masks());
  EXPECT_EQ(raster.text("ADEM_FUTURES"), "31");
  std::vector<Point> points;
  for (std::size_t i = 0; i < frame_.width * frame_.height; i += 7) {
    points.push_back(middle_of(frame_, i));
  }
  points.push_back({100.9, 1.9});
  constexpr std::array kBands = {3, 1};
  std::vector<std::uint32_t> out(points.size() * 2);
  raster.sample_masks(kBands, points, kUnknown, out);
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    ASSERT_EQ(out[2 * i], value(7 * i, 3)) << i;
    ASSERT_EQ(out[2 * i + 1], value(7 * i, 1)) << i;
  }
  EXPECT_EQ(out[out.size() - 2], kUnknown) << "outside";
  EXPECT_EQ(out[out.size() - 1], kUnknown);
}

TEST_F(MaskSeriesTest, TheSameCellsGiveTheSameBytes) {
  write("a.tif");
  Raster::open(path("a.tif")).extremes();  // fills the cache of blocks
  write("b.tif");
  EXPECT_EQ(read_file(path("a.tif")), read_file(path("b.tif")));
}

TEST_F(MaskSeriesTest, TilesWithoutABitTakeNoPlace) {
  MaskSeries series(path("a.tif"), frame_, 2);
  std::vector<std::uint32_t> cells(frame_.width * frame_.height);
  series.put(1, cells, "");
  cells.back() = 5;
  series.put(2, cells, "");
  series.finish({});
  EXPECT_LT(fs::file_size(path("a.tif")), 4000U);
  constexpr std::array kBands = {1, 2};
  const std::array points = {middle_of(frame_, 0), middle_of(frame_, cells.size() - 1)};
  std::array<std::uint32_t, 4> out{};
  Raster::open(path("a.tif")).sample_masks(kBands, points, kUnknown, out);
  EXPECT_EQ(out, (std::array<std::uint32_t, 4>{0, 0, 0, 5}));
}

TEST_F(MaskSeriesTest, AnUnfinishedOneLeavesNoFile) {
  {
    const MaskSeries series(path("a.tif"), frame_, 1);
  }
  EXPECT_TRUE(fs::is_empty(directory_));
}

TEST_F(MaskSeriesTest, OtherNumbersAreNoMasks) {
  frame_.cells.assign(frame_.width * frame_.height, 1);
  write_geotiff(path("float.tif"), frame_);
  const auto raster = Raster::open(path("float.tif"));
  EXPECT_FALSE(raster.holds_masks());
  const int band = 1;
  const Point point = middle_of(frame_, 0);
  std::uint32_t out = 0;
  try {
    raster.sample_masks(std::span(&band, 1), std::span(&point, 1), 0, std::span(&out, 1));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.message().code, "geo.not-masks");
  }
}

TEST_F(MaskSeriesTest, AFileThatBreaksOffIsRefused) {
  write("a.tif");
  const auto whole = read_file(path("a.tif"));
  write_file_atomic(path("cut.tif"), whole.substr(0, whole.size() / 2));
  const auto code = [&]() -> std::string {
    try {
      const auto raster = Raster::open(path("cut.tif"));
      const int band = 3;
      std::vector<Point> points;
      for (std::size_t i = 0; i < frame_.width * frame_.height; i += 999) {
        points.push_back(middle_of(frame_, i));
      }
      std::vector<std::uint32_t> out(points.size());
      raster.sample_masks(std::span(&band, 1), points, kUnknown, out);
    } catch (const Error& error) {
      return error.message().code;
    }
    return "no error";
  }();
  EXPECT_TRUE(code == "geo.bad-raster" || code == "geo.not-a-raster") << code;
}

}  // namespace
}  // namespace adem::geo
