#include "tiles/clip.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace adem::tiles {
namespace {

using Line = std::vector<GridPoint>;
constexpr GridBox kBox{0, 100};

TEST(ClipLine, KeepsWhatIsInside) {
  EXPECT_EQ(clip_line(Line{{10, 10}, {20, 20}, {20, 20}, {30, 10}}, kBox),
            (std::vector<Line>{{{10, 10}, {20, 20}, {30, 10}}}));
  EXPECT_TRUE(clip_line(Line{{-10, 5}, {-5, 200}}, kBox).empty());
  EXPECT_EQ(clip_line(Line{{-50, 50}, {150, 50}}, kBox), (std::vector<Line>{{{0, 50}, {100, 50}}}));
}

TEST(ClipLine, BreaksWhereItLeaves) {
  EXPECT_EQ(clip_line(Line{{50, 50}, {50, 150}, {60, 150}, {60, 50}}, kBox),
            (std::vector<Line>{{{50, 50}, {50, 100}}, {{60, 100}, {60, 50}}}));
}

TEST(ClipRing, KeepsTheAreaInside) {
  EXPECT_EQ(area2(clip_ring(Line{{-50, -50}, {150, -50}, {150, 150}, {-50, 150}}, kBox)), 20'000);
  EXPECT_EQ(area2(clip_ring(Line{{10, 10}, {20, 10}, {20, 20}}, kBox)), 100);
  EXPECT_TRUE(clip_ring(Line{{110, 10}, {120, 10}, {120, 20}}, kBox).empty());
  EXPECT_TRUE(clip_ring(Line{{10, 10}, {20, 20}}, kBox).empty());
}

GridPoint any_point() { return {*rc::gen::inRange(-300, 400), *rc::gen::inRange(-300, 400)}; }

RC_GTEST_PROP(ClipLine, NeverLeavesTheBox, ()) {
  Line line;
  const auto count = *rc::gen::inRange(2, 8);
  for (int i = 0; i < count; ++i) line.push_back(any_point());
  for (const Line& part : clip_line(line, kBox)) {
    RC_ASSERT(part.size() > 1);
    for (const GridPoint p : part) RC_ASSERT(p.x >= 0 && p.x <= 100 && p.y >= 0 && p.y <= 100);
  }
}

// The even-odd count of cells of the grid agrees with the clipped ring's area, but for its edge.
RC_GTEST_PROP(ClipRing, OfATriangleHasTheAreaOfWhatTheyShare, ()) {
  Line ring{any_point(), any_point(), any_point()};
  RC_PRE(area2(ring) != 0);
  const Line clipped = clip_ring(ring, kBox);
  const auto side = [](GridPoint a, GridPoint b, double x, double y) {
    return (double{1} * b.x - a.x) * (y - a.y) - (double{1} * b.y - a.y) * (x - a.x);
  };
  int cells = 0;
  for (int x = 0; x < 100; ++x) {
    for (int y = 0; y < 100; ++y) {
      const double s0 = side(ring[0], ring[1], x + 0.5, y + 0.5);
      const double s1 = side(ring[1], ring[2], x + 0.5, y + 0.5);
      const double s2 = side(ring[2], ring[0], x + 0.5, y + 0.5);
      cells += (s0 > 0) == (s1 > 0) && (s1 > 0) == (s2 > 0) ? 1 : 0;
    }
  }
  const double area = clipped.empty() ? 0 : std::abs(static_cast<double>(area2(clipped))) / 2;
  RC_ASSERT(std::abs(area - cells) < 350);  // half a cell along an outline of 700 at most
}

}  // namespace
}  // namespace adem::tiles
