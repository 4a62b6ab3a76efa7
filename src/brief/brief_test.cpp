#include "brief/brief.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/format.h"
#include "brief/brief_fixture.h"
#include "brief/brief_view.h"

namespace adem::brief {
namespace {

using testing::HasSubstr;
using testing::Not;

words::Speech speech_in(const char* language) { return {language, fixture_zone()}; }

std::size_t times(std::string_view text, std::string_view part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

TEST(BriefHtml, OpensWithPromisesThenStationsOfWorry) {
  const auto fixture = make_fixture();
  const auto page = brief_html(fixture.input(), speech_in("id"));
  const auto promises = page.find("<section id=\"promises\">");
  const auto worry = page.find("<section id=\"worry\">");
  const auto counts = page.find("<section id=\"counts\">");
  ASSERT_NE(promises, std::string::npos);
  EXPECT_LT(promises, worry);
  EXPECT_LT(worry, counts);
  // The overdue one comes first, whatever order it was given in.
  EXPECT_LT(page.find("menulis daftar tempat pengganti"), page.find("mengirim titik TPS 003"));
  EXPECT_THAT(page, HasSubstr("lewat 3 hari"));
}

TEST(BriefHtml, KeepsToldAndComputedApart) {
  auto fixture = make_fixture();
  const auto page = brief_html(fixture.input(), speech_in("id"));
  // A cut road stands beside a dry floor without contradicting it.
  EXPECT_THAT(page, HasSubstr("Jalan terputus: jembatan kecil ke Guntung."));
  EXPECT_THAT(page, Not(HasSubstr("Keterangan dan hitungan berbeda.")));
  for (auto& station : fixture.outlook.stations) {
    for (auto& answer : station.witness) answer.flooded = election::Answered::yes;
  }
  EXPECT_THAT(brief_html(fixture.input(), speech_in("id")),
              HasSubstr("Keterangan dan hitungan berbeda."));
}

TEST(BriefHtml, IsOneFileWithoutScripts) {
  const auto fixture = make_fixture();
  const auto page = brief_html(fixture.input(), speech_in("en"));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("<link")));
  EXPECT_THAT(page, Not(HasSubstr("src=")));
  EXPECT_THAT(page, Not(HasSubstr("@import")));
  EXPECT_EQ(times(page, "http"), times(page, "http://www.w3.org/2000/svg"));
  EXPECT_THAT(page, Not(HasSubstr("brief.")));  // a sentence that the catalogue lacks
}

TEST(BriefHtml, EscapesWhatListsHold) {
  auto fixture = make_fixture();
  const std::string bad = "<script>alert('x')</script> & \"y\"";
  fixture.areas[0].name = bad;
  fixture.promises[0].text = bad;
  fixture.promises[1].owner = bad;
  fixture.outlook.made_from[0].name = bad;
  fixture.meetings[0].obstacles[0].effect = bad;
  for (auto& station : fixture.outlook.stations) {
    station.name = bad;
    for (auto& answer : station.witness) answer.road_cut = answer.office = bad;
  }
  auto input = fixture.input();
  input.title = bad;
  const auto page = brief_html(input, speech_in("id"));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("alert('x')")));
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;"));
}

TEST(BriefHtml, StampsAnExerciseInEverySectionAndInThePicture) {
  auto fixture = make_fixture();
  const auto page = brief_html(fixture.input(), speech_in("en"));
  EXPECT_GE(times(page, "LATIHAN - DATA BUATAN"), times(page, "<section") + 3);
  fixture.exercise = false;
  EXPECT_THAT(brief_html(fixture.input(), speech_in("en")), Not(HasSubstr("LATIHAN")));
}

TEST(BriefHtml, ListsStationsWithoutAPointBesideTheMap) {
  const auto fixture = make_fixture();
  const auto page = brief_html(fixture.input(), speech_in("id"));
  EXPECT_THAT(page, HasSubstr("5 TPS tidak ada di peta: titiknya belum ada"));
  EXPECT_THAT(page, HasSubstr("<b>Guntung</b>: TPS 003"));
}

TEST(BriefHtml, LeavesUnknownUnknown) {
  auto fixture = make_fixture();
  fixture.hazards.clear();
  fixture.outlook.made_from.clear();
  for (auto& station : fixture.outlook.stations) {
    station.status = election::Status::unknown;
    station.links = {};
    station.works = {};
    station.reason = {};
    station.rawan_by_witness = false;
    station.witness.clear();
  }
  const auto page = brief_html(fixture.input(), speech_in("id"));
  EXPECT_THAT(page, HasSubstr("27 TPS belum diketahui keadaannya"));
  EXPECT_THAT(page, HasSubstr("<b>0</b> Siap"));
  EXPECT_THAT(page, HasSubstr("Pelintung 10, Teluk Makmur 8"));
}

TEST(BriefHtml, StandsWithNothingAtAll) {
  Fixture fixture;
  fixture.now = fixture_time("2024-11-20T19:00");
  fixture.exercise = false;
  for (const char* language : {"id", "en"}) {
    const auto speech = speech_in(language);
    EXPECT_THAT(brief_html(fixture.input(), speech), HasSubstr("</html>"));
    EXPECT_LT(brief_text(fixture.input(), speech).size(), 1000U);
    EXPECT_EQ(times(brief_csv(fixture.input(), speech), "\r\n"), 2U);
  }
}

TEST(BriefHtml, StaysSmallForThousandsOfStations) {
  const auto fixture = large_fixture(5000);
  const auto page = brief_html(fixture.input(), speech_in("id"));
  EXPECT_LT(page.size(), 2'000'000U);
  EXPECT_THAT(page, HasSubstr("semuanya ada dalam CSV"));
}

TEST(BriefHtml, IsTheSameTwice) {
  const auto fixture = make_fixture();
  const auto speech = speech_in("en");
  EXPECT_EQ(brief_html(fixture.input(), speech), brief_html(fixture.input(), speech));
}

TEST(BriefView, TakesTurnsBetweenTheTwoSources) {
  const auto fixture = make_fixture();
  const auto view = make_view(fixture.input(), fixture_zone());
  ASSERT_EQ(view.worry.size(), 6U);
  const auto& stations = fixture.outlook.stations;
  // Named by both, then one by computation, one by witness, …
  EXPECT_TRUE(computed_trouble(stations[view.worry[0]]));
  EXPECT_TRUE(stations[view.worry[0]].rawan_by_witness);
  EXPECT_TRUE(computed_trouble(stations[view.worry[1]]));
  EXPECT_FALSE(computed_trouble(stations[view.worry[2]]));
  EXPECT_TRUE(stations[view.worry[2]].rawan_by_witness);
  EXPECT_EQ(view.overdue, 1U);
  EXPECT_EQ(view.promises.back().due, "");
}

TEST(BriefView, CountsDaysByTheCalendar) {
  EXPECT_EQ(days_between("2024-11-20", "2024-11-27", fixture_zone()), 7);
  EXPECT_EQ(days_between("2024-11-27", "2024-11-20", fixture_zone()), -7);
  EXPECT_EQ(days_between("2024-11-27", "besok", fixture_zone()), 0);
  // Clocks go forward in between.
  EXPECT_EQ(days_between("2024-03-30", "2024-04-01", Zone("Europe/Berlin")), 2);
}

}  // namespace
}  // namespace adem::brief
