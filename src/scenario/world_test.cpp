#include "scenario/world.h"

#include <cmath>

#include "scenario/scenario_fixture.h"

namespace adem::scenario {
namespace {

class WorldTest : public ScenarioTest {
 protected:
  World open(const std::string& toml) const { return open_world(read(toml)); }
  std::string error(const std::string& toml) const {
    return code_of([&] { open(toml); });
  }
  static std::string flow(const std::string& where) {
    return "[[boundary]]\nkind = \"flow\"\nwhere = \"" + where +
           "\"\nseries = \"river.csv\"\nunits = \"m3/s\"\n";
  }
  std::string features(const std::string& name, const std::string& geometry) const {
    return write(name, R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":)"
                       R"({"name":"a"},"geometry":)" +
                           geometry + "}]}");
  }
};

TEST_F(WorldTest, EverythingIsLaidOnTheTerrain) {
  features("river.geojson", R"({"type":"LineString","coordinates":[[35,99],[35,85]]})");
  const auto world = open(head() + rain() + sea() + flow("river.geojson") +
                          "[[gauge]]\nname = \"g\"\nx = 5\ny = 95\n" + out());
  EXPECT_EQ(world.domain->width(), 12U);
  ASSERT_EQ(world.boundaries.size(), 2U);
  EXPECT_EQ(world.boundaries[0].cells.size(), 12U);
  EXPECT_EQ(world.boundaries[0].cells.front(), 108U);
  EXPECT_EQ(world.boundaries[1].cells, (std::vector<std::size_t>{3, 15}));
  ASSERT_EQ(world.gauges.size(), 1U);
  EXPECT_EQ(world.gauges[0].cell, 0U);
  EXPECT_EQ(world.reports(), (std::vector<double>{0, 900, 1800, 2700, 3600}));
  EXPECT_EQ(world.sources.size(), 6U);  // terrain, rain, tide, river line and series, scenario
}

TEST_F(WorldTest, ASideIsTheFirstGroundSeenFromOutside) {
  geo::Grid<float> g;
  g.width = 3;
  g.height = 3;
  const float n = std::nanf("");
  g.cells = {n, 1, n, 2, 3, n, 4, n, n};
  EXPECT_EQ(side_cells(g, "north"), (std::vector<std::size_t>{3, 1}));
  EXPECT_EQ(side_cells(g, "south"), (std::vector<std::size_t>{6, 4}));
  EXPECT_EQ(side_cells(g, "east"), (std::vector<std::size_t>{1, 4, 6}));
  EXPECT_EQ(side_cells(g, "west"), (std::vector<std::size_t>{1, 3, 6}));
}

TEST_F(WorldTest, ABoundaryMustTouchTheTerrain) {
  features("far.geojson", R"({"type":"LineString","coordinates":[[900,900],[950,950]]})");
  features("mid.geojson", R"({"type":"LineString","coordinates":[[35,55],[65,55]]})");
  features("rim.geojson", R"({"type":"LineString","coordinates":[[35,55],[119,55]]})");
  EXPECT_EQ(error(head() + flow("far.geojson") + out()), "scenario.no-cell");
  const auto free = [](const char* where) {
    return std::string("[[boundary]]\nkind = \"free\"\nwhere = \"") + where + "\"\n";
  };
  EXPECT_EQ(error(head() + free("mid.geojson") + out()), "scenario.free-inside");
  EXPECT_EQ(open(head() + free("rim.geojson") + out()).boundaries[0].cells.size(), 1U);
  write("text.geojson", "no geometry at all");
  EXPECT_EQ(error(head() + free("text.geojson") + out()), "geo.bad-features");
}

TEST_F(WorldTest, APolygonTooThinForAMiddleIsTakenByItsOutline) {
  features("thin.geojson",
           R"({"type":"Polygon","coordinates":[[[31,51],[58,51],[58,52],[31,52],[31,51]]]})");
  EXPECT_EQ(open(head() + flow("thin.geojson") + out()).boundaries[0].cells,
            (std::vector<std::size_t>{51, 52, 53}));
}

TEST_F(WorldTest, ALevelThatNeverReachesTheBedIsAnError) {
  EXPECT_EQ(error(head() + sea("datum = \"MSL\"\noffset_m = -5\n") + out()),
            "scenario.level-below-bed");
  EXPECT_EQ(error(head() + sea() + out()), "no error");
  // One member of the ensemble would have no sea.
  EXPECT_EQ(
      error(head() + sea() + "[ensemble]\n[[ensemble.member]]\nlevel_offset_m = -4\n" + out()),
      "scenario.level-below-bed");
  EXPECT_EQ(error(head() + "[initial]\nlevel = -3\n" + out()), "scenario.level-below-bed");
  EXPECT_EQ(error(head() + "[initial]\nlevel = 0\n" + out()), "no error");
}

TEST_F(WorldTest, ASeriesThatEndsEarlyIsAnErrorAndNoZero) {
  write("rain.csv", "time,mm_per_h\n2024-11-27T00:00,20\n2024-11-27T00:50,0\n");
  EXPECT_EQ(error(head() + rain() + out()), "scenario.series-ends-early");
  EXPECT_EQ(error(head() + sea() + "[ensemble]\nmembers = 2\nshift_h = [0, 3]\n" + out()),
            "scenario.series-ends-early");
  write("river.csv", "time,m3_per_s\n2024-11-27T00:10,1\n2024-11-27T02:00,2\n");
  EXPECT_EQ(error(head() + flow("edge:north") + out()), "scenario.series-ends-early");
}

TEST_F(WorldTest, MalformedSeriesAreRefusedWithTheirRow) {
  const auto with = [&](const std::string& text) {
    write("rain.csv", text);
    return error(head() + rain() + out());
  };
  EXPECT_EQ(with("time,mm_per_h\n2024-11-27T00:00,-1\n2024-11-27T02:00,0\n"), "water.bad-series");
  EXPECT_EQ(with("time,mm_per_h\n2024-11-27T00:00,5000\n2024-11-27T02:00,0\n"), "water.bad-series");
  EXPECT_EQ(with("time,mm_per_h\nnow,1\nlater,0\n"), "water.bad-series");
  EXPECT_EQ(with("time,mm_per_h\n2024-11-27T01:00,1\n2024-11-27T00:00,0\n"),
            "water.series-not-rising");
  EXPECT_EQ(with("time,mm_per_h\n2024-11-27T01:00,1\n"), "water.series-too-short");
  EXPECT_EQ(with("time,snow\n2024-11-27T01:00,1\n"), "water.no-series-columns");
  EXPECT_EQ(with(""), "geo.no-header");
  write("river.csv", "time,m2_per_s\n2024-11-27T00:00,1\n2024-11-27T02:00,2\n");
  EXPECT_EQ(error(head() + flow("edge:north") + out()), "scenario.flow-per-metre");
}

TEST_F(WorldTest, GaugesStandOnKnownGround) {
  const auto gauge = [](const char* name, int x, int y) {
    return fmt::format("[[gauge]]\nname = \"{}\"\nx = {}\ny = {}\n", name, x, y);
  };
  EXPECT_EQ(error(head() + gauge("far", 500, 5) + out()), "scenario.gauge-outside");
  features("g.geojson", R"({"type":"MultiPoint","coordinates":[[5,5]]})");
  const auto world =
      open(head() + gauge("near", 15, 5) + "[[gauge]]\nlayer = \"g.geojson\"\n" + out());
  ASSERT_EQ(world.gauges.size(), 2U);
  EXPECT_EQ(world.gauges[1].name, "a");
  EXPECT_EQ(error(head() + gauge("a", 15, 5) + "[[gauge]]\nlayer = \"g.geojson\"\n" + out()),
            "scenario.gauge-twice");
}

TEST_F(WorldTest, RastersBesideTheTerrainMustCoverIt) {
  write("n.asc", "ncols 1\nnrows 1\nxllcorner 0\nyllcorner 0\ncellsize 50\n0.05\n");
  const std::string domain = "[domain]\nterrain = \"dem.asc\"\nmanning = \"n.asc\"\n" + time();
  EXPECT_EQ(error(domain + out()), "scenario.raster-outside");
  write("n.asc", "ncols 1\nnrows 1\nxllcorner 0\nyllcorner 0\ncellsize 200\n0.05\n");
  EXPECT_EQ(error(domain + out()), "no error");
  write("dem.asc", "not a raster");
  EXPECT_EQ(error(head() + out()), "geo.not-a-raster");
}

TEST_F(WorldTest, TheFingerprintFollowsWhatFilesHold) {
  const auto toml = head() + rain() + out();
  const auto first = open(toml).fingerprint;
  EXPECT_EQ(first, open(toml).fingerprint);
  write("rain.csv", "time,mm_per_h\n2024-11-27T00:00,21\n2024-11-27T02:00,0\n");
  EXPECT_NE(first, open(toml).fingerprint);
}

TEST_F(WorldTest, MembersChangeTheirOwnInputOnly) {
  const auto world = open(head() + rain() + sea() + out());
  const auto plain = input_for(world, {}), other = input_for(world, {2, 0.25, 1});
  EXPECT_EQ(plain.boundaries[0].series.time_s[1], 0);
  EXPECT_EQ(other.boundaries[0].series.time_s[1], 3600);
  EXPECT_EQ(other.boundaries[0].series.value[1], plain.boundaries[0].series.value[1] + 0.25);
}

}  // namespace
}  // namespace adem::scenario
