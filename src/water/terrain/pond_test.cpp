#include "water/terrain/pond.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <numeric>
#include <queue>
#include <random>
#include <rapidcheck/gtest.h>

#include "base/error.h"
#include "water/terrain/pond_fixture.h"

namespace adem::water {
namespace {

constexpr Rims kWalls = {Rim::wall, Rim::wall, Rim::wall, Rim::wall, Rim::wall};
constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

Ponding rain(const geo::Grid<float>& terrain, double metres, const Rims& rims = {}) {
  return pond(terrain, {metres * 1000, rims});
}

const std::vector<std::string> kTwoPits = {
    "99999",  //
    "91529",  //
    "99999",
};

TEST(Pond, RainRunsToTheFootOfItsSlope) {
  const auto p = rain(drawn(kTwoPits), 1);
  // The ridge of 5 falls more steeply to 1 than to 2; the rim runs off.
  EXPECT_FLOAT_EQ(p.depth_m[6], 2);
  EXPECT_FLOAT_EQ(p.depth_m[7], 0);
  EXPECT_FLOAT_EQ(p.depth_m[8], 1);
  EXPECT_DOUBLE_EQ(p.left_m3, 12);
  EXPECT_DOUBLE_EQ(p.rain_m3, 15);
  ASSERT_EQ(p.ponds.size(), 2U);
  EXPECT_EQ(p.ponds[0].deepest, 6U);
  EXPECT_DOUBLE_EQ(p.ponds[0].level_m, 3);
  EXPECT_DOUBLE_EQ(p.ponds[0].spill_m, 5);
  EXPECT_FALSE(p.ponds[0].full);
}

TEST(Pond, AFullHollowSpillsIntoItsNeighbour) {
  const auto p = rain(drawn(kTwoPits), 2.25);
  // 4.5 run to the first, which holds 4; the second gets 2.25 and 0.5.
  EXPECT_FLOAT_EQ(p.depth_m[6], 4);
  EXPECT_FLOAT_EQ(p.depth_m[8], 2.75);
  ASSERT_EQ(p.ponds.size(), 2U);
  EXPECT_TRUE(p.ponds[0].full);
}

TEST(Pond, TwoFullHollowsBecomeOne) {
  const auto p = rain(drawn(kTwoPits), 2.5);
  ASSERT_EQ(p.ponds.size(), 1U);
  EXPECT_EQ(p.ponds[0].cells, 3U);
  EXPECT_DOUBLE_EQ(p.ponds[0].level_m, 5 + 0.5 / 3);
  EXPECT_DOUBLE_EQ(p.ponds[0].volume_m3, 7.5);
  EXPECT_DOUBLE_EQ(p.ponds[0].spill_m, 9);
  // 7 below the ridge and 12 above it.
  EXPECT_DOUBLE_EQ(p.capacity_m3, 19);
}

TEST(Pond, WhatDoesNotFitLeaves) {
  const auto p = rain(drawn(kTwoPits), 100);
  EXPECT_DOUBLE_EQ(p.ponded_m3, 19);
  EXPECT_DOUBLE_EQ(p.left_m3, 1500 - 19);
  EXPECT_TRUE(p.ponds[0].full);
}

TEST(Pond, OverflowRunsThroughAChainOfHollows) {
  const auto terrain = drawn({
      "9999999999",  //
      "9278563419",  //
      "9999999990",  //
  });
  // Hollows at 2, at 5 and at 3/1: the first is steep and holds most.
  const auto p = rain(terrain, 50);
  const std::vector<float> expected = {0, 7, 2, 1, 4, 3, 6, 5, 8, 0};
  for (std::size_t i = 1; i < 9; ++i) EXPECT_FLOAT_EQ(p.depth_m[10 + i], expected[i]) << i;
}

TEST(Pond, EdgesAndNodataAreOutletsOrWallsAsAsked) {
  const auto terrain = drawn({
      "111",  //
      "1#1",  //
      "110",  //
  });
  EXPECT_DOUBLE_EQ(rain(terrain, 1).ponded_m3, 0);
  const auto closed = rain(terrain, 1, kWalls);
  EXPECT_DOUBLE_EQ(closed.left_m3, 0);
  EXPECT_DOUBLE_EQ(closed.ponded_m3, 8);
  EXPECT_TRUE(std::isnan(closed.depth_m[4]));
  EXPECT_FLOAT_EQ(closed.depth_m[8], 1 + 7.0F / 8);
  EXPECT_TRUE(std::isinf(closed.ponds[0].spill_m));
  EXPECT_TRUE(std::isinf(closed.capacity_m3));
  auto hole = kWalls;
  hole.nodata = Rim::outlet;
  // Only the corner that does not touch the hole keeps water: below the level of the rest.
  EXPECT_DOUBLE_EQ(rain(terrain, 9, hole).ponded_m3, 1);
  auto east = kWalls;
  east.east = Rim::outlet;
  EXPECT_DOUBLE_EQ(rain(terrain, 9, east).ponded_m3, 0);
}

TEST(Pond, WaterDoesNotPassBetweenCornersLikeTheSolver) {
  const auto terrain = drawn({
      "9999",  //
      "9199",  //
      "9919",  //
      "9999",  //
  });
  const auto p = rain(terrain, 1);
  EXPECT_EQ(p.ponds.size(), 2U);
  EXPECT_DOUBLE_EQ(p.capacity_m3, 16);
}

TEST(Pond, LevelGroundDrainsTheNearestWay) {
  const auto terrain = drawn({
      "999999999",  //
      "915555529",  //
      "999999999",  //
  });
  // Five level cells: two drain to each side, and the one in the middle to the west.
  const auto p = rain(terrain, 0.5);
  EXPECT_FLOAT_EQ(p.depth_m[10], 0.5F * 4);
  EXPECT_FLOAT_EQ(p.depth_m[16], 0.5F * 3);
}

TEST(Pond, NoRainNoPondNoGroundNoRain) {
  EXPECT_TRUE(rain(drawn(kTwoPits), 0).ponds.empty());
  const auto p = rain(drawn({"##", "##"}), 1);
  EXPECT_DOUBLE_EQ(p.rain_m3, 0);
  EXPECT_TRUE(std::isnan(p.depth_m[3]));
}

TEST(Pond, RefusesRainThatIsNone) {
  for (const double mm : {-1.0, std::nan(""), std::numeric_limits<double>::infinity()}) {
    EXPECT_THROW(pond(drawn(kTwoPits), {mm, {}}), Error);
  }
}

TEST(Pond, VolumeIsInCubicMetresAndSteepnessKnowsTheCell) {
  auto terrain = drawn({"99999", "91549", "99999"});
  terrain.dx = 30;
  terrain.dy = 10;
  const auto p = rain(terrain, 0.001);
  EXPECT_NEAR(p.rain_m3, 15 * 0.001 * 300, 1e-12);
  EXPECT_NEAR(p.ponded_m3, 3 * 0.001 * 300, 1e-12);
  // Down 4 in 10 m beats down 5 in 30 m.
  auto corner = drawn({"999", "983", "949", "999"});
  corner.dx = 30;
  corner.dy = 10;
  EXPECT_NEAR(static_cast<double>(rain(corner, 0.5).depth_m[7]), 1.0, 1e-6);
}

TEST(Pond, IsExactOnDeepWaterHighAboveTheDatum) {
  geo::Grid<float> terrain;
  terrain.width = terrain.height = 300;
  std::mt19937_64 random(7);
  for (std::size_t i = 0; i < terrain.width * terrain.height; ++i) {
    terrain.cells.push_back(4000 + static_cast<float>(random() % 100000) * 1e-3F);
  }
  for (const double metres : {0.001, 0.05, 1.0, 30.0}) {
    for (const auto& rims : {Rims{}, kWalls}) {
      const auto p = rain(terrain, metres, rims);
      EXPECT_NEAR(p.rain_m3, p.ponded_m3 + p.left_m3, 1e-9 * p.rain_m3);
      double depths = 0;
      for (const float d : p.depth_m) depths += static_cast<double>(d);
      EXPECT_NEAR(depths, p.ponded_m3, 1e-7 * p.rain_m3);
    }
  }
}

geo::Grid<float> uneven(std::mt19937_64& random) {
  geo::Grid<float> g;
  g.width = 1 + random() % 9;
  g.height = 1 + random() % 9;
  g.cells.resize(g.width * g.height);
  // No two heights are equal.
  std::iota(g.cells.begin(), g.cells.end(), 0.0F);
  std::shuffle(g.cells.begin(), g.cells.end(), random);
  for (auto& z : g.cells) {
    z = z * 0.25F + static_cast<float>(random() % 16) / 128;
    if (random() % 12 == 0) z = kNaN;
  }
  return g;
}

Rims any_rims(std::mt19937_64& random) {
  const auto rim = [&random] { return random() % 2 == 0 ? Rim::outlet : Rim::wall; };
  return {rim(), rim(), rim(), rim(), rim()};
}

TEST(Pond, IsWhatBruteForceFindsInAnyOrder) {
  std::mt19937_64 random(20241127);
  int compared = 0;
  for (int trial = 0; trial < 6000; ++trial) {
    const auto terrain = uneven(random);
    const auto rims = any_rims(random);
    BruteForce brute(terrain, rims);
    if (brute.ambiguous()) continue;
    ++compared;
    const double metres = static_cast<double>(1 + random() % 400) / 100;
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < terrain.cells.size(); ++i) {
      if (!std::isnan(terrain.cells[i])) order.insert(order.end(), 3, i);
    }
    std::shuffle(order.begin(), order.end(), random);
    for (const std::size_t cell : order) brute.pour(cell, metres / 3);
    const auto p = rain(terrain, metres, rims);
    ASSERT_NEAR(p.left_m3, brute.left(), 1e-9 * (1 + p.rain_m3)) << "trial " << trial;
    for (std::size_t i = 0; i < terrain.cells.size(); ++i) {
      if (std::isnan(terrain.cells[i])) continue;
      ASSERT_NEAR(static_cast<double>(p.depth_m[i]), brute.depth(i), 1e-5)
          << "trial " << trial << " cell " << i;
    }
  }
  EXPECT_GT(compared, 2000);
}

// The highest level at which water can stand over each cell, by its definition.
std::vector<double> brim(const geo::Grid<float>& g) {
  const auto w = static_cast<int>(g.width), h = static_cast<int>(g.height);
  std::vector<double> level(g.cells.size(), std::nan(""));
  using Entry = std::tuple<double, int, int>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  const auto ground = [&](int x, int y) {
    return x < 0 || y < 0 || x >= w || y >= h
               ? std::nan("")
               : static_cast<double>(g.cells[static_cast<std::size_t>(y * w + x)]);
  };
  constexpr std::array<std::pair<int, int>, 4> kSides = {{{0, 1}, {1, 0}, {0, -1}, {-1, 0}}};
  for (int y = 0; y < h; ++y) {
    for (int x = 0; x < w; ++x) {
      for (const auto& [dx, dy] : kSides) {
        if (!std::isnan(ground(x, y)) && std::isnan(ground(x + dx, y + dy))) {
          queue.emplace(ground(x, y), x, y);
        }
      }
    }
  }
  while (!queue.empty()) {
    const auto [key, x, y] = queue.top();
    queue.pop();
    double& own = level[static_cast<std::size_t>(y * w + x)];
    if (!std::isnan(own)) continue;
    own = key;
    for (const auto& [dx, dy] : kSides) {
      const double z = ground(x + dx, y + dy);
      if (!std::isnan(z)) queue.emplace(std::max(key, z), x + dx, y + dy);
    }
  }
  return level;
}

RC_GTEST_PROP(Pond, ComesToRestWithEveryDropAccountedFor, ()) {
  geo::Grid<float> g;
  g.width = *rc::gen::inRange<std::size_t>(1, 12);
  g.height = *rc::gen::inRange<std::size_t>(1, 12);
  // Few distinct heights make level ground and ties; some cells are nodata.
  const auto spread = *rc::gen::element(2, 4, 9, 1000);
  const auto raw =
      *rc::gen::container<std::vector<int>>(g.width * g.height, rc::gen::inRange(-1, spread));
  for (const int z : raw) g.cells.push_back(z < 0 ? kNaN : static_cast<float>(z) / 8);
  const double metres = *rc::gen::element(0.001, 0.1, 0.5, 2.0, 1e6);
  const auto p = rain(g, metres);
  RC_ASSERT(std::abs(p.rain_m3 - p.ponded_m3 - p.left_m3) <= 1e-9 * p.rain_m3);
  RC_ASSERT(p.ponded_m3 <= p.capacity_m3 * (1 + 1e-9));
  const auto surface = [&](std::size_t i) {
    return static_cast<double>(g.cells[i]) + static_cast<double>(p.depth_m[i]);
  };
  const auto highest = brim(g);
  for (std::size_t i = 0; i < g.cells.size(); ++i) {
    RC_ASSERT(std::isnan(p.depth_m[i]) == std::isnan(g.cells[i]));
    if (std::isnan(g.cells[i])) continue;
    RC_ASSERT(p.depth_m[i] >= 0);
    RC_ASSERT(surface(i) <= highest[i] + 1e-5);
    // Rain without end fills everything to the brim, and wherever it stands it is at rest.
    if (metres > 1e5) RC_ASSERT(std::abs(surface(i) - highest[i]) < 1e-5);
    const std::size_t column = i % g.width, row = i / g.width;
    if (!(p.depth_m[i] > 0)) continue;
    RC_ASSERT(column > 0 && row > 0 && column + 1 < g.width && row + 1 < g.height);
    for (const std::size_t n : {i - 1, i + 1, i - g.width, i + g.width}) {
      RC_ASSERT(surface(n) >= surface(i) - 1e-5);
    }
  }
  const auto again = rain(g, metres).depth_m;
  RC_ASSERT(std::memcmp(again.data(), p.depth_m.data(), again.size() * sizeof(float)) == 0);
}

TEST(Pond, EndsForALongChainOfHollows) {
  // Ever higher steps with a pit before each: every pair joins the chain before it.
  geo::Grid<float> g;
  g.width = 200001;
  g.height = 3;
  g.cells.assign(g.width * g.height, 1e6F);
  for (std::size_t i = 1; i + 1 < g.width; ++i) {
    g.cells[g.width + i] = static_cast<float>(i) + (i % 2 == 0 ? -1.5F : 0.5F);
  }
  const auto p = rain(g, 1e7);
  EXPECT_NEAR(p.rain_m3, p.ponded_m3 + p.left_m3, 1e-9 * p.rain_m3);
  EXPECT_EQ(p.ponds.size(), 1U);
}

TEST(Pond, ReportsProgressToItsEnd) {
  std::uint64_t last = 0, all = 0;
  pond(drawn(kTwoPits), {1, {}}, [&](std::uint64_t done, std::uint64_t total) {
    EXPECT_GE(done, last);
    last = done;
    all = total;
  });
  EXPECT_EQ(last, all);
  EXPECT_GT(all, 0U);
}

TEST(Capacity, IsWhatEndlessRainLeaves) { EXPECT_DOUBLE_EQ(capacity_m3(drawn(kTwoPits), {}), 19); }

}  // namespace
}  // namespace adem::water
