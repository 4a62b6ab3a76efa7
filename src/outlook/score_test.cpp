#include "outlook/score.h"

#include <gtest/gtest.h>
#include <random>
#include <rapidcheck/gtest.h>

namespace adem::outlook {
namespace {

using election::Forecast;
using election::Link;
using election::Observation;

const Instant kStart = std::chrono::sys_days(std::chrono::year(2024) / 11 / 27);

Forecast forecast(std::vector<float> works, int made_h_before = 12) {
  Forecast out;
  out.name = "run";
  out.made_at = kStart - std::chrono::hours(made_h_before);
  out.window = {kStart, 900, works.size()};
  out.rows.push_back({"a", {std::move(works)}, Link::box});
  return out;
}

Observation seen(int from_step, int to_step, bool worked, const std::string& station = "a") {
  return {station, kStart + Seconds(900 * from_step), kStart + Seconds(900 * to_step), worked, {}};
}

TEST(Score, APerfectForecastScoresNought) {
  const std::vector forecasts{forecast({1, 0, 0, 1})};
  const auto s =
      score(forecasts, std::vector{seen(0, 1, true), seen(1, 3, false), seen(3, 4, true)});
  EXPECT_EQ(s.all.quarters, 4U);
  EXPECT_DOUBLE_EQ(*s.all.brier, 0);
  EXPECT_DOUBLE_EQ(*s.all.skill, 1);
  EXPECT_DOUBLE_EQ(s.all.uncertainty, 0.25);
  EXPECT_EQ(s.all.hours.hits, 2U);
  EXPECT_EQ(s.all.hours.correct_negatives, 2U);
  EXPECT_EQ(s.all.stations.hits, 1U);
  EXPECT_DOUBLE_EQ(*s.all.hours.pod(), 1);
}

TEST(Score, CountsByHand) {
  // Chances 0.8, 0.8, 0.5, 1 of working; it worked, failed, failed, failed.
  const std::vector forecasts{forecast({0.8F, 0.8F, 0.5F, 1.0F})};
  const auto s = score(forecasts, std::vector{seen(0, 1, true), seen(1, 4, false)});
  EXPECT_NEAR(*s.all.brier, (0.04 + 0.64 + 0.25 + 1) / 4, 1e-12);
  EXPECT_NEAR(s.all.uncertainty, 0.25 * 0.75, 1e-12);
  EXPECT_NEAR(s.all.reliability, (2 * 0.09 + 0.25 + 1) / 4, 1e-12);
  EXPECT_NEAR(s.all.resolution, (2 * 0.0625 + 0.0625 + 0.0625) / 4, 1e-12);
  EXPECT_EQ(s.all.hours.false_alarms, 1U);
  EXPECT_EQ(s.all.hours.hits, 2U);
  EXPECT_EQ(s.all.hours.misses, 1U);
  EXPECT_NEAR(*s.all.hours.far(), 1.0 / 3, 1e-12);
  EXPECT_NEAR(*s.all.hours.csi(), 0.5, 1e-12);
  ASSERT_EQ(s.all.classes.size(), 3U);
  EXPECT_EQ(s.all.classes[1].tenths, 8);
  EXPECT_EQ(s.all.classes[1].quarters, 2U);
  EXPECT_EQ(s.all.classes[1].worked, 1U);
}

TEST(Score, TheUnknownIsNeverScored) {
  const std::vector forecasts{forecast({-1, -1, 1, -1})};
  const auto s = score(forecasts, std::vector{seen(0, 3, true)});
  EXPECT_EQ(s.all.quarters, 1U);
  EXPECT_EQ(s.all.unknown, 2U);
  const auto nothing = score(forecasts, std::vector{seen(0, 2, false)});
  EXPECT_FALSE(nothing.all.brier);
  EXPECT_FALSE(nothing.all.hours.pod());
  EXPECT_EQ(nothing.all.stations.misses, 0U);
}

TEST(Score, WhatWasMadeAfterwardsIsNoForecast) {
  auto late = forecast({0, 0, 1, 1});
  late.made_at = kStart + Seconds(1000);
  auto undated = forecast({0, 0, 1, 1});
  undated.made_at.reset();
  const std::vector forecasts{undated, late};
  const auto s = score(forecasts, std::vector{seen(0, 4, true)});
  EXPECT_EQ(s.all.quarters, 2U);
  ASSERT_EQ(s.by_forecast.size(), 2U);
  EXPECT_EQ(s.by_forecast[0].after, 2U);
  EXPECT_EQ(s.by_forecast[1].score.quarters, 0U);
  EXPECT_FALSE(s.by_forecast[1].made_at);
}

TEST(Score, LeadTimesStandApart) {
  const std::vector forecasts{forecast({1, 1}, 30), forecast({0, 0}, 5)};
  const auto s = score(forecasts, std::vector{seen(0, 2, true)});
  ASSERT_EQ(s.by_lead.size(), 2U);
  EXPECT_EQ(s.by_lead[0].from_h, 3);
  EXPECT_EQ(s.by_lead[0].to_h, 6);
  EXPECT_DOUBLE_EQ(*s.by_lead[0].score.brier, 1);
  EXPECT_EQ(s.by_lead[1].from_h, 24);
  EXPECT_DOUBLE_EQ(*s.by_lead[1].score.brier, 0);
  EXPECT_EQ(s.all.stations.false_alarms, 1U);
  EXPECT_EQ(s.all.stations.correct_negatives, 1U);
}

TEST(Score, WhatIsSeenBothWaysIsDisputed) {
  // The failure ends within the second quarter-hour, and so does what worked.
  const std::vector forecasts{forecast({0, 0, 0, 0})};
  const std::vector observed{seen(0, 2, true), seen(1, 3, false),
                             Observation{"b", kStart, kStart + Seconds(900), true, {}}};
  const auto s = score(forecasts, observed);
  EXPECT_EQ(s.disputed, 1U);
  EXPECT_EQ(s.all.quarters, 2U);
  EXPECT_EQ(s.observed, 2U);
  EXPECT_EQ(s.unforecast, 1U);
  EXPECT_EQ(s.unobserved, 0U);
  // A part of a quarter-hour is enough to have failed, and not enough to have worked.
  const Observation part{"a", kStart + Seconds(60), kStart + Seconds(120), false, {}};
  EXPECT_EQ(score(forecasts, std::vector{part}).all.quarters, 1U);
  const Observation some{"a", kStart + Seconds(60), kStart + Seconds(1000), true, {}};
  EXPECT_EQ(score(forecasts, std::vector{some}).all.quarters, 0U);
}

TEST(Score, TheReasonIsComparedWithTheWeakestLink) {
  const std::vector forecasts{forecast({0, 0})};
  auto box = seen(0, 2, false);
  box.reason = Link::box;
  auto crew = seen(0, 2, false);
  crew.reason = Link::crew;
  EXPECT_EQ(score(forecasts, std::vector{box}).all.reasons_right, 1U);
  const auto wrong = score(forecasts, std::vector{crew}).all;
  EXPECT_EQ(wrong.reasons, 1U);
  EXPECT_EQ(wrong.reasons_right, 0U);
}

RC_GTEST_PROP(Score, ThePartsAddUp, ()) {
  const auto random = *rc::gen::container<std::vector<std::pair<int, bool>>>(
      rc::gen::pair(rc::gen::inRange(-1, 21), rc::gen::arbitrary<bool>()));
  std::vector<float> chances;
  std::vector<Observation> observed;
  for (std::size_t s = 0; s < random.size(); ++s) {
    chances.push_back(random[s].first < 0 ? -1.0F : static_cast<float>(random[s].first) / 20);
    observed.push_back(seen(static_cast<int>(s), static_cast<int>(s) + 1, random[s].second));
  }
  RC_PRE(!chances.empty());
  const auto s = score(std::vector{forecast(chances)}, observed).all;
  RC_ASSERT(s.quarters + s.unknown == random.size());
  RC_ASSERT(s.hours.hits + s.hours.misses + s.hours.false_alarms + s.hours.correct_negatives ==
            s.quarters);
  if (!s.brier) return;
  RC_ASSERT(std::abs(*s.brier - (s.reliability - s.resolution + s.uncertainty)) < 1e-9);
  RC_ASSERT(*s.brier >= 0 && *s.brier <= 1);
  double direct = 0;
  for (std::size_t i = 0; i < random.size(); ++i) {
    if (random[i].first < 0) continue;
    const double gap = random[i].first / 20.0 - (random[i].second ? 1 : 0);
    direct += gap * gap / static_cast<double>(s.quarters);
  }
  RC_ASSERT(std::abs(*s.brier - direct) < 1e-9);
}

RC_GTEST_PROP(Score, TheOrderChangesNothing, ()) {
  std::mt19937 random(*rc::gen::arbitrary<unsigned>());
  std::vector<Forecast> forecasts;
  std::vector<Observation> observed;
  for (int f = 0; f < 4; ++f) {
    forecasts.push_back(forecast({static_cast<float>(random() % 21) / 20, 0.5F, 1.0F},
                                 static_cast<int>(random() % 60)));
    forecasts.back().name = std::to_string(f);
    observed.push_back(seen(f % 3, 3, random() % 2 == 0));
  }
  const auto before = to_json(score(forecasts, observed));
  std::shuffle(forecasts.begin(), forecasts.end(), random);
  std::shuffle(observed.begin(), observed.end(), random);
  RC_ASSERT(to_json(score(forecasts, observed)) == before);
}

}  // namespace
}  // namespace adem::outlook
