#include "demo/water.h"

#include <cmath>
#include <gtest/gtest.h>
#include <sstream>

namespace adem::demo {
namespace {

TEST(Water, TheGridHoldsTheMeansOfTheCoasts) {
  const Coast coast(20241127);
  const auto fine = coast.terrain(), grid = water_terrain(coast);
  constexpr std::size_t kTimes = kGrid_arcsec;
  EXPECT_EQ(grid.width, fine.width / kTimes);
  EXPECT_EQ(grid.dx, fine.dx * kTimes);
  std::size_t land = 0;
  for (std::size_t row = 0; row < grid.height; ++row) {
    for (std::size_t column = 0; column < grid.width; ++column) {
      float mean = 0;
      for (std::size_t y = 0; y < kTimes; ++y) {
        for (std::size_t x = 0; x < kTimes; ++x) {
          mean += fine.at(kTimes * column + x, kTimes * row + y) / (kTimes * kTimes);
        }
      }
      const float z = grid.at(column, row);
      if (std::isnan(z)) {
        EXPECT_LT(mean, -1.999F);
      } else {
        EXPECT_NEAR(z, mean, 1e-5);
        ++land;
      }
    }
  }
  EXPECT_GT(land, grid.cells.size() / 3);
  // The tide is given along the northern rim of what is left: every column has one, under water.
  for (std::size_t column = 0; column < grid.width; ++column) {
    std::size_t row = 0;
    while (std::isnan(grid.at(column, row))) ++row;
    EXPECT_LT(grid.at(column, row), 0) << column;
  }
}

TEST(Water, TheRainIsHeavyByItsClass) {
  const Zone zone("Asia/Jakarta");
  const auto midnight = *parse_date("2024-11-27", zone);
  std::istringstream rows(rain_csv(midnight, zone));
  std::string line;
  std::getline(rows, line);
  EXPECT_EQ(line, "time,mm_per_h");
  double total = 0, rate = 0;
  Instant last{};
  while (std::getline(rows, line)) {
    const auto at = *parse_instant(line.substr(0, 25), zone);
    if (rate > 0) total += rate * static_cast<double>((at - last).count()) / 3600;
    rate = std::stod(line.substr(26));
    last = at;
  }
  EXPECT_EQ(total, 90);
}

TEST(Water, TheScenarioCoversTheStationsWindow) {
  const Zone zone("Asia/Jakarta");
  const auto toml = scenario_toml(*parse_date("2024-11-27", zone), zone);
  EXPECT_NE(toml.find("start = \"2024-11-26T12:00:00+07:00\""), std::string::npos);
  EXPECT_NE(toml.find("end = \"2024-11-28T06:00:00+07:00\""), std::string::npos);
  EXPECT_NE(toml.find("members = 20"), std::string::npos);
}

}  // namespace
}  // namespace adem::demo
