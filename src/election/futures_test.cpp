#include "election/futures.h"

#include <filesystem>
#include <functional>
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/error.h"
#include "election/hazard.h"
#include "election/hazard_hours.h"
#include "geo/mask_series.h"

namespace adem::election {
namespace {

// What is wrong with a layer; "fine" where nothing is.
std::string why_bad(const std::string& path) {
  try {
    futures_head(geo::Raster::open(path), "banjir");
  } catch (const Error& error) {
    EXPECT_EQ(error.message().code, "election.bad-futures");
    for (const auto& [name, value] : error.message().args) {
      if (name == "why") return std::get<std::string>(value);
    }
  }
  return "fine";
}

class FuturesTest : public ::testing::Test {
 protected:
  FuturesTest() {
    path_ = (std::filesystem::temp_directory_path() /
             ("adem-futures-" + std::to_string(::getpid()) + "-" +
              ::testing::UnitTest::GetInstance()->current_test_info()->name() + ".tif"))
                .string();
    frame_.width = frame_.height = 2;
    frame_.origin_x = 101;
    frame_.origin_y = 2;
    frame_.crs = "EPSG:4326";
  }
  ~FuturesTest() override { std::filesystem::remove(path_); }

  std::string written(int bands, const geo::Texts& texts) {
    geo::MaskSeries series(path_, frame_, bands);
    const std::vector<std::uint32_t> cells(4, 1);
    for (int b = 1; b <= bands; ++b) series.put(b, cells, "");
    series.finish(texts);
    return path_;
  }
  static geo::Texts texts(const std::string& depths, const std::string& members,
                          const std::string& form = "31") {
    return {{kFuturesText, form}, {kThresholdsText, depths}, {kMembersText, members}};
  }

  std::string path_;
  geo::Grid<float> frame_;
};

TEST_F(FuturesTest, SaysWhatItsBandsAre) {
  const auto head = futures_head(geo::Raster::open(written(12, texts("0.05,0.3", "40"))), "banjir");
  EXPECT_EQ(head.members, 40);
  EXPECT_EQ(head.words(), 2U);
  EXPECT_EQ(head.moments, 3U);
  EXPECT_EQ(head.band(0, 0, 0), 1);
  EXPECT_EQ(head.band(1, 1, 1), 8);
  EXPECT_EQ(head.band(2, 1, 1), 12);
  EXPECT_EQ(members_of_word(head, 0), 0x7fff'ffffU);
  EXPECT_EQ(members_of_word(head, 1), 0x1ffU);
}

TEST_F(FuturesTest, WhatDoesNotFitIsRefused) {
  EXPECT_EQ(why_bad(written(4, texts("0.05,0.3", "31"))), "fine");
  EXPECT_EQ(why_bad(written(3, texts("0.05,0.3", "31"))), "bands");
  EXPECT_EQ(why_bad(written(4, texts("0.05,0.3", "93"))), "bands");
  for (const auto* members : {"0", "-1", "513", "", "many", "20.5"}) {
    EXPECT_EQ(why_bad(written(4, texts("0.05,0.3", members))), "members") << members;
  }
  for (const auto* depths : {"", "0.3,0.05", "0.3,0.3", "deep", "0.3,", "0.3;0.5", "nan", "inf"}) {
    EXPECT_EQ(why_bad(written(4, texts(depths, "20"))), "depths") << depths;
  }
  EXPECT_EQ(why_bad(written(4, texts("0.05", "20", "32"))), "form");
  EXPECT_EQ(why_bad(written(4, texts("0.05", "20", "yes"))), "form");
  frame_.cells.assign(4, 1);
  geo::BandsOut floats;
  floats.bands = {&frame_};
  floats.texts = texts("0.05", "20");
  geo::write_geotiff(path_, floats);
  EXPECT_EQ(why_bad(path_), "type");
}

TEST(FuturesDepths, AreTakenSoThatWaterIsNeverTooLittle) {
  const FuturesHead head{{0.05, 0.2, 0.3}, 20, 1};
  EXPECT_EQ(head.at_most(0.04), std::nullopt);
  EXPECT_EQ(head.at_most(0.05), 0U);
  EXPECT_EQ(head.at_most(0.19), 0U);
  EXPECT_EQ(head.at_most(0.2), 1U);
  EXPECT_EQ(head.at_most(9), 2U);
  EXPECT_EQ(head.at_least(0.0), 0U);
  EXPECT_EQ(head.at_least(0.21), 2U);
  EXPECT_EQ(head.at_least(0.3), 2U);
  EXPECT_EQ(head.at_least(0.31), std::nullopt);
}

TEST(FuturesMembers, MustBeAsManyInEachLayer) {
  EXPECT_EQ(shared_members({}), 1);
  const std::vector<std::pair<std::string, int>> same = {{"a", 20}, {"b", 20}};
  EXPECT_EQ(shared_members(same), 20);
  const std::vector<std::pair<std::string, int>> differ = {{"a", 20}, {"b", 20}, {"c", 8}};
  try {
    shared_members(differ);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.message().code, "election.members-differ");
  }
}

TEST(HazardHours, SayWhichMomentsRuleAtEachStep) {
  const auto window = station_window(*parse_date("2024-11-27", Zone("Asia/Jakarta")));
  HazardLayer layer;
  layer.from = window.at(10);
  layer.to = window.at(16);
  using What = Ruling::What;
  const auto series = rulings(layer, 4, window);  // moments at 10, 12, 14, 16
  EXPECT_EQ(series[9], Ruling{});
  EXPECT_EQ(series[10], (Ruling{What::moments, 0, 0}));
  EXPECT_EQ(series[11], (Ruling{What::moments, 0, 1}));
  EXPECT_EQ(series[16], (Ruling{What::moments, 3, 3}));
  EXPECT_EQ(series[17], Ruling{});
  const auto footprint = rulings(layer, 1, window);
  EXPECT_EQ(footprint[9].what, What::not_there);
  EXPECT_EQ(footprint[10].what, What::moments);
  EXPECT_EQ(footprint[15].what, What::moments);
  EXPECT_EQ(footprint[16].what, What::not_there);
  layer.from = layer.to = std::nullopt;
  EXPECT_EQ(rulings(layer, 1, window)[0].what, What::moments);
  EXPECT_EQ(rulings(layer, 169, window)[167], (Ruling{What::moments, 167, 167}));
}

}  // namespace
}  // namespace adem::election
