#include "intake/told_words.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/format.h"

namespace adem::intake {
namespace {

using election::Answered;
using election::Mark;

TEST(ToldWords, HeadingsOfBothLanguagesAreKnown) {
  for (std::size_t i = 0; i < kFields; ++i) {
    const auto field = static_cast<Field>(i);
    EXPECT_EQ(field_of(heading(field, "id")), field) << name_of(field);
    EXPECT_EQ(field_of(heading(field, "en")), field) << name_of(field);
    EXPECT_EQ(field_of(name_of(field)), field) << name_of(field);
  }
}

TEST(ToldWords, ShortHeadingsAreKnownAndOthersAreNot) {
  EXPECT_EQ(field_of("PERNAH TERGENANG?"), Field::flooded);
  EXPECT_EQ(field_of("Tinggi air (cm)"), Field::height);
  EXPECT_EQ(field_of("Tanggal banjir"), Field::when);
  EXPECT_EQ(field_of("Tanggal jawaban"), Field::told_at);
  EXPECT_EQ(field_of("No. TPS"), Field::station);
  EXPECT_EQ(field_of("Kunci TPS"), Field::key);
  EXPECT_EQ(field_of("Desa/Kelurahan"), Field::village);
  EXPECT_EQ(field_of("Jumlah pemilih"), std::nullopt);
  EXPECT_EQ(field_of("Jalanan"), std::nullopt);
  EXPECT_EQ(field_of(""), std::nullopt);
}

TEST(ToldWords, YesNoAndUnknown) {
  for (const char* yes :
       {"ya", "Ya", "YA.", "y", "yes", "iya", "1", "✓", "✔", " benar ", "Setuju"}) {
    EXPECT_EQ(read_answered(yes), Answered::yes) << yes;
  }
  for (const char* no : {"tidak", "Tdk", "no", "n", "0", "belum pernah", "tidak pernah", "t"}) {
    EXPECT_EQ(read_answered(no), Answered::no) << no;
  }
  for (const char* unknown : {"", "  ", "-", "?", "tidak tahu", "Belum diketahui", "unknown"}) {
    EXPECT_EQ(read_answered(unknown), Answered::unknown) << unknown;
  }
  for (const char* neither : {"mungkin", "x", "2", "ya tidak", "!!", "✗"}) {
    EXPECT_EQ(read_answered(neither), std::nullopt) << neither;
  }
}

TEST(ToldWords, HeightsOnAGrownPersonAndInCentimetres) {
  const auto mark = [](const char* text) {
    bool measured = false;
    return read_mark(text, measured);
  };
  EXPECT_EQ(mark("mata kaki"), Mark::ankle);
  EXPECT_EQ(mark("Setinggi lutut"), Mark::knee);
  EXPECT_EQ(mark("selutut"), Mark::knee);
  EXPECT_EQ(mark("sepinggang"), Mark::waist);
  EXPECT_EQ(mark("betis"), Mark::calf);
  EXPECT_EQ(mark("Ankle"), Mark::ankle);
  EXPECT_EQ(mark(""), Mark::unknown);
  EXPECT_EQ(mark("10 cm"), Mark::ankle);
  EXPECT_EQ(mark("0,3 m"), Mark::calf);
  EXPECT_EQ(mark("0.45 m"), Mark::knee);
  EXPECT_EQ(mark("90"), Mark::waist);
  EXPECT_EQ(mark("1"), std::nullopt);  // a metre or a centimetre?
  EXPECT_EQ(mark("60 kaki"), std::nullopt);
  EXPECT_EQ(mark("atap"), std::nullopt);
  EXPECT_EQ(mark("0 cm"), std::nullopt);
  EXPECT_EQ(mark("900 cm"), std::nullopt);
  bool measured = false;
  read_mark("40 cm", measured);
  EXPECT_TRUE(measured);
}

TEST(ToldWords, Days) {
  const Zone zone("Asia/Jakarta");
  const auto day = parse_date("2024-11-18", zone);
  for (const char* text : {"2024-11-18", "2024/11/18", "18/11/2024", "18-11-2024", "18.11.2024",
                           "18 November 2024", "18 nov 2024", "18 Nop 2024"}) {
    EXPECT_EQ(read_day(text, zone), day) << text;
  }
  EXPECT_EQ(read_day("8/1/2024", zone), parse_date("2024-01-08", zone));
  EXPECT_EQ(read_day("18/11/2024 19.30", zone), parse_instant("2024-11-18T19:30", zone));
  EXPECT_EQ(read_day("2024/11/18 00:00:00", zone), day);
  EXPECT_EQ(read_day("1 Des 2024", zone), parse_date("2024-12-01", zone));
  EXPECT_EQ(read_day("1 December 2024", zone), parse_date("2024-12-01", zone));
  for (const char* bad : {"", "kemarin", "31/02/2024", "11/18/2024", "45614", "18/11", "18/11/24",
                          "18/11/2024 25:00", "2024-11-18-19-20-21-22"}) {
    EXPECT_EQ(read_day(bad, zone), std::nullopt) << bad;
  }
}

TEST(ToldWords, AFaultNamesTheFieldAndHidesWhatIsPrivate) {
  const Zone zone("Asia/Jakarta");
  election::WitnessAnswer answer;
  bool measured = false;
  RawAnswer raw{.flooded = "ya", .alternative = "rumah warga 0812-3456-7890"};
  auto fault = read_answer(raw, zone, answer, measured);
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->field, Field::alternative);
  EXPECT_EQ(fault->why.code, "guard.phone");
  EXPECT_EQ(fault->value, "08…");
  // Also where a yes or a date was asked for.
  raw = {.flooded = "ya 1472050101900001"};
  fault = read_answer(raw, zone, answer, measured);
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->why.code, "guard.nik");
  raw = {.flooded = "mungkin"};
  EXPECT_EQ(read_answer(raw, zone, answer, measured)->why.code, "told.refused.flooded");
  raw = {.road = std::string(600, 'a')};
  EXPECT_EQ(read_answer(raw, zone, answer, measured)->why.code, "told.refused.too-long");
  raw = {.road = "\xff\xfe"};
  EXPECT_EQ(read_answer(raw, zone, answer, measured)->why.code, "told.refused.not-text");
  raw = {.told_at = "kemarin"};
  EXPECT_EQ(read_answer(raw, zone, answer, measured)->why.code, "told.refused.told-at");
}

