#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "base/format.h"
#include "brief/brief.h"
#include "brief/brief_fixture.h"

namespace adem::brief {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
  }));
}

TEST(BriefText, OpensWithStampPromisesAndWorry) {
  const auto fixture = make_fixture();
  const auto text = brief_text(fixture.input(), {"id", fixture_zone()});
  EXPECT_THAT(text, StartsWith("LATIHAN - DATA BUATAN\n"));
  EXPECT_LT(text.find("menulis daftar"), text.find("TPS 002 Teluk Makmur"));
  EXPECT_THAT(text, HasSubstr("5 belum diketahui"));
  EXPECT_LT(characters(text), 1000U);
}

TEST(BriefText, CountsWhatItLeavesOut) {
  auto fixture = large_fixture(1230);
  for (int i = 0; i < 50; ++i) {
    desk::Commitment promise;
    promise.owner = fmt::format("PPS {}", i);
    promise.text = "memeriksa jalan menuju TPS dan melaporkannya kepada PPK";
    promise.due = "2024-11-25";
    fixture.promises.push_back(promise);
  }
  const auto text = brief_text(fixture.input(), {"id", fixture_zone()});
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  EXPECT_LT(characters(text), 1000U);
  EXPECT_THAT(text, HasSubstr("janji lagi."));
  EXPECT_THAT(text, HasSubstr("TPS lagi."));
  EXPECT_GT(lines, 8U);
}

TEST(BriefText, LeavesOutALineThatIsTooLongRatherThanCutIt) {
  auto fixture = make_fixture();
  fixture.promises[1].text = std::string(3000, 'a');
  const auto text = brief_text(fixture.input(), {"en", fixture_zone()});
  EXPECT_THAT(text, Not(HasSubstr("aaaa")));
  EXPECT_THAT(text, HasSubstr("and 1 more promise."));
  EXPECT_THAT(text, HasSubstr("mengirim titik TPS 003"));
}

RC_GTEST_PROP(BriefText, IsShortWhateverTheListsHold, ()) {
  auto fixture = make_fixture();
  const auto any = [] {
    const auto letters = *rc::gen::container<std::string>(rc::gen::inRange('a', 'z'));
    std::string text;
    for (int i = *rc::gen::inRange(0, 12); i >= 0; --i) text += letters + " é…漢 ";
    return text;
  };
  for (auto& promise : fixture.promises) promise.text = promise.owner = any();
  for (auto& area : fixture.areas) area.name = any();
  for (auto& station : fixture.outlook.stations) {
    station.name = any();
    for (auto& answer : station.witness) answer.office = answer.alternative = any();
  }
  auto input = fixture.input();
  input.title = any();
  for (const char* language : {"id", "en"}) {
    RC_ASSERT(characters(brief_text(input, {language, fixture_zone()})) < 1000U);
  }
}

}  // namespace
}  // namespace adem::brief
