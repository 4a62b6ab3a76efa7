#include "water/still.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <queue>
#include <rapidcheck/gtest.h>
#include <tuple>

#include "base/error.h"

namespace adem::water {
namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

geo::Grid<float> grid(std::size_t width, std::vector<float> cells) {
  geo::Grid<float> g;
  g.width = width;
  g.height = cells.size() / width;
  g.cells = std::move(cells);
  return g;
}

bool same(const std::vector<float>& a, const std::vector<float>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](float x, float y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

// The definition, as slowly as it can be said: Dijkstra over the highest cell of a path.
std::vector<float> by_definition(const geo::Grid<float>& g, double sea) {
  const auto w = static_cast<int>(g.width), h = static_cast<int>(g.height);
  const auto at = [&](int x, int y) {
    return x < 0 || y < 0 || x >= w || y >= h
               ? kNaN
               : g.cells[static_cast<std::size_t>(y) * g.width + static_cast<std::size_t>(x)];
  };
  std::vector<float> level(g.cells.size(), kNaN);
  using Entry = std::tuple<float, int, int>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  for (int y = 0; y < h; ++y) {
    for (int x = 0; x < w; ++x) {
      bool beside = false;
      for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx) beside = beside || std::isnan(at(x + dx, y + dy));
      }
      if (beside && static_cast<double>(at(x, y)) <= sea) queue.emplace(at(x, y), x, y);
    }
  }
  while (!queue.empty()) {
    const auto [key, x, y] = queue.top();
    queue.pop();
    float& own = level[static_cast<std::size_t>(y) * g.width + static_cast<std::size_t>(x)];
    if (!std::isnan(own)) continue;
    own = key;
    for (int dy = -1; dy <= 1; ++dy) {
      for (int dx = -1; dx <= 1; ++dx) {
        if (!std::isnan(at(x + dx, y + dy))) {
          queue.emplace(std::max(key, at(x + dx, y + dy)), x + dx, y + dy);
        }
      }
    }
  }
  return level;
}

RC_GTEST_PROP(ConnectionLevels, AreThoseOfTheDefinition, ()) {
  const auto width = *rc::gen::inRange<std::size_t>(1, 14);
  const auto height = *rc::gen::inRange<std::size_t>(1, 14);
  // Few distinct heights make plateaus and ties; some cells are nodata.
  const auto spread = *rc::gen::element(3, 12, 4000);
  const auto raw =
      *rc::gen::container<std::vector<int>>(width * height, rc::gen::inRange(-spread / 3, spread));
  const auto holes = *rc::gen::container<std::vector<int>>(width * height, rc::gen::inRange(0, 12));
  std::vector<float> cells;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    cells.push_back(holes[i] == 0 ? kNaN : static_cast<float>(raw[i]) / 8);
  }
  const auto terrain = grid(width, cells);
  const auto expected = by_definition(terrain, 0);
  const bool sea =
      std::any_of(expected.begin(), expected.end(), [](float level) { return !std::isnan(level); });
  if (!sea) {
    RC_ASSERT_THROWS_AS(connection_levels(terrain, {}), Error);
    return;
  }
  // Any width of bucket gives the same levels.
  for (const double quantum : {1e-3, 0.05, 1000.0}) {
    RC_ASSERT(same(connection_levels(terrain, {}, quantum), expected));
  }
  // A thousand metres more on terrain and sea changes nothing else: eighths are exact in float.
  auto lifted = terrain;
  for (auto& z : lifted.cells) z += 1000;
  auto up = connection_levels(lifted, {1000});
  for (auto& level : up) level -= 1000;
  RC_ASSERT(same(up, expected));
}

TEST(ConnectionLevels, LakeBehindASillWaitsForTheSill) {
  const auto g = grid(7, {
                             9,  9, 9, 9,  9,  9, 9,  //
                             -1, 0, 2, -3, -3, 1, 9,  //
                             9,  9, 9, 9,  9,  9, 9,  //
                         });
  const auto level = connection_levels(g, {});
  EXPECT_EQ(level[7], -1);
  EXPECT_EQ(level[9], 2);
  EXPECT_EQ(level[10], 2);
  EXPECT_EQ(level[12], 2);
}

