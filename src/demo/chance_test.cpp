#include "demo/chance.h"

#include <cmath>
#include <gtest/gtest.h>

namespace adem::demo {
namespace {

TEST(Chance, IsTheSameOnEveryMachine) {
  // First outputs of SplitMix64 for seed 1234567 (Vigna's reference code).
  Chance chance(1234567);
  EXPECT_EQ(chance.bits(), 6457827717110365317u);
  EXPECT_EQ(chance.bits(), 3203168211198807973u);
}

TEST(Chance, StaysInItsRange) {
  Chance chance(1);
  bool low = false, high = false;
  for (int i = 0; i < 1000; ++i) {
    const auto n = chance.whole(2, 4);
    EXPECT_TRUE(n >= 2 && n <= 4);
    low = low || n == 2;
    high = high || n == 4;
    const auto share = chance.share();
    EXPECT_TRUE(share >= 0 && share < 1);
  }
  EXPECT_TRUE(low && high);
}

TEST(Chance, ForksDoNotMoveEachOther) {
  const Chance chance(5);
  EXPECT_EQ(chance.fork(1).bits(), chance.fork(1).bits());
  EXPECT_NE(chance.fork(1).bits(), chance.fork(2).bits());
}

TEST(Noise, IsSmoothAndBounded) {
  for (double x = -5; x < 5; x += 0.01) {
    EXPECT_LE(std::abs(noise(3, x, 0.3 * x)), 1);
    EXPECT_LT(std::abs(noise(3, x + 0.001) - noise(3, x)), 0.01);
  }
}

}  // namespace
}  // namespace adem::demo
