#include "water/terrain/channels.h"

#include <filesystem>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/error.h"

namespace adem::water {
namespace {

class ChannelsTest : public ::testing::Test {
 protected:
  ChannelsTest() {
    path_ = (std::filesystem::temp_directory_path() /
             ("adem-channels-" + std::to_string(::getpid()) + ".geojson"))
                .string();
    // 10 × 10 cells of 10 m, local metres.
    terrain_.ground.width = terrain_.ground.height = 10;
    terrain_.ground.dx = terrain_.ground.dy = 10;
    terrain_.ground.origin_y = 100;
    terrain_.ground.cells.assign(100, 5);
  }
  ~ChannelsTest() override { std::filesystem::remove(path_); }

  static std::string feature(const std::string& properties, const std::string& geometry) {
    return R"({"type":"Feature","properties":{)" + properties + R"(},"geometry":)" + geometry + "}";
  }
  const std::string& collection(const std::vector<std::string>& features) const {
    std::string text = R"({"type":"FeatureCollection","features":[)";
    for (const auto& each : features) text += (text.back() == '[' ? "" : ",") + each;
    std::ofstream(path_) << text << "]}";
    return path_;
  }
  static std::string code_of(const std::function<void()>& what) {
    try {
      what();
    } catch (const Error& error) {
      return error.message().code;
    }
    return "no error";
  }

  std::string path_;
  geo::Terrain terrain_;
};

const char* const kLine = R"({"type":"LineString","coordinates":[[5,5],[95,5]]})";
const char* const kSquare =
    R"({"type":"Polygon","coordinates":[[[10,10],[30,10],[30,30],[10,30],[10,10]]]})";

TEST_F(ChannelsTest, FieldsSayWidthDepthAndInverts) {
  const auto channels =
      read_channels(collection({
                        feature(R"("width_m":12.5,"depth_m":"1,5","invert_m":null)", kLine),
                        feature(R"("LEBAR_M":3,"invert_from_m":4,"invert_to_m":-1.5)", kLine),
                        feature(R"("invert_m":2)", R"({"type":"MultiLineString","coordinates":)"
                                                   R"([[[5,5],[15,5]],[[25,5],[35,5]]]})"),
                        feature("", R"({"type":"Point","coordinates":[5,5]})"),
                    }),
                    terrain_);
  ASSERT_EQ(channels.size(), 5U);
  EXPECT_EQ(channels[0].width_m, 12.5);
  EXPECT_EQ(channels[0].depth_m, 1.5);
  EXPECT_FALSE(channels[0].inverts);
  EXPECT_EQ(channels[0].line.size(), 2U);
  EXPECT_EQ(channels[1].width_m, 3);
  EXPECT_EQ(channels[1].inverts->first_m, 4);
  EXPECT_EQ(channels[1].inverts->last_m, -1.5);
  EXPECT_EQ(channels[3].row, 3U);
  EXPECT_EQ(channels[3].inverts->last_m, 2);
  // No line: the report names it.
  EXPECT_EQ(channels[4].row, 4U);
  EXPECT_TRUE(channels[4].line.empty());
  EXPECT_EQ(prepare(terrain_.ground, {.streams = channels}).streams.unused,
            std::vector<std::size_t>{4});
}

TEST_F(ChannelsTest, BuildingsHaveHeights) {
  const auto buildings = read_buildings(
      collection({feature(R"("tinggi_m":7)", kSquare), feature("", kSquare)}), terrain_);
  ASSERT_EQ(buildings.size(), 2U);
  EXPECT_EQ(buildings[0].height_m, 7);
  EXPECT_FALSE(buildings[1].height_m);
  EXPECT_EQ(prepare(terrain_.ground, {.buildings = buildings}).buildings.cells, 4U);
}

TEST_F(ChannelsTest, SaysWhatIsWrong) {
  const auto channels = [this](const std::string& properties) {
    return code_of([&] { read_channels(collection({feature(properties, kLine)}), terrain_); });
  };
  EXPECT_EQ(channels(R"("width_m":"lebar")"), "water.bad-measure");
  EXPECT_EQ(channels(R"("width_m":-1)"), "water.bad-measure");
  EXPECT_EQ(channels(R"("depth_m":"2 m")"), "water.bad-measure");
  EXPECT_EQ(channels(R"("invert_m":99999)"), "water.bad-measure");
  EXPECT_EQ(channels(R"("invert_m":"nan")"), "water.bad-measure");
  EXPECT_EQ(channels(R"("invert_from_m":1)"), "water.one-invert");
  EXPECT_EQ(code_of([&] { read_channels(collection({feature("", kSquare)}), terrain_); }),
            "water.no-lines");
  EXPECT_EQ(code_of([&] { read_channels(collection({}), terrain_); }), "water.no-lines");
  EXPECT_EQ(code_of([&] { read_buildings(collection({feature("", kLine)}), terrain_); }),
            "water.no-polygons");
  const char* far = R"({"type":"LineString","coordinates":[[5,1e308],[5,-1e308]]})";
  EXPECT_EQ(code_of([&] { read_channels(collection({feature("", far)}), terrain_); }),
            "geo.off-earth");
  EXPECT_EQ(code_of([&] { read_channels("missing.geojson", terrain_); }), "base.cannot-read");
  std::ofstream(path_) << "{\"type\":\"FeatureCollection\",\"features\":[{";
  EXPECT_EQ(code_of([&] { read_channels(path_, terrain_); }), "geo.bad-features");
}

}  // namespace
}  // namespace adem::water
