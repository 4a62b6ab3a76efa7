#include "intake/observed.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "intake/told_fixture.h"

namespace adem::intake {
namespace {

using election::Link;
using testing::Scratch;

const Zone kZone("Asia/Jakarta");

Instant local(const std::string& text) { return *parse_instant(text, kZone); }

ObservedDay day() {
  return {"2024-11-27", kZone, local("2024-11-27T07:00"), local("2024-11-27T13:00"),
          election::station_window(*parse_date("2024-11-27", kZone))};
}

ObservedResult read(const std::string& text, const Options& options = {}) {
  const Scratch scratch;
  const auto r = testing::told_register();
  return read_observed(scratch.write("o.csv", text), r.stations, r.areas, day(), options);
}

std::string error_of(const std::string& text, const Options& options = {}) {
  try {
    read(text, options);
  } catch (const Error& error) {
    return error.message().code;
  }
  return "read";
}

std::string refused(const std::string& row) {
  const auto got = read("Kunci TPS;Dari;Sampai;Berjalan;Sebab\n" + row + "\n");
  EXPECT_EQ(got.rows, 1U);
  EXPECT_TRUE(got.observed.empty());
  return got.refused.size() == 1 ? got.refused[0].why.code : "not refused";
}

TEST(Observed, ReadsBothLanguages) {
  const auto id = read(
      "Kunci TPS;Dari;Sampai;Keadaan;Sebab;Catatan\n"
      "9901011001001;07.00;9.30;Tidak berjalan;Logistik;truk tidak sampai\n"
      "9901011001001;09:30;;berjalan;;\n"
      "9901011001002;;;;;belum ada kabar\n");
  ASSERT_EQ(id.observed.size(), 2U);
  EXPECT_EQ(id.rows, 3U);
  EXPECT_EQ(id.blank, 1U);
  EXPECT_TRUE(id.refused.empty());
  EXPECT_EQ(id.observed[0].station, "9901011001001");
  EXPECT_EQ(id.observed[0].from, local("2024-11-27T07:00"));
  EXPECT_EQ(id.observed[0].to, local("2024-11-27T09:30"));
  EXPECT_FALSE(id.observed[0].worked);
  EXPECT_EQ(id.observed[0].reason, Link::box);
  EXPECT_TRUE(id.observed[1].worked);
  EXPECT_EQ(id.observed[1].to, local("2024-11-27T13:00"));
  const auto en = read(
      "Station,Village,From,To,Worked,Reason\n"
      "TPS 001,Contoh Hulu,2024-11-27 06:15,27/11/2024 08:00,no,crew\n");
  ASSERT_EQ(en.observed.size(), 1U);
  EXPECT_EQ(en.observed[0].station, "9901011002001");
  EXPECT_EQ(en.observed[0].from, local("2024-11-27T06:15"));
  EXPECT_EQ(en.observed[0].to, local("2024-11-27T08:00"));
  EXPECT_EQ(en.observed[0].reason, Link::crew);
}

TEST(Observed, EachBadCellRefusesItsRow) {
  EXPECT_EQ(refused("9901011001009;;;ya;"), "told.refused.unknown-station");
  EXPECT_EQ(refused(";07:00;08:00;ya;"), "told.refused.no-station");
  EXPECT_EQ(refused("9901011001001;25:00;;ya;"), "observed.refused.hour");
  EXPECT_EQ(refused("9901011001001;pagi;;ya;"), "observed.refused.hour");
  EXPECT_EQ(refused("9901011001001;;7;ya;"), "observed.refused.hour");
  EXPECT_EQ(refused("9901011001001;09:00;08:00;ya;"), "observed.refused.order");
  EXPECT_EQ(refused("9901011001001;08:00;08:00;ya;"), "observed.refused.order");
  EXPECT_EQ(refused("9901011001001;2024-11-20 07:00;2024-11-20 08:00;ya;"),
            "observed.refused.outside");
  EXPECT_EQ(refused("9901011001001;;;mungkin;"), "observed.refused.worked");
  EXPECT_EQ(refused("9901011001001;;;tidak;hujan"), "observed.refused.reason");
  EXPECT_EQ(refused("9901011001001;;;tidak;hub. 081234567890"), "guard.phone");
}

TEST(Observed, ARefusalNamesItsPlace) {
  const auto got =
      read("Kunci TPS;Dari;Sampai;Berjalan\n9901011001001;;;ya\n9901011001002;x;;ya\n");
  ASSERT_EQ(got.refused.size(), 1U);
  EXPECT_EQ(got.refused[0].row, 3U);
  EXPECT_EQ(got.refused[0].column, "Dari");
  EXPECT_EQ(got.refused[0].value, "x");
  EXPECT_EQ(got.observed.size(), 1U);
}

TEST(Observed, MalformedFilesAreErrors) {
  EXPECT_EQ(error_of(""), "geo.no-header");
  EXPECT_EQ(error_of("Kunci TPS;Dari\n9901011001001;07:00\n"), "observed.no-worked-column");
  EXPECT_EQ(error_of("Dari;Berjalan\n07:00;ya\n"), "told.no-station-column");
  Options options;
  options.columns = {{"worked", "Ada"}};
  EXPECT_EQ(error_of("Kunci TPS;Dari\n9901011001001;07:00\n", options), "told.no-column");
  options.columns = {{"worked", "Lain"}};
  EXPECT_EQ(read("Kunci TPS;Lain\n9901011001001;ya\n", options).observed.size(), 1U);
}

}  // namespace
}  // namespace adem::intake
