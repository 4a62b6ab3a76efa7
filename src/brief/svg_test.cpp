#include "brief/svg.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace adem::brief {
namespace {

TEST(Svg, WritesNumbersWithoutALocale) {
  EXPECT_EQ(svg_number(12.5), "12.5");
  EXPECT_EQ(svg_number(3), "3");
  EXPECT_EQ(svg_number(100), "100");
  EXPECT_EQ(svg_number(-0.001), "0");
  EXPECT_EQ(svg_number(-0.256), "-0.26");
  EXPECT_EQ(svg_number(1234567.891), "1234567.89");
}

TEST(Svg, EscapesItsWords) {
  Svg svg;
  svg.text(1, 2, "start", 16, "<b>");
  EXPECT_EQ(svg.str(),
            "<text x=\"1\" y=\"2\" text-anchor=\"start\" font-size=\"16\">&lt;b&gt;</text>");
}

TEST(Svg, BreaksLinesBetweenWords) {
  EXPECT_THAT(wrapped("satu dua tiga", 10, 50), testing::ElementsAre("satu dua", "tiga"));
  EXPECT_THAT(wrapped("sangatpanjangsekali ya", 10, 30),
              testing::ElementsAre("sangatpanjangsekali", "ya"));
  EXPECT_TRUE(wrapped("", 10, 30).empty());
}

}  // namespace
}  // namespace adem::brief
