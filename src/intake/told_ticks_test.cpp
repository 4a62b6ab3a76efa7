#include <algorithm>
#include <gtest/gtest.h>

#include "base/error.h"
#include "intake/told.h"
#include "intake/told_fixture.h"

namespace adem::intake {
namespace {

using testing::Scratch;
using testing::told_register;

TicksResult ticks(const std::string& csv) {
  const Scratch scratch;
  const auto r = told_register();
  return read_ticks(scratch.write("t.csv", csv), r.stations, r.areas,
                    election::indicator_set("bawaslu-2024-11"), "Bawaslu, 20 Nov", {});
}

std::string code_of(const std::string& csv) {
  try {
    ticks(csv);
  } catch (const Error& error) {
    return error.message().code;
  }
  return "read";
}

TEST(Ticks, WideFormByNumberCodeAndName) {
  const auto read = ticks(
      "Kunci TPS;22;late;Kendala internet;Alamat\n"
      "9901011001001;ya;tidak;;Jalan A\n"
      "9901011001002;;;;Jalan B\n");
  ASSERT_EQ(read.ticks.size(), 2U);
  EXPECT_EQ(read.ticks[0].indicator, "disaster-prone");
  EXPECT_TRUE(read.ticks[0].ticked);
  EXPECT_EQ(read.ticks[0].source, "Bawaslu, 20 Nov");
  EXPECT_EQ(read.ticks[1].indicator, "late");
  EXPECT_FALSE(read.ticks[1].ticked);
  EXPECT_EQ(read.rows, (std::vector<std::size_t>{1, 1}));
  EXPECT_EQ(read.report.rows, 2U);
  EXPECT_EQ(read.report.unchanged, 1U);
  EXPECT_TRUE(read.report.refused.empty());
}

TEST(Ticks, LongForm) {
  const auto read = ticks(
      "TPS;Desa;Indikator;Jawaban;Sumber\n"
      "TPS 001;Contoh Hilir;Rawan bencana (banjir, tanah longsor, gempa);ya;Panwaslu\n"
      "TPS 001;Contoh Hulu;28;0;\n"
      "TPS 001;Contoh Hulu;29;1;\n"
      "TPS 009;Contoh Hulu;28;1;\n"
      "TPS 002;Contoh Hilir;28;1;hub. 081234567890\n");
  ASSERT_EQ(read.ticks.size(), 2U);
  EXPECT_EQ(read.ticks[0].source, "Panwaslu");
  EXPECT_EQ(read.ticks[1].indicator, "electricity");
  EXPECT_EQ(read.ticks[1].station, "9901011002001");
  ASSERT_EQ(read.report.refused.size(), 3U);
  EXPECT_EQ(read.report.refused[0].why.code, "told.refused.unknown-indicator");
  EXPECT_EQ(read.report.refused[0].row, 4U);
  EXPECT_EQ(read.report.refused[0].value, "29");
  EXPECT_EQ(read.report.refused[1].why.code, "told.refused.unknown-station");
  EXPECT_EQ(read.report.refused[2].why.code, "guard.phone");
  EXPECT_EQ(read.report.rows, 5U);
}

TEST(Ticks, ACellThatIsNeitherYesNorNoRefusesItsRow) {
  const auto read = ticks("Kunci TPS;late;internet\n9901011001001;ya;mungkin\n");
  EXPECT_TRUE(read.ticks.empty());
  ASSERT_EQ(read.report.refused.size(), 1U);
  EXPECT_EQ(read.report.refused[0].column, "internet");
  EXPECT_EQ(read.report.refused[0].why.code, "told.refused.yes-no");
}

TEST(Ticks, ACrossIsReadByTheCompanyItKeeps) {
  auto read = ticks("Kunci TPS;late;internet\n9901011001001;x;\n9901011001002;X;x\n");
  ASSERT_EQ(read.ticks.size(), 3U);
  EXPECT_TRUE(std::ranges::all_of(read.ticks, &election::IndicatorTick::ticked));
  EXPECT_EQ(read.report.notes.front().code, "told.note.cross");
  read = ticks("Kunci TPS;late;internet\n9901011001001;x;✓\n");
  ASSERT_EQ(read.ticks.size(), 2U);
  EXPECT_FALSE(read.ticks[0].ticked);
  EXPECT_TRUE(read.ticks[1].ticked);
  read = ticks("Kunci TPS;late;internet\n9901011001001;x;ya\n");
  ASSERT_EQ(read.report.refused.size(), 1U);
  EXPECT_EQ(read.report.refused[0].why.code, "told.refused.unclear-cross");
}

TEST(Ticks, AMisspeltIndicatorIsNotLostInSilence) {
  EXPECT_EQ(code_of("Kunci TPS;late;disaster-prnoe\n9901011001001;ya;ya\n"),
            "told.unknown-indicator");
  EXPECT_EQ(code_of("Kunci TPS;late;29\n9901011001001;ya;ya\n"), "told.unknown-indicator");
  EXPECT_EQ(code_of("Kunci TPS;late;Terlambat;22\n9901011001001;ya;ya;ya\n"),
            "told.unknown-indicator");
  EXPECT_EQ(code_of("Kunci TPS;late;19\n9901011001001;ya;ya\n"), "told.repeated-indicator");
  EXPECT_EQ(code_of("Kunci TPS;Keterangan\n9901011001001;jalan rusak\n"), "told.no-indicator");
  EXPECT_EQ(code_of("late\nya\n"), "told.no-station-column");
  const auto read = ticks("No;Kunci TPS;late;Keterangan\n1;9901011001001;ya;jalan rusak\n");
  ASSERT_EQ(read.ticks.size(), 1U);
  ASSERT_EQ(read.report.notes.size(), 1U);
  EXPECT_EQ(read.report.notes[0].code, "told.note.ignored-column");
}

}  // namespace
}  // namespace adem::intake
