// Layers that hold shares of computed futures.
#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <limits>

#include "base/error.h"
#include "geo/raster.h"
#include "outlook/layer_fixture.h"

namespace adem::outlook {
namespace {

using election::Status;

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
constexpr int kMembers = 20;

class ChanceTest : public testing::LayerTest {
 protected:
  // Members with water above 0.05, 0.2 and 0.5 m at three moments, 04:00, 09:00 and 14:00.
  HazardAtStations layer(const std::vector<std::vector<int>>& wet,
                         const std::string& thresholds = "0.05,0.2,0.5") {
    std::vector<geo::Grid<float>> grids;
    geo::BandsOut out;
    grids.reserve(wet.size() * 3);
    for (const auto& moment : wet) {
      for (const int members : moment) {
        geo::Grid<float> g = frame();
        g.cells.assign(100, static_cast<float>(members / static_cast<double>(kMembers)));
        for (std::size_t row = 0; row < 10; ++row) g.at(9, row) = kNaN;
        grids.push_back(g);
        out.bands.push_back(&grids.back());
      }
    }
    out.texts = {{election::kThresholdsText, thresholds},
                 {election::kMembersText, std::to_string(kMembers)}};
    geo::write_geotiff(file_, out);
    return sampled(election::HazardForm::chance);
  }
};

TEST_F(ChanceTest, TheFloorsChanceIsTheShareOfDryFutures) {
  const auto s = computed(layer({{0, 0, 0}, {14, 3, 0}, {0, 0, 0}}));
  EXPECT_FLOAT_EQ(s.link(election::Link::floor).at(step("2024-11-27T04:00")), 1);
  EXPECT_FLOAT_EQ(s.link(election::Link::floor).at(step("2024-11-27T08:00")), 0.3F);
  EXPECT_LT(s.link(election::Link::floor).at(step("2024-11-27T03:45")), 0)
      << "outside its hours nothing is known";
  EXPECT_EQ(s.status, Status::cannot_open);
  EXPECT_THAT(s.reason.args,
              ::testing::IsSupersetOf({std::pair<std::string, Arg>("odds", std::string("some")),
                                       std::pair<std::string, Arg>("wet", std::int64_t{14}),
                                       std::pair<std::string, Arg>("members", std::int64_t{20})}));
}

TEST_F(ChanceTest, EighteenOfTwentyMeetTheDemandOfNineTenths) {
  EXPECT_EQ(computed(layer({{2, 0, 0}, {2, 0, 0}, {2, 0, 0}})).status, Status::ready);
  EXPECT_EQ(computed(layer({{3, 0, 0}, {3, 0, 0}, {3, 0, 0}})).status, Status::cannot_open);
}

TEST_F(ChanceTest, AHigherFloorIsComparedAtTheDeepestDepthBelowItsLimit) {
  const auto hazard = layer({{20, 12, 1}, {20, 12, 1}, {20, 12, 1}});
  const auto at = step("2024-11-27T08:00");
  EXPECT_FLOAT_EQ(computed(hazard, 0.14).link(election::Link::floor).at(at),
                  0);  // 0.19 m: still the first depth
  EXPECT_FLOAT_EQ(computed(hazard, 0.15).link(election::Link::floor).at(at), 0.4F);  // 0.20 m
  EXPECT_FLOAT_EQ(computed(hazard, 0.44).link(election::Link::floor).at(at), 0.4F);
  EXPECT_FLOAT_EQ(computed(hazard, 0.45).link(election::Link::floor).at(at), 0.95F);
}

TEST_F(ChanceTest, WhatLiesBelowAllDepthsIsUnknown) {
  const auto hazard = layer({{0, 0, 0}, {0, 0, 0}, {0, 0, 0}}, "0.1,0.2,0.5");
  EXPECT_EQ(computed(hazard).status, Status::unknown);
  EXPECT_EQ(computed(hazard, 0.05).status, Status::ready);
}

TEST_F(ChanceTest, NodataIsUnknown) {
  const auto hazard = layer({{5, 0, 0}, {5, 0, 0}, {5, 0, 0}});
  std::vector<float> wet(window_.steps);
  hazard.wet_members(1, 0.05, window_, wet);
  for (const float v : wet) EXPECT_TRUE(std::isnan(v));
}

TEST_F(ChanceTest, TheSpreadIsSaid) {
  const auto s = computed(layer({{1, 0, 0}, {12, 0, 0}, {0, 0, 0}}));
  ASSERT_EQ(s.notes.size(), 1U);
  EXPECT_EQ(s.notes[0].code, "outlook.note.spread");
  EXPECT_THAT(s.notes[0].args,
              ::testing::IsSupersetOf(
                  {std::pair<std::string, Arg>("wet", std::int64_t{12}),
                   std::pair<std::string, Arg>("from", local("2024-11-27T04:00")),
                   std::pair<std::string, Arg>("to", local("2024-11-27T14:00")),
                   std::pair<std::string, Arg>("half", std::string("yes")),
                   std::pair<std::string, Arg>("half_from", local("2024-11-27T04:15"))}));
  EXPECT_TRUE(computed(layer({{0, 0, 0}, {0, 0, 0}, {0, 0, 0}})).notes.empty());
}

TEST_F(ChanceTest, BandsThatDoNotFitAreRefused) {
  const auto code = [&](const std::string& thresholds) -> std::string {
    try {
      layer({{1, 0, 0}, {1, 0, 0}}, thresholds);
    } catch (const Error& error) {
      return error.message().code;
    }
    return "no error";
  };
  EXPECT_EQ(code("0.05,0.2"), "no error");
  EXPECT_EQ(code("0.05,0.2,0.3,0.5"), "outlook.bad-chances");
  EXPECT_EQ(code("0.5,0.2"), "outlook.bad-chances");
  EXPECT_EQ(code("deep"), "outlook.bad-chances");
}

}  // namespace
}  // namespace adem::outlook
