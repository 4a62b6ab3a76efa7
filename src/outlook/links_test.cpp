// Each link failing by its own mechanism, on small maps.
#include "outlook/links.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "outlook/link_fixture.h"

namespace adem::outlook {
namespace {

using namespace testing;
using election::Link;
using election::Outlook;
using election::Status;

constexpr const char* kDrawing = R"(
    W--P--S
       |  |
       V  H)";

Village village(const std::string& drawn = "WPSVH") {
  return {kDrawing, {road("WPS"), road("PV"), road("SH")}, drawn};
}

float at(const Outlook& outlook, Link link, const char* when) {
  return outlook.stations[0].link(link).at(step(when));
}

std::string argument(const Message& message, const char* name) {
  for (const auto& [key, value] : message.args) {
    if (key == name && std::holds_alternative<std::string>(value))
      return std::get<std::string>(value);
  }
  return "?";
}

TEST(Links, OnDryRoadsAStationIsReadyWithAllFour) {
  const auto outlook = village().clock({});
  const auto& s = outlook.stations[0];
  EXPECT_EQ(s.status, Status::ready);
  EXPECT_EQ(s.reason.code, "outlook.reason.works");
  EXPECT_EQ(outlook.computed, (std::array<bool, 4>{true, true, true, true}));
  EXPECT_EQ(at(outlook, Link::box, "2024-11-26T12:00"), 1);
  EXPECT_EQ(at(outlook, Link::crew, "2024-11-27T05:00"), 1);
  EXPECT_LT(at(outlook, Link::crew, "2024-11-27T04:45"), 0) << "not asked for yet";
  EXPECT_EQ(at(outlook, Link::voters, "2024-11-27T12:45"), 1);
  EXPECT_LT(at(outlook, Link::voters, "2024-11-27T13:00"), 0) << "voting is over";
  EXPECT_EQ(s.works.chance, std::vector<float>{1});
  // Truck, car, motorbike: a few minutes before the opening; no boat without a landing.
  ASSERT_EQ(s.departures.size(), 3U);
  EXPECT_EQ(s.departures[0].mode, election::Mode::truck);
  EXPECT_EQ(s.departures[0].latest, local("2024-11-27T06:45"));
  EXPECT_EQ(s.departures[0].from, "Gudang");
}

TEST(Links, TheBoxCannotPass) {
  const auto outlook = village().clock({{"PS", "01"}});
  const auto& s = outlook.stations[0];
  EXPECT_EQ(s.status, Status::cannot_open);
  EXPECT_EQ(s.weakest, Link::box);
  EXPECT_EQ(s.reason.code, "outlook.reason.box");
  EXPECT_EQ(argument(s.reason, "when"), "all_voting");
  EXPECT_EQ(argument(s.reason, "place"), "Gudang");
  EXPECT_EQ(at(outlook, Link::box, "2024-11-27T08:00"), 0);
  EXPECT_EQ(at(outlook, Link::floor, "2024-11-27T08:00"), 1);
  EXPECT_FALSE(s.departures[0].latest);
}

TEST(Links, ABoxThatIsThereBeforeTheWaterIsThere) {
  // Water from 20:00; the box has left at noon, and cannot come home.
  const auto outlook = village("WPS").clock({{"PS", "01", "2024-11-26T20:00"}});
  const auto& s = outlook.stations[0];
  EXPECT_EQ(at(outlook, Link::box, "2024-11-27T12:45"), 1);
  EXPECT_EQ(at(outlook, Link::box, "2024-11-27T13:00"), 0);
  EXPECT_EQ(s.status, Status::may_be_interrupted);
  EXPECT_EQ(argument(s.reason, "when"), "counting");
  EXPECT_EQ(s.departures[0].latest, local("2024-11-26T19:45"));
  EXPECT_EQ(outlook.caveats[0].code, "outlook.caveat.not-computed");
  EXPECT_EQ(argument(outlook.caveats[0], "link"), "crew");
  EXPECT_EQ(argument(outlook.caveats[1], "link"), "voters");
}

TEST(Links, ABoxMayComeLate) {
  const auto outlook = village("WPS").clock({{"PS", "01", "2024-11-26T12:00", "2024-11-27T08:00"}});
  const auto& s = outlook.stations[0];
  EXPECT_EQ(s.status, Status::opens_late);
  EXPECT_EQ(argument(s.reason, "when"), "late");
  EXPECT_THAT(s.reason.args,
              ::testing::Contains(std::pair<std::string, Arg>("to", local("2024-11-27T08:15"))));
}

TEST(Links, AWarehouseUnderWaterSendsNothing) {
  const auto outlook = village("WS").clock({{"WP", "0"}});
  EXPECT_EQ(at(outlook, Link::box, "2024-11-27T08:00"), 0.5F) << "one future of two";
  EXPECT_EQ(outlook.stations[0].weakest, Link::box);
}

TEST(Links, WhereTheWaterIsNotKnownNothingIsOpen) {
  const auto outlook =
      village("WPS").clock({{"PS", "0", "2024-11-26T12:00", "2024-11-28T06:00", true}});
  const auto& s = outlook.stations[0];
  EXPECT_LT(at(outlook, Link::box, "2024-11-27T08:00"), 0);
  EXPECT_EQ(s.status, Status::unknown);
  EXPECT_EQ(s.reason.code, "outlook.reason.roads-unknown");
  EXPECT_EQ(argument(s.reason, "link"), "box");
  // Known bad in one future, unknown in the other: bad all the same.
  const auto bad = village("WPS").clock(
      {{"PS", "0", "2024-11-26T12:00", "2024-11-28T06:00", true}, {"WP", "1"}});
  EXPECT_EQ(at(bad, Link::box, "2024-11-27T08:00"), 0.5F);
  EXPECT_EQ(bad.stations[0].status, Status::cannot_open);
}

TEST(Links, AVehicleThatTheWaterWouldCatchDoesNotEnter) {
  // A long road, and one dry quarter-hour that is too short for it.
  const Village far("W" + std::string(60, '-') + "S", {road("WS")}, "WS");
  const auto dry = far.clock({}, 1);
  EXPECT_EQ(at(dry, Link::box, "2024-11-27T08:00"), 1);
  // Eighteen kilometres take a truck most of an hour.
  const auto outlook = far.clock({{"WS", "0", "2024-11-26T12:00", "2024-11-27T06:00"},
                                  {"WS", "0", "2024-11-27T06:15", "2024-11-28T06:00"}},
                                 1);
  EXPECT_EQ(at(outlook, Link::box, "2024-11-27T08:00"), 0);
}

TEST(Links, TheCrewIsFloodedIn) {
  const auto outlook = village("SV").clock({{"PV", "01", "2024-11-27T02:00", "2024-11-27T09:00"}});
  const auto& s = outlook.stations[0];
  EXPECT_EQ(s.status, Status::opens_late);
  EXPECT_EQ(s.weakest, Link::crew);
  EXPECT_EQ(s.reason.code, "outlook.reason.crew");
  EXPECT_EQ(at(outlook, Link::crew, "2024-11-27T08:45"), 0);
  EXPECT_EQ(at(outlook, Link::crew, "2024-11-27T09:15"), 1);
  EXPECT_TRUE(s.departures.empty()) << "no warehouse, no box";
}

TEST(Links, TooFewOfTheCrewAreKnown) {
  auto few = village("SV");
  few.crews_[0].members = 4;
  const auto outlook = few.clock({});
  EXPECT_EQ(outlook.stations[0].status, Status::unknown);
  EXPECT_EQ(outlook.stations[0].reason.code, "outlook.reason.few-crew");
  few.crews_[0] = {"TPS S", "nowhere", 7};
  EXPECT_EQ(few.clock({}).stations[0].reason.code, "outlook.reason.crew-unplaced");
}

TEST(Links, VotersAreCutOff) {
  const auto outlook = village("SH").clock({{"SH", "01", "2024-11-27T10:00", "2024-11-27T11:00"}});
  const auto& s = outlook.stations[0];
  EXPECT_EQ(s.status, Status::may_be_interrupted);
  EXPECT_EQ(s.weakest, Link::voters);
  EXPECT_EQ(s.reason.code, "outlook.reason.voters");
  EXPECT_EQ(at(outlook, Link::voters, "2024-11-27T09:45"), 1);
  EXPECT_EQ(at(outlook, Link::voters, "2024-11-27T10:45"), 0);
  EXPECT_EQ(at(outlook, Link::voters, "2024-11-27T11:00"), 1);
}

TEST(Links, AreJoinedFutureByFuture) {
  // The box fails in one future, the crew in the other: neither holds, and together never.
  const auto outlook = village().clock({{"WP", "0"}, {"PV", "1"}});
  EXPECT_EQ(at(outlook, Link::box, "2024-11-27T08:00"), 0.5F);
  EXPECT_EQ(at(outlook, Link::crew, "2024-11-27T08:00"), 0.5F);
  EXPECT_EQ(outlook.stations[0].works.at(step("2024-11-27T08:00")), 0);
  // Both in the same future: half of them work.
  const auto same = village().clock({{"WP", "0"}, {"PV", "0"}});
  EXPECT_EQ(same.stations[0].works.at(step("2024-11-27T08:00")), 0.5F);
}

TEST(Links, LinksThatHoldAloneMayNotHoldTogether) {
  const auto outlook = village().clock(
      {{"WP", "0", "2024-11-26T12:00", "2024-11-27T12:00"}, {"PV", "1", "2024-11-27T02:00"}}, 10);
  const auto& s = outlook.stations[0];
  EXPECT_EQ(s.reason.code, "outlook.reason.together");
  EXPECT_NE(s.status, Status::ready);
}

TEST(Links, OneAfterTheOtherCanCloseTheWholeDay) {
  const auto outlook = village().clock({{"WP", "01", "2024-11-26T12:00", "2024-11-27T10:00"},
                                        {"SH", "01", "2024-11-27T09:00", "2024-11-27T14:00"}});
  const auto& s = outlook.stations[0];
  EXPECT_EQ(s.status, Status::cannot_open);
  EXPECT_EQ(s.reason.code, "outlook.reason.several") << "neither alone says why";
}

TEST(Links, OneWayRoadsLeadOneWay) {
  const Village one(kDrawing,
                    {{"WPS", {{"highway", "residential"}, {"oneway", "yes"}}}, road("SH")}, "WS");
  const auto outlook = one.clock({});
  EXPECT_EQ(at(outlook, Link::box, "2024-11-27T08:00"), 1);
  EXPECT_LT(at(outlook, Link::box, "2024-11-27T14:00"), 0) << "no way home is known";
  const Village back(kDrawing,
                     {{"SPW", {{"highway", "residential"}, {"oneway", "yes"}}}, road("SH")}, "WS");
  const auto wrong = back.clock({});
  EXPECT_EQ(wrong.stations[0].status, Status::unknown) << "a hole in the map is no water";
  EXPECT_EQ(wrong.stations[0].reason.code, "outlook.reason.no-dry-way");
}

TEST(Links, AStationWithoutARoadIsUnknownWithTheReason) {
  const Village apart(R"(
    W--P   S)",
                      {road("WP")}, "WS");
  const auto outlook = apart.clock({});
  EXPECT_EQ(outlook.stations[0].status, Status::unknown);
  EXPECT_EQ(outlook.stations[0].reason.code, "outlook.reason.off-road");
  const Village none(kDrawing, {road("WPS")}, "SV");
  const auto no_box = none.clock({});
  EXPECT_FALSE(no_box.has(Link::box));
}

