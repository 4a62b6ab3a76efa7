// Small maps under water in several futures.
#include "roads/passage/road_futures.h"

#include <array>
#include <cmath>
#include <functional>
#include <gtest/gtest.h>
#include <random>
#include <rapidcheck/gtest.h>

#include "base/error.h"
#include "base/file.h"
#include "roads/passage/water_fixture.h"
#include "water/still.h"

namespace adem::roads {
namespace {

using election::HazardForm;
using election::HazardKind;

const election::Window& window() {
  static const auto made =
      election::station_window(*parse_date("2024-11-27", Zone("Asia/Jakarta")));
  return made;
}
const election::RuleBook& book() {
  static const auto made = election::rule_book("pilkada-2024");
  return made;
}

// A layer whose moments lie at steps 40, 44, 48, … of the window.
LayerFile timed(LayerFile file, std::size_t moments) {
  file.layer.from = window().at(40);
  file.layer.to = window().at(40 + 4 * (moments - 1));
  return file;
}

RoadFutures laid(const Network& network, const std::vector<LayerFile>& layers) {
  return roads_in_futures(network, layers, book(), window());
}

Lanes lanes(std::initializer_list<std::size_t> members) {
  Lanes out;
  for (const auto member : members) out.set(member);
  return out;
}

std::vector<geo::Grid<float>> drawn(const std::vector<std::string>& members) {
  std::vector<geo::Grid<float>> out;
  for (const auto& member : members) out.push_back(depths_of_drawing(member));
  return out;
}

std::string code_of(const std::function<void()>& what) {
  try {
    what();
  } catch (const Error& error) {
    return error.message().code;
  }
  return "no error";
}

TEST(RoadFutures, EachFutureHasItsOwnWaterAndHours) {
  const AsciiMap map("\nA---B---C", kStep_m);
  const auto network = map.network({{"AB", kStreet}, {"BC", kStreet}});
  const FuturesMap water({drawn({"\n.........", "\n..4......", "\n........."}),
                          drawn({"\n.........", "\n.........", "\n......3.."})});
  const auto on = laid(network, {timed(water.layer(), 2)});
  ASSERT_EQ(on.members(), 3U);
  ASSERT_EQ(on.steps(), 168U);
  const auto ab = map.edge(network, 'A', 'B'), bc = map.edge(network, 'B', 'C');
  const auto all = Lanes::first(3);
  // A sag floods before its ends: only the middle of A … B is deep.
  EXPECT_EQ(on.sure(Mode::car, ab, 40), lanes({0, 2}));
  EXPECT_EQ(on.maybe(Mode::car, ab, 40), lanes({0, 2}));
  EXPECT_EQ(on.sure(Mode::truck, ab, 40), all) << "0.4 m";
  EXPECT_EQ(on.sure(Mode::car, ab, 42), lanes({0, 2})) << "between two moments the worse holds";
  EXPECT_EQ(on.sure(Mode::car, ab, 44), all);
  EXPECT_EQ(on.sure(Mode::car, bc, 44), all) << "0.3 m is at the limit";
  EXPECT_EQ(on.sure(Mode::motorbike, bc, 44), lanes({0, 1}));
  EXPECT_EQ(on.sure(Mode::motorbike, bc, 40), all);
  for (const std::size_t outside : {39U, 45U}) {
    EXPECT_EQ(on.sure(Mode::car, bc, outside), Lanes{}) << "its hours are over";
    EXPECT_EQ(on.maybe(Mode::car, bc, outside), all);
  }
}

TEST(RoadFutures, ABridgeIsNotClosedByTheRiverBelow) {
  const AsciiMap map("\nA---B--C---D", kStep_m);
  const auto network = map.network({{"AB", kStreet}, {"BC", kBridgeTags}, {"CD", kStreet}});
  const FuturesMap water({drawn({"\n....9999....", "\n.....99999.."})});
  const auto on = laid(network, {water.layer()});
  const auto all = Lanes::first(2);
  EXPECT_EQ(on.sure(Mode::car, map.edge(network, 'B', 'C'), 0), all);
  EXPECT_EQ(on.sure(Mode::car, map.edge(network, 'A', 'B'), 0), all);
  EXPECT_EQ(on.sure(Mode::car, map.edge(network, 'C', 'D'), 0), lanes({0}));
  EXPECT_EQ(on.maybe(Mode::boat, map.edge(network, 'B', 'C'), 0), Lanes{});
}

TEST(RoadFutures, BoatsNeedWaterAllTheWay) {
  const AsciiMap map("\nA---B---C", kStep_m);
  const auto network = map.network({{"AB", kStreet}, {"BC", {{"waterway", "river"}}}});
  const FuturesMap water({drawn({"\n55555....", "\n55355....", "\n........."})});
  const auto on = laid(network, {water.layer()});
  const auto ab = map.edge(network, 'A', 'B'), bc = map.edge(network, 'B', 'C');
  EXPECT_EQ(on.sure(Mode::boat, ab, 0), lanes({0}));
  EXPECT_EQ(on.maybe(Mode::boat, ab, 0), lanes({0}));
  EXPECT_EQ(on.sure(Mode::boat, bc, 0), Lanes::first(3));
}

TEST(RoadFutures, UnknownIsPerhapsOpenNeverSurely) {
  const AsciiMap map("\nA---B---C---D", kStep_m);
  const auto network = map.network({{"AB", kStreet}, {"BC", kStreet}, {"CD", kStreet}});
  const FuturesMap water({drawn({"\n..?..1?1.", "\n..?..1?9."})});
  const auto on = laid(network, {water.layer()});
  EXPECT_FALSE(on.certain(Mode::car));
  const auto all = Lanes::first(2);
  const auto bc = map.edge(network, 'B', 'C');
  EXPECT_EQ(on.sure(Mode::car, map.edge(network, 'A', 'B'), 9), Lanes{});
  EXPECT_EQ(on.maybe(Mode::car, map.edge(network, 'A', 'B'), 9), all);
  EXPECT_EQ(on.sure(Mode::car, bc, 9), Lanes{});
  EXPECT_EQ(on.maybe(Mode::car, bc, 9), lanes({0})) << "too deep whatever the rest is";
  EXPECT_EQ(on.maybe(Mode::car, map.edge(network, 'C', 'D'), 9), all) << "outside the drawing";
  EXPECT_EQ(on.sure(Mode::car, map.edge(network, 'C', 'D'), 9), Lanes{});
}

TEST(RoadFutures, WithoutAFloodLayerNothingIsSure) {
  const AsciiMap map("\nA---B---C", kStep_m);
  const auto network = map.network({{"AB", kStreet}, {"BC", {{"route", "ferry"}}}});
  LayerFile chance;
  chance.layer.form = HazardForm::chance;
  chance.path = "never read";
  const auto on = laid(network, {chance});
  EXPECT_EQ(on.members(), 1U);
  EXPECT_EQ(on.sure(Mode::walk, map.edge(network, 'A', 'B'), 50), Lanes{});
  EXPECT_EQ(on.maybe(Mode::walk, map.edge(network, 'A', 'B'), 50), lanes({0}));
  EXPECT_EQ(on.sure(Mode::walk, map.edge(network, 'B', 'C'), 50), lanes({0})) << "it floats";
}

TEST(RoadFutures, LimitsBetweenDepthsCloseRatherTooOften) {
  const AsciiMap map("\nA---B", kStep_m);
  const auto network = map.network({{"AB", kStreet}});
  const FuturesMap coarse({drawn({"\n22222", "\n....."})}, {0.1, 0.45});
  const auto on = laid(network, {coarse.layer()});
  EXPECT_EQ(on.sure(Mode::motorbike, 0, 0), lanes({1}));
  EXPECT_EQ(on.sure(Mode::car, 0, 0), lanes({1})) << "0.2 m passes, but only 0.1 m can be asked";
  EXPECT_EQ(on.sure(Mode::truck, 0, 0), Lanes::first(2));
  const FuturesMap deep({drawn({"\n22222", "\n....."})}, {0.45});
  const auto on_deep = laid(network, {deep.layer()});
  EXPECT_EQ(on_deep.sure(Mode::car, 0, 0), Lanes{}) << "its limit is below all depths";
  EXPECT_EQ(on_deep.maybe(Mode::car, 0, 0), Lanes::first(2));
}

TEST(RoadFutures, OfSeveralFloodsTheWorstThatKnowsSomethingCounts) {
  const AsciiMap map("\nA---B---C", kStep_m);
  const auto network = map.network({{"AB", kStreet}, {"BC", kStreet}});
  const FuturesMap rain({drawn({"\n..4..????", "\n.....????"})});
  const WaterMap tide({"\n........."});
  const auto on = laid(network, {rain.layer(), tide.layer()});
  ASSERT_EQ(on.members(), 2U);
  EXPECT_EQ(on.sure(Mode::car, map.edge(network, 'A', 'B'), 0), lanes({1}));
  EXPECT_EQ(on.sure(Mode::car, map.edge(network, 'B', 'C'), 0), Lanes::first(2))
      << "the tide is known there, in every future alike";
  const FuturesMap three({drawn({"\n.........", "\n.........", "\n........."})});
  EXPECT_EQ(code_of([&] { laid(network, {rain.layer(), three.layer()}); }),
            "election.members-differ");
}

// A square around the columns of a drawing's first line.
std::string footprint(double from, double to, const std::string& properties) {
  const auto x = [](double column) { return 101 + column * kStep_m / 111'195.08; };
  return fmt::format(
      R"({{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{{}}},)"
      R"("geometry":{{"type":"Polygon","coordinates":[[[{},-0.01],[{},-0.01],[{},0.01],)"
      R"([{},0.01],[{},-0.01]]]}}}}]}})",
      properties, x(from), x(to), x(to), x(from), x(from));
}

class FootprintsOnRoads : public ::testing::Test {
 protected:
  FootprintsOnRoads()
      : map_("\nA---B--C---D---E", kStep_m),
        network_(map_.network(
            {{"AB", kStreet}, {"BC", kBridgeTags}, {"CD", kStreet}, {"DE", kStreet}})) {
    path_ = (std::filesystem::temp_directory_path() /
             fmt::format("adem-footprint-{}.geojson", ::getpid()))
                .string();
  }
  ~FootprintsOnRoads() override { std::filesystem::remove(path_); }

  RoadFutures on(HazardKind kind, const std::string& polygons) {
    write_file_atomic(path_, polygons);
    LayerFile file;
    file.layer.name = "tapak";
    file.layer.kind = kind;
    file.layer.form = HazardForm::polygons;
    file.layer.from = window().at(60);
    file.layer.to = window().at(80);
    file.path = path_;
    return laid(network_, {file});
  }
  // "closed", "open" or "unknown".
  std::string answer(const RoadFutures& on, Mode mode, char a, char b,
                     std::size_t step = 70) const {
    const auto edge = map_.edge(network_, a, b);
    if (on.sure(mode, edge, step).any()) return "open";
    return on.maybe(mode, edge, step).any() ? "unknown" : "closed";
  }

  AsciiMap map_;
  Network network_;
  std::string path_;
};

TEST_F(FootprintsOnRoads, AFloodWithDepthsIsReadLikeARaster) {
  const auto laid = on(HazardKind::flood, footprint(3, 11.2, "\"depth_m\":0.4"));
  EXPECT_EQ(answer(laid, Mode::car, 'A', 'B'), "closed");
  EXPECT_EQ(answer(laid, Mode::car, 'B', 'C'), "open") << "a bridge";
  EXPECT_EQ(answer(laid, Mode::car, 'C', 'D'), "closed");
  EXPECT_EQ(answer(laid, Mode::truck, 'C', 'D'), "open");
  EXPECT_EQ(answer(laid, Mode::boat, 'C', 'D'), "open");
  EXPECT_EQ(answer(laid, Mode::boat, 'A', 'B'), "unknown") << "outside the box of the polygons";
  EXPECT_EQ(answer(laid, Mode::truck, 'D', 'E'), "unknown");
  EXPECT_EQ(answer(laid, Mode::car, 'D', 'E'), "closed") << "its beginning is inside";
  EXPECT_EQ(answer(laid, Mode::car, 'C', 'D', 59), "open") << "not yet there";
  EXPECT_EQ(answer(laid, Mode::car, 'C', 'D', 80), "open") << "over";
  EXPECT_EQ(answer(laid, Mode::car, 'D', 'E', 80), "unknown");
}

TEST_F(FootprintsOnRoads, AFloodWithoutDepthsClosesAllButBoats) {
  const auto laid = on(HazardKind::flood, footprint(6, 12, ""));
  for (const auto mode : {Mode::walk, Mode::motorbike, Mode::car, Mode::truck}) {
    EXPECT_EQ(answer(laid, mode, 'C', 'D'), "closed");
  }
  EXPECT_EQ(answer(laid, Mode::boat, 'C', 'D'), "unknown");
}

TEST_F(FootprintsOnRoads, ALandslideClosesBridgesTooAndProvesNothingBesideIt) {
  const auto laid = on(HazardKind::landslide, footprint(5, 9, ""));
  for (const auto mode : {Mode::walk, Mode::truck, Mode::boat}) {
    EXPECT_EQ(answer(laid, mode, 'B', 'C'), "closed");
    EXPECT_EQ(answer(laid, mode, 'C', 'D'), "closed");
    EXPECT_EQ(answer(laid, mode, 'D', 'E'), "unknown");
    EXPECT_EQ(answer(laid, mode, 'C', 'D', 59), "unknown");
  }
  for (const auto kind : {HazardKind::smoke, HazardKind::wind, HazardKind::power}) {
    EXPECT_EQ(answer(on(kind, footprint(5, 9, "")), Mode::walk, 'C', 'D'), "unknown");
  }
}

TEST_F(FootprintsOnRoads, ARasterOfAnEarthquakeIsAFootprintToo) {
  const WaterMap broken({"\n.....1.........."});
  auto file = broken.layer();
  file.layer.kind = HazardKind::quake;
  const auto laid = roads::roads_in_futures(network_, std::span(&file, 1), book(), window());
  EXPECT_EQ(answer(laid, Mode::walk, 'B', 'C'), "closed");
  EXPECT_EQ(answer(laid, Mode::walk, 'A', 'B'), "unknown");
}

TEST(RoadFutures, TheSeaComesOverLowRoads) {
  const AsciiMap map("\nA---B---C", kStep_m);
  const auto network = map.network({{"AB", kStreet}, {"BC", kStreet}});
  // Ground at 1.0 m, a dip to 0.5 m between B and C that the sea reaches from 0.8 m on.
  auto ground = depths_of_drawing("\n.........");
  auto reached = ground;
  for (std::size_t c = 0; c < 9; ++c) {
    ground.at(c, 1) = c == 6 ? 0.5F : 1.0F;
    reached.at(c, 1) = c == 6 ? 0.8F : 1.0F;
  }
  water::LevelSeries series;
  series.datum = "MSL";
  series.times = {window().at(0), window().at(40), window().at(167)};
  series.levels_m = {0.7, 0.9, 0.9};
  const DrawnFile file;
  geo::BandsOut out;
  out.bands = {&ground, &reached};
  out.texts = {{water::kSeriesText, water::to_text(series)}};
  geo::write_geotiff(file.path(), out);
  LayerFile layer;
  layer.layer.name = "pasang";
  layer.layer.form = HazardForm::still_water;
  layer.path = file.path();
  const auto on = laid(network, {layer});
  const auto ab = map.edge(network, 'A', 'B'), bc = map.edge(network, 'B', 'C');
  EXPECT_TRUE(on.certain(Mode::car));
  EXPECT_EQ(on.sure(Mode::car, ab, 100), lanes({0}));
  EXPECT_EQ(on.sure(Mode::car, bc, 19), lanes({0})) << "not reached yet";
  EXPECT_EQ(on.maybe(Mode::car, bc, 24), Lanes{}) << "0.32 m: the sea came in";
  EXPECT_EQ(on.maybe(Mode::car, bc, 60), Lanes{}) << "0.4 m";
  EXPECT_EQ(on.sure(Mode::truck, bc, 60), lanes({0}));
}

// What was drawn at random: streets, a bridge and a river under depths that lie on no limit.
struct Drawn {
  std::vector<std::vector<geo::Grid<float>>> depths;  // moment, member
};
Drawn any_water(std::size_t moments, std::size_t members) {
  std::mt19937 random(*rc::gen::arbitrary<std::uint32_t>());
  constexpr std::array kDepths = {0.0F, 0.03F, 0.0F, 0.13F, 0.23F, 0.33F, 0.43F, 0.63F};
  Drawn out;
  for (std::size_t m = 0; m < moments; ++m) {
    const auto dry = depths_of_drawing("\n.............\n.............");
    auto& row = out.depths.emplace_back(members, dry);
    for (std::size_t cell = 0; cell < dry.cells.size(); ++cell) {
      const bool unknown = std::isnan(dry.cells[cell]) || random() % 10 == 0;
      for (auto& member : row) {
        member.cells[cell] = unknown ? std::nanf("") : kDepths[random() % kDepths.size()];
      }
    }
  }
  return out;
}

Network streets(const AsciiMap& map) {
  return map.network({{"AB", kStreet},
                      {"BC", kBridgeTags},
                      {"CD", kStreet},
                      {"BF", kStreet},
                      {"FG", {{"waterway", "river"}}},
                      {"GD", {{"highway", "track"}, {"ford", "yes"}}}});
}
constexpr const char* kStreets = "\nA--B---C----D\n...F-----G...";

RC_GTEST_PROP(RoadFuturesProperty, OneMemberIsItsDepthsAtTheLimits, ()) {
  const AsciiMap map(kStreets, kStep_m);
  const auto network = streets(map);
  const auto moments = *rc::gen::inRange<std::size_t>(1, 4);
  const auto water = any_water(moments, 1);
  std::vector<geo::Grid<float>> alone;
  for (const auto& moment : water.depths) alone.push_back(moment.front());
  const FuturesMap futures(water.depths);
  const WaterMap depths(alone);
  const auto a = laid(network, {timed(futures.layer(), std::max<std::size_t>(2, moments))});
  const auto b = laid(network, {timed(depths.layer(), std::max<std::size_t>(2, moments))});
  for (std::size_t m = 0; m < election::kModes; ++m) {
    const auto mode = static_cast<Mode>(m);
    for (std::size_t e = 0; e < network.edges(); ++e) {
      for (std::size_t s = 0; s < window().steps; ++s) {
        RC_ASSERT(a.sure(mode, e, s) == b.sure(mode, e, s));
        RC_ASSERT(a.maybe(mode, e, s) == b.maybe(mode, e, s));
      }
    }
  }
}

RC_GTEST_PROP(RoadFuturesProperty, EachMemberIsAsIfItWereAlone, ()) {
  const AsciiMap map(kStreets, kStep_m);
  const auto network = streets(map);
  const auto members = *rc::gen::inRange<std::size_t>(2, 36);
  const auto water = any_water(2, members);
  const auto together = laid(network, {timed(FuturesMap(water.depths).layer(), 2)});
  const auto member = *rc::gen::inRange<std::size_t>(0, members);
  const FuturesMap one({{water.depths[0][member]}, {water.depths[1][member]}});
  const auto alone = laid(network, {timed(one.layer(), 2)});
  for (const auto mode : {Mode::walk, Mode::truck, Mode::boat}) {
    for (std::size_t e = 0; e < network.edges(); ++e) {
      for (std::size_t s = 38; s < 47; ++s) {
        RC_ASSERT(together.sure(mode, e, s)[member] == alone.sure(mode, e, s)[0]);
        RC_ASSERT(together.maybe(mode, e, s)[member] == alone.maybe(mode, e, s)[0]);
      }
    }
  }
}

RC_GTEST_PROP(RoadFuturesProperty, ClosuresSayTheSameLaneByLane, ()) {
  const AsciiMap map(kStreets, kStep_m);
  const auto network = streets(map);
  const auto members = *rc::gen::inRange<std::size_t>(1, 40);
  const auto on = laid(network, {timed(FuturesMap(any_water(3, members).depths).layer(), 3)});
  const auto mode = static_cast<Mode>(*rc::gen::inRange<std::size_t>(0, election::kModes));
  const auto reading = *rc::gen::element(Reading::sure, Reading::maybe);
  const auto count =
      *rc::gen::inRange<std::size_t>(1, std::min<std::size_t>(12, on.steps_in_block()) + 1);
  const auto first = *rc::gen::inRange<std::size_t>(36, 50);
  const auto block = on.block(mode, reading, first, count);
  RC_ASSERT(block.lanes() == members * count);
  const auto open = [&](std::size_t e, std::size_t s) {
    return reading == Reading::sure ? on.sure(mode, e, s) : on.maybe(mode, e, s);
  };
  const auto member = *rc::gen::inRange<std::size_t>(0, members);
  const auto time = on.over_time(mode, reading, member);
  RC_ASSERT(time.lanes() == on.steps());
  for (std::uint32_t e = 0; e < network.edges(); ++e) {
    for (std::size_t s = 0; s < count; ++s) {
      for (std::size_t m = 0; m < members; ++m) {
        RC_ASSERT(block.open(e, m + members * s) == open(e, first + s)[m]);
      }
    }
    for (std::size_t s = 0; s < on.steps(); ++s) RC_ASSERT(time.open(e, s) == open(e, s)[member]);
  }
}

}  // namespace
}  // namespace adem::roads
