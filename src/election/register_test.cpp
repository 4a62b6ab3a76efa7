#include "election/register.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/error.h"
#include "election/import_report.h"

namespace adem::election {
namespace {

Station make_station(int n) {
  Station station;
  const std::string key = "k" + std::to_string(n);
  station.id = make_id({"e", "s", key});
  station[StationText::key] = key;
  station[StationText::number] = "00" + std::to_string(n);
  station[StationText::extra] = n % 2 == 0 ? "" : R"({"a":"b"})";
  station.lat = n % 3 == 0 ? kUnknown : -6.5 + n;
  station.lon = n % 3 == 0 ? kUnknown : 106.5;
  station.voters = n - 1;
  if (n % 4 == 0) station.flags.set(Flag::swapped);
  return station;
}

StationTable make_table(int rows) {
  StationTable table;
  for (int n = 0; n < rows; ++n) table.add(make_station(n));
  return table;
}

TEST(StationTable, EncodesAndDecodesTheSame) {
  for (const int rows : {0, 1, 7, 300}) {
    const auto table = make_table(rows);
    const std::string bytes = table.encode();
    EXPECT_EQ(bytes, make_table(rows).encode()) << "the same table gives the same bytes";
    const auto back = StationTable::decode(bytes);
    ASSERT_EQ(back.size(), table.size());
    for (std::size_t row = 0; row < table.size(); ++row) EXPECT_TRUE(back.same(row, table, row));
    EXPECT_EQ(back.encode(), bytes);
  }
}

TEST(StationTable, ADamagedFileIsAnErrorNeverATable) {
  const std::string bytes = make_table(9).encode();
  for (std::size_t cut = 0; cut < bytes.size(); cut += 3) {
    EXPECT_THROW(StationTable::decode(bytes.substr(0, cut)), Error) << cut;
  }
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string bad = bytes;
    bad[at] = static_cast<char>(bad[at] ^ 0x10);
    EXPECT_THROW(StationTable::decode(bad), Error) << at;
  }
}

TEST(StationTable, ReplacesTextsOfOneColumn) {
  auto table = make_table(5);
  table.replace(StationText::doubt, {{1, "one"}, {4, "four"}});
  table.replace(StationText::doubt, {{1, ""}});
  EXPECT_EQ(table.text(1, StationText::doubt), "");
  EXPECT_EQ(table.text(4, StationText::doubt), "four");
  EXPECT_EQ(table.text(3, StationText::doubt), "");
  EXPECT_EQ(table.text(4, StationText::key), "k4");
}

TEST(StationTable, EveryFieldCounts) {
  const auto table = make_table(3);
  for (std::size_t text = 0; text < kStationTexts; ++text) {
    Station station = make_station(1);
    station.texts[text] += "x";
    StationTable other;
    other.add(station);
    EXPECT_FALSE(table.same(1, other, 0)) << text;
  }
  Station station = make_station(1);
  station.lat += 1e-9;
  StationTable other;
  other.add(station);
  EXPECT_FALSE(table.same(1, other, 0));
}

RC_GTEST_PROP(StationTable, AnyTextsSurvive, (std::vector<std::vector<std::string>> rows)) {
  StationTable table;
  for (auto& row : rows) {
    Station station;
    row.resize(kStationTexts);
    std::copy(row.begin(), row.end(), station.texts.begin());
    table.add(station);
  }
  const auto back = StationTable::decode(table.encode());
  RC_ASSERT(back.size() == table.size());
  for (std::size_t row = 0; row < table.size(); ++row) RC_ASSERT(back.same(row, table, row));
}

TEST(ImportReport, HasTheShapeOthersRead) {
  ImportReport report;
  report.rows = 3;
  report.added = 2;
  report.refused.push_back({4, "dpt", "abc", {"intake.refused.not-a-count", {}}});
  report.flagged[static_cast<std::size_t>(Flag::shared_point)] = 1;
  const Json json = to_json(report);
  EXPECT_EQ(json["rows"], 3);
  EXPECT_EQ(json["refused"][0]["row"], 4);
  EXPECT_EQ(json["refused"][0]["why"]["code"], "intake.refused.not-a-count");
  EXPECT_EQ(json["flagged"].size(), kFlagNames.size());
  EXPECT_EQ(json["flagged"]["shared-point"], 1);
  EXPECT_EQ(json["flagged"].begin().key(), "mis-scaled") << "in MODEL's order";
}

}  // namespace
}  // namespace adem::election
