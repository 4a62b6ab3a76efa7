// Water drawn on small maps: which road is how deep, and who passes.
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/file.h"
#include "roads/network/read.h"
#include "roads/passage/water_fixture.h"
#include "shared_data.h"

namespace adem::roads {
namespace {

Passable pass(Mode mode, const RoadWater& water, RoadClass road = RoadClass::residential) {
  static const auto book = election::rule_book("pilkada-2024");
  return passable(book.mode(mode), road, water);
}

TEST(Passage, TheDeepestPlaceRules) {
  const AsciiMap map("\nA---B---C", kStep_m);
  const auto network = map.network({{"AB", kStreet}, {"BC", kStreet}});
  // A sag floods before its ends.
  const WaterMap water({"\n..3......", "\n.142.....", "\n222222222"});
  const auto on = water.on(network);
  ASSERT_EQ(on.bands(), 3U);
  const auto ab = map.edge(network, 'A', 'B'), bc = map.edge(network, 'B', 'C');
  EXPECT_FLOAT_EQ(on.at(ab, 0).deepest_m, 0.3F);
  EXPECT_FLOAT_EQ(on.at(ab, 1).deepest_m, 0.4F);
  EXPECT_FLOAT_EQ(on.at(bc, 1).deepest_m, 0);
  EXPECT_TRUE(on.at(ab, 0).complete);
  EXPECT_EQ(pass(Mode::car, on.at(ab, 0)), Passable::yes);  // at the limit
  EXPECT_EQ(pass(Mode::motorbike, on.at(ab, 0)), Passable::no);
  EXPECT_EQ(pass(Mode::car, on.at(ab, 1)), Passable::no);
  EXPECT_EQ(pass(Mode::truck, on.at(ab, 1)), Passable::yes);
  EXPECT_EQ(pass(Mode::walk, on.at(bc, 2)), Passable::yes);
}

TEST(Passage, UnknownStaysUnknownUnlessItIsTooDeepAnyway) {
  const AsciiMap map("\nA---B---C---D", kStep_m);
  const auto network = map.network({{"AB", kStreet}, {"BC", kStreet}, {"CD", kStreet}});
  const WaterMap water({"\n..?..1?9...."});
  const auto on = water.on(network);
  const auto ab = map.edge(network, 'A', 'B'), bc = map.edge(network, 'B', 'C');
  EXPECT_FALSE(on.at(ab, 0).complete);
  EXPECT_EQ(pass(Mode::car, on.at(ab, 0)), Passable::unknown);
  EXPECT_EQ(pass(Mode::car, on.at(bc, 0)), Passable::no);
  // The drawing ends at C: what lies outside is not known either.
  const WaterMap narrow({"\n........."});
  const auto cd = narrow.on(network).at(map.edge(network, 'C', 'D'), 0);
  EXPECT_FALSE(cd.complete);
  EXPECT_EQ(pass(Mode::walk, cd), Passable::unknown);
  const WaterMap dark({"\n?????????????"});
  EXPECT_TRUE(std::isnan(dark.on(network).at(ab, 0).deepest_m));
  EXPECT_EQ(pass(Mode::walk, dark.on(network).at(ab, 0)), Passable::unknown);
  EXPECT_EQ(pass(Mode::boat, dark.on(network).at(ab, 0)), Passable::unknown);
}

TEST(Passage, ABridgeStandsAboveTheRiverAndItsApproachesCount) {
  const AsciiMap map("\nA---B--C---D", kStep_m);
  const auto network = map.network({{"AB", kStreet}, {"BC", kBridgeTags}, {"CD", kStreet}});
  // The river under B … C; then the plain beside it too.
  const WaterMap water({"\n....9999....", "\n.....99999.."});
  const auto on = water.on(network);
  const auto bridge = map.edge(network, 'B', 'C');
  for (std::size_t band = 0; band < 2; ++band) {
    EXPECT_EQ(pass(Mode::car, on.at(bridge, band)), Passable::yes);
    EXPECT_EQ(pass(Mode::car, on.at(map.edge(network, 'A', 'B'), band)), Passable::yes);
  }
  EXPECT_EQ(pass(Mode::car, on.at(map.edge(network, 'C', 'D'), 0)), Passable::yes);
  EXPECT_EQ(pass(Mode::car, on.at(map.edge(network, 'C', 'D'), 1)), Passable::no);
  // Without the bridge the river closes the road.
  const auto plain = map.network({{"AB", kStreet}, {"BC", kStreet}, {"CD", kStreet}});
  EXPECT_EQ(pass(Mode::car, water.on(plain).at(map.edge(plain, 'B', 'C'), 0)), Passable::no);
  EXPECT_EQ(pass(Mode::boat, on.at(bridge, 0)), Passable::no);
}

TEST(Passage, TunnelsAndFordsCountLikeAnyRoad) {
  const AsciiMap map("\nA---B---C", kStep_m);
  const auto network = map.network({{"AB", {{"highway", "primary"}, {"tunnel", "yes"}}},
                                    {"BC", {{"highway", "track"}, {"ford", "yes"}}}});
  const auto on = WaterMap({"\n..6...7.."}).on(network);
  EXPECT_FLOAT_EQ(on.at(map.edge(network, 'A', 'B'), 0).deepest_m, 0.6F);
  EXPECT_FLOAT_EQ(on.at(map.edge(network, 'B', 'C'), 0).deepest_m, 0.7F);
}

TEST(Passage, ABoatNeedsWaterAllTheWay) {
  const AsciiMap map("\nA---B---C---D", kStep_m);
  const auto network =
      map.network({{"AB", kStreet}, {"BC", kStreet}, {"CD", {{"waterway", "river"}}}});
  const auto on = WaterMap({"\n555559955....", "\n554559955????"}).on(network);
  EXPECT_EQ(pass(Mode::boat, on.at(map.edge(network, 'A', 'B'), 0)), Passable::yes);
  EXPECT_EQ(pass(Mode::boat, on.at(map.edge(network, 'A', 'B'), 1)), Passable::yes);
  EXPECT_EQ(pass(Mode::boat, RoadWater{0.9F, 0.3F, false}), Passable::no);
  const auto river = map.edge(network, 'C', 'D');
  EXPECT_EQ(pass(Mode::boat, on.at(river, 1), RoadClass::waterway), Passable::yes);
}

TEST(Passage, SwiftWaterClosesWhatDepthAloneDoesNot) {
  RoadWater water{0.2F, 0.2F, true};
  EXPECT_EQ(pass(Mode::walk, water), Passable::yes);
  water.product_m2_s = 0.7F;
  EXPECT_EQ(pass(Mode::walk, water), Passable::no);
  EXPECT_EQ(pass(Mode::truck, RoadWater{0.2F, 0.2F, true, 0.6F}), Passable::yes);
}

TEST(Passage, EachCellIsReadOnceHoweverManyRoadsTouchIt) {
  const AsciiMap map("\nA---B---C\n    |\n    D", kStep_m);
  const auto network = map.network({{"ABC", kStreet}, {"BD", kStreet}});
  const WaterMap water({"\n.........\n.........\n........."});
  const auto on = water.on(network);
  const auto& samples = on.samples();
  EXPECT_EQ(samples.places.size(), 11U);
  EXPECT_EQ(samples.edges(), 3U);
  EXPECT_EQ(samples.of(map.edge(network, 'A', 'B')).size(), 5U);
  EXPECT_EQ(samples.of(map.edge(network, 'B', 'D')).size(), 3U);
}

TEST(Passage, JakartasRoadsUnderItsDesignFlood) {
  ADEM_NEED_SHARED(roads_path, "jakarta-inasafe/jakarta_roads.shp");
  ADEM_NEED_SHARED(flood_path, "jakarta-inasafe/Flood_Design_Depth_Jakarta_geographic.asc");
  const auto network = read_roads(roads_path, {}, false);
  const WaterOnRoads on(network, flood_path);
  std::size_t closed = 0, unknown = 0;
  for (std::size_t e = 0; e < network.edges(); ++e) {
    const auto answer = pass(Mode::car, on.at(e, 0), network.road(e));
    closed += answer == Passable::no ? 1 : 0;
    unknown += answer == Passable::unknown ? 1 : 0;
  }
  RecordProperty("closed", static_cast<int>(closed));
  RecordProperty("unknown", static_cast<int>(unknown));
  EXPECT_GT(closed, network.edges() / 20);
  EXPECT_LT(closed, network.edges());
}

}  // namespace
}  // namespace adem::roads
