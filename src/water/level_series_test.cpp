#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/error.h"
#include "water/still.h"

namespace adem::water {
namespace {

class LevelSeriesTest : public ::testing::Test {
 protected:
  LevelSeriesTest() {
    file_ = std::filesystem::temp_directory_path() /
            ("adem-series-" + std::to_string(::getpid()) + ".csv");
  }
  ~LevelSeriesTest() override { std::filesystem::remove(file_); }

  LevelSeries read(const std::string& text,
                   const SeriesOptions& options = {"LAT Dumai", -1.5, false}) {
    std::ofstream(file_, std::ios::binary) << text;
    return read_level_series(file_, Zone("Asia/Jakarta"), options);
  }
  std::string refusal(const std::string& text,
                      const SeriesOptions& options = {"LAT Dumai", -1.5, false}) {
    try {
      read(text, options);
    } catch (const Error& error) {
      return error.message().code;
    }
    return "accepted";
  }

 private:
  std::filesystem::path file_;
};

TEST_F(LevelSeriesTest, OffsetBringsItToTheTerrainsDatum) {
  const auto series = read("time,level_m\n2024-11-27T00:00,0.3\n2024-11-27T07:00,3.3\n");
  EXPECT_DOUBLE_EQ(series.levels_m[0], -1.2);
  EXPECT_EQ(iso_utc(series.times[0]), "2024-11-26T17:00:00Z");
  EXPECT_EQ(series.datum, "LAT Dumai");
  EXPECT_FALSE(series.exercise);
  EXPECT_DOUBLE_EQ(series.at(series.times[0] + std::chrono::minutes(210)), 0.3);
  EXPECT_DOUBLE_EQ(series.at(series.times[1]), 1.8);
}

TEST_F(LevelSeriesTest, ReadsWhatOfficesSend) {
  const std::string bom = "\xEF\xBB\xBF";
  const auto series = read(bom +
                           "Waktu;Tinggi (m)\r\n2024-11-27 00:00;\"0,3\"\r\n"
                           "2024-11-27 07:00;3,25\r\n");
  EXPECT_DOUBLE_EQ(series.levels_m[1], 1.75);
}

TEST_F(LevelSeriesTest, WithoutDatumAndOffsetOnlyAsAnExercise) {
  const std::string text = "time,level_m\n2024-11-27T00:00,0\n2024-11-27T07:00,3\n";
  EXPECT_EQ(refusal(text, {}), "water.no-datum");
  EXPECT_EQ(refusal(text, {"LAT", std::nullopt, false}), "water.no-datum");
  EXPECT_EQ(refusal(text, {"", 1.0, false}), "water.no-datum");
  EXPECT_TRUE(read(text, {"", std::nullopt, true}).exercise);
}

TEST_F(LevelSeriesTest, EndsWhereItEnds) {
  const auto series = read("time,level_m\n2024-11-27T00:00,0\n2024-11-27T07:00,3\n");
  for (const int hours : {-1, 8}) {
    try {
      static_cast<void>(series.at(series.times[0] + std::chrono::hours(hours)));
      FAIL();
    } catch (const Error& error) {
      EXPECT_EQ(error.message().code, "water.series-ends-early");
    }
  }
}

TEST_F(LevelSeriesTest, RefusesWhatItCannotRead) {
  const std::string head = "time,level_m\n2024-11-27T00:00,0\n";
  EXPECT_EQ(refusal(head + "2024-11-27T00:00,1\n"), "water.series-not-rising");
  EXPECT_EQ(refusal(head + "2024-11-26T23:00,1\n"), "water.series-not-rising");
  EXPECT_EQ(refusal(head + "2024-11-27T25:00,1\n"), "water.bad-series");
  for (const char* value : {"", "nan", "inf", "high", "1.2.3", "1,2,3", "350", "1e300", "3m"}) {
    EXPECT_EQ(refusal(head + "2024-11-27T07:00,\"" + value + "\"\n"), "water.bad-series") << value;
  }
  EXPECT_EQ(refusal(head), "water.series-too-short");
  EXPECT_EQ(refusal("a,b\n1,2\n"), "water.no-series-columns");
}

TEST_F(LevelSeriesTest, TravelsAsText) {
  const auto series = read("time,level_m\n2024-11-27T00:00,0.1\n2024-11-27T07:00,3\n");
  const auto back = series_from_text(to_text(series));
  EXPECT_EQ(back.times, series.times);
  EXPECT_EQ(back.levels_m, series.levels_m);
  EXPECT_EQ(back.datum, series.datum);
  for (const char* broken : {"", "{}", "[]", "{\"datum\":\"\",\"exercise\":1,\"levels_m\":[]}"}) {
    EXPECT_THROW(series_from_text(broken), Error) << broken;
  }
}

}  // namespace
}  // namespace adem::water
