#include "election/witness.h"

#include <gtest/gtest.h>

namespace adem::election {
namespace {

TEST(Witness, NamesAreThoseOfTheFiles) {
  EXPECT_EQ(name_of(Answered::yes), "yes");
  EXPECT_EQ(name_of(Answered::no), "no");
  EXPECT_EQ(name_of(Answered::unknown), "unknown");
  EXPECT_EQ(name_of(Mark::ankle), "ankle");
  EXPECT_EQ(name_of(Mark::calf), "calf");
  EXPECT_EQ(name_of(Mark::knee), "knee");
  EXPECT_EQ(name_of(Mark::waist), "waist");
  EXPECT_EQ(name_of(Mark::unknown), "unknown");
}

TEST(Witness, AStationIsVulnerableWhenItFloodedOrItsRoadIsCut) {
  WitnessAnswer answer;
  EXPECT_FALSE(says_vulnerable(answer));
  answer.alternative = "Balai";
  answer.owner_agrees = Answered::yes;
  EXPECT_FALSE(says_vulnerable(answer));
  answer.height = Mark::knee;
  EXPECT_TRUE(says_vulnerable(answer));
  answer.flooded = Answered::no;  // contradicts itself: asked again, not counted
  EXPECT_FALSE(says_vulnerable(answer));
  answer.road_cut = "Jalan Pantai";
  EXPECT_TRUE(says_vulnerable(answer));
  answer = {};
  answer.flooded = Answered::yes;
  EXPECT_TRUE(says_vulnerable(answer));
}

}  // namespace
}  // namespace adem::election
