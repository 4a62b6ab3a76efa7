// Maps drawn in letters, with waters on them; a water is one road.
#include "roads/causes/common_causes.h"

#include <gtest/gtest.h>
#include <string>

#include "roads/search/map_fixture.h"

namespace adem::roads {
namespace {

using Waters = std::vector<std::string>;  // that are up, lane by lane

class Town {
 public:
  Town(const std::vector<std::string>& rows, const Waters& up)
      : map_(water_map(rows)), links_(map_.graph), blocks_{map_.when(up)} {
    for (std::uint32_t e = 0; e < map_.waters.size(); ++e) {
      const auto& water = map_.waters[e];
      road_.push_back(water.empty() ? 1000 + e : static_cast<std::uint32_t>(water.front()));
    }
  }
  Town& from(char name, std::vector<Lanes> works = {}) {
    sources_.push_back({map_.at(name), std::move(works)});
    return *this;
  }
  Town& station(char name, std::uint32_t voters) {
    targets_.push_back({map_.at(name), voters, {}});
    return *this;
  }
  CommonCauses causes(const std::vector<std::vector<CutSource>>& services = {}) const {
    return common_causes({links_, road_, blocks_, sources_, targets_, 1}, services);
  }
  // The water that lies on edges: what a person would call the road.
  char water(const std::vector<std::uint32_t>& edges) const {
    return map_.waters[edges.front()].front();
  }
  std::vector<CutSource> at(char name) const { return {{map_.at(name), {}}}; }

