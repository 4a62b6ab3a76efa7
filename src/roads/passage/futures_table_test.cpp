#include "roads/passage/futures_table.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace adem::roads {
namespace {

Lanes some(std::initializer_list<std::size_t> lanes) {
  Lanes out;
  for (const auto lane : lanes) out.set(lane);
  return out;
}

TEST(FuturesTable, EdgesWithTheSameTimeShareIt) {
  FuturesTable table(20, 168);
  const auto all = Lanes::first(20);
  const std::vector<FuturesTable::Since> dry = {{0, {}}, {40, {{}, all}}, {90, {}}};
  const std::vector<FuturesTable::Since> wet = {{0, {}}, {40, {some({3}), all}}, {90, {}}};
  for (int i = 0; i < 1000; ++i) table.add(i % 10 == 0 ? wet : dry);
  table.close();
  EXPECT_EQ(table.edges(), 1000U);
  EXPECT_EQ(table.histories(), 2U);
  EXPECT_LT(table.bytes(), 5000U);
  EXPECT_EQ(table.at(1, 39), Known{});
  EXPECT_EQ(table.at(1, 40), (Known{{}, all}));
  EXPECT_EQ(table.at(10, 89), (Known{some({3}), all - some({3})})) << "closed outweighs open";
  EXPECT_EQ(table.at(10, 90), Known{});
}

TEST(FuturesTable, EntriesThatChangeNothingAreNoRuns) {
  FuturesTable table(70, 10);
  const auto all = Lanes::first(70);
  // Lanes beyond the members are no difference.
  table.add(std::vector<FuturesTable::Since>{
      {0, {{}, all}}, {3, {{}, all}}, {5, {{}, Lanes::first(99)}}});
  table.add(std::vector<FuturesTable::Since>{{0, {{}, all}}});
  EXPECT_EQ(table.histories(), 1U);
}

TEST(FuturesTable, PartsPutTogetherAreTheWhole) {
  const auto all = Lanes::first(20);
  const std::vector<std::vector<FuturesTable::Since>> times = {
      {{0, {{}, all}}}, {{0, {}}, {7, {some({1}), all}}}, {{0, {some({19}), {}}}}};
  FuturesTable whole(20, 30), together(20, 30);
  for (std::size_t part = 0; part < 3; ++part) {
    FuturesTable own(20, 30);
    for (std::size_t i = 0; i < 10; ++i) {
      own.add(times[(i * i + part) % 3]);
      whole.add(times[(i * i + part) % 3]);
    }
    together.append(own);
  }
  ASSERT_EQ(together.edges(), 30U);
  EXPECT_EQ(together.histories(), whole.histories());
  for (std::size_t e = 0; e < 30; ++e) {
    EXPECT_EQ(together.history(e), whole.history(e));
    for (std::size_t s = 0; s < 30; ++s) EXPECT_EQ(together.at(e, s), whole.at(e, s));
  }
}

RC_GTEST_PROP(FuturesTable, KeepsWhatItWasGiven, ()) {
  const auto members = *rc::gen::inRange<std::size_t>(1, 130);
  const auto steps = *rc::gen::inRange<std::size_t>(1, 30);
  const auto edges = *rc::gen::inRange<std::size_t>(1, 20);
  const auto all = Lanes::first(members);
  FuturesTable table(members, steps);
  std::vector<std::vector<Known>> given(edges, std::vector<Known>(steps));
  for (auto& time : given) {
    std::vector<FuturesTable::Since> entries;
    Known now;
    for (std::size_t s = 0; s < steps; ++s) {
      if (s == 0 || *rc::gen::inRange(0, 3) == 0) {
        // Few different sets, so that some are shared.
        const auto kind = *rc::gen::inRange<std::size_t>(0, 4);
        now = {some({kind * members / 5}), kind == 3 ? Lanes{} : all};
        entries.push_back({s, now});
      }
      time[s] = {now.closed & all, (now.open & all) - now.closed};
    }
    table.add(entries);
  }
  table.close();
  for (std::size_t e = 0; e < edges; ++e) {
    for (std::size_t s = 0; s < steps; ++s) RC_ASSERT(table.at(e, s) == given[e][s]);
  }
}

}  // namespace
}  // namespace adem::roads
