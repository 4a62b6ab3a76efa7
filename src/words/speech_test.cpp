#include "words/speech.h"

#include <gtest/gtest.h>

namespace adem::words {
namespace {

const Zone kJakarta("Asia/Jakarta");

Instant at(std::string_view text) { return parse_instant(text, kJakarta).value(); }

TEST(Speech, WritesNumbersAsEachLanguageDoes) {
  const Speech id("id", kJakarta);
  const Speech en("en", kJakarta);
  EXPECT_EQ(id.number(62550), "62.550");
  EXPECT_EQ(en.number(62550), "62,550");
  EXPECT_EQ(id.metres(0.351), "0,35 m");
  EXPECT_EQ(en.metres(-1234.5), "-1,234.50 m");
  EXPECT_EQ(id.number(-0.001, 2), "0,00");
}

TEST(Speech, WritesTimesAsEachLanguageDoes) {
  const Speech id("id", kJakarta);
  const Speech en("en", kJakarta);
  EXPECT_EQ(id.clock(at("2024-11-27T07:00")), "pukul 07.00 WIB");
  EXPECT_EQ(en.clock(at("2024-11-27T07:00")), "07:00 WIB");
  EXPECT_EQ(id.day(at("2024-11-27")), "Rabu, 27 November 2024");
  EXPECT_EQ(en.short_day(at("2024-11-27")), "27 Nov 2024");
  EXPECT_EQ(id.day_of("bukan tanggal"), "bukan tanggal");
}

TEST(Speech, SaysChancesInTenthsWithoutFalseCertainty) {
  const Speech id("id", kJakarta);
  EXPECT_EQ(id.chance(0.634), "6 dari 10");
  EXPECT_EQ(id.chance(0.99), "9 dari 10");
  EXPECT_EQ(id.chance(0.01), "1 dari 10");
  EXPECT_EQ(id.chance(1.0), "10 dari 10");
}

TEST(Speech, ShowsAnUnknownCodeInsteadOfCrashing) {
  const Speech en("en", kJakarta);
  EXPECT_EQ(en.say("no.such", {{"a", std::int64_t{1}}}), "no.such a=1");
  EXPECT_THROW(Speech("fr", kJakarta), Error);
}

}  // namespace
}  // namespace adem::words
