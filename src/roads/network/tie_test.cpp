#include "roads/network/tie.h"

#include <gtest/gtest.h>

#include "roads/network/ascii_map.h"
#include "roads/network/stations.h"

namespace adem::roads {
namespace {

const TagList kStreet = {{"highway", "residential"}};

TEST(Tie, GoesToTheNearestRoadAndTheNearerEnd) {
  const AsciiMap map(R"(
   A---------B
     P
             C)",
                     10);
  const auto network = map.network({{"AB", kStreet}, {"BC", kStreet}});
  const TieIndex index(network, 300);
  const auto tie = index.find(map.point('P'));
  ASSERT_TRUE(tie);
  EXPECT_EQ(tie->edge, map.edge(network, 'A', 'B'));
  EXPECT_EQ(tie->node, map.node(network, 'A'));
  EXPECT_NEAR(tie->distance_m, 10, 0.1);
  EXPECT_NEAR(tie->to_node_m, 20, 0.1);
}

TEST(Tie, FerriesAndWaterAreNoPlaceToStand) {
  const AsciiMap map(R"(
   A------B
   P
   C------D)",
                     50);
  const auto network = map.network({{"AB", {{"route", "ferry"}}}, {"CD", kStreet}});
  const auto tie = TieIndex(network, 300).find(map.point('P'));
  ASSERT_TRUE(tie);
  EXPECT_EQ(tie->edge, map.edge(network, 'C', 'D'));
}

TEST(Tie, ASnippetIsTakenOnlyWhereNothingLargerIsNear) {
  const AsciiMap map(R"(
   A---B
   P
   C--------------------------------------D    Q   E)",
                     100);
  const auto network = map.network({{"AB", kStreet}, {"CD", kStreet}, {"QE", kStreet}});
  const TieIndex index(network, 300);
  EXPECT_EQ(index.find(map.point('P'))->edge, map.edge(network, 'C', 'D'));
  EXPECT_FALSE(index.find(map.point('P'))->snippet);
  EXPECT_TRUE(index.find(map.point('E'))->snippet);
}

TEST(Tie, WhatIsFarIsNotTiedAndSaysHowFar) {
  const AsciiMap map(R"(
   A---B                P)",
                     100);
  const auto network = map.network({{"AB", kStreet}});
  election::StationTable stations;
  const auto add = [&](const char* key, double lat, double lon) {
    election::Station station;
    station[election::StationText::key] = key;
    station.lat = lat;
    station.lon = lon;
    stations.add(station);
  };
  add("1", map.point('B').y, map.point('B').x);
  add("2", map.point('P').y, map.point('P').x);
  add("3", 40, -30);
  add("4", election::kUnknown, election::kUnknown);
  const auto ties = tie_stations(network, stations, 300);
  EXPECT_TRUE(ties[0].tie);
  ASSERT_TRUE(ties[1].reason);
  EXPECT_EQ(ties[1].reason->code, "roads.station.far");
  EXPECT_NEAR(std::get<double>(ties[1].reason->args[0].second), 1700, 2);
  EXPECT_EQ(ties[2].reason->code, "roads.station.nowhere");
  EXPECT_EQ(ties[3].reason->code, "roads.station.no-point");
}

}  // namespace
}  // namespace adem::roads
