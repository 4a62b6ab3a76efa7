#include "desk/forecasts.h"

#include "desk/field_fixture.h"
#include "desk/forecast_view.h"
#include "desk/station_join.h"

namespace adem::desk {
namespace {

using namespace testing;

Json list(const Table& table) { return forecast_list(table.book, table.around, Actor{}); }

TEST(Forecasts, AreKeptWithoutFloatsAndReadBack) {
  Table table = voting_day("2024-11-27T04:00");
  const Json done = table.as("bpbd", "forecast.publish", publish());
  EXPECT_EQ(done["id"], "w1~aaaaaaaa");
  for (const auto& event : table.book.events()) {
    EXPECT_NO_THROW(ledger::canonical(event.body)) << event.kind;
  }
  const Json page = forecast_show(table.book, table.around, Actor{}, "w1");
  ASSERT_EQ(page["rows"].size(), 2U);
  const Json wet = page["rows"][0];
  EXPECT_EQ(wet["station"], "1472051003001");
  EXPECT_EQ(wet["status"], "opens-late");
  EXPECT_EQ(wet["max_depth_cm"], 31);
  EXPECT_EQ(wet["weakest"], "floor");
  EXPECT_EQ(wet["floor"], Json::parse("[[1000,60],[1,10],[null,10],[1000,88]]"));
  EXPECT_TRUE(page["rows"][1]["max_depth_cm"].is_null());
  EXPECT_EQ(page["rows"][1]["reason"]["args"]["chance"], 0.95);
  EXPECT_EQ(page["made_from"][0]["resolution_m"], 27.5);
  EXPECT_EQ(page["caveats"][0]["args"]["chance"], 0.25);
  EXPECT_EQ(page["caveats"][0]["args"]["members"], 4);
  EXPECT_EQ(page["age_s"], 3 * 3600);
  EXPECT_EQ(page["summary"], Json::parse(R"({"ready":1,"opens-late":1})"));
}

TEST(Forecasts, CarryTheLinksThatWereComputed) {
  auto what = outlook();
  what.computed = {true, true, false, false};
  auto& wet = what.stations.back();
  wet.link(election::Link::box).chance.assign(1, 0.75F);
  wet.departures = {{election::Mode::truck, "Gudang PPK", what.made_at},
                    {election::Mode::car, "Gudang PPK", {}}};
  Table table = voting_day("2024-11-27T04:00");
  table.as("bpbd", "forecast.publish", publish(what));
  const Json row = forecast_show(table.book, table.around, Actor{}, "w1")["rows"][0];
  EXPECT_EQ(row["box"], Json::parse("[[750,168]]"));
  EXPECT_EQ(row["works"], row["floor"]);
  EXPECT_FALSE(row.contains("crew"));
  EXPECT_EQ(row["latest_departure"][0]["at"], "2024-11-26T18:00:00Z");
  EXPECT_TRUE(row["latest_departure"][1]["at"].is_null());
}

TEST(Forecasts, TheNewestOfEachPublisherShowsAndTheOthersRemain) {
  Table table = voting_day("2024-11-27T04:00");
  table.as("bpbd", "forecast.publish", publish());
  table.as("bpbd", "forecast.publish", publish(outlook("2024-11-26T20:00:00Z")));
  table.as("kpu", "forecast.publish", publish(outlook("2024-11-26T19:00:00Z")));
  // An older one that is published later does not become the newest.
  table.as("bpbd", "forecast.publish", publish(outlook("2024-11-26T12:00:00Z")));
  const Json all = list(table)["forecasts"];
  ASSERT_EQ(all.size(), 4U);
  std::map<std::string, Json> by_id;
  for (const Json& one : all) by_id[one["id"].get<std::string>().substr(0, 2)] = one;
  EXPECT_TRUE(by_id["w2"]["superseded_by"].is_null());
  EXPECT_TRUE(by_id["w3"]["superseded_by"].is_null());
  EXPECT_EQ(by_id["w1"]["superseded_by"], "w2~aaaaaaaa");
  EXPECT_EQ(by_id["w4"]["superseded_by"], "w2~aaaaaaaa");
  EXPECT_TRUE(all[0]["superseded_by"].is_null());
  EXPECT_TRUE(all[1]["superseded_by"].is_null());
  EXPECT_EQ(row(table)["forecast"]["forecast"], "w2~aaaaaaaa");
  EXPECT_EQ(row(table)["forecast"]["age_s"], 3600);
  EXPECT_TRUE(row(table, "1472051002001")["forecast"].is_null());
}

TEST(Forecasts, SayWhenTheirHoursHavePassedAndWhenRowsAreNotThere) {
  Table table = voting_day("2024-11-27T04:00");
  table.as("bpbd", "forecast.publish", publish());
  EXPECT_EQ(list(table)["forecasts"][0]["over"], false);
  EXPECT_EQ(list(table)["forecasts"][0]["incomplete"], false);
  table.at("2024-11-28T07:00");
  EXPECT_EQ(list(table)["forecasts"][0]["over"], true);
  // A laptop that received the header alone.
  Table other = voting_day("2024-11-27T04:00");
  for (const auto& event : table.book.events()) {
    if (event.kind == "forecast.published") other.book.add_event(event);
  }
  EXPECT_EQ(list(other)["forecasts"][0]["incomplete"], true);
  EXPECT_TRUE(row(other)["forecast"].is_null());
}

// Rows count only where the publisher itself wrote them.
TEST(Forecasts, NobodyPutsRowsIntoAnothersForecast) {
  Table table = voting_day("2024-11-27T04:00");
  table.as("bpbd", "forecast.publish", publish());
  Table other = voting_day("2024-11-27T04:00");
  for (auto event : table.book.events()) {
    if (event.kind == "forecast.rows") event.office = "polsek:14.72.05";
    if (event.kind.starts_with("forecast.")) other.book.add_event(event);
  }
  EXPECT_EQ(list(other)["forecasts"][0]["incomplete"], true);
  EXPECT_TRUE(row(other)["forecast"].is_null());
  EXPECT_TRUE(forecast_row(other.book, newest_forecasts(other.book)[0], "1472051003001").is_null());
}

TEST(Forecasts, RefuseWhatIsNoOutlook) {
  Table table = voting_day("2024-11-27T04:00");
  const auto refused = [&table](const std::string& text) {
    return table.refused("bpbd", "forecast.publish", Json{{"outlook", text}});
  };
  EXPECT_EQ(refused(""), "desk.not-an-outlook");
  EXPECT_EQ(refused("station,status\n1,ready\n"), "desk.not-an-outlook");
  EXPECT_EQ(refused("[]"), "election.bad-outlook");
  EXPECT_EQ(refused(R"({"stations":[]})"), "election.bad-outlook");
  auto empty = outlook();
  empty.stations.clear();
  EXPECT_EQ(refused(to_json(empty).dump()), "desk.forecast-empty");
  auto twice = outlook();
  twice.stations[1].key = twice.stations[0].key;
  EXPECT_EQ(refused(to_json(twice).dump()), "desk.repeated-station");
  auto foreign = outlook();
  foreign.stations[0].area = "13.71.01.1001";
  EXPECT_EQ(refused(to_json(foreign).dump()), "desk.foreign-area");
  EXPECT_EQ(refused(to_json(outlook()).dump()), "");
  EXPECT_EQ(refused(to_json(outlook()).dump()), "desk.forecast-known");
}

TEST(Forecasts, LargeOnesAreDividedSoThatEachEventFits) {
  auto many = outlook();
  const auto one = many.stations[0];
  many.stations.clear();
  constexpr std::size_t kStations = 5000;
  for (std::size_t i = 0; i < kStations; ++i) {
    many.stations.push_back(one);
    many.stations.back().key = std::to_string(1000000 + (i * 7919) % kStations);
  }
  const auto bodies = forecast_bodies(many, "run");
  ASSERT_GT(bodies.parts.size(), 1U);
  std::size_t rows = 0;
  for (std::size_t part = 0; part < bodies.parts.size(); ++part) {
    EXPECT_LT(ledger::canonical(bodies.parts[part]).size(), ledger::kMaxBody / 2);
    rows += bodies.parts[part]["rows"].size();
    if (part > 0) {
      EXPECT_LT(bodies.header["parts"][part - 1]["last"], bodies.header["parts"][part]["first"]);
    }
  }
  EXPECT_EQ(rows, kStations);
  EXPECT_LT(ledger::canonical(bodies.header).size(), 64U << 10);
}

TEST(Forecasts, EveryStationOfEveryPartIsFound) {
  auto many = outlook();
  const auto one = many.stations[0];
  for (int i = 0; i < 3000; ++i) {
    many.stations.push_back(one);
    many.stations.back().key = "14720510040" + std::to_string(10000 + i);
  }
  Table table = voting_day("2024-11-27T04:00");
  table.as("bpbd", "forecast.publish", publish(many));
  const Json forecast = newest_forecasts(table.book)[0];
  ASSERT_GT(forecast["parts"].size(), 1U);
  for (const auto& station : many.stations) {
    ASSERT_EQ(forecast_row(table.book, forecast, station.key).value("station", ""), station.key);
  }
  EXPECT_TRUE(forecast_row(table.book, forecast, "0").is_null());
  EXPECT_TRUE(forecast_row(table.book, forecast, "9").is_null());
}

TEST(Forecasts, NumbersComeBackAsTheyWere) {
  const Json before = Json::parse(R"({"a":[0.5,1,-2.25,null,"x",true],"b":{"c":0.001}})");
  EXPECT_EQ(with_floats(without_floats(before)), before);
  EXPECT_TRUE(without_floats(Json(1e300)).is_null());
  EXPECT_TRUE(without_floats(Json(std::numeric_limits<double>::quiet_NaN())).is_null());
}

}  // namespace
}  // namespace adem::desk
