#include "roads/network/osm_read.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "roads/network/ascii_map.h"
#include "shared_data.h"

namespace adem::roads {
namespace {

const TagList kStreet = {{"highway", "residential"}};

TagList with(TagList tags, const TagList& more) {
  tags.insert(tags.end(), more.begin(), more.end());
  return tags;
}

const AsciiMap kCross(R"(
      E
      |
  A---B---C
      |
      D   F)");

TEST(OsmRead, WaysAreCutWhereTheySharePoints) {
  const auto network = kCross.network({{"ABC", kStreet}, {"EBD", kStreet}});
  EXPECT_EQ(network.nodes(), 5U);
  EXPECT_EQ(network.edges(), 4U);
  const auto edge = kCross.edge(network, 'A', 'B');
  ASSERT_LT(edge, network.edges());
  EXPECT_NEAR(network.length_m(edge), 400, 0.2);
  EXPECT_EQ(network.source(edge), 1);
  EXPECT_EQ(network.components().size(), 1U);
  EXPECT_TRUE(kCross.leads(network, "EBC", Mode::walk));
  EXPECT_TRUE(kCross.leads(network, "CBE", Mode::truck));
}

TEST(OsmRead, ABridgeWithoutASharedPointIsNoJunction) {
  const AsciiMap map(R"(
      E
  A--2-1--C
      D)");
  const auto network =
      map.network({{"A21C", with(kStreet, {{"bridge", "yes"}, {"layer", "1"}})}, {"ED", kStreet}});
  EXPECT_EQ(network.edges(), 2U);
  EXPECT_EQ(network.components().size(), 2U);
  const auto bridge = map.edge(network, 'A', 'C');
  ASSERT_LT(bridge, network.edges());
  EXPECT_TRUE(network.has(bridge, kBridge));
  EXPECT_EQ(network.layer(bridge), 1);
  std::vector<Place> course;
  network.course(bridge, course);
  ASSERT_EQ(course.size(), 4U);
  EXPECT_EQ(course[1], to_place(map.point('2')));
  EXPECT_EQ(course[2], to_place(map.point('1')));
}

TEST(OsmRead, OneWaysHoldForVehiclesOnly) {
  const auto network =
      kCross.network({{"AB", with(kStreet, {{"oneway", "yes"}})},
                      {"BC", with(kStreet, {{"oneway", "-1"}})},
                      {"EB", with(kStreet, {{"oneway", "yes"}, {"oneway:bicycle", "no"}})},
                      {"BD", with(kStreet, {{"oneway", "yes"}, {"oneway:motorcycle", "no"}})}});
  EXPECT_TRUE(kCross.leads(network, "AB", Mode::car));
  EXPECT_FALSE(kCross.leads(network, "BA", Mode::car));
  EXPECT_TRUE(kCross.leads(network, "BA", Mode::walk));
  EXPECT_TRUE(kCross.leads(network, "CB", Mode::truck));
  EXPECT_FALSE(kCross.leads(network, "BC", Mode::truck));
  EXPECT_FALSE(kCross.leads(network, "BE", Mode::motorbike));
  EXPECT_TRUE(kCross.leads(network, "DB", Mode::motorbike));
  EXPECT_FALSE(kCross.leads(network, "DB", Mode::car));
}

TEST(OsmRead, RoundaboutsAndMotorwaysAreOneWayUnsaid) {
  const auto network = kCross.network({{"ABDA", with(kStreet, {{"junction", "roundabout"}})},
                                       {"AE", {{"highway", "motorway"}}},
                                       {"BC", kStreet},
                                       {"DF", kStreet}});
  EXPECT_TRUE(kCross.leads(network, "ABDA", Mode::car));
  EXPECT_FALSE(kCross.leads(network, "BA", Mode::car));
  EXPECT_TRUE(kCross.leads(network, "AE", Mode::car));
  EXPECT_FALSE(kCross.leads(network, "EA", Mode::car));
  EXPECT_FALSE(kCross.leads(network, "AE", Mode::motorbike));
  EXPECT_FALSE(kCross.leads(network, "AE", Mode::walk));
}

TEST(OsmRead, WhoMayUseARoad) {
  const auto modes = [](const TagList& tags) {
    const auto network = kCross.network({{"AB", tags}});
    std::string text;
    for (const auto mode : {Mode::walk, Mode::motorbike, Mode::car, Mode::truck, Mode::boat}) {
      if ((network.modes(0) & bit(mode)) != 0) text += name_of(mode).front();
    }
    return text;
  };
  EXPECT_EQ(modes(kStreet), "wmctb");
  EXPECT_EQ(modes({{"highway", "footway"}}), "wb");
  EXPECT_EQ(modes({{"highway", "footway"}, {"access", "yes"}}), "wb");
  EXPECT_EQ(modes({{"highway", "path"}, {"motorcycle", "yes"}}), "wmb");
  EXPECT_EQ(modes(with(kStreet, {{"access", "no"}})), "b");
  EXPECT_EQ(modes(with(kStreet, {{"access", "private"}})), "wmctb");
  EXPECT_EQ(modes(with(kStreet, {{"access", "no"}, {"foot", "yes"}})), "wb");
  EXPECT_EQ(modes(with(kStreet, {{"access", "no"}, {"vehicle", "destination"}})), "mctb");
  EXPECT_EQ(modes(with(kStreet, {{"motor_vehicle", "no"}, {"motorcycle", "yes"}})), "wmb");
  EXPECT_EQ(modes(with(kStreet, {{"hgv", "no"}})), "wmcb");
  EXPECT_EQ(modes(with(kStreet, {{"maxweight", "2.5"}})), "wmcb");
  EXPECT_EQ(modes(with(kStreet, {{"width", "1.5"}})), "wmb");
  EXPECT_EQ(modes(with(kStreet, {{"bridge", "yes"}})), "wmct");
  EXPECT_EQ(modes(with(kStreet, {{"tunnel", "yes"}})), "wmct");
  EXPECT_EQ(modes({{"route", "ferry"}}), "wb");
  EXPECT_EQ(modes({{"route", "ferry"}, {"motor_vehicle", "yes"}}), "wmctb");
  EXPECT_EQ(modes({{"route", "ferry"}, {"foot", "no"}, {"motorcar", "yes"}}), "cb");
}

TEST(OsmRead, WaterABoatCanUse) {
  const auto edges = [](const TagList& tags) {
    return kCross.network({{"AB", tags}, {"BD", kStreet}}).edges() - 1;
  };
  EXPECT_EQ(edges({{"waterway", "river"}}), 1U);
  EXPECT_EQ(edges({{"waterway", "canal"}, {"width", "2"}}), 0U);
  EXPECT_EQ(edges({{"waterway", "canal"}, {"width", "2"}, {"boat", "yes"}}), 1U);
  EXPECT_EQ(edges({{"waterway", "river"}, {"boat", "no"}}), 0U);
  EXPECT_EQ(edges({{"waterway", "river"}, {"intermittent", "yes"}}), 0U);
  EXPECT_EQ(edges({{"waterway", "river"}, {"tunnel", "culvert"}}), 0U);
  EXPECT_EQ(edges({{"waterway", "stream"}}), 0U);
  EXPECT_EQ(edges({{"waterway", "stream"}, {"boat", "yes"}}), 1U);
  EXPECT_EQ(edges({{"building", "yes"}}), 0U);
  EXPECT_EQ(edges({{"highway", "construction"}}), 0U);
}

TEST(OsmRead, FordsOfWaysAndOfPoints) {
  const auto network = kCross.network({{"AB", with(kStreet, {{"ford", "yes"}})},
                                       {"CBD", kStreet},
                                       {"EF", with(kStreet, {{"bridge", "low_water_crossing"}})}},
                                      {{'D', {{"ford", "stepping_stones"}}}});
  EXPECT_TRUE(network.has(kCross.edge(network, 'A', 'B'), kFord));
  EXPECT_TRUE(network.has(kCross.edge(network, 'B', 'D'), kFord));
  EXPECT_FALSE(network.has(kCross.edge(network, 'B', 'C'), kFord));
  const auto low = kCross.edge(network, 'E', 'F');
  EXPECT_TRUE(network.has(low, kFord));
  EXPECT_FALSE(network.has(low, kBridge));
}

TEST(OsmRead, LandingStages) {
  const AsciiMap map(R"(
   A----B----C    Q
   ~~~~~~~~~~~
       P)",
                     20);
  // B inside the way becomes a node; P stands 60 m off and goes to the nearest point; Q is too far.
  const auto network =
      map.network({{"ABC", {{"route", "ferry"}}}, {"QQ", {{"amenity", "ferry_terminal"}}}},
                  {{'B', {{"leisure", "slipway"}}}, {'P', {{"man_made", "pier"}}}});
  EXPECT_TRUE(network.landing(map.node(network, 'B')));
  EXPECT_FALSE(network.landing(map.node(network, 'C')));
  EXPECT_EQ(count(network, FlagKind::far_landing), 1U);
  const auto near = map.network({{"AC", {{"route", "ferry"}}}}, {{'B', {{"man_made", "pier"}}}});
  EXPECT_TRUE(near.landing(map.node(near, 'A')) || near.landing(map.node(near, 'C')));
}

TEST(OsmRead, WhatIsDoubtfulIsFlaggedWithIdAndPlace) {
  const AsciiMap map(R"(
   A---B---C

   D---E      G---H)");
  const auto network = map.network({{"ABC", kStreet},
                                    {"CBA", kStreet},  // 2: the same again
                                    {"BE", kStreet},
                                    {"GH", kStreet},                 // 4: a snippet
                                    {"DD", kStreet},                 // 5: no length
                                    {"DxE", kStreet},                // 6: x is not in the file
                                    {"DE", {{"highway", "yes"}}}});  // 7: no known class
  EXPECT_EQ(count(network, FlagKind::duplicate), 2U);                // cut at B: two edges
  EXPECT_EQ(count(network, FlagKind::snippet), 1U);
  EXPECT_EQ(count(network, FlagKind::zero_length), 1U);
  EXPECT_EQ(count(network, FlagKind::missing_point), 1U);
  EXPECT_EQ(count(network, FlagKind::unknown_class), 1U);
  for (const auto& flag : network.flagged()) {
    if (flag.kind == FlagKind::snippet) {
      EXPECT_EQ(flag.source, 4);
      EXPECT_EQ(flag.place, to_place(map.point('G')));
      EXPECT_EQ(flag.nodes, 2U);
    }
    if (flag.kind == FlagKind::missing_point) {
      EXPECT_EQ(flag.source, 6);
    }
  }
  EXPECT_EQ(network.edges(), 5U);
  EXPECT_EQ(to_json(network)["flagged"]["duplicate"], 2);
}

TEST(OsmRead, OppositeOneWaysOnOneCourseAreNoDuplicates) {
  const auto network = kCross.network({{"AB", with(kStreet, {{"oneway", "yes"}})},
                                       {"BA", with(kStreet, {{"oneway", "yes"}})},
                                       {"BA", with(kStreet, {{"oneway", "-1"}})}});
  EXPECT_EQ(network.edges(), 2U);
  EXPECT_EQ(count(network, FlagKind::duplicate), 1U);
  EXPECT_TRUE(kCross.leads(network, "ABA", Mode::car));
}

TEST(OsmRead, AOneWayIslandIsFlaggedForEachVehicle) {
  const AsciiMap map(R"(
   A---B---C---D
       |   |
       E---F)");
  // D can be entered, not left; nobody is kept out of the block.
  const auto network = map.network(
      {{"ABC", kStreet}, {"BEFC", kStreet}, {"CD", with(kStreet, {{"oneway", "yes"}})}});
  EXPECT_EQ(count(network, FlagKind::one_way_island), 3U);
  for (const auto& flag : network.flagged()) {
    if (flag.kind != FlagKind::one_way_island) continue;
    EXPECT_EQ(flag.source, 3);
    EXPECT_EQ(flag.place, to_place(map.point('D')));
    EXPECT_EQ(flag.nodes, 1U);
  }
}

class OsmFile : public testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove(path_); }
  std::string complaint(const std::string& bytes, const std::string& end) {
    path_ = std::filesystem::temp_directory_path() / fmt::format("adem-osm-{}.{}", ::getpid(), end);
    write_file_atomic(path_.string(), bytes);
    try {
      const auto lines = read_osm(path_.string());
      return fmt::format("read {}", lines.size());
    } catch (const Error& error) {
      EXPECT_EQ(error.where(), path_.string());
      return error.message().code;
    }
  }
  std::filesystem::path path_;
};

