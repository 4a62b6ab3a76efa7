#include "geo/shape.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "geo/locate.h"
#include "geo/text_encoding.h"

namespace adem::geo {
namespace {

Shape square(double x, double y, double side) {
  return {{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}}};
}

TEST(Shape, HolesAreOutside) {
  Shape shape = square(0, 0, 10);
  shape[0].push_back({{4, 4}, {4, 6}, {6, 6}, {6, 4}, {4, 4}});
  EXPECT_TRUE(contains(shape, {1, 1}));
  EXPECT_FALSE(contains(shape, {5, 5}));
  EXPECT_FALSE(contains(shape, {11, 5}));
  EXPECT_FALSE(contains({}, {0, 0}));
}

TEST(Shape, DistancesInMetres) {
  // One degree of a great circle on this sphere.
  EXPECT_NEAR(distance_m({0, 0}, {0, 1}), 111'195, 1);
  EXPECT_NEAR(distance_m({106, -6}, {107, -6}), 110'585, 5);
  EXPECT_EQ(distance_m({5, 5}, square(0, 0, 10)), 0);
  EXPECT_NEAR(distance_m({-0.01, 0.5}, square(0, 0, 1)), 1112, 2);
  EXPECT_TRUE(std::isinf(distance_m({0, 0}, Shape{})));
}

TEST(Shape, LabelPointIsTheCentroidOfTheLargestPart) {
  Shape shape = square(0, 0, 1);
  shape.push_back(square(100, 1, 4)[0]);
  const Point p = label_point(shape);
  EXPECT_NEAR(p.x, 102, 1e-9);
  EXPECT_NEAR(p.y, 3, 1e-9);
}

TEST(Shape, OrientTurnsRingsOneWay) {
  Shape shape = square(0, 0, 1);
  Shape turned = shape;
  std::reverse(turned[0][0].begin(), turned[0][0].end());
  orient(turned);
  EXPECT_EQ(turned, shape);
}

TEST(Box, IsEmptyUntilAPointIsPutIn) {
  Box box;
  EXPECT_TRUE(box.empty());
  EXPECT_TRUE(box.grown(1).empty());
  box.add(Point{2, 3});
  EXPECT_EQ(box, (Box{2, 3, 2, 3}));
}

RC_GTEST_PROP(AreaLocator, FindsWhatLookingAtAllShapesFinds, ()) {
  std::vector<Shape> shapes;
  const auto count = *rc::gen::inRange(0, 60);
  for (int i = 0; i < count; ++i) {
    shapes.push_back(
        square(*rc::gen::inRange(0, 100), *rc::gen::inRange(0, 100), *rc::gen::inRange(0, 20)));
    if (*rc::gen::inRange(0, 8) == 0) shapes.back().clear();
  }
  std::vector<const Shape*> pointers;
  for (const auto& shape : shapes) pointers.push_back(&shape);
  const AreaLocator locator(pointers);
  for (int n = 0; n < 50; ++n) {
    const Point p{*rc::gen::inRange(-10, 120) + 0.5, *rc::gen::inRange(-10, 120) + 0.5};
    std::optional<std::uint32_t> expected;
    for (std::uint32_t i = 0; i < shapes.size() && !expected; ++i) {
      if (contains(shapes[i], p)) expected = i;
    }
    RC_ASSERT(locator.find(p) == expected);
  }
}

TEST(Encoding, Utf8IsCheckedStrictly) {
  EXPECT_TRUE(valid_utf8("plain"));
  EXPECT_TRUE(valid_utf8("\xC3\xA9 \xE2\x88\x92 \xF0\x9F\x8C\x8A"));
  for (const char* bad : {"\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE2\x88", "\x80",
                          "12345678\xFF", "\xF0\x8F\x80\x80", "\xE0\x9F\xBF"}) {
    EXPECT_FALSE(valid_utf8(bad));
  }
  EXPECT_FALSE(valid_utf8(std::string_view("a\0b", 3)));
}

TEST(Encoding, Windows1252LosesNothing) {
  EXPECT_EQ(from_windows_1252("\x93Mawar\x94 \xB0 \x81"), "\u201CMawar\u201D \u00B0 \u0081");
}

}  // namespace
}  // namespace adem::geo
