#include "brief/time_strip.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "brief/brief_fixture.h"

namespace adem::brief {
namespace {

using testing::HasSubstr;
using testing::Not;

election::StationOutlook with(std::vector<float> chance) {
  election::StationOutlook station;
  station.works.chance = std::move(chance);
  return station;
}

TEST(TimeStrip, GathersEqualStepsIntoRuns) {
  election::LinkSeries series;
  series.chance = {1, 1, 0.5F, -1, -1, 1};
  const auto runs = strip_runs(series, 6);
  ASSERT_EQ(runs.size(), 4U);
  EXPECT_EQ(runs[0].to, 2U);
  EXPECT_EQ(runs[2].chance, -1);
  EXPECT_EQ(runs[3].from, 5U);
  series.chance = {1};  // one value stands for the whole window
  EXPECT_EQ(strip_runs(series, 168).size(), 1U);
  series.chance.clear();
  EXPECT_EQ(strip_runs(series, 168).at(0).chance, -1);
}

TEST(TimeStrip, SaysTheHoursInWords) {
  const auto fixture = make_fixture();
  const words::Speech speech("id", fixture_zone());
  std::vector<float> chance(168, 1.0F);
  for (std::size_t i = 40; i < 52; ++i) chance[i] = 0.1F;
  for (std::size_t i = 160; i < 168; ++i) chance[i] = -1;
  EXPECT_EQ(strip_words(with(chance), fixture.input(), speech),
            "Terganggu: 22.00 sehari sebelumnya sampai 01.00. Belum diketahui: 04.00 esok harinya "
            "sampai 06.00 esok harinya.");
  EXPECT_EQ(strip_words(with({}), fixture.input(), speech), "Belum diketahui sepanjang hari.");
  EXPECT_THAT(strip_words(with({1}), fixture.input(), speech), HasSubstr("Tidak ada genangan"));
}

TEST(TimeStrip, HatchesUnknownAndFillsFlood) {
  const auto fixture = make_fixture();
  const words::Speech speech("en", fixture_zone());
  const auto unknown = time_strip(with({}), fixture.input(), speech);
  EXPECT_THAT(unknown, HasSubstr("url(#p-unknown)"));
  EXPECT_THAT(unknown, HasSubstr("Not known for the whole day."));
  EXPECT_THAT(unknown, Not(HasSubstr("#2171b5")));
  EXPECT_THAT(time_strip(with({0.2F}), fixture.input(), speech), HasSubstr("#2171b5"));
}

TEST(TimeStrip, MarksTheDutiesOfTheRuleBook) {
  auto fixture = make_fixture();
  const words::Speech speech("en", fixture_zone());
  const auto strip = time_strip(with({1}), fixture.input(), speech);
  for (const char* part : {"Set-up 05:00", "Voting", "07:00", "13:00", "12:00", "06:00"}) {
    EXPECT_THAT(strip, HasSubstr(part));
  }
  fixture.rules.duties.clear();
  EXPECT_THAT(time_strip(with({1}), fixture.input(), speech), Not(HasSubstr("Voting")));
}

TEST(TimeStrip, ABarForEachLink) {
  const auto fixture = linked_fixture();
  const words::Speech speech("id", fixture_zone());
  const auto& station = fixture.outlook.stations[2];
  const auto strips = clock_strips(station, fixture.input(), speech);
  for (const char* name : {"Semuanya", "Lantai", "Kotak", "Petugas", "Pemilih"}) {
    EXPECT_THAT(strips, HasSubstr(name));
  }
  EXPECT_THAT(strips, HasSubstr("link weakest"));
  // One strip as before where the floor alone was computed.
  const auto alone = make_fixture();
  EXPECT_THAT(clock_strips(alone.outlook.stations[2], alone.input(), speech),
              Not(HasSubstr("Kotak")));
}

}  // namespace
}  // namespace adem::brief
