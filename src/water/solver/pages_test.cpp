#include "water/solver/pages.h"

#include <cstdint>
#include <gtest/gtest.h>
#include <vector>

namespace adem::water {
namespace {

TEST(Arena, BlocksAreZeroApartAndOutliveIt) {
  constexpr std::size_t kBlock = 50000;
  std::vector<Floats> blocks;
  {
    Arena arena;
    for (int k = 0; k < 100; ++k) {
      blocks.push_back(arena.take(kBlock));
      float* block = blocks.back().get();
      ASSERT_EQ(reinterpret_cast<std::uintptr_t>(block) % 64, 0U);
      for (std::size_t i = 0; i < kBlock + 16; ++i) ASSERT_EQ(block[i], 0) << k;
      for (std::size_t i = 0; i < kBlock; ++i) block[i] = static_cast<float>(k);
    }
    blocks[50].reset();
  }
  for (std::size_t k = 0; k < blocks.size(); ++k) {
    if (blocks[k] == nullptr) continue;
    EXPECT_EQ(blocks[k].get()[0], static_cast<float>(k));
    EXPECT_EQ(blocks[k].get()[kBlock - 1], static_cast<float>(k));
  }
}

TEST(Pages, AVectorOfThemIsAVector) {
  PageFloats values(std::size_t{3} << 20, 1.0F);
  values.resize(std::size_t{4} << 20, 2.0F);
  EXPECT_EQ(values.front(), 1.0F);
  EXPECT_EQ(values.back(), 2.0F);
  EXPECT_TRUE(PageFloats().empty());
}

}  // namespace
}  // namespace adem::water
