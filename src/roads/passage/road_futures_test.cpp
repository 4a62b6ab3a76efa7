// Small maps under water in several futures.
#include "roads/passage/road_futures.h"

#include <functional>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/file.h"
#include "roads/passage/water_fixture.h"
#include "water/still.h"

namespace adem::roads {
namespace {

using election::HazardForm;
using election::HazardKind;

Lanes lanes(std::initializer_list<std::size_t> members) {
  Lanes out;
  for (const auto member : members) out.set(member);
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

}  // namespace
}  // namespace adem::roads
