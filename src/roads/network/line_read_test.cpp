#include "roads/network/line_read.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/file.h"
#include "roads/network/ascii_map.h"
#include "roads/network/line_words.h"
#include "roads/network/read.h"
#include "shared_data.h"

namespace adem::roads {
namespace {

class LineFile : public testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove(path_); }
  std::string put(const std::string& text, const std::string& end = "geojson") {
    path_ =
        (std::filesystem::temp_directory_path() / fmt::format("adem-lines-{}.{}", ::getpid(), end))
            .string();
    write_file_atomic(path_, text);
    return path_;
  }
  Network network(const std::string& text, double snap_m = 1) {
    return read_roads(put(text), {{}, {}, snap_m}, false);
  }
  std::string complaint(const std::string& text, const std::string& end = "geojson",
                        double snap_m = 1) {
    try {
      read_roads(put(text, end), {{}, {}, snap_m}, false);
      return "read";
    } catch (const Error& error) {
      return error.message().code;
    }
  }
  std::string path_;
};

const TagList kStreet = {{"class", "residential"}};

TEST_F(LineFile, LinesMeetAtSharedPointsAndNotWhereTheyOnlyCross) {
  const AsciiMap map(R"(
     E
     |
  A--B--C
     |
     D)");
  const auto meet = network(map.geojson({{"ABC", kStreet}, {"EBD", kStreet}}));
  EXPECT_EQ(meet.edges(), 4U);
  EXPECT_EQ(count(meet, FlagKind::crossing), 0U);
  const auto apart = network(map.geojson({{"AC", kStreet}, {"ED", kStreet}}));
  EXPECT_EQ(apart.edges(), 2U);
  EXPECT_EQ(apart.components().size(), 2U);
  ASSERT_EQ(count(apart, FlagKind::crossing), 1U);
  EXPECT_EQ(apart.flagged().front().place, to_place(map.point('B')));
  const TagList bridge = {{"class", "primary"}, {"bridge", "T"}};
  const auto over = network(map.geojson({{"AC", bridge}, {"ED", kStreet}}));
  EXPECT_EQ(count(over, FlagKind::crossing), 0U);
  EXPECT_TRUE(over.has(map.edge(over, 'A', 'C'), kBridge));
}

TEST_F(LineFile, EndsSnapWithinTheToleranceOnly) {
  // One step is half a metre: A and B are 1.0 m apart, C and D 2.0 m.
  const AsciiMap map(R"(
  1                    A B                   C   D                   2)",
                     0.5);
  const auto text = map.geojson({{"1A", kStreet}, {"BC", kStreet}, {"D2", kStreet}});
  const auto snapped = network(text, 1.2);
  EXPECT_EQ(snapped.components().size(), 2U);
  EXPECT_EQ(snapped.about()["snapped"], 1);
  EXPECT_EQ(network(text, 0).components().size(), 3U);
  EXPECT_EQ(network(text, 3).components().size(), 1U);
}

TEST_F(LineFile, AnEndOnALineSplitsIt) {
  const AsciiMap map(R"(
  A--------B--------C


           D)",
                     10);
  // D's road ends 0.4 m short of the line.
  auto text = map.geojson({{"AC", kStreet}, {"DB", kStreet}});
  const auto at = fmt::format("{}", map.point('B').y);
  const auto joined = network(text);
  EXPECT_EQ(joined.edges(), 3U) << text;
  EXPECT_EQ(joined.about()["split"], 1);
  EXPECT_EQ(joined.components().size(), 1U);
  const TagList bridge = {{"class", "primary"}, {"bridge", "yes"}};
  EXPECT_EQ(network(map.geojson({{"AC", bridge}, {"DB", kStreet}})).edges(), 2U);
}

TEST_F(LineFile, EveryFeatureIsAccountedFor) {
  const AsciiMap map(R"(
  A---B---C---D---E
  |
  F)");
  const auto found = network(map.geojson({{"AB", kStreet},
                                          {"BC", {{"class", "Rel Kereta"}}},    // 2
                                          {"CD", {{"class", "jalan raya"}}},    // 3
                                          {"DE", {{"class", "construction"}}},  // 4
                                          {"FF", kStreet},                      // 5
                                          {"AF", {{"class", "river"}, {"width", "9"}}},
                                          {"BF", {{"class", "stream"}}}}));  // 7
  EXPECT_EQ(count(found, FlagKind::no_road), 3U);
  EXPECT_EQ(count(found, FlagKind::unknown_class), 1U);
  EXPECT_EQ(count(found, FlagKind::zero_length), 1U);
  EXPECT_EQ(found.edges(), 3U);
  EXPECT_EQ(found.road(map.edge(found, 'A', 'F')), RoadClass::waterway);
  EXPECT_EQ(found.road(map.edge(found, 'C', 'D')), RoadClass::unknown);
  EXPECT_EQ(found.source(map.edge(found, 'C', 'D')), 3);
}