TEST(ConnectionLevels, WaterPassesDiagonallyAndTakesTheLowerOfTwoWays) {
  const auto g = grid(5, {
                             -1, 8, 8, 8, 8,   //
                             8,  3, 8, 8, 8,   //
                             8,  8, 0, 8, 8,   //
                             8,  8, 8, 1, 8,   //
                             8,  8, 8, 8, -2,  //
                         });
  EXPECT_EQ(connection_levels(g, {})[12], 1);
}

TEST(ConnectionLevels, AnIslandIsReachedAtItsOwnHeight) {
  const auto g = grid(3, {-5, -5, -5, -5, 4, -5, -5, -5, -5});
  EXPECT_EQ(connection_levels(g, {})[4], 4);
}

TEST(ConnectionLevels, SeaMayBeNodata) {
  const auto g = grid(4, {9, 9, 9, 9, 9, kNaN, -0.5F, 9, 9, 9, 2, 9, 9, 9, 9, 9});
  const auto level = connection_levels(g, {});
  EXPECT_TRUE(std::isnan(level[5]));
  EXPECT_EQ(level[6], -0.5F);
  EXPECT_EQ(level[10], 2);
}

TEST(ConnectionLevels, SayWhenThereIsNoSea) {
  try {
    connection_levels(grid(2, {3, 4, 5, 6}), {1});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.message().code, "water.no-sea");
  }
}

TEST(ConnectionLevels, LandCutOffByNodataIsNeverReached) {
  const auto g = grid(5, {-1, kNaN, 3, 3, 3});
  const auto level = connection_levels(g, {});
  EXPECT_EQ(level[0], -1);
  EXPECT_TRUE(std::isnan(level[2]));
}

TEST(StillDepths, RisesKeepsTheSillOnTheEbbAndSaysSo) {
  const std::vector<float> ground = {0.5F, 0.5F, 0.5F, kNaN, 3};
  const std::vector<float> connection = {0.5F, 1, kNaN, kNaN, 3};
  const std::vector<double> level = {0, 0.75, 1.5, 0.75, 0};
  const auto out = still_depths(ground, connection, level);
  const auto row = [&](std::size_t r) {
    return std::vector<float>(out.depth_m.begin() + static_cast<std::ptrdiff_t>(r * 5),
                              out.depth_m.begin() + static_cast<std::ptrdiff_t>(r * 5 + 5));
  };
  // On an open slope the water leaves with the sea.
  EXPECT_EQ(row(0), (std::vector<float>{0, 0.25F, 1, 0.25F, 0}));
  // Behind a sill at 1 m it comes later and stays.
  EXPECT_EQ(row(1), (std::vector<float>{0, 0, 1, 0.5F, 0.5F}));
  EXPECT_EQ(row(2), (std::vector<float>{0, 0, 0, 0, 0}));
  EXPECT_TRUE(std::isnan(row(3)[2]));
  EXPECT_EQ(row(4), (std::vector<float>{0, 0, 0, 0, 0}));
  EXPECT_EQ(out.recession_unknown, (std::vector<bool>{false, true, false, false, false}));
}

RC_GTEST_PROP(StillDepths, AreNeverNegativeAndNeverFallWhileTheSeaRises, ()) {
  const auto ground = static_cast<float>(*rc::gen::inRange(-40, 40)) / 16;
  const auto sill = static_cast<float>(*rc::gen::inRange(0, 40)) / 16;
  auto steps = *rc::gen::container<std::vector<int>>(rc::gen::inRange(-50, 90));
  std::sort(steps.begin(), steps.end());
  std::vector<double> level;
  for (const int s : steps) level.push_back(s / 16.0);
  const float connection = ground + sill;
  const auto out = still_depths(std::span(&ground, 1), std::span(&connection, 1), level);
  for (std::size_t s = 0; s < out.steps; ++s) {
    RC_ASSERT(out.depth_m[s] >= 0);
    // Both sides of || would be read: the macro has its own.
    if (s > 0) RC_ASSERT(out.depth_m[s] >= out.depth_m[s - 1]);
  }
  RC_ASSERT(!out.recession_unknown[0]);
}

}  // namespace
}  // namespace adem::water