 private:
  WaterMap map_;
  Links links_;
  std::vector<std::uint32_t> road_;
  std::vector<Closures> blocks_;
  std::vector<CutSource> sources_;
  std::vector<CutTarget> targets_;
};

std::vector<std::uint32_t> targets_of(const CutGroup& group) {
  std::vector<std::uint32_t> out;
  for (const auto& member : group.members) out.push_back(member.target);
  return out;
}

const Waters kThree = {"", "1", "1"};  // one dry future, two wet ones

TEST(CommonCauses, ABridgeCutsOffAVillage) {
  const auto town = Town({"W-1-A-B", "    | |", "    C-D"}, kThree)
                        .from('W')
                        .station('B', 100)
                        .station('C', 200)
                        .station('D', 50)
                        .station('W', 500);
  const auto causes = town.causes();
  EXPECT_EQ(causes.lost, 2U * 350);
  ASSERT_EQ(causes.worth.size(), 1U);
  EXPECT_EQ(causes.worth[0].gain, 2U * 350);
  EXPECT_EQ(causes.worth[0].voters, 350U);
  EXPECT_EQ(causes.worth[0].targets, (std::vector<std::uint32_t>{0, 1, 2}));
  EXPECT_EQ(causes.worth[0].closed[0].count(), 2U);
  ASSERT_EQ(causes.groups.size(), 1U);
  EXPECT_EQ(causes.groups[0].by, CutBy::stretch);
  EXPECT_EQ(town.water(causes.groups[0].stretches.front()), '1');
  EXPECT_EQ(targets_of(causes.groups[0]), (std::vector<std::uint32_t>{0, 1, 2}));
  EXPECT_EQ(causes.groups[0].voters, 350U);
  EXPECT_FALSE(causes.groups[0].lanes[0][0]);
  EXPECT_TRUE(causes.groups[0].lanes[0][2]);
  ASSERT_EQ(causes.best.size(), 1U);
  EXPECT_EQ(causes.best[0].gain, 700U);
}

TEST(CommonCauses, AFloodedWarehouseIsItsOwnCause) {
  Lanes dry;
  dry.set(0);
  const auto causes =
      Town({"W-1-A-B"}, kThree).from('W', {dry}).station('A', 10).station('B', 20).causes();
  ASSERT_EQ(causes.groups.size(), 1U);
  EXPECT_EQ(causes.groups[0].by, CutBy::source);
  EXPECT_EQ(causes.groups[0].lost, 60U);
  EXPECT_TRUE(causes.worth.empty());  // an open road would not help it
  EXPECT_TRUE(causes.best.empty());
}

TEST(CommonCauses, ALowRoadOfSeveralEdgesIsOneStretch) {
  const auto town = Town({"W-1-A-1-B-1-C", "            |", "            D"}, kThree)
                        .from('W')
                        .station('C', 30)
                        .station('D', 5);
  const auto causes = town.causes();
  ASSERT_EQ(causes.worth.size(), 1U);
  EXPECT_EQ(causes.worth[0].edges.size(), 3U);
  EXPECT_EQ(causes.worth[0].gain, 70U);
  EXPECT_EQ(causes.groups[0].by, CutBy::stretch);
}

TEST(CommonCauses, RoadsApartAreNoOneStretchThoughOneWaterCoversThem) {
  // Both are road 1, but a dry piece lies between them.
  const auto causes = Town({"W-1-A---B-1-C"}, {"1"}).from('W').station('C', 7).causes();
  EXPECT_TRUE(causes.worth.empty());
  ASSERT_EQ(causes.pairs.size(), 1U);
  EXPECT_EQ(causes.pairs[0].gain, 7U);
}

TEST(CommonCauses, TwoRoadsThatOnlyHelpTogether) {
  const auto town = Town({"W-1-A-2-B"}, {"", "12", "12", "2"}).from('W').station('B', 40);
  const auto causes = town.causes();
  EXPECT_EQ(causes.lost, 120U);
  ASSERT_EQ(causes.worth.size(), 1U);  // road 2 in the last future
  EXPECT_EQ(town.water(causes.worth[0].edges), '2');
  EXPECT_EQ(causes.worth[0].gain, 40U);
  ASSERT_EQ(causes.pairs.size(), 1U);
  EXPECT_EQ(causes.pairs[0].gain, 120U);
  EXPECT_EQ(causes.pairs[0].more, 80U);
  EXPECT_EQ(causes.pairs_found, 1U);
  ASSERT_EQ(causes.groups.size(), 2U);
  EXPECT_EQ(causes.groups[0].by, CutBy::pair);
  EXPECT_EQ(causes.groups[0].lost, 80U);
  EXPECT_EQ(causes.groups[1].by, CutBy::stretch);
  ASSERT_EQ(causes.best.size(), 1U);
  EXPECT_EQ(causes.best[0].stretches.size(), 2U);
  EXPECT_EQ(causes.best[0].gain, 120U);
}

TEST(CommonCauses, OfParallelRoadsEitherWouldDo) {
  const auto town =
      Town({"W-1-A-B", "|     |", "C--2--D"}, {"12", "1", "2"}).from('W').station('B', 9);
  const auto causes = town.causes();
  EXPECT_EQ(causes.lost, 9U);
  ASSERT_EQ(causes.worth.size(), 2U);
  EXPECT_EQ(causes.worth[0].gain, causes.worth[1].gain);
  ASSERT_EQ(causes.groups.size(), 1U);
  ASSERT_EQ(causes.groups[0].instead.size(), 1U);
  EXPECT_NE(town.water(causes.groups[0].instead[0]), town.water(causes.groups[0].stretches[0]));
  ASSERT_EQ(causes.best.size(), 1U);  // the second adds nothing
}

TEST(CommonCauses, ASmallSetCountsWhatEachAdds) {
  const auto causes = Town({"A-1-W-2-B", "    |", "    3", "    |", "    C-4-D"}, {"1234"})
                          .from('W')
                          .station('A', 5)
                          .station('B', 8)
                          .station('C', 2)
                          .station('D', 7)
                          .causes();
  ASSERT_EQ(causes.best.size(), 3U);
  EXPECT_EQ(causes.best[0].gain, 8U);  // road 2
  EXPECT_EQ(causes.best[1].gain, 5U);  // road 1; roads 3 and 4 would gain 9, 4.5 each
  EXPECT_EQ(causes.best[2].gain, 2U);  // road 3: there is no room for two any more
}

TEST(CommonCauses, ThreeInARowAreSeveralAndNoRoadIsSaidSo) {
  const auto causes = Town({"W-1-A-2-B-3-C", "", "Y---Z"}, {"123"})
                          .from('W')
                          .station('C', 3)
                          .station('Z', 4)
                          .causes();
  ASSERT_EQ(causes.groups.size(), 2U);
  EXPECT_EQ(causes.groups[0].by, CutBy::no_road);
  EXPECT_EQ(causes.groups[0].lost, 4U);
  EXPECT_EQ(causes.groups[1].by, CutBy::several);
}

TEST(CommonCauses, OneWayRoadsHelpOneWayOnly) {
  // The wet way leads only towards the warehouse.
  const auto causes = Town({"W-1<-A"}, {"1"}).from('W').station('A', 6).causes();
  EXPECT_TRUE(causes.worth.empty());
  EXPECT_EQ(causes.groups[0].by, CutBy::no_road);
}

TEST(CommonCauses, WhoIsCutOffFromTheHospitalToo) {
  const auto town = Town({"H---W-1-A-2-B", "        |", "        P"}, {"1", "12", ""})
                        .from('W')
                        .station('A', 10)
                        .station('B', 20);
  const auto causes = town.causes({town.at('H'), town.at('P')});
  ASSERT_GE(causes.groups.size(), 2U);
  std::uint64_t hospital = 0, police = 0;
  for (const auto& group : causes.groups) {
    ASSERT_EQ(group.services.size(), 2U);
    for (const auto& member : group.members) EXPECT_LE(member.target, 1U);
    hospital += group.services[0].lanes[0].count();
    police += group.services[1].lanes[0].count();
  }
  EXPECT_GT(hospital, police);  // the police are on their side of the water
}

}  // namespace
}  // namespace adem::roads