TEST_F(OsmFile, MalformedFilesSayWhatIsWrong) {
  const auto whole = kCross.osm({{"ABC", kStreet}});
  EXPECT_EQ(complaint(whole, "osm"), "read 1");
  EXPECT_EQ(complaint(whole.substr(0, whole.size() / 2), "osm"), "roads.cut-short");
  EXPECT_EQ(complaint("", "osm"), "roads.cut-short");
  EXPECT_EQ(complaint("<osm version=\"0.6\"></osm", "osm"), "roads.cut-short");
  EXPECT_EQ(complaint("<osm version=\"0.6\"></osm>", "osm"), "roads.no-roads");
  EXPECT_EQ(complaint("<html></html>", "osm"), "roads.bad-osm");
  EXPECT_EQ(complaint("not xml at all", "osm"), "roads.bad-osm");
  EXPECT_EQ(complaint("not a pbf at all", "osm.pbf"), "roads.bad-osm");
  EXPECT_EQ(complaint("not gzip at all", "osm.gz"), "roads.bad-osm");
  EXPECT_THROW(read_osm("no-such-file.osm.pbf"), Error);
}

TEST_F(OsmFile, LiechtensteinCutAnywhereIsAnError) {
  ADEM_NEED_SHARED(path, "osm-liechtenstein/liechtenstein.osm.pbf");
  const auto whole = read_file(path);
  for (const std::size_t size :
       {whole.size() / 2, whole.size() - 1, std::size_t{3}, std::size_t{0}, whole.size() / 3}) {
    EXPECT_EQ(complaint(whole.substr(0, size), "osm.pbf"), "roads.cut-short") << size;
  }
  auto hurt = whole;
  for (std::size_t i = 5000; i < 5040; ++i) hurt[i] = static_cast<char>(~hurt[i]);
  EXPECT_NE(complaint(hurt, "osm.pbf").find("roads."), std::string::npos);
}

TEST(OsmRead, LiechtensteinIsOneNetwork) {
  ADEM_NEED_SHARED(path, "osm-liechtenstein/liechtenstein.osm.pbf");
  const auto network = Network::of(build(read_osm(path)));
  const auto json = to_json(network);
  EXPECT_GT(network.edges(), 5000U);
  EXPECT_GT(json["largest_component_share"].get<double>(), 0.9) << json.dump(2);
  // The same bytes each time, whatever the threads did.
  const auto again = Network::of(build(read_osm(path)));
  EXPECT_EQ(content_hash(network.bytes()), content_hash(again.bytes()));
}

}  // namespace
}  // namespace adem::roads
