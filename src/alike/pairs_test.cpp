#include "alike/pairs.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "alike/alike_fixture.h"
#include "alike/spelling.h"

namespace adem::alike {
namespace {

Shingles pieces(std::string_view text) { return shingles_of(Spelling::indonesian().normal(text)); }

std::vector<Shingles> pieces(const std::vector<std::string>& texts) {
  std::vector<Shingles> sets;
  for (const auto& text : texts) sets.push_back(pieces(text));
  return sets;
}

std::vector<Pair> all_pairs(const std::vector<Shingles>& sets) {
  std::vector<Pair> found;
  for (std::uint32_t i = 0; i < sets.size(); ++i) {
    for (std::uint32_t j = i + 1; j < sets.size(); ++j) {
      const double size = static_cast<double>(sets[i].size() * sets[j].size());
      if (size > 0 && jaccard(sets[i], sets[j]) >= 0.8) found.push_back({i, j});
    }
  }
  return found;
}

TEST(Shingles, MeasureIsJaccards) {
  EXPECT_DOUBLE_EQ(jaccard({1, 2, 3, 4}, {2, 3, 4, 5}), 0.6);
  EXPECT_DOUBLE_EQ(jaccard({1, 2}, {1, 2}), 1);
  EXPECT_DOUBLE_EQ(jaccard({}, {1}), 0);
  EXPECT_DOUBLE_EQ(jaccard({}, {}), 0);
  EXPECT_TRUE(are_alike({1, 2, 3, 4}, {1, 2, 3, 4, 5}, 800));  // exactly 0.8
  EXPECT_FALSE(are_alike({1, 2, 3, 4}, {1, 2, 3, 4, 5}, 801));
  EXPECT_FALSE(are_alike({1, 2, 3, 4, 6}, {1, 2, 3, 4, 5}, 800));
  EXPECT_FALSE(are_alike({}, {}, 800));
}

RC_GTEST_PROP(Shingles, WholeNumbersJudgeAsTheMeasureDoes,
              (std::set<std::uint8_t> a, std::set<std::uint8_t> b)) {
  const Shingles one(a.begin(), a.end()), other(b.begin(), b.end());
  RC_ASSERT(are_alike(one, other, 800) == (jaccard(one, other) >= 0.8 - 1e-12));
}

TEST(Shingles, ShortTextsHavePiecesToo) {
  EXPECT_TRUE(shingles_of("").empty());
  EXPECT_EQ(shingles_of("tps").size(), 1u);
  EXPECT_EQ(shingles_of("abcd").size(), 1u);
  EXPECT_EQ(shingles_of("abcde").size(), 2u);
  EXPECT_EQ(shingles_of("aaaaaaaa").size(), 1u);
}

TEST(Shingles, AnotherNumberIsAnotherClaim) {
  const char* one = "kabarnya TPS 1 Guntung dipindah ke gedung sekolah dekat pasar karena banjir";
  const char* same = "Kabarnya tps 001 Guntung dipindah ke gedung sekolah dkt pasar krn banjir!!";
  const char* other = "kabarnya TPS 2 Guntung dipindah ke gedung sekolah dekat pasar karena banjir";
  EXPECT_EQ(jaccard(pieces(one), pieces(same)), 1);
  EXPECT_FALSE(are_alike(pieces(one), pieces(other), kAlike));
  // Also in a long text, and beside numbers that are the same.
  const std::string tail =
      " mulai pukul 07.00 sampai 13.00 dan warga diminta membawa undangan serta menunggu kabar "
      "dari "
      "petugas di lapangan sebelum berangkat supaya tidak terlalu lama antre di tempat yang baru";
  EXPECT_FALSE(are_alike(pieces(one + tail), pieces(other + tail), kAlike));
}

TEST(AlikePairs, FindAlmostAllAndNothingElse) {
  for (const std::uint64_t seed : {1u, 2u}) {
    const auto sets = pieces(testing::Claims(seed).make(800));
    const auto truth = all_pairs(sets), found = alike_pairs(sets);
    std::vector<Pair> right;
    std::ranges::set_intersection(truth, found, std::back_inserter(right));
    ASSERT_GT(truth.size(), 500u);
    EXPECT_EQ(right.size(), found.size()) << seed;  // precision 1: all are verified
    EXPECT_GE(static_cast<double>(right.size()), 0.99 * static_cast<double>(truth.size())) << seed;
  }
}

// Of pairs that are only just alike, which are the easiest to miss.
TEST(AlikePairs, MissFewOfThoseAtTheEdge) {
  std::mt19937_64 random(7);
  std::vector<Shingles> sets;
  constexpr std::size_t kPairs = 2000;
  for (std::size_t i = 0; i < kPairs; ++i) {
    Shingles common, one, other;
    for (int k = 0; k < 80; ++k) common.push_back(static_cast<std::uint32_t>(random()));
    one = other = common;
    for (int k = 0; k < 10; ++k) {
      one.push_back(static_cast<std::uint32_t>(random()));
      other.push_back(static_cast<std::uint32_t>(random()));
    }
    std::ranges::sort(one);
    std::ranges::sort(other);
    sets.push_back(one);
    sets.push_back(other);
  }
  const auto found = alike_pairs(sets);
  EXPECT_GE(found.size(), kPairs * 99 / 100);
  EXPECT_LE(found.size(), kPairs);
}

TEST(AlikeGroups, AreTheChainsOfThePairs) {
  auto texts = testing::Claims(5).make(600);
  for (int i = 0; i < 40; ++i) texts.push_back(texts[static_cast<std::size_t>(i % 3)]);
  texts.emplace_back("!!!");  // empty texts are alone
  texts.emplace_back("...");
  const auto sets = pieces(texts);
  std::vector<std::uint32_t> least(sets.size());
  for (std::uint32_t i = 0; i < sets.size(); ++i) least[i] = i;
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto& pair : alike_pairs(sets)) {
      const auto low = std::min(least[pair.first], least[pair.second]);
      changed = changed || least[pair.first] != low || least[pair.second] != low;
      least[pair.first] = least[pair.second] = low;
    }
  }
  std::map<std::uint32_t, std::vector<std::uint32_t>> chains;
  for (std::uint32_t i = 0; i < sets.size(); ++i) chains[least[i]].push_back(i);
  std::vector<std::vector<std::uint32_t>> expected;
  for (const auto& [first, members] : chains) {
    if (members.size() > 1) expected.push_back(members);
  }
  EXPECT_EQ(alike_groups(sets), expected);
}

TEST(AlikeGroups, NothingAndOneAreNoGroup) {
  EXPECT_TRUE(alike_groups({}).empty());
  EXPECT_TRUE(alike_groups({{1, 2, 3}}).empty());
  EXPECT_EQ(alike_groups({{1, 2, 3}, {4}, {1, 2, 3}}),
            (std::vector<std::vector<std::uint32_t>>{{0, 2}}));
}

}  // namespace
}  // namespace adem::alike
