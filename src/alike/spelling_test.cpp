#include "alike/spelling.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace adem::alike {
namespace {

std::string normal(std::string_view text) { return Spelling::indonesian().normal(text); }

TEST(Spelling, ChatAbbreviationsAreTheirWords) {
  EXPECT_EQ(normal("TPS yg di Guntung tdk dibuka krn banjir"),
            normal("TPS yang di Guntung tidak dibuka karena banjir"));
  for (const char* no : {"gak", "ga", "gk", "nggak", "ngga", "enggak", "kagak", "tdk", "tak"}) {
    EXPECT_EQ(normal(no), "tidak") << no;
  }
  EXPECT_EQ(normal("dgn utk dmn"), "dengan untuk di mana");
  EXPECT_EQ(normal("dimana"), normal("di mana"));
}

TEST(Spelling, LettersHeldDownAreOne) {
  EXPECT_EQ(normal("banjirrrr bangettt"), "banjir sangat");
  EXPECT_EQ(normal("nggak"), normal("ngak"));
  EXPECT_EQ(normal("maaf"), normal("maf"));
  EXPECT_EQ(normal("1100 33"), "1100 33");  // digits are not letters
}

TEST(Spelling, TwoIsAWordSaidTwice) {
  EXPECT_EQ(normal("hati2"), "hati hati");
  EXPECT_EQ(normal("hati-hati"), "hati hati");
  EXPECT_EQ(normal("org2 di rmh2"), "orang orang di rumah rumah");
  EXPECT_EQ(normal("2 orang"), "2 orang");
  EXPECT_EQ(normal("h2"), "h2");
  EXPECT_EQ(normal("covid19"), "covid19");
}

TEST(Spelling, StationsHaveThreeDigits) {
  for (const char* one : {"TPS 1", "tps 01", "TPS001", "tps1", "TPS-1"}) {
    EXPECT_EQ(normal(one), "tps 001") << one;
  }
  EXPECT_EQ(normal("tps 12"), "tps 012");
  EXPECT_EQ(normal("tps2"), "tps 002");  // a number, not a word said twice
  EXPECT_EQ(normal("tps 0000001234"), "tps 1234");
  EXPECT_EQ(normal("tps 0"), "tps 000");
  EXPECT_EQ(normal("rumah 1"), "rumah 1");
}

TEST(Spelling, EndingsAreWrittenOut) {
  EXPECT_EQ(normal("kotakny"), "kotaknya");
  EXPECT_EQ(normal("ny"), "ny");
}

TEST(Spelling, NothingIsInventedOutOfNothing) {
  EXPECT_EQ(normal(""), "");
  EXPECT_EQ(normal("!!! ... "), "");
  EXPECT_EQ(normal("\xFF\xFE"), "");
}

TEST(Spelling, IsStableUnderItself) {
  for (const char* text : {"yg gak dtg ke TPS 1", "hati2 dmn banjirrr", "kotakny dibw ke tps12"}) {
    EXPECT_EQ(normal(normal(text)), normal(text));
  }
}

std::string refused(const char* table) {
  try {
    Spelling spelling(Json::parse(table));
  } catch (const Error& error) {
    return std::get<std::string>(error.message().args.at(0).second);
  }
  return "";
}

TEST(Spelling, ATableThatContradictsItselfIsRefused) {
  constexpr auto table = [](const std::string& words) {
    return R"({"numbered": {}, "endings": {}, "words": )" + words + "}";
  };
  EXPECT_EQ(refused(table(R"({"a1": ["x"], "b1": ["x"]})").c_str()), "x");
  EXPECT_EQ(refused(table(R"({"a1": ["xy"], "b1": ["xxy"]})").c_str()), "xxy");  // same letters
  EXPECT_EQ(refused(table(R"({"a1": ["two words"]})").c_str()), "two words");
  EXPECT_EQ(refused(table(R"({"a1": ["UP"]})").c_str()), "UP");
  EXPECT_EQ(refused(table(R"({"a1": ["b1"], "b1": ["c1"]})").c_str()), "b1");
  EXPECT_EQ(refused(table(R"({"a1": ["x"], "b1": ["y"]})").c_str()), "");
}

}  // namespace
}  // namespace adem::alike
