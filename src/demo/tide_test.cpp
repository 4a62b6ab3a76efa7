#include "demo/tide.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "election/clock.h"

namespace adem::demo {
namespace {

const Zone kZone("Asia/Jakarta");

Instant at(const char* text) { return *parse_instant(text, kZone); }

double level(const std::vector<TideRow>& rows, Instant when) {
  const auto found =
      std::find_if(rows.begin(), rows.end(), [when](const TideRow& row) { return row.at == when; });
  return found == rows.end() ? -1 : found->level_m;
}

TEST(Tide, SaysWhatWasReportedAtTheHoursReported) {
  const auto rows = exercise_tide(at("2024-11-27"));
  EXPECT_DOUBLE_EQ(level(rows, at("2024-11-27T00:00")), 0.3);
  EXPECT_DOUBLE_EQ(level(rows, at("2024-11-27T06:58")), 3.3);
  EXPECT_DOUBLE_EQ(level(rows, at("2024-11-27T12:00")), 0.6);
  EXPECT_DOUBLE_EQ(level(rows, at("2024-11-27T19:00")), 3.6);
  EXPECT_DOUBLE_EQ(level(rows, at("2024-11-26T19:00")), 3.6);
}

TEST(Tide, RisesInTimeAndNeverLeavesTheReportedRange) {
  const auto rows = exercise_tide(at("2024-11-27"));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_GE(rows[i].level_m, 0.3);
    EXPECT_LE(rows[i].level_m, 3.6);
    if (i > 0) {
      EXPECT_GT(rows[i].at, rows[i - 1].at);
    }
  }
}

TEST(Tide, CoversTheStationWindow) {
  const auto rows = exercise_tide(at("2024-11-27"));
  const auto window = election::station_window(at("2024-11-27"));
  EXPECT_LE(rows.front().at, window.from);
  EXPECT_GE(rows.back().at, window.at(window.steps));
}

TEST(Tide, CsvHasLocalTimes) {
  const auto csv = tide_csv(exercise_tide(at("2024-11-27")), kZone);
  EXPECT_TRUE(csv.starts_with("time,level_m\n2024-11-26T00:00:00+07:00,0.300\n"));
  EXPECT_NE(csv.find("2024-11-27T06:58:00+07:00,3.300\n"), std::string::npos);
}

}  // namespace
}  // namespace adem::demo
