#include "words/plain.h"

#include <gtest/gtest.h>

namespace adem::words {
namespace {

TEST(PlainWords, KeepLettersAndDigitsAlone) {
  EXPECT_EQ(plain_words("  TPS 001, Guntung: BANJIR!!! (katanya) "),
            "tps 001 guntung banjir katanya");
  EXPECT_EQ(plain_words("hati-hati"), "hati hati");
  EXPECT_EQ(plain_words(""), "");
  EXPECT_EQ(plain_words(" .,- "), "");
}

TEST(PlainWords, MakeOneOfManyForms) {
  EXPECT_EQ(plain_words("ＴＰＳ\u00A0００１"), "tps 001");   // full width, no-break space
  EXPECT_EQ(plain_words("𝗧𝗣𝗦 𝙥𝙞𝙣𝙙𝙖𝙝"), "tps pindah");        // letters of mathematics
  EXPECT_EQ(plain_words("pin\u200Bdah"), "pindah");          // zero-width space
  EXPECT_EQ(plain_words("e\u0301"), plain_words("\u00E9"));  // one accent, two spellings
  EXPECT_EQ(plain_words("banjir🌊🌊tps"), "banjir tps");
  EXPECT_EQ(plain_words("١٢"), "١٢");
}

TEST(PlainWords, BytesThatAreNoTextPartWords) {
  EXPECT_EQ(plain_words("tps\xFF\xFEpindah"), "tps pindah");
  EXPECT_EQ(plain_words("\xE2\x80"), "");
  EXPECT_EQ(plain_words(std::string("a\0b", 3)), "a b");
}

}  // namespace
}  // namespace adem::words