TEST(Links, WhoIsCutOffFromHospitalIsTold) {
  const Village v(R"(
    Q--P--S)",
                  {road("QP"), road("PS")}, "QSP");
  const auto outlook = v.clock({{"QP", "01", "2024-11-27T09:00", "2024-11-27T10:00"}});
  const auto& notes = outlook.stations[0].notes;
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_EQ(notes[0].code, "outlook.note.cut-off");
  EXPECT_EQ(argument(notes[0], "kind"), "hospital");
  EXPECT_THAT(notes[0].args,
              ::testing::Contains(std::pair<std::string, Arg>("to", local("2024-11-27T10:00"))));
}

TEST(Links, StationsAtOneJunctionShareTheirHomes) {
  const Village v(R"(
    S--H--A---B---C---D---E---F---G---I---J---K
    T)",
                  {road("SHABCDEFGIJK")}, "STHK");
  const auto links = v.links({});
  const auto outlook = v.clock(links);
  for (const auto& s : outlook.stations)
    EXPECT_EQ(s.link(Link::voters).at(step("2024-11-27T08:00")), 1);
  ASSERT_EQ(links.caveats().size(), 1U);
  EXPECT_EQ(links.caveats()[0].code, "outlook.caveat.homes-far") << "K is more than 3 km away";
}

TEST(Links, AreTheSameAtAnyNumberOfMembersThatAgree) {
  const std::vector<Wet> in_all = {{"PS", "0123456789", "2024-11-26T20:00", "2024-11-27T09:00"}};
  const auto one = village().clock(in_all, 1), ten = village().clock(in_all, 10);
  for (const Link link : election::kLinks) {
    EXPECT_EQ(one.stations[0].link(link).chance, ten.stations[0].link(link).chance);
  }
  EXPECT_EQ(one.stations[0].works.chance, ten.stations[0].works.chance);
  EXPECT_EQ(one.stations[0].departures, ten.stations[0].departures);
}

}  // namespace
}  // namespace adem::outlook
