#include "geo/outline.h"

#include <cmath>
#include <filesystem>
#include <gtest/gtest.h>
#include <limits>

#include "geo/raster.h"

namespace adem::geo {
namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
constexpr const char* kWgs84 =
    "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],"
    "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433],AUTHORITY[\"EPSG\",\"4326\"]]";

// A raster of 0.001 degree cells with its north-west corner at `west`, 0.
std::string write(const std::string& name, double west, std::size_t width, std::size_t height,
                  std::vector<float> cells) {
  Grid<float> grid;
  grid.width = width;
  grid.height = height;
  grid.origin_x = west;
  grid.origin_y = 0;
  grid.dx = grid.dy = 0.001;
  grid.crs = kWgs84;
  grid.cells = std::move(cells);
  const auto path = (std::filesystem::temp_directory_path() / name).string();
  write_geotiff(path, grid);
  return path;
}

const std::vector<ValueClass> kDepths = {{0.1, 0.7}, {0.7, {}}};

TEST(Outline, GivesOneShapePerClassAndNothingForUnknown) {
  const auto path = write("outline-classes.tif", 100, 4, 2,
                          {0.0F, 0.3F, 0.3F, kNaN,  //
                           0.0F, 0.3F, 2.0F, 0.05F});
  const auto out = outline(path, kDepths);
  ASSERT_EQ(out.shapes.size(), 2U);
  EXPECT_TRUE(contains(out.shapes[0], {100.0015, -0.0005}));
  EXPECT_TRUE(contains(out.shapes[0], {100.0025, -0.0005}));
  EXPECT_FALSE(contains(out.shapes[0], {100.0025, -0.0015}));
  EXPECT_TRUE(contains(out.shapes[1], {100.0025, -0.0015}));
  for (const auto& shape : out.shapes) {
    EXPECT_FALSE(contains(shape, {100.0005, -0.0005}));  // dry
    EXPECT_FALSE(contains(shape, {100.0035, -0.0005}));  // unknown
    EXPECT_FALSE(contains(shape, {100.0035, -0.0015}));  // below every class
  }
}

TEST(Outline, KeepsANarrowStreetWhenCoarser) {
  std::vector<float> cells(100 * 100, 0.0F);
  for (std::size_t row = 0; row < 100; ++row) cells[row * 100 + 37] = 1.0F;
  OutlineOptions options;
  options.cells = 20;
  const auto out = outline(write("outline-street.tif", 100, 100, 100, cells), kDepths, options);
  EXPECT_FALSE(out.shapes[1].empty());
  EXPECT_NEAR(out.cell_m, 556, 5);
}

TEST(Outline, StaysWithinItsBounds) {
  std::vector<float> cells(200 * 200);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    cells[i] = (i / 200 + i % 200) % 2 == 0 ? 1.0F : 0.0F;  // a chequerboard, the worst there is
  }
  OutlineOptions options;
  options.max_points = 2000;
  const auto out = outline(write("outline-board.tif", 100, 200, 200, cells), kDepths, options);
  std::size_t points = 0;
  for (const auto& polygon : out.shapes[1]) {
    for (const auto& ring : polygon) points += ring.size();
  }
  EXPECT_LE(points, 2000U);
  EXPECT_GT(points, 0U);
}

TEST(Outline, ReadsOnlyTheWindow) {
  const auto path = write("outline-window.tif", 100, 10, 10, std::vector<float>(100, 1.0F));
  OutlineOptions options;
  options.window = {100.002, -0.005, 100.004, -0.003};
  const auto out = outline(path, kDepths, options);
  const Box box = bounds(out.shapes[1]);
  EXPECT_NEAR(box.min_x, 100.002, 1e-9);
  EXPECT_NEAR(box.max_y, -0.003, 1e-9);
  options.window = {10, 10, 11, 11};
  EXPECT_TRUE(outline(path, kDepths, options).shapes[1].empty());
}

TEST(Outline, UnderstandsLongitudesTo360) {
  const auto path = write("outline-360.tif", 204.9, 4, 4, std::vector<float>(16, 1.0F));
  const auto out = outline(path, kDepths);
  EXPECT_TRUE(contains(out.shapes[1], {-155.098, -0.002}));
}

TEST(Outline, CombinesBandsAsItIsTold) {
  Grid<float> ground;
  ground.width = ground.height = 2;
  ground.origin_x = 100;
  ground.dx = ground.dy = 0.001;
  ground.crs = kWgs84;
  ground.cells = {1, 1, 1, 1};
  Grid<float> level = ground;
  level.cells = {1.5F, 3, 1, kNaN};
  const auto path = (std::filesystem::temp_directory_path() / "outline-bands.tif").string();
  write_geotiff(path, {{&ground, &level}, {}});
  OutlineOptions options;
  options.combine = [](std::span<const float> bands) { return bands[1] - bands[0]; };
  const auto out = outline(path, kDepths, options);
  EXPECT_TRUE(contains(out.shapes[0], {100.0005, -0.0005}));
  EXPECT_TRUE(contains(out.shapes[1], {100.0015, -0.0005}));
  EXPECT_FALSE(contains(out.shapes[0], {100.0015, -0.0015}));
}

}  // namespace
}  // namespace adem::geo
