// Small towns drawn in text: which road is named, and for whom.
#include "outlook/causes.h"

#include <gtest/gtest.h>
#include <map>
#include <set>
#include <stdexcept>

#include "outlook/closed_hours.h"
#include "roads/network/ascii_map.h"

namespace adem::outlook {
namespace {

using election::Mode;

// Roads of these names are closed in these (member, step).
class Water : public OpenRoads {
 public:
  Water(const roads::Network& network, std::size_t members)
      : network_(network), members_(members) {}
  void close(const std::string& road, std::size_t member, std::size_t step) {
    closed_[road].insert({member, step});
  }
  std::size_t members() const override { return members_; }
  bool certain(Mode) const override { return true; }
  roads::Closures block(Mode, roads::Reading, std::size_t first, std::size_t steps) const override {
    return closures(members_ * steps, [&](std::size_t lane) {
      return std::pair(lane % members_, first + lane / members_);
    });
  }
  roads::Closures over_time(Mode, roads::Reading, std::size_t member) const override {
    return closures(roads::kLanes, [&](std::size_t lane) { return std::pair(member, lane); });
  }

 private:
  // meaning(lane) is its member and step.
  template <typename Meaning>
  roads::Closures closures(std::size_t lanes, const Meaning& meaning) const {
    roads::Closures out(network_.edges(), lanes);
    for (std::uint32_t edge = 0; edge < network_.edges(); ++edge) {
      roads::Lanes open;
      const auto closed = closed_.find(std::string(network_.name(edge)));
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        const bool shut = closed != closed_.end() && closed->second.contains(meaning(lane));
        if (!shut) open.set(lane);
      }
      out.set(edge, open);
    }
    return out;
  }

  const roads::Network& network_;
  std::size_t members_;
  std::map<std::string, std::set<std::pair<std::size_t, std::size_t>>> closed_;
};

class CausesTest : public ::testing::Test {
 protected:
  // W the warehouse, H the hospital; the low road A-B-C-D lies between two side roads.
  CausesTest()
      : map_(R"(
    H---W---A-B-C-D---S
            |     |
            E     F)"),
        network_(map_.network({{"HW", {{"highway", "primary"}, {"name", "Jalan Raya"}}},
                               {"WA", {{"highway", "primary"}, {"name", "Jalan Raya"}}},
                               {"ABCD", {{"highway", "residential"}, {"name", "Jalan Pantai"}}},
                               {"DS", {{"highway", "residential"}, {"name", "Jalan Hulu"}}},
                               {"AE", {{"highway", "residential"}, {"name", "Jalan Melati"}}},
                               {"DF", {{"highway", "residential"}, {"name", "Jalan Kenanga"}}}})),
        water_(network_, 2) {
    world_.window = election::station_window(*parse_date("2024-11-27", Zone("Asia/Jakarta")));
    world_.modes[static_cast<std::size_t>(Mode::car)] = {roads::graph_of(network_, Mode::car), {}};
    world_.depots.push_back({{node('W'), {}}, "Gudang PPK", 0});
    world_.hospitals.push_back(node('H'));
    station('S', "001", 300);
    station('F', "002", 100);
    station('E', "003", 50);
  }

  std::uint32_t node(char name) const {
    return static_cast<std::uint32_t>(map_.node(network_, name));
  }
  void station(char at, const std::string& number, int voters) {
    election::Station s;
    s.id = make_id({"test", "kpu", number});
    s[election::StationText::key] = number;
    s[election::StationText::name] = "TPS " + number;
    s.lon = map_.point(at).x;
    s.lat = map_.point(at).y;
    s.voters = voters;
    stations_.add(s);
    StationWorld world;
    world.at.node = node(at);
    world.warehouse = 0;
    world_.stations.push_back(world);
  }
  CommonCauses causes() const {
    return common_causes({network_, stations_, world_, water_, Mode::car, {60, 100}, 1});
  }

  roads::AsciiMap map_;
  roads::Network network_;
  Water water_;
  RoadWorld world_;
  election::StationTable stations_;
};

TEST_F(CausesTest, TheLowRoadIsNamedWithItsEndsAndHours) {
  for (std::size_t step = 80; step < 90; ++step) water_.close("Jalan Pantai", 0, step);
  for (std::size_t step = 84; step < 86; ++step) water_.close("Jalan Pantai", 1, step);
  const auto found = causes();
  EXPECT_EQ(found.members, 2);
  ASSERT_EQ(found.warehouses.size(), 1U);
  const auto& from = found.warehouses[0];
  EXPECT_EQ(from.warehouse, "Gudang PPK");
  EXPECT_EQ(from.stations, 3);
  // 400 voters, 12 quarter-hours over two futures.
  EXPECT_DOUBLE_EQ(from.voter_hours_lost, 400 * 12 * 0.25 / 2);
  ASSERT_EQ(from.groups.size(), 1U);
  const auto& group = from.groups[0];
  EXPECT_EQ(group.by, roads::CutBy::stretch);
  EXPECT_EQ(group.stations, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(group.voters, 400);
  EXPECT_EQ(group.roads[0].name, "Jalan Pantai");
  // At each end the first other name by the alphabet.
  EXPECT_EQ(group.roads[0].between, (std::vector<std::string>{"Jalan Hulu", "Jalan Melati"}));
  EXPECT_NEAR(group.roads[0].length_m, 600, 10);
  EXPECT_EQ(group.when.from, world_.window.at(80));
  EXPECT_EQ(group.when.to, world_.window.at(90));
  EXPECT_EQ(group.when.futures, 2);
  EXPECT_EQ(group.when.at_once, 2);
  ASSERT_EQ(group.services.size(), 1U);
  EXPECT_EQ(group.services[0].kind, "hospital");
  EXPECT_EQ(group.services[0].voters, 400);
  ASSERT_EQ(from.best.size(), 1U);
  const auto json = to_json(found, stations_);
  EXPECT_EQ(json["warehouses"][0]["groups"][0]["by"], "road");
  EXPECT_EQ(json["warehouses"][0]["groups"][0]["stations"], Json::parse(R"(["001","002"])"));
}

TEST_F(CausesTest, NothingIsCutOffOutsideTheSteps) {
  water_.close("Jalan Pantai", 0, 59);
  water_.close("Jalan Pantai", 0, 100);
  const auto found = causes();
  ASSERT_EQ(found.warehouses.size(), 1U);
  EXPECT_TRUE(found.warehouses[0].groups.empty());
  EXPECT_EQ(found.warehouses[0].voter_hours_lost, 0);
}

TEST_F(CausesTest, WhatIsNotTiedIsListedAndNotCalledReached) {
  world_.stations[2].at.node.reset();
  world_.stations[1].warehouse.reset();
  const auto found = causes();
  EXPECT_EQ(found.untied, (std::vector<std::size_t>{2}));
  EXPECT_EQ(found.without_warehouse, (std::vector<std::size_t>{1}));
  EXPECT_EQ(found.warehouses[0].stations, 1);
}

TEST_F(CausesTest, HoursClosedAreAnAverageOfFutures) {
  for (std::size_t step = 80; step < 92; ++step) water_.close("Jalan Pantai", 0, step);
  const auto hours = closed_hours(water_, Mode::car, {84, 100}, 900);
  ASSERT_EQ(hours.size(), network_.edges());
  for (std::size_t edge = 0; edge < hours.size(); ++edge) {
    EXPECT_FLOAT_EQ(hours[edge], network_.name(edge) == "Jalan Pantai" ? 1.0F : 0.0F);
  }
}

}  // namespace
}  // namespace adem::outlook
