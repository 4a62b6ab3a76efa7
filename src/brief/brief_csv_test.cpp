#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <regex>

#include "brief/brief.h"
#include "brief/brief_fixture.h"
#include "brief/brief_table.h"

namespace adem::brief {
namespace {

using testing::HasSubstr;

std::vector<std::vector<std::string>> parse(const std::string& csv) {
  std::vector<std::vector<std::string>> rows(1);
  std::string cell;
  bool quoted = false;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    const char c = csv[i];
    if (quoted && c == '"' && i + 1 < csv.size() && csv[i + 1] == '"') {
      cell += '"';
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && (c == ',' || c == '\n')) {
      rows.back().push_back(std::move(cell));
      cell.clear();
      if (c == '\n') rows.emplace_back();
    } else if (quoted || c != '\r') {
      cell += c;
    }
  }
  rows.pop_back();
  return rows;
}

TEST(BriefCsv, HasEveryStationUnderHeaderAndTags) {
  const auto fixture = make_fixture();
  const auto rows = parse(brief_csv(fixture.input(), {"en", fixture_zone()}));
  ASSERT_EQ(rows.size(), 2 + 27U);
  for (const auto& row : rows) EXPECT_EQ(row.size(), station_columns().size());
  EXPECT_EQ(rows[0][0], "Station key");
  EXPECT_EQ(rows[1][0], "#loc+station+code");
  // Stamped in every row.
  for (std::size_t i = 2; i < rows.size(); ++i) {
    EXPECT_EQ(rows[i].back(), "LATIHAN - DATA BUATAN");
  }
}

TEST(BriefCsv, TagsAreHxl) {
  const std::regex hxl("#[a-z][a-z0-9_]*(\\+[a-z][a-z0-9_]*)*");
  for (const auto& column : station_columns()) {
    EXPECT_TRUE(std::regex_match(std::string(column.hxl), hxl)) << column.hxl;
  }
}

TEST(BriefCsv, LeavesUnknownEmptyAndWritesNumbersForPrograms) {
  const auto fixture = make_fixture();
  const auto rows = parse(brief_csv(fixture.input(), {"id", fixture_zone()}));
  const auto column = [&](std::string_view tag) {
    for (std::size_t i = 0; i < rows[1].size(); ++i) {
      if (rows[1][i] == tag) return i;
    }
    ADD_FAILURE() << tag;
    return std::size_t{0};
  };
  std::size_t unplaced = 0;
  for (std::size_t i = 2; i < rows.size(); ++i) {
    const auto& lat = rows[i][column("#geo+lat")];
    if (lat.empty()) {
      ++unplaced;
      EXPECT_EQ(rows[i][column("#status+code")], "unknown");
      EXPECT_EQ(rows[i][column("#indicator+depth+max_m")], "");
    } else {
      EXPECT_THAT(lat, HasSubstr("1.6"));
    }
  }
  EXPECT_EQ(unplaced, 5U);
  EXPECT_EQ(rows[2][column("#date+start+below_demand")], "2024-11-27T04:30:00+07:00");
}

TEST(BriefCsv, QuotesAndDisarmsWhatPeopleWrote) {
  auto fixture = make_fixture();
  fixture.outlook.stations[0].name = "=HYPERLINK(\"x\"),\nTPS";
  const auto csv = brief_csv(fixture.input(), {"id", fixture_zone()});
  EXPECT_THAT(csv, HasSubstr("\"'=HYPERLINK(\"\"x\"\"), TPS\""));
  EXPECT_EQ(parse(csv).size(), 2 + 27U);
}

}  // namespace
}  // namespace adem::brief
