#include "election/find_station.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/error.h"

namespace adem::election {
namespace {

struct Register {
  StationTable stations;
  std::vector<Area> areas;

  void area(const std::string& code, const std::string& name, const std::string& parent) {
    areas.push_back({code, "kemendagri", name, parent, {}, "{}"});
  }
  void station(const std::string& key, const std::string& number, const std::string& area,
               const std::string& address = "") {
    Station s;
    s.id = make_id({"pilkada-2024", "kpu", key});
    s[StationText::key] = key;
    s[StationText::number] = number;
    s[StationText::name] = "TPS " + number;
    s[StationText::area] = area;
    s[StationText::address] = address;
    stations.add(s);
  }
};

Register medang_kampai() {
  Register r;
  r.area("14.72.05", "Medang Kampai", "14.72");
  r.area("14.72.05.1001", "Teluk Makmur", "14.72.05");
  r.area("14.72.05.1003", "Guntung", "14.72.05");
  r.area("14.72.06.1003", "Guntung Raya", "14.72.06");
  r.station("1472051001001", "001", "14.72.05.1001", "SDN 005");
  r.station("1472051003001", "001", "14.72.05.1003", "Balai Kelurahan");
  r.station("1472051003002", "002", "14.72.05.1003");
  r.station("1472061003002", "002", "14.72.06.1003");
  r.station("1472061003010", "010", "14.72.06.1003");
  return r;
}

std::vector<std::size_t> matches(std::string_view asked) {
  const auto r = medang_kampai();
  return StationFinder(r.stations, r.areas).matches(asked);
}
using Rows = std::vector<std::size_t>;

TEST(FindStation, ByKey) {
  EXPECT_EQ(matches("1472051003001"), Rows{1});
  EXPECT_EQ(matches(" 1472051003001 "), Rows{1});
  EXPECT_EQ(matches("14.72.05.1003.001"), Rows{1});
  EXPECT_EQ(matches("14.72.05.1003 001"), Rows{1});
  EXPECT_EQ(matches("1472051003009"), Rows{});
}

TEST(FindStation, ByNumberAndVillage) {
  for (const char* asked : {"TPS 001 Guntung", "tps 1 guntung", "TPS001 GUNTUNG", "001 Guntung",
                            "Guntung 001", "TPS. 001, Guntung"}) {
    EXPECT_EQ(matches(asked), Rows{1}) << asked;
  }
  // The whole name comes before a beginning.
  EXPECT_EQ(matches("TPS 002 Guntung"), Rows{2});
  EXPECT_EQ(matches("TPS 002 Guntung Raya"), Rows{3});
  EXPECT_EQ(matches("TPS 010 Guntung"), Rows{4});
  EXPECT_EQ(matches("002 gunt"), (Rows{2, 3}));
}

TEST(FindStation, ByWordsOfNameAddressAndVillagesAbove) {
  EXPECT_EQ(matches("SDN 005"), Rows{});  // 005 is taken for the number
  EXPECT_EQ(matches("Balai Kelurahan"), Rows{1});
  EXPECT_EQ(matches("001 Medang Kampai Guntung"), Rows{1});
  EXPECT_EQ(matches("TPS 001"), (Rows{0, 1}));
  EXPECT_EQ(matches("Pelintung"), Rows{});
  EXPECT_EQ(matches("TPS"), Rows{});
  EXPECT_EQ(matches(""), Rows{});
}

TEST(FindStation, ByTheBeginningOfAnId) {
  const auto r = medang_kampai();
  const StationFinder finder(r.stations, r.areas);
  const auto id = r.stations.id(2).hex();
  EXPECT_EQ(finder.find(id), 2U);
  EXPECT_EQ(finder.find(id.substr(0, 12)), 2U);
  EXPECT_TRUE(finder.matches(id.substr(0, 3)).empty());
}

TEST(FindStation, SaysWhoIsMeantWhenSeveralAre) {
  const auto r = medang_kampai();
  try {
    find_station(r.stations, r.areas, "TPS 001");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.message().code, "election.ambiguous-station");
    EXPECT_EQ(std::get<std::string>(error.message().args[2].second),
              "1472051001001 TPS 001 Teluk Makmur; 1472051003001 TPS 001 Guntung");
  }
  EXPECT_THROW(find_station(r.stations, r.areas, "TPS 077"), Error);
}

TEST(FindStation, ARepeatedKeyIsAmbiguousNotTheFirst) {
  auto r = medang_kampai();
  r.station("1472051003001", "001", "14.72.05.1003");
  EXPECT_EQ(StationFinder(r.stations, r.areas).matches("1472051003001"), (Rows{1, 5}));
}

TEST(FindStation, AreasThatGoInCirclesEnd) {
  Register r;
  r.area("a", "A", "b");
  r.area("b", "B", "a");
  r.station("k", "1", "a");
  EXPECT_EQ(find_station(r.stations, r.areas, "B A 1"), 0U);
  EXPECT_EQ(StationFinder(r.stations, r.areas).label(0), "TPS 1 A");
}

RC_GTEST_PROP(FindStationProperty, EveryStationIsFoundByItsKeyAndByItsLabel, ()) {
  Register r;
  const auto villages = *rc::gen::inRange(1, 5);
  for (int v = 0; v < villages; ++v) {
    const auto code = "14.72.05.100" + std::to_string(v + 1);
    r.area(code, "Desa " + std::string(1, static_cast<char>('A' + v)), "14.72.05");
    const auto count = *rc::gen::inRange(1, 12);
    for (int n = 1; n <= count; ++n) {
      const auto number = (n < 10 ? "00" : "0") + std::to_string(n);
      r.station("147205100" + std::to_string(v + 1) + number, number, code);
    }
  }
  const StationFinder finder(r.stations, r.areas);
  for (std::size_t row = 0; row < r.stations.size(); ++row) {
    RC_ASSERT(finder.find(r.stations.text(row, StationText::key)) == row);
    RC_ASSERT(finder.find(finder.label(row)) == row);
  }
}

}  // namespace
}  // namespace adem::election
