#include "outlook/status.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "outlook/duties.h"
#include "outlook/outlook_fixture.h"

namespace adem::outlook {
namespace {

using election::Status;
using testing::rules;
using testing::step;
using testing::window;

// A floor that works except in the given hours, each "from to" as local clock on the voting day.
struct Hours {
  const char* from;
  const char* to;
  float chance;
};
Verdict verdict(std::initializer_list<Hours> hours, float otherwise = 1) {
  std::vector<float> chance(window().steps, otherwise);
  for (const auto& h : hours) {
    for (std::size_t s = step(h.from); s < step(h.to); ++s) chance[s] = h.chance;
  }
  return judge(chance, 0.9, duties(rules(), window()));
}

TEST(Status, FollowsFromTheDutiesOfTheDay) {
  const auto check = [](const Verdict& v, Status status, const char* code) {
    EXPECT_EQ(v.status, status) << code;
    EXPECT_STREQ(v.code, code);
  };
  check(verdict({}), Status::ready, "dry");
  check(verdict({{"2024-11-27T06:00", "2024-11-27T09:15", 0}}), Status::opens_late, "late");
  check(verdict({{"2024-11-27T07:00", "2024-11-27T07:15", 0}}), Status::opens_late, "late");
  check(verdict({{"2024-11-27T05:00", "2024-11-27T06:00", 0}}), Status::opens_late, "set-up");
  check(verdict({{"2024-11-26T19:00", "2024-11-26T21:00", 0}}), Status::opens_late, "supplies");
  check(verdict({{"2024-11-27T09:15", "2024-11-27T11:45", 0}}), Status::may_be_interrupted,
        "interrupted");
  check(verdict({{"2024-11-27T06:00", "2024-11-27T08:00", 0},
                 {"2024-11-27T12:00", "2024-11-27T13:00", 0}}),
        Status::may_be_interrupted, "interrupted");
  check(verdict({{"2024-11-27T16:00", "2024-11-27T19:00", 0}}), Status::may_be_interrupted,
        "counting");
  check(verdict({{"2024-11-27T04:00", "2024-11-27T13:00", 0}}), Status::cannot_open, "all-voting");
  check(verdict({{"2024-11-27T07:00", "2024-11-27T13:00", 0}}), Status::cannot_open, "all-voting");
}

TEST(Status, ComparesWithTheDemandedChance) {
  EXPECT_EQ(verdict({{"2024-11-27T09:00", "2024-11-27T10:00", 0.91F}}).status, Status::ready);
  EXPECT_EQ(verdict({{"2024-11-27T09:00", "2024-11-27T10:00", 0.89F}}).status,
            Status::may_be_interrupted);
}

TEST(Status, UnknownIsNeverDry) {
  EXPECT_EQ(verdict({}, -1).status, Status::unknown);
  const auto gap = verdict({{"2024-11-27T11:00", "2024-11-27T11:15", -1}});
  EXPECT_EQ(gap.status, Status::unknown);
  EXPECT_STREQ(gap.code, "hours-missing");
  // Hours that no duty before the end of voting needs may be missing: the reason says until when.
  const auto night = verdict({{"2024-11-27T15:00", "2024-11-28T06:00", -1}});
  EXPECT_EQ(night.status, Status::ready);
  EXPECT_EQ(night.steps.end, step("2024-11-27T15:00"));
  // What is known to be bad counts although the rest is unknown.
  const auto late = verdict(
      {{"2024-11-27T06:00", "2024-11-27T08:00", 0}, {"2024-11-27T08:00", "2024-11-28T06:00", -1}});
  EXPECT_EQ(late.status, Status::opens_late);
  EXPECT_STREQ(late.code, "late-until-unknown");
}

RC_GTEST_PROP(Status, IsReadyOnlyWhereEveryDutyStepIsKnownAndGood, ()) {
  auto values = *rc::gen::container<std::vector<int>>(
      window().steps, rc::gen::weightedElement<int>({{30, 2}, {1, 0}, {1, -1}}));
  std::vector<float> chance;
  for (const int v : values) chance.push_back(v < 0 ? -1.0F : static_cast<float>(v) / 2);
  const auto d = duties(rules(), window());
  const auto v = judge(chance, 0.9, d);
  bool all_good = true, any_bad = false, all_bad = true;
  for (std::size_t s = 0; s < chance.size(); ++s) {
    const bool bad = chance[s] >= 0 && chance[s] < 0.9F;
    any_bad = any_bad || bad;
    if (s >= d.set_up.begin && s < d.voting.end) all_good = all_good && chance[s] >= 0.9F;
    if (s >= d.voting.begin && s < d.voting.end) all_bad = all_bad && bad;
  }
  RC_ASSERT((v.status == Status::ready) == (all_good && !any_bad));
  RC_ASSERT((v.status == Status::cannot_open) == all_bad);
  RC_ASSERT((v.status == Status::unknown) == (!any_bad && !all_good));
}

}  // namespace
}  // namespace adem::outlook
