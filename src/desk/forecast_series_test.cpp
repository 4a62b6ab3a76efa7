#include "desk/forecast_series.h"

#include "desk/field_fixture.h"

namespace adem::desk {
namespace {

using namespace testing;

TEST(ForecastSeries, ComeBackAsTheyWerePublished) {
  Table table = voting_day("2024-11-27T04:00");
  table.as("bpbd", "forecast.publish", publish());
  table.as("bpbd", "forecast.publish", publish(outlook("2024-11-26T20:00:00Z")));
  const auto all = published_forecasts(table.book, Actor{});
  ASSERT_EQ(all.size(), 2U);  // the superseded one too
  const auto& first = all[0].forecast;
  const auto made = outlook();
  EXPECT_EQ(first.office, "bpbd:14.72");
  EXPECT_EQ(first.made_at, made.made_at);
  EXPECT_EQ(first.window, made.window);
  EXPECT_DOUBLE_EQ(first.demanded_chance, 0.9);
  EXPECT_EQ(all[0].run.size(), 32U);
  ASSERT_EQ(first.rows.size(), 2U);
  const auto& wet = first.rows[0];
  EXPECT_EQ(wet.station, "1472051003001");
  EXPECT_EQ(wet.weakest, election::Link::floor);
  EXPECT_FLOAT_EQ(wet.works.at(0), 1);
  EXPECT_FLOAT_EQ(wet.works.at(65), 0.001F);
  EXPECT_LT(wet.works.at(75), 0);
}

}  // namespace
}  // namespace adem::desk
