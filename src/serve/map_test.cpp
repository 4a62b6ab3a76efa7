// The map over HTTP: its parts, its tiles, the areas.
#include <gtest/gtest.h>

#include "roads/passage/water_fixture.h"
#include "serve/route.h"
#include "serve/serve_fixture.h"
#include "tiles/tile_reader.h"
#include "workspace/hazard_store.h"
#include "workspace/road_store.h"

namespace adem::serve {
namespace {

using testing::Answer;
using testing::Client;

// Two villages with outlines, a road and a flood on it.
void put_map(workspace::Workspace& workspace) {
  std::vector<election::Area> areas;
  for (const auto& [code, west] : {std::pair{"14.72.05.1002", 101.0}, {"14.72.05.1003", 101.05}}) {
    election::Area area;
    area.code = code;
    area.name = west < 101.02 ? "Mundam" : "Guntung";
    area.scheme = "kemendagri";
    area.shape = {
        {{{west, -0.02}, {west + 0.05, -0.02}, {west + 0.05, 0.02}, {west, 0.02}, {west, -0.02}}}};
    areas.push_back(area);
  }
  election::ImportReport report;
  workspace::put_areas(workspace, areas, report);
  const roads::AsciiMap map("\nA---B", roads::kStep_m);
  workspace::put_roads(workspace, map.network({{"AB", roads::kStreet}}));
  const roads::WaterMap water({"\n..9......"});
  auto layer = water.layer();
  workspace::put_hazard(workspace, layer.layer, layer.path);
}

class MapTest : public testing::Served {
 protected:
  MapTest() : Served({.prepare = put_map}) {}
  // Roads are laid while the server answers.
  Json map_when_laid(Client& c) {
    for (;;) {
      Json map = c.get("/api/v1/map").json();
      if (map["sources"]["roads"] != "computing") return map;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }
  static std::string target(const char* what, double lon, double lat, unsigned zoom,
                            const std::string& end) {
    const auto spot = *tiles::spot_of({lon, lat});
    return fmt::format("/tiles/{}/{}/{}/{}{}", what, zoom, spot.x >> (32 - zoom),
                       spot.y >> (32 - zoom), end);
  }
};

TEST_F(MapTest, SaysWhatItIsMadeOf) {
  auto c = as("ppk");
  const Json map = map_when_laid(c);
  EXPECT_EQ(map["sources"], Json::parse(R"({"stations":true,"areas":true,"roads":true,
      "road_hours":true,"water":true,"chance":false})"));
  EXPECT_EQ(map["steps"]["from"], "2024-11-26T05:00:00Z") << "noon of the eve";
  EXPECT_EQ(map["steps"]["step_s"], 900);
  EXPECT_EQ(map["steps"]["count"], 168);
  EXPECT_EQ(map["steps"]["zone"], "Asia/Jakarta");
  EXPECT_EQ(map["hours"]["count"], 42);
  EXPECT_EQ(map["depth_breaks_cm"], Json::array({5, 10, 70, 150}));
  EXPECT_EQ(map["voting"]["opens"], "2024-11-27T00:00:00Z");
  EXPECT_EQ(map["voting"]["closes"], "2024-11-27T06:00:00Z");
  EXPECT_EQ(map["made_from"].size(), 2u);
  EXPECT_EQ(map["exercise"], false);
  EXPECT_EQ(map["troubles"], Json::array());
  ASSERT_EQ(map["bounds"].size(), 4u);
  EXPECT_LT(map["bounds"][0], 101.5);
  EXPECT_GT(map["bounds"][2], 101.5);
}

// On voting day the map shows what is reported, as soon as it is.
TEST_F(MapTest, ShowsWhatIsReported) {
  auto c = as("kpps");
  const auto shown = [&] {
    const auto map = c.get("/api/v1/map?reported=true");
    EXPECT_EQ(map.status, 200) << map.body;
    const Json stamps = map.json()["stamps"];
    const auto answer =
        c.get("/tiles/stations/0/0/0.mvt?of=reported&v=" + stamps["reported"].get<std::string>());
    EXPECT_NE(answer.headers.at("Cache-Control").find("immutable"), std::string::npos);
    return tiles::testing::read_tile(answer.body).at(0).features.at(0).tags;
  };
  const auto before = shown();
  EXPECT_EQ(before.at("count"), "3");
  EXPECT_EQ(before.at("worst"), "missing") << "boxes were due before seven";
  EXPECT_EQ(c.post("/api/v1/acts", report(1, "interrupted")).status, 200);
  const auto after = shown();
  EXPECT_EQ(after.at("worst"), "interrupted");
  EXPECT_EQ(after.at("interrupted"), "1");
  EXPECT_FALSE(after.contains("disagree"));
  EXPECT_EQ(as("pkd").post("/api/v1/acts", report(2, "open")).status, 200);
  EXPECT_EQ(shown().at("disagree"), "1") << "two sources";
  EXPECT_EQ(shown().at("missing"), "2");
  for (int i = 0; i < 20; ++i) {  // also where a second ends while it is read
    now_ += 1;
    const auto* status = i % 2 == 0 ? "counting" : "closed";
    const auto id = static_cast<std::uint64_t>(10 + i);
    EXPECT_EQ(c.post("/api/v1/acts", report(id, status)).status, 200);
    EXPECT_EQ(shown().contains("counting"), i % 2 == 0) << i;
  }
  EXPECT_EQ(c.get("/tiles/stations/0/0/0.mvt?of=said").code(), "serve.bad-param");
}

TEST_F(MapTest, ItsKeySaysWhatThePicturesMean) {
  const Json key = as("ppk").get("/api/v1/map/legend").json();
  ASSERT_EQ(key["depth"].size(), 4u);
  EXPECT_EQ(key["depth"][0]["from_cm"], 5);
  EXPECT_EQ(key["depth"][3]["to_cm"], nullptr);
  EXPECT_EQ(key["chance"].size(), 5u);
  EXPECT_EQ(key["chance_over_cm"], 5);
  EXPECT_NE(key["not_known"]["colour"], key["depth"][0]["colour"]);
}

TEST_F(MapTest, AreasAndRoadsComeAsTiles) {
  auto c = as("ppk");
  map_when_laid(c);
  const Answer areas = c.get(target("areas", 101.02, 0.001, 11, ".mvt"));
  ASSERT_EQ(areas.status, 200);
  EXPECT_EQ(areas.headers.at("Content-Type"), "application/vnd.mapbox-vector-tile");
  const auto layers = tiles::testing::read_tile(areas.body);
  ASSERT_FALSE(layers.empty());
  EXPECT_EQ(layers[0].name, "areas");
  const Answer roads = c.get(target("roads", 101.001, -0.0005, 14, ".mvt"));
  const auto read = tiles::testing::read_tile(roads.body);
  ASSERT_EQ(read.size(), 1u);
  const auto& tags = read[0].features.at(0).tags;
  EXPECT_EQ(tags.at("class"), "residential");
  EXPECT_EQ(tags.at("w"), std::string(42, '3'));
  EXPECT_EQ(tags.at("c"), std::string(42, 'a'));
}

TEST_F(MapTest, WaterComesAsPicturesThatAreNotSentTwice) {
  auto c = as("ppk");
  const Json map = map_when_laid(c);
  const std::string at = target("water", 101.002, -0.0005, 15, "/40.png");
  const Answer water = c.get(at + "?of=depth");
  ASSERT_EQ(water.status, 200);
  EXPECT_EQ(water.headers.at("Content-Type"), "image/png");
  EXPECT_TRUE(water.body.starts_with("\x89PNG"));
  EXPECT_EQ(c.get(at).body, water.body) << "depth is what is meant where nothing is said";
  EXPECT_EQ(c.ask("GET", at, "", {{"If-None-Match", water.headers.at("ETag")}}).status, 304);
  EXPECT_EQ(water.headers.at("Cache-Control"), "private, no-cache");
  const std::string stamp = map["stamps"]["water"];
  EXPECT_NE(c.get(at + "?v=" + stamp).headers.at("Cache-Control").find("immutable"),
            std::string::npos);
  EXPECT_EQ(c.get(at + "?v=other").headers.at("Cache-Control"), "private, no-cache");
  // Far from all water nothing is known, and that is one small picture.
  const Answer far = c.get(target("water", 10, 50, 6, "/40.png"));
  EXPECT_EQ(far.status, 200);
  EXPECT_LT(far.body.size(), 600u);
  EXPECT_EQ(c.get(at + "?of=chance").code(), "serve.no-tile") << "there is no ensemble";
}

TEST_F(MapTest, WhatIsNoTileIsSaidSo) {
  auto c = as("ppk");
  for (const char* bad :
       {"/tiles/areas/0/0/0", "/tiles/areas/0/0/0.png", "/tiles/areas/-1/0/0.mvt",
        "/tiles/areas/1/2/0.mvt", "/tiles/areas/99999999999/0/0.mvt", "/tiles/areas/17/0/0.mvt",
        "/tiles/roads/17/0/0.mvt", "/tiles/roads/a/b/c.mvt", "/tiles/roads/1/0/0.mvt.mvt",
        "/tiles/water/0/0/0/168.png", "/tiles/water/0/0/0/x.png", "/tiles/water/0/0/0/1.mvt",
        "/tiles/water/23/0/0/1.png", "/tiles/water/0/1/0/1.png"}) {
    EXPECT_EQ(c.get(bad).code(), "serve.no-tile") << bad;
  }
  EXPECT_EQ(c.get("/tiles/water/0/0/0/1.png?of=lumpur").code(), "serve.bad-param");
  for (const char* target :
       {"/api/v1/map", "/api/v1/map/legend", "/api/v1/areas", "/tiles/areas/0/0/0.mvt",
        "/tiles/roads/0/0/0.mvt", "/tiles/water/0/0/0/1.png"}) {
    EXPECT_EQ(client().get(target).code(), "serve.no-login") << target;
    EXPECT_EQ(as("publik").get(target).code(), "desk.not-shown") << target;
  }
}

TEST_F(MapTest, AreasAreWalkedDownAndFound) {
  auto c = as("ppk");
  Json top = c.get("/api/v1/areas").json();
  ASSERT_EQ(top["total"], 1);
  EXPECT_EQ(top["areas"][0]["name"], "Medang Kampai");
  EXPECT_EQ(top["areas"][0]["children"], 2);
  EXPECT_EQ(top["areas"][0]["stations"], 3);
  EXPECT_EQ(top["areas"][0]["status"]["unknown"], 3) << "never dry";
  const Json below = c.get("/api/v1/areas?parent=14.72.05&limit=1&offset=1").json();
  EXPECT_EQ(below["total"], 2);
  ASSERT_EQ(below["areas"].size(), 1u);
  EXPECT_EQ(below["areas"][0]["name"], "Guntung");
  EXPECT_EQ(below["areas"][0]["stations"], 2);
  EXPECT_EQ(below["areas"][0]["above"][0]["code"], "14.72.05");
  EXPECT_EQ(below["areas"][0]["bounds"][0], 101.05);
  EXPECT_EQ(c.get("/api/v1/areas?q=gunt").json()["total"], 1);
  EXPECT_EQ(c.get("/api/v1/areas?q=14.72.05.1002").json()["areas"][0]["name"], "Mundam");
  EXPECT_EQ(c.get("/api/v1/areas?q=%25").json()["total"], 0);
  EXPECT_EQ(c.get("/api/v1/areas?parent=99").json()["total"], 0);
}

TEST_F(MapTest, WhatIsImportedWhileItRunsIsSeen) {
  auto c = as("ppk");
  const Json before = map_when_laid(c);
  auto beside = workspace::Workspace::open(place_.workspace().directory());
  election::Area area;
  area.code = "14.72.05.1004";
  area.name = "Pelintung";
  election::ImportReport report;
  workspace::put_areas(beside, {area}, report);
  now_ += 6;
  EXPECT_EQ(c.get("/api/v1/areas?q=pelintung").json()["total"], 1);
}

TEST(ByteCacheTest, GivesUpWhatWasNotAskedForLongest) {
  ByteCache cache(1000);
  const auto bytes = std::make_shared<const std::string>(std::string(100, 'x'));
  for (const char* name : {"a", "b", "c"}) cache.put(name, bytes);
  EXPECT_NE(cache.find("a"), nullptr);
  cache.put("d", bytes);
  EXPECT_EQ(cache.find("b"), nullptr);
  EXPECT_NE(cache.find("a"), nullptr);
  EXPECT_LE(cache.held(), 1000u);
  cache.put("large", std::make_shared<const std::string>(std::string(5000, 'x')));
  EXPECT_EQ(cache.find("large"), nullptr) << "what does not fit is not kept";
  EXPECT_NE(cache.find("a"), nullptr);
}

}  // namespace
}  // namespace adem::serve
