#include <algorithm>

#include "scenario/clock.h"
#include "scenario/members.h"
#include "scenario/scenario_fixture.h"

namespace adem::scenario {
namespace {

using ReadTest = ScenarioTest;

std::string where_of(const std::function<void()>& what) {
  try {
    what();
  } catch (const Error& error) {
    return error.where();
  }
  return "no error";
}

TEST_F(ReadTest, TheWholeForm) {
  const auto s = parse(R"(
exercise = true
[domain]
terrain = "dem.asc"
crs = "EPSG:32748"
manning = "n.tif"
nodata = "wall"
[time]
start = 2024-11-26T18:00:00+07:00
end = "2024-11-27T18:00:00+07:00"
report_every_s = 1800
[rain]
netcdf = "rain.nc:precip"
[infiltration]
method = "green-ampt"
conductivity_mm_per_h = 3.5
suction_mm = 110
moisture_deficit = 0.2
drains_mm_per_h = 5
[[boundary]]
kind = "level"
where = "edge:south"
series = "tide.csv"
units = "m"
datum = "MSL"
offset_m = -0.3
[[boundary]]
kind = "flow"
where = "river.geojson"
series = "q.csv"
units = "m3/s"
[[boundary]]
kind = "free"
where = "edge:east"
[[gauge]]
name = "bridge"
x = 5
y = 15.5
[[gauge]]
layer = "points.geojson"
[initial]
level = 0.2
[ensemble]
members = 4
seed = 7
rain_factor = [0.8, 1.2]
shift_h = [0, 1, 2, 3]
[output]
dir = "run"
depth_slices = true
thresholds_m = [0.1, 0.5]
)");
  EXPECT_EQ(s.domain.terrain, path("dem.asc"));
  EXPECT_EQ(s.domain.manning.raster, path("n.tif"));
  EXPECT_EQ(iso_utc(s.time.start), "2024-11-26T11:00:00Z");
  EXPECT_EQ(s.time.offset_s, 25200);
  EXPECT_EQ(s.time.report_every_s, 1800);
  EXPECT_EQ(s.rain.variable, "precip");
  EXPECT_EQ(s.infiltration.suction_mm, 110);
  ASSERT_EQ(s.boundaries.size(), 3U);
  EXPECT_EQ(s.boundaries[0].edge, "south");
  EXPECT_EQ(s.boundaries[0].offset_m, -0.3);
  EXPECT_EQ(s.boundaries[1].file, path("river.geojson"));
  EXPECT_EQ(s.boundaries[2].kind, BoundaryKind::free);
  EXPECT_EQ(s.gauges.size(), 1U);
  EXPECT_EQ(s.gauge_layers.size(), 1U);
  EXPECT_EQ(s.initial.level_m, 0.2);
  ASSERT_EQ(s.members.size(), 4U);
  EXPECT_EQ(s.members[2].shift_h, 2);
  EXPECT_EQ(s.members[2].level_offset_m, 0);
  EXPECT_TRUE(s.exercise);
  EXPECT_TRUE(s.output.depth_slices);
}

TEST_F(ReadTest, DefaultsAreThoseOfTheRuleBookAndTheIssue) {
  const auto s = parse(head() + out());
  EXPECT_EQ(s.domain.manning.value, 0.04);
  EXPECT_EQ(s.output.thresholds_m, (std::vector<double>{0.05, 0.2, 0.3, 0.4, 0.5}));
  EXPECT_EQ(s.rain.form, RainForm::none);
  EXPECT_TRUE(s.members.empty());
  EXPECT_FALSE(s.exercise);
}

TEST_F(ReadTest, EveryKeyIsCheckedAndNamedWithItsLine) {
  EXPECT_EQ(code_of([&] { parse(head() + out() + "[rian]\nseries = \"r.csv\"\n"); }),
            "scenario.unknown-key");
  EXPECT_EQ(where_of([&] { parse(head() + "report = 9\n" + out()); }), "s.toml:7");
  EXPECT_EQ(code_of([&] { parse(out()); }), "scenario.missing-key");
  EXPECT_EQ(code_of([&] { parse("[domain]\nterrain = 3\n" + time() + out()); }),
            "scenario.wrong-type");
  EXPECT_EQ(code_of([&] { parse(head() + out() + "depth_slices = 1\n"); }), "scenario.wrong-type");
  EXPECT_EQ(code_of([&] { parse("[domain"); }), "base.bad-toml");
  EXPECT_EQ(code_of([&] { parse("domain = 1\n" + time() + out()); }), "scenario.wrong-type");
  EXPECT_EQ(code_of([&] { parse("boundary = 1\n" + head() + out()); }), "scenario.wrong-type");
}

TEST_F(ReadTest, ValuesOutOfTheirRangeAreRefused) {
  const auto bad = [&](const std::string& toml) { return code_of([&] { parse(toml); }); };
  EXPECT_EQ(bad("[domain]\nterrain = \"dem.asc\"\nmanning = -1\n" + time() + out()),
            "scenario.bad-value");
  EXPECT_EQ(bad("[domain]\nterrain = \"dem.asc\"\nnodata = \"sea\"\n" + time() + out()),
            "scenario.bad-value");
  EXPECT_EQ(
      bad("[domain]\nterrain = \"d\"\n[time]\nstart = \"2024-11-27\"\nend = \"now\"\n" + out()),
      "scenario.bad-value");
  EXPECT_EQ(bad("[domain]\nterrain = \"d\"\n[time]\nstart = \"2024-11-27\"\n"
                "end = \"2024-11-27\"\n" +
                out()),
            "scenario.bad-value");
  EXPECT_EQ(bad(head() + out() + "thresholds_m = [0.3, 0.1]\n"), "scenario.bad-value");
  EXPECT_EQ(bad(head() + out() + "[rain]\nseries = \"r\"\nrasters = \"*\"\n"), "scenario.one-of");
  EXPECT_EQ(bad(head() + out() + "[rain]\n"), "scenario.one-of");
  EXPECT_EQ(bad(head() + out() + "[initial]\nlevel = 1\ndepth = \"h.tif\"\n"), "scenario.one-of");
  EXPECT_EQ(bad(head() + out() + "[[boundary]]\nkind = \"free\"\nwhere = \"edge:up\"\n"),
            "scenario.bad-value");
}

TEST_F(ReadTest, AFlowPerMetreIsNotAFlow) {
  const auto with = [&](const std::string& units) {
    return code_of([&] {
      parse(head() + out() +
            "[[boundary]]\nkind = \"flow\"\nwhere = \"edge:north\"\nseries = \"q.csv\"\n" + units);
    });
  };
  EXPECT_EQ(with("units = \"m2/s\"\n"), "scenario.flow-per-metre");
  EXPECT_EQ(with("units = \"m²/s\"\n"), "scenario.flow-per-metre");
  EXPECT_EQ(with("units = \"l/s\"\n"), "scenario.bad-units");
  EXPECT_EQ(with(""), "scenario.missing-key");
  EXPECT_EQ(with("units = \"m3/s\"\n"), "no error");
}

TEST_F(ReadTest, ALevelNeedsItsDatumOrTheMarkOfAnExercise) {
  EXPECT_EQ(code_of([&] { parse(head() + out() + sea("")); }), "scenario.no-datum");
  EXPECT_EQ(code_of([&] { parse(head() + out() + sea("datum = \"MSL\"\n")); }),
            "scenario.no-datum");
  EXPECT_EQ(code_of([&] { parse(head() + out() + sea("offset_m = 0\n")); }), "scenario.no-datum");
  EXPECT_TRUE(parse(head() + out() + sea("exercise = true\n")).exercise);
  EXPECT_FALSE(parse(head() + out() + sea()).exercise);
}

TEST_F(ReadTest, ThereAreNoMoreMembersThanASetHolds) {
  const auto bad = [&](const std::string& ensemble) {
    return code_of([&] { parse(head() + out() + "[ensemble]\n" + ensemble); });
  };
  EXPECT_EQ(bad("members = 512\nshift_h = [0, 1]\n"), "no error");
  EXPECT_EQ(bad("members = 513\nshift_h = [0, 1]\n"), "scenario.bad-value");
  std::string many = "shift_h = [0";
  for (int i = 0; i < 512; ++i) many += ", 0";
  EXPECT_EQ(bad(many + "]\n"), "scenario.bad-value");
}

TEST_F(ReadTest, MembersAreListedOrDrawn) {
  const auto listed = parse(
      head() + out() +
      "[ensemble]\n[[ensemble.member]]\nrain_factor = 1.5\n[[ensemble.member]]\nshift_h = 1\n");
  ASSERT_EQ(listed.members.size(), 2U);
  EXPECT_EQ(listed.members[0], (Member{1.5, 0, 0}));
  EXPECT_EQ(listed.members[1], (Member{1, 0, 1}));
  EXPECT_EQ(code_of([&] {
              parse(head() + out() + "[ensemble]\nmembers = 4\nrain_factor = [1, 2, 3]\n");
            }),
            "scenario.members");
  EXPECT_EQ(
      code_of([&] { parse(head() + out() + "[ensemble]\nmembers = 4\nrain_factor = [2, 1]\n"); }),
      "scenario.bad-value");
}

TEST_F(ReadTest, DrawnMembersFillTheirRangesEvenlyAndRepeatably) {
  const auto a = draw_members(20, 5, Range{0.5, 1.5}, std::nullopt, Range{-2, 2});
  EXPECT_EQ(a, draw_members(20, 5, Range{0.5, 1.5}, std::nullopt, Range{-2, 2}));
  EXPECT_NE(a, draw_members(20, 6, Range{0.5, 1.5}, std::nullopt, Range{-2, 2}));
  std::vector<bool> part(20);
  for (const auto& member : a) {
    ASSERT_GE(member.rain_factor, 0.5);
    ASSERT_LE(member.rain_factor, 1.5);
    part[std::min<std::size_t>(19, static_cast<std::size_t>((member.rain_factor - 0.5) * 20))] =
        true;
    EXPECT_EQ(member.level_offset_m, 0);
  }
  // Rounding to four decimals may push one value over the edge of its part.
  EXPECT_GE(std::ranges::count(part, true), 18);
}

TEST_F(ReadTest, FilesThatAreNotThereAreNamedByTheirKey) {
  EXPECT_EQ(code_of([&] { read(head() + out() + "[rain]\nseries = \"none.csv\"\n"); }),
            "scenario.no-file");
  EXPECT_EQ(where_of([&] { read(head() + out() + "[rain]\nseries = \"none.csv\"\n"); }),
            path("s.toml") + ":10");
  EXPECT_EQ(code_of([&] { read_scenario(path("none.toml")); }), "base.cannot-read");
}

TEST(Clock, UnnamedOffsetsAreThoseOfTheStart) {
  EXPECT_EQ(iso_utc(*instant_at("2024-11-27T07:00", 25200)), "2024-11-27T00:00:00Z");
  EXPECT_EQ(iso_utc(*instant_at("2024-11-27T07:00Z", 25200)), "2024-11-27T07:00:00Z");
  EXPECT_EQ(iso_utc(*instant_at("2024-11-27T07:00+09:30", 25200)), "2024-11-26T21:30:00Z");
  EXPECT_FALSE(instant_at("tomorrow", 0));
  EXPECT_EQ(read_clock("2024-11-27 07:00:00-10:00")->offset_s, -36000);
  EXPECT_EQ(read_clock("2024-11-27T07:00:00+05:30")->offset_s, 19800);
  EXPECT_EQ(read_clock("2024-11-27T07:00Z")->offset_s, 0);
  EXPECT_FALSE(read_clock("2024-11-27")->offset_s);
  EXPECT_EQ(iso_at(*parse_instant("2024-11-26T17:00:00Z", Zone("UTC")), -36000),
            "2024-11-26T07:00:00-10:00");
  EXPECT_EQ(iso_at(*parse_instant("2024-11-26T17:00:00Z", Zone("UTC")), 25200),
            "2024-11-27T00:00:00+07:00");
}

}  // namespace
}  // namespace adem::scenario
