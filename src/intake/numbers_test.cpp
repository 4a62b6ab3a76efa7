#include "intake/numbers.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/format.h"
#include "intake/text.h"

namespace adem::intake {
namespace {

TEST(Coordinates, AreReadAsPeopleWriteThem) {
  const std::pair<const char*, double> good[] = {
      {"106.638", 106.638},
      {" -6.1873164 ", -6.1873164},
      {"106,638", 106.638},
      {"\u22126,1873", -6.1873},
      {"\u00A0106.6\u00A0", 106.6},
      {"- 6.5", -6.5},
      {"106.638\u00B0", 106.638},
      {"-6.187.316", -6187316},
      {"106.638.123", 106638123},
      {"1.234,5", 1234.5},
      {"6\u00B011'14.3\"S", -(6 + 11 / 60.0 + 14.3 / 3600)},
      {"6\u00B0 11\u2032 14,3\u2033 LS", -(6 + 11 / 60.0 + 14.3 / 3600)},
      {"03\u00B019'03.44\" N", 3 + 19 / 60.0 + 3.44 / 3600},
      {"106 40 46 BT", 106 + 40 / 60.0 + 46 / 3600.0},
      {"S 6.5", -6.5},
      {"6.5 Lintang Selatan", -6.5},
      {"-6\u00B030'", -6.5},
  };
  for (const auto& [text, value] : good) {
    const auto got = parse_coordinate(text);
    ASSERT_TRUE(got) << text;
    EXPECT_NEAR(*got, value, 1e-9) << text;
  }
}

TEST(Coordinates, NothingIsReadIntoOtherTexts) {
  for (const char* bad : {"", " ", "-", "menyusul", "N", "LS", "nan", "inf", "6.1.2", "6,1,2",
                          "6\u00B061'0\"", "12 34 56 78", "0x10", "--6", "6..5", "abc6"}) {
    EXPECT_FALSE(parse_coordinate(bad)) << bad;
  }
}

RC_GTEST_PROP(Coordinates, AnyNumberWithPointOrComma, ()) {
  const double value = *rc::gen::inRange(-180'000'000, 180'000'000) / 1e6;
  std::string text = fmt::format("{:.6f}", value);
  RC_ASSERT(parse_coordinate(text) == value);
  std::replace(text.begin(), text.end(), '.', ',');
  RC_ASSERT(parse_coordinate(text) == value);
}

TEST(Counts, AreWholeNumbersOfPeople) {
  EXPECT_EQ(parse_count("600"), 600);
  EXPECT_EQ(parse_count(" 1.200 "), 1200);
  EXPECT_EQ(parse_count("1,200"), 1200);
  EXPECT_EQ(parse_count("600,0"), 600);
  EXPECT_EQ(parse_count("600.0"), 600);
  for (const char* bad : {"", "abc", "-1", "12.5", "285 orang", "99999999999", "1e3x"}) {
    EXPECT_FALSE(parse_count(bad)) << bad;
  }
}

TEST(Metres, KnowTheirUnit) {
  EXPECT_DOUBLE_EQ(parse_metres("0,5").value(), 0.5);
  EXPECT_DOUBLE_EQ(parse_metres("30 cm").value(), 0.3);
  EXPECT_DOUBLE_EQ(parse_metres("8 m").value(), 8);
  EXPECT_FALSE(parse_metres("tinggi"));
}

TEST(DecimalText, HasNoTail) {
  EXPECT_EQ(decimal_text(1.06638 * 100), "106.638");
  EXPECT_EQ(decimal_text(-6), "-6");
  EXPECT_EQ(decimal_text(0), "0");
}

TEST(Text, LabelsOfStations) {
  const auto full = station_label("1658416001-TPS 001");
  EXPECT_EQ(full.id, "1658416001");
  EXPECT_EQ(full.name, "TPS 001");
  EXPECT_EQ(full.number, "001");
  EXPECT_EQ(station_label("7").number, "7");
  EXPECT_EQ(station_label("TPS 901 LAPAS").number, "901");
  EXPECT_EQ(station_label("Balai Desa").number, "Balai Desa");
  EXPECT_FALSE(numbered_name("1-2"));
  EXPECT_FALSE(numbered_name("CIPONDOH"));
}

TEST(Text, NamesFoldToTheirLetters) {
  EXPECT_EQ(folded("Kelurahan/Desa "), folded("kelurahan_desa"));
  EXPECT_EQ(folded_place("Kel. Cipondoh Makmur"), "cipondohmakmur");
  EXPECT_EQ(folded_place("Kota"), "kota");
  EXPECT_EQ(folded_place("DESA"), "desa");
}

TEST(Text, ObjectsAreJson) {
  std::string object;
  append_member(object, "a\"b", "line\nbreak\\");
  append_number(object, "n", -3);
  close_object(object);
  const auto json = Json::parse(object);
  EXPECT_EQ(json["a\"b"], "line\nbreak\\");
  EXPECT_EQ(json["n"], -3);
}

}  // namespace
}  // namespace adem::intake