TEST_F(LineFile, IndonesianColumns) {
  const AsciiMap map(R"(
  A---B---C---D)");
  const auto found = network(map.geojson(
      {{"AB",
        {{"Kelas Jalan", "Jalan Kolektor"}, {"NAMA_JALAN", "Jl. Mawar"}, {"Satu_Arah", "ya"}}},
       {"BC", {{"Kelas Jalan", "Setapak"}, {"Permukaan", "Tanah"}}},
       {"CD", {{"Kelas Jalan", "Arteri"}, {"Jembatan", "ya"}, {"Lebar", "1.5"}}}}));
  const auto ab = map.edge(found, 'A', 'B');
  EXPECT_EQ(found.road(ab), RoadClass::secondary);
  EXPECT_EQ(found.name(ab), "Jl. Mawar");
  EXPECT_TRUE(map.leads(found, "AB", Mode::car));
  EXPECT_FALSE(map.leads(found, "BA", Mode::car));
  EXPECT_EQ(found.road(map.edge(found, 'B', 'C')), RoadClass::path);
  EXPECT_EQ(found.surface(map.edge(found, 'B', 'C')), Surface::ground);
  const auto cd = map.edge(found, 'C', 'D');
  EXPECT_TRUE(found.has(cd, kBridge));
  EXPECT_EQ(found.modes(cd) & bit(Mode::car), 0);  // 1.5 m wide
}

TEST_F(LineFile, WithoutAClassColumnItSaysSo) {
  const AsciiMap map("A---B");
  const auto found = network(map.geojson({{"AB", {{"id", "7"}}}}));
  EXPECT_EQ(count(found, FlagKind::unknown_class), 0U);
  EXPECT_EQ(found.about()["notes"][0]["code"], "roads.note.no-class-column");
  EXPECT_NE(found.modes(0) & bit(Mode::car), 0);
}

TEST_F(LineFile, MalformedFilesSayWhatIsWrong) {
  EXPECT_EQ(complaint("{"), "geo.bad-table");
  EXPECT_EQ(complaint(R"({"type":"FeatureCollection","features":[]})"), "roads.no-roads");
  EXPECT_EQ(complaint("a,b\n1,2\n", "csv"), "roads.no-lines");
  EXPECT_EQ(complaint("x", "doc"), "geo.unknown-format");
  EXPECT_EQ(complaint("{}", "geojson", 21), "roads.bad-snap");
  const std::string point = R"({"type":"Feature","properties":{},"geometry":)"
                            R"({"type":"Point","coordinates":[1,2]}})";
  EXPECT_EQ(complaint(R"({"type":"FeatureCollection","features":[)" + point + "]}"),
            "roads.no-roads");
  const auto line = [](const std::string& points) {
    return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},)"
           R"("geometry":{"type":"LineString","coordinates":[)" +
           points + "]}}]}";
  };
  EXPECT_EQ(complaint(line("[101,0],[101.1,0]")), "read");
  EXPECT_EQ(complaint(line("[101,1e300],[101.1,99]")), "roads.no-roads");
  EXPECT_EQ(complaint(line("")), "roads.no-roads");
}

TEST(LineWords, OnewayAsOthersWriteIt) {
  EXPECT_EQ(tag_of("oneway", "F").second, "yes");
  EXPECT_EQ(tag_of("oneway", "T").second, "-1");
  EXPECT_EQ(tag_of("oneway", "B").second, "no");
  EXPECT_EQ(tag_of("oneway", "-1").second, "-1");
  EXPECT_EQ(tag_of("oneway", "").second, "");
  EXPECT_EQ(tag_of("highway", "motorway_link").second, "motorway_link");
  EXPECT_EQ(column_key("Road_Class"), "highway");
  EXPECT_EQ(column_key("population"), std::nullopt);
}

TEST(LineRead, JakartaIsOneNetwork) {
  ADEM_NEED_SHARED(path, "jakarta-inasafe/jakarta_roads.shp");
  const auto network = read_roads(path, {}, false);
  const auto json = to_json(network);
  EXPECT_GT(json["largest_component_share"].get<double>(), 0.9) << json.dump(2);
  EXPECT_EQ(network.about()["format"], "lines");
}

}  // namespace
}  // namespace adem::roads
