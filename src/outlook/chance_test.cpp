// Layers that hold shares of computed futures.
#include <cmath>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <limits>
#include <unistd.h>

#include "base/error.h"
#include "geo/raster.h"
#include "outlook/outlook.h"

namespace adem::outlook {
namespace {

using election::Status;

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
constexpr int kMembers = 20;

class ChanceTest : public ::testing::Test {
 protected:
  ChanceTest() : rules_(election::rule_book("pilkada-2024")) {
    file_ = (std::filesystem::temp_directory_path() /
             ("adem-chance-" + std::to_string(::getpid()) + "-" +
              ::testing::UnitTest::GetInstance()->current_test_info()->name() + ".tif"))
                .string();
    station("known", 101.05);
    station("nodata", 101.095);
    window_ = election::station_window(*parse_date("2024-11-27", Zone("Asia/Jakarta")));
  }
  ~ChanceTest() override { std::filesystem::remove(file_); }

  void station(const std::string& key, double lon) {
    election::Station s;
    s.id = make_id({"test", "kpu", key});
    s[election::StationText::key] = key;
    s.lon = lon;
    s.lat = 1.95;
    stations_.add(s);
  }

  // Members with water above 0.05, 0.2 and 0.5 m at three moments, 04:00, 09:00 and 14:00.
  HazardAtStations layer(const std::vector<std::vector<int>>& wet,
                         const std::string& thresholds = "0.05,0.2,0.5") {
    std::vector<geo::Grid<float>> grids;
    geo::BandsOut out;
    grids.reserve(wet.size() * 3);
    for (const auto& moment : wet) {
      for (const int members : moment) {
        geo::Grid<float> g;
        g.width = g.height = 10;
        g.origin_x = 101;
        g.origin_y = 2;
        g.dx = g.dy = 0.01;
        g.crs = "EPSG:4326";
        g.cells.assign(100, static_cast<float>(members / static_cast<double>(kMembers)));
        for (std::size_t row = 0; row < 10; ++row) g.at(9, row) = kNaN;
        grids.push_back(g);
        out.bands.push_back(&grids.back());
      }
    }
    out.texts = {{election::kThresholdsText, thresholds},
                 {election::kMembersText, std::to_string(kMembers)}};
    geo::write_geotiff(file_, out);
    election::HazardLayer made;
    made.name = "futures";
    made.form = election::HazardForm::chance;
    made.from = local("2024-11-27T04:00");
    made.to = local("2024-11-27T14:00");
    return sample_layer(made, file_, stations_, window_);
  }

  election::StationOutlook computed(const HazardAtStations& hazard, double floor_m = 0) {
    Inputs inputs{stations_, rules_, window_, {hazard},     {},   {},
                  nullptr,   {},     {},      std::nullopt, false};
    inputs.floor_height_m = {floor_m, floor_m};
    for (const auto& s : make_outlook(inputs).stations) {
      if (s.key == "known") return s;
    }
    throw std::runtime_error("known");
  }
  std::size_t step(const char* text) const {
    return static_cast<std::size_t>((local(text) - window_.from).count() / window_.step_s);
  }
  static Instant local(const char* text) { return *parse_instant(text, Zone("Asia/Jakarta")); }

  std::string file_;
  election::StationTable stations_;
  election::RuleBook rules_;
  election::Window window_;
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