TEST(ToldWords, NoRoadCutIsNoRoad) {
  const Zone zone("Asia/Jakarta");
  election::WitnessAnswer answer;
  bool measured = false;
  EXPECT_FALSE(read_answer({.road = "tidak ada"}, zone, answer, measured));
  EXPECT_EQ(answer.road_cut, "");
  EXPECT_FALSE(read_answer({.road = " Jalan \n Pantai "}, zone, answer, measured));
  EXPECT_EQ(answer.road_cut, "Jalan Pantai");
}

RC_GTEST_PROP(ToldWordsProperty, AnyCellIsReadOrRefused,
              (const std::string& a, const std::string& b, const std::string& c)) {
  const Zone zone("Asia/Jakarta");
  election::WitnessAnswer answer;
  bool measured = false;
  const auto fault =
      read_answer({.flooded = a, .when = b, .height = c, .told_at = b}, zone, answer, measured);
  if (fault) RC_ASSERT(!fault->why.code.empty());
  field_of(a);
}

RC_GTEST_PROP(ToldWordsProperty, EveryDayIsReadInEveryForm, ()) {
  const Zone zone("Asia/Jayapura");
  const auto y = *rc::gen::inRange(1950, 2100);
  const auto m = *rc::gen::inRange(1, 13);
  const auto d = *rc::gen::inRange(1, 29);
  const auto expected = parse_date(fmt::format("{:04}-{:02}-{:02}", y, m, d), zone);
  RC_ASSERT(expected.has_value());
  for (const auto& text :
       {fmt::format("{}/{}/{}", d, m, y), fmt::format("{:02}-{:02}-{}", d, m, y),
        fmt::format("{}/{:02}/{:02}", y, m, d), fmt::format("{} {} {}", d, m, y)}) {
    RC_ASSERT(read_day(text, zone) == expected);
  }
}

}  // namespace
}  // namespace adem::intake
