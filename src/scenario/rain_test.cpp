#include "scenario/rain.h"

#include <cmath>
#include <random>

#include "scenario/netcdf_fixture.h"
#include "scenario/scenario_fixture.h"

namespace adem::scenario {
namespace {

class RainTest : public ScenarioTest {
 protected:
  RainTest() {
    time_.start = *parse_instant("2024-11-26T17:00:00Z", Zone("UTC"));
    time_.end = time_.start + std::chrono::hours(1);
    time_.offset_s = 25200;
  }
  // A raster of `values`, 2 × 1 cells of 60 × 100 m: the west and the east half of the terrain.
  std::string raster(const std::string& name, const std::string& values) const {
    return write(name,
                 "ncols 2\nnrows 1\nxllcorner 0\nyllcorner 0\ndx 60\ndy 100\n"
                 "NODATA_value -9\n" +
                     values + "\n");
  }
  geo::Terrain terrain() const { return geo::read_terrain(path("dem.asc")); }
  Period time_;
};

TEST_F(RainTest, ASeriesHoldsUntilItsNextRow) {
  const Rain rain({RainForm::series, path("rain.csv"), {}}, terrain(), time_);
  RainReader reader(rain, 0);
  EXPECT_EQ(reader.at(0).mm_per_h[0], 20);
  EXPECT_EQ(reader.at(599.9).mm_per_h[0], 20);
  EXPECT_EQ(reader.at(599.9).until_s, 600);
  EXPECT_EQ(reader.at(600).mm_per_h[0], 60);
  EXPECT_EQ(reader.at(3000).mm_per_h[0], 0);
  RainReader later(rain, 0.25);
  EXPECT_EQ(later.at(900 + 600).mm_per_h[0], 60);
  EXPECT_EQ(later.at(900).until_s, 1500);
}

// A row whose end was reached must not be found again: the run would stand still.
TEST_F(RainTest, WhateverTheShiftTimeGoesOn) {
  const Rain rain({RainForm::series, path("rain.csv"), {}}, terrain(), time_);
  std::mt19937_64 random(20241127);
  std::uniform_real_distribution<double> hours(-1, 1);
  for (int i = 0; i < 2000; ++i) {
    RainReader reader(rain, hours(random));
    int rows = 0;
    for (double at = -3600; !std::isinf(at) && rows < 100; ++rows) {
      const auto held = reader.at(at);
      ASSERT_GT(held.until_s, at);
      at = held.until_s;
    }
    ASSERT_LT(rows, 100);
  }
}

TEST_F(RainTest, ASeriesThatDoesNotReachTheEndIsNoZero) {
  const Rain rain({RainForm::series, path("rain.csv"), {}}, terrain(), time_);
  EXPECT_EQ(code_of([&] { rain.must_cover(time_, 0); }), "no error");
  // Shifted later, nothing is known of the first hours.
  EXPECT_EQ(code_of([&] { rain.must_cover(time_, 0.5); }), "scenario.series-ends-early");
  EXPECT_EQ(code_of([&] { rain.must_cover(time_, -1.5); }), "scenario.series-ends-early");
}

TEST_F(RainTest, RastersNameTheirHour) {
  raster("r/rain-20241127T0000.asc", "10 30");
  raster("r/rain-20241127T0030.asc", "0 6");
  const Rain rain({RainForm::rasters, path("r/rain-*.asc"), {}}, terrain(), time_);
  EXPECT_EQ(rain.zones(), 2U);
  EXPECT_EQ(rain.files().size(), 2U);
  EXPECT_EQ(code_of([&] { rain.must_cover(time_, 0); }), "no error");
  RainReader reader(rain, 0);
  const auto& zone = rain.zone_of();
  const auto first = reader.at(0);
  EXPECT_EQ(first.mm_per_h[zone[0]], 10);
  EXPECT_EQ(first.mm_per_h[zone[11]], 30);
  EXPECT_EQ(first.until_s, 1800);
  EXPECT_EQ(reader.at(1800).mm_per_h[zone[11]], 6);
}

TEST_F(RainTest, WhatRastersDoNotKnowIsAnError) {
  raster("r/20241127-0000.asc", "10 -9");
  raster("r/20241127-0030.asc", "0 6");
  const auto make = [&](const std::string& glob) {
    return Rain({RainForm::rasters, path(glob), {}}, terrain(), time_);
  };
  const auto rain = make("r/*.asc");
  RainReader reader(rain, 0);
  EXPECT_EQ(code_of([&] { reader.at(0); }), "scenario.rain-unknown");
  EXPECT_EQ(code_of([&] { make("r/*.tif"); }), "scenario.no-rasters");
  raster("n/first.asc", "1 1");
  EXPECT_EQ(code_of([&] { make("n/*.asc"); }), "scenario.no-hour");
  raster("t/20241127-0000.asc", "1 1");
  raster("t/2024112700.00.asc", "1 1");
  EXPECT_EQ(code_of([&] { make("t/*.asc"); }), "scenario.rain-twice");
  write("f/20241127-0000.asc", "ncols 1\nnrows 1\nxllcorner 0\nyllcorner 0\ncellsize 200\n1\n");
  raster("f/20241127-0030.asc", "1 1");
  EXPECT_EQ(code_of([&] { make("f/*.asc"); }), "scenario.rain-frame");
  for (const char* hour : {"0000", "0030"}) {
    write(std::string("o/20241127-") + hour + ".asc",
          "ncols 1\nnrows 1\nxllcorner 0\nyllcorner 0\ncellsize 50\n1\n");
  }
  EXPECT_EQ(code_of([&] { make("o/*.asc"); }), "scenario.rain-outside");
}

TEST_F(RainTest, NetCdfKnowsItsHoursAndItsPlace) {
  const auto ground = geo::read_terrain(
      write("utm.asc",
            "ncols 2\nnrows 2\nxllcorner 508000\nyllcorner 9280000\ncellsize 5000\n1 2\n3 4\n"),
      "EPSG:32748");
  const auto make = [&](const std::string& name, const std::string& bytes,
                        const std::string& variable = "precip") {
    return Rain({RainForm::netcdf, write(name, bytes), variable}, ground, time_);
  };
  const auto rain = make("a.nc", NetCdf::rain({41, 42}, {1, 2, 3, 4, 5, 6, 7, 8},
                                              "hours since 2024-11-25 00:00:00", "mm h-1"));
  EXPECT_EQ(code_of([&] { rain.must_cover(time_, 0); }), "no error");
  RainReader reader(rain, 0);
  const auto& zone = rain.zone_of();
  // Row 0 of the terrain lies 6.42° S, row 1 6.47° S: all under the raster's northern row.
  EXPECT_EQ(reader.at(0).mm_per_h[zone[0]], 1);
  EXPECT_EQ(reader.at(3600).mm_per_h[zone[0]], 5);
  EXPECT_EQ(code_of([&] {
              make("b.nc", NetCdf::rain({0, 1}, std::vector<float>(8, 1.0F), "fortnights", "mm/h"));
            }),
            "scenario.no-hour");
  EXPECT_EQ(code_of([&] {
              make("c.nc", NetCdf::rain({41, 42}, std::vector<float>(8, 1.0F),
                                        "hours since 2024-11-25", "inch"));
            }),
            "scenario.rain-unit");
  EXPECT_EQ(
      code_of([&] {
        make("d.nc",
             NetCdf::rain({41, 42}, std::vector<float>(8, 1.0F), "hours since 2024-11-25", "mm/h"),
             "snow");
      }),
      "geo.not-a-raster");
}

TEST(RainHours, InTheNamesThatAreInUse) {
  const auto utc = [](const char* name) {
    const auto at = hour_in_name(name, 25200);
    return at ? iso_utc(*at) : "none";
  };
  EXPECT_EQ(utc("rain-20241126T1800.tif"), "2024-11-26T11:00:00Z");
  EXPECT_EQ(utc("rain_20241126_180030Z.tif"), "2024-11-26T18:00:30Z");
  EXPECT_EQ(utc("2024-11-26-18-00.tif"), "2024-11-26T11:00:00Z");
  EXPECT_EQ(utc("v2_202411261800.tif"), "2024-11-26T11:00:00Z");
  EXPECT_EQ(utc("rain-20241126.tif"), "none");
  EXPECT_EQ(utc("rain-20241326T1800.tif"), "none");
  EXPECT_EQ(utc("120241126T1800.tif"), "none");
}

TEST(RainHours, OnTheAxesOfNetCdf) {
  const auto utc = [](const char* units, double value) {
    const auto at = hour_on_axis(units, value);
    return at ? iso_utc(*at) : "none";
  };
  EXPECT_EQ(utc("hours since 2024-11-26 00:00:00", 18), "2024-11-26T18:00:00Z");
  EXPECT_EQ(utc("minutes since 2024-11-26 00:00:00.0", 90), "2024-11-26T01:30:00Z");
  EXPECT_EQ(utc("days since 2024-11-26", 0.5), "2024-11-26T12:00:00Z");
  EXPECT_EQ(utc("seconds since 1970-01-01 00:00:00 UTC", 1732644000), "2024-11-26T18:00:00Z");
  EXPECT_EQ(utc("months since 2024-01-01", 3), "none");
  EXPECT_EQ(utc("hours", 3), "none");
  EXPECT_EQ(utc("hours since 2024-11-26", 1e300), "none");
}

TEST(RainUnits, AreConvertedOrRefused) {
  EXPECT_EQ(rain_unit("mm h-1"), 1);
  EXPECT_EQ(rain_unit(""), 1);
  EXPECT_EQ(rain_unit("kg m-2 s-1"), 3600);
  EXPECT_EQ(rain_unit("m s**-1"), 3.6e6);
  EXPECT_NEAR(*rain_unit("mm/day"), 1.0 / 24, 1e-12);
  EXPECT_FALSE(rain_unit("mm"));
}

}  // namespace
}  // namespace adem::scenario
