#include "water/terrain/prepare.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numeric>
#include <random>
#include <rapidcheck/gtest.h>

#include "water/terrain/pond.h"
#include "water/terrain/pond_fixture.h"
#include "water/terrain/trace.h"

namespace adem::water {
namespace {

// Row 0 is the highest y: a drawn grid of h rows lies between y = 0 and y = h.
geo::Grid<float> placed(const std::vector<std::string>& rows) {
  auto g = drawn(rows);
  g.origin_y = static_cast<double>(g.height);
  return g;
}

std::vector<std::string> heights(const geo::Grid<float>& g) {
  std::vector<std::string> out;
  for (std::size_t row = 0; row < g.height; ++row) {
    auto& line = out.emplace_back();
    for (std::size_t c = 0; c < g.width; ++c) {
      const float z = g.at(c, row);
      line += std::isnan(z) ? '#' : static_cast<char>('0' + static_cast<int>(std::lround(z)));
    }
  }
  return out;
}

std::vector<std::size_t> cells(const std::vector<Traced>& traced) {
  std::vector<std::size_t> out;
  for (const auto& each : traced) out.push_back(each.cell);
  return out;
}

TEST(Trace, StepsOverFacesOnly) {
  const auto g = placed({"0000", "0000", "0000", "0000"});
  // Through the corners of the cells, where a diagonal would let no water through.
  const auto across = cells(trace(g, {{0.5, 0.5}, {3.5, 3.5}}));
  EXPECT_EQ(across.front(), 12U);
  EXPECT_EQ(across.back(), 3U);
  EXPECT_EQ(across.size(), 7U);
  // A turn on a corner.
  EXPECT_EQ(cells(trace(g, {{0.5, 0.5}, {1, 1}, {1.5, 1.5}})).size(), 3U);
}

RC_GTEST_PROP(Trace, IsAnUnbrokenWayInsideTheGrid, ()) {
  const auto g = placed({"00000", "00000", "00000"});
  const auto at = rc::gen::map(rc::gen::inRange(-8, 30), [](int i) { return i / 4.0; });
  const auto xs = *rc::gen::container<std::vector<double>>(3, at);
  const auto ys = *rc::gen::container<std::vector<double>>(3, at);
  const std::vector<geo::Point> line = {{xs[0], ys[0]}, {xs[1], ys[1]}, {xs[2], ys[2]}};
  const auto inside = [](geo::Point p) { return p.x > 0 && p.x < 5 && p.y > 0 && p.y < 3; };
  const auto traced = trace(g, line);
  for (std::size_t i = 0; i < traced.size(); ++i) {
    RC_ASSERT(traced[i].cell < g.cells.size());
    RC_ASSERT(traced[i].along_m >= 0);
    RC_ASSERT(traced[i].along_m <= length_of(line) + 1e-9);
    if (i == 0) continue;
    RC_ASSERT(traced[i].along_m >= traced[i - 1].along_m - 1e-9);
    if (!inside(line[0]) || !inside(line[1]) || !inside(line[2])) continue;
    const auto a = traced[i - 1].cell, b = traced[i].cell;
    const std::size_t apart = a > b ? a - b : b - a;
    RC_ASSERT(apart == 5 || (apart == 1 && a / 5 == b / 5));
  }
  // Wherever the line is inside, its cell is among them.
  for (int k = 0; k <= 64; ++k) {
    const geo::Point p{std::lerp(line[0].x, line[1].x, k / 64.0),
                       std::lerp(line[0].y, line[1].y, k / 64.0)};
    const double x = p.x - std::floor(p.x), y = p.y - std::floor(p.y);
    if (!inside(p) || x < 1e-6 || y < 1e-6) continue;
    const auto cell = geo::cell_at(g, p);
    const auto found = cells(traced);
    RC_ASSERT(std::find(found.begin(), found.end(), *cell) != found.end());
  }
}

TEST(Trace, WidensToTheCellsWhoseMiddlesAreWithinHalfTheWidth) {
  const auto g = placed({"00000", "00000", "00000", "00000", "00000"});
  EXPECT_EQ(cells(widen(g, {{2.5, 1.5}, {2.5, 3.5}}, 2.1)).size(), 11U);
  EXPECT_EQ(cells(widen(g, {{-9, 2.5}, {9, 2.5}}, 2.1)).size(), 15U);
  EXPECT_TRUE(widen(g, {{20, 20}, {30, 30}}, 2).empty());
}

TEST(Prepare, AStreamNeverRisesTowardsItsLowerEnd) {
  PrepareOptions options;
  // Drawn uphill: the lower end decides.
  options.streams = {{1, {{5.5, 1.5}, {0.5, 1.5}}}};
  const auto p = prepare(placed({"999999", "547362", "999999"}), options);
  EXPECT_EQ(heights(p.ground)[1], "544332");
  EXPECT_EQ(p.streams.cells, 2U);
  EXPECT_EQ(p.streams.features, 1U);
  EXPECT_DOUBLE_EQ(p.streams.removed_m3, 6);
  EXPECT_DOUBLE_EQ(p.streams.mean_m, -3);
  EXPECT_DOUBLE_EQ(p.streams.max_m, -3);
  EXPECT_EQ(p.streams.at, 8U);
}

TEST(Prepare, AStreamIsAsDeepAndAsWideAsItSays) {
  PrepareOptions options;
  options.streams = {{1, {{0, 2.5}, {5, 2.5}}, 3, 2}};
  const auto p = prepare(placed({"88888", "88888", "88888", "88888", "88888"}), options);
  EXPECT_EQ(heights(p.ground),
            (std::vector<std::string>{"88888", "66666", "66666", "66666", "88888"}));
  EXPECT_DOUBLE_EQ(p.all.removed_m3, 30);
}

TEST(Prepare, ACulvertOpensAnEmbankment) {
  const std::vector<std::string> rows = {
      "99999999",  //
      "93338229",  //
      "93338220",  //
      "99999999",  //
  };
  const auto before = pond(placed(rows), {1e6, {}});
  PrepareOptions options;
  options.culverts = {{7, {{3.5, 1.5}, {6.5, 1.5}}}};
  const auto p = prepare(placed(rows), options);
  EXPECT_EQ(heights(p.ground)[2], "93333220");
  EXPECT_DOUBLE_EQ(p.held_before_m3, before.ponded_m3);
  EXPECT_DOUBLE_EQ(p.held_before_m3, 6 * 5);
  EXPECT_DOUBLE_EQ(p.held_after_m3, 0);
}

TEST(Prepare, InvertsSlopeFromEndToEndAndNeverRaise) {
  PrepareOptions options;
  options.culverts = {{1, {{0, 0.5}, {8, 0.5}}, 0, 0, Channel::Inverts{8, 0}}};
  const auto p = prepare(placed({"99999199"}), options);
  const std::vector<float> expected = {7.5, 6.5, 5.5, 4.5, 3.5, 1, 1.5, 0.5};
  for (std::size_t i = 0; i < 8; ++i) EXPECT_FLOAT_EQ(p.ground.cells[i], expected[i]) << i;
}

TEST(Prepare, ARoofIsLevelAboveTheHighestGroundUnderIt) {
  PrepareOptions options;
  options.building_height_m = 3;
  options.buildings = {{1, {{{{1, 1}, {3, 1}, {3, 3}, {1, 3}, {1, 1}}}}},
                       {2, {{{{3.6, 0.1}, {3.9, 0.1}, {3.9, 0.4}, {3.6, 0.1}}}}}};
  const auto p = prepare(placed({"0000", "0120", "0340", "0000"}), options);
  EXPECT_EQ(heights(p.ground), (std::vector<std::string>{"0000", "0770", "0770", "0000"}));
  EXPECT_EQ(p.buildings.features, 1U);
  EXPECT_EQ(p.buildings.unused, std::vector<std::size_t>{2});
  EXPECT_DOUBLE_EQ(p.buildings.added_m3, 4 * 7 - 10);
}

TEST(Prepare, BlockedBuildingsAreNodataAndStreamsUnderThemStayOpen) {
  PrepareOptions options;
  options.block_buildings = true;
  options.streams = {{1, {{0, 1.5}, {4, 1.5}}, 0, 1}};
  options.buildings = {{1, {{{{1, 0}, {3, 0}, {3, 3}, {1, 3}, {1, 0}}}}}};
  const auto p = prepare(placed({"5555", "5555", "5555"}), options);
  EXPECT_EQ(heights(p.ground), (std::vector<std::string>{"5##5", "4444", "5##5"}));
  EXPECT_EQ(p.buildings.blocked, 4U);
  EXPECT_EQ(p.buildings.cells, 0U);
}

TEST(Prepare, SinglePitsAreFilledToTheirLowestNeighbour) {
  PrepareOptions options;
  options.fill_pits = true;
  const auto p = prepare(placed({"55555", "51434", "55555", "5#255", "55555"}), options);
  EXPECT_EQ(heights(p.ground), (std::vector<std::string>{"55555", "54444", "55555", "5#255",  //
                                                         "55555"}));
  EXPECT_EQ(p.pits.cells, 2U);
  EXPECT_DOUBLE_EQ(p.pits.added_m3, 4);
}

TEST(Prepare, WhatMeetsNoKnownGroundIsNamed) {
  PrepareOptions options;
  options.streams = {{3, {{50, 50}, {60, 60}}}, {4, {{0.5, 0.5}, {0.9, 0.5}}}, {5, {}}};
  const auto p = prepare(placed({"#55", "#55"}), options);
  EXPECT_EQ(p.streams.unused, (std::vector<std::size_t>{3, 4, 5}));
  EXPECT_EQ(p.all.cells, 0U);
}

TEST(Prepare, NarrowChannelsAreCounted) {
  auto terrain = placed({"55", "55"});
  terrain.dx = terrain.dy = 10;
  terrain.origin_y = 20;
  PrepareOptions options;
  options.culverts = {{1, {{1, 1}, {19, 1}}, 0.8}};
  EXPECT_EQ(prepare(terrain, options).culverts.narrow, 1U);
}

RC_GTEST_PROP(Prepare, StepsAddUpAndTheOrderOfFeaturesDoesNotMatter, ()) {
  std::mt19937_64 random(*rc::gen::arbitrary<std::uint32_t>());
  const auto at = [&random] { return static_cast<double>(random() % 120) / 10 - 1; };
  geo::Grid<float> g;
  g.width = g.height = 10;
  g.origin_y = 10;
  for (int i = 0; i < 100; ++i) g.cells.push_back(static_cast<float>(random() % 100) / 8);
  PrepareOptions options;
  options.fill_pits = true;
  for (std::size_t i = 1; i < 5; ++i) {
    options.streams.push_back({i, {{at(), at()}, {at(), at()}, {at(), at()}}, at(), 0.5});
    options.culverts.push_back({i, {{at(), at()}, {at(), at()}}});
    const double x = at(), y = at();
    options.buildings.push_back({i, {{{{x, y}, {x + 3, y}, {x + 3, y + 2}, {x, y}}}}});
  }
  const auto p = prepare(g, options);
  double net = 0;
  for (const Change* step : {&p.pits, &p.streams, &p.culverts, &p.buildings}) {
    net += step->added_m3 - step->removed_m3;
  }
  RC_ASSERT(std::abs(net - (p.all.added_m3 - p.all.removed_m3)) < 1e-9);
  RC_ASSERT(std::abs(p.held_after_m3 - pond(p.ground, {1e9, {}}).ponded_m3) < 1e-3);
  for (auto* list : {&options.streams, &options.culverts}) std::reverse(list->begin(), list->end());
  std::reverse(options.buildings.begin(), options.buildings.end());
  RC_ASSERT(prepare(g, options).ground.cells == p.ground.cells);
}

TEST(Prepare, TellsWhatItDid) {
  PrepareOptions options;
  options.culverts = {{7, {{3.5, 1.5}, {6.5, 1.5}}}};
  const auto json =
      to_json(prepare(placed({"99999999", "93338229", "93338220", "99999999"}), options));
  EXPECT_EQ(json["culverts"]["cells"], 1);
  EXPECT_EQ(json["culverts"]["max_at"], Json({4.5, 1.5}));
  EXPECT_EQ(json["held_before_m3"], 30);
}

}  // namespace
}  // namespace adem::water
