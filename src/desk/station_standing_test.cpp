#include "desk/station_standing.h"

#include "desk/field_fixture.h"

namespace adem::desk {
namespace {

using namespace testing;

class StandingOf {
 public:
  StandingOf() : zone_("Asia/Jakarta"), rules_(election::rule_book("pilkada-2024")) {}

  StandingOf& said(const char* office, const char* status, const char* as_of) {
    reports_[office] = Json{{"status", status}, {"as_of", utc(as_of)}, {"at", utc(as_of)}};
    return *this;
  }
  StandingOf& taken_out(const char* office, const char* at) {
    reports_[office] =
        Json{{"status", nullptr}, {"as_of", nullptr}, {"at", utc(at)}, {"redacted", true}};
    return *this;
  }
  Standing at(const char* now, bool put_off = false) const {
    return standing_of(reports_, rules_, {*parse_date("2024-11-27", zone_), instant(now)}, put_off);
  }
  std::string status(const char* now) const { return at(now).status; }
  bool disagree() const { return at("07:10").disagree; }
  // "opening 07:00" of what is missing.
  std::string missing(const char* now) const {
    const auto missing = at(now).missing;
    if (!missing) return "";
    return missing->duty + " " + iso_local(missing->since, zone_).substr(11, 5);
  }

 private:
  Instant instant(const std::string& text) const {
    return *parse_instant(text.size() == 5 ? "2024-11-27T" + text : text, zone_);
  }
  std::string utc(const char* text) const { return iso_utc(instant(text)); }

  Zone zone_;
  election::RuleBook rules_;
  Json reports_ = Json::object();
};

TEST(Standing, IsUnknownBeforeAnybodySpoke) {
  const auto none = StandingOf().at("2024-11-26T12:00");
  EXPECT_EQ(none.status, "unknown");
  EXPECT_FALSE(none.as_of);
  EXPECT_FALSE(none.missing);
}

TEST(Standing, IsTheNewestWordByWhenItWasSo) {
  const auto now = StandingOf().said("ptps", "open", "08:00").said("kpps", "set-up", "06:30");
  EXPECT_EQ(now.status("08:10"), "open");
  EXPECT_EQ(now.at("08:10").office, "ptps");
}

TEST(Standing, SourcesDisagreeUnlessTheDayWentOn) {
  EXPECT_FALSE(StandingOf().said("a", "set-up", "05:30").said("b", "open", "07:00").disagree());
  EXPECT_FALSE(StandingOf().said("a", "open", "07:00").said("b", "open", "07:05").disagree());
  EXPECT_FALSE(StandingOf().said("a", "opens-late", "06:50").said("b", "open", "07:05").disagree());
  EXPECT_TRUE(StandingOf().said("a", "open", "06:59").said("b", "opens-late", "07:05").disagree());
  EXPECT_TRUE(StandingOf().said("a", "open", "06:40").said("b", "set-up", "06:50").disagree());
  EXPECT_TRUE(StandingOf().said("a", "open", "07:00").said("b", "closed", "07:00").disagree());
  EXPECT_TRUE(StandingOf().said("a", "open", "07:00").said("b", "interrupted", "07:05").disagree());
  EXPECT_TRUE(StandingOf().said("a", "interrupted", "07:00").said("b", "open", "07:05").disagree());
  EXPECT_TRUE(StandingOf().said("a", "cannot-open", "06:00").said("b", "open", "07:05").disagree());
  // A third office that agrees with one of them takes nothing away.
  EXPECT_TRUE(StandingOf()
                  .said("a", "interrupted", "07:00")
                  .said("b", "open", "07:05")
                  .said("c", "open", "07:06")
                  .disagree());
}

TEST(Standing, WhoSaysNothingContradictsNobody) {
  for (const char* status : {"missing", "unreachable", "unknown"}) {
    EXPECT_FALSE(StandingOf().said("a", "open", "07:00").said("b", status, "07:05").disagree());
    EXPECT_FALSE(StandingOf().said("a", status, "07:00").said("b", "open", "07:05").disagree());
  }
  EXPECT_FALSE(StandingOf().said("a", "open", "07:00").taken_out("b", "07:05").disagree());
}

TEST(Standing, AReportIsMissingHalfAnHourAfterADutyWasDue) {
  const StandingOf nobody;
  EXPECT_EQ(nobody.missing("00:29"), "");
  EXPECT_EQ(nobody.missing("00:30"), "supplies 00:00");
  EXPECT_EQ(nobody.missing("07:30"), "opening 07:00");
  EXPECT_EQ(nobody.missing("13:30"), "voting-ends 13:00");
  EXPECT_EQ(nobody.missing("2024-11-28T06:30"), "box-home 06:00");
  EXPECT_EQ(nobody.status("07:30"), "missing");
}

TEST(Standing, AReportAnswersForItsDutyAndThoseBefore) {
  const auto open = StandingOf().said("kpps", "open", "06:58");
  EXPECT_EQ(open.missing("12:59"), "");
  EXPECT_EQ(open.missing("13:30"), "voting-ends 13:00");
  const auto supplies = StandingOf().said("pps", "supplies-there", "2024-11-26T17:00");
  EXPECT_EQ(supplies.missing("06:00"), "");
  EXPECT_EQ(supplies.missing("07:30"), "opening 07:00");
  // The queue of 13:00 is still served: told after the hour, so nothing is missing.
  EXPECT_EQ(StandingOf().said("kpps", "open", "13:05").missing("13:40"), "");
  EXPECT_EQ(StandingOf().said("kpps", "cannot-open", "05:30").missing("13:40"), "");
  EXPECT_EQ(StandingOf().said("kpps", "cannot-open", "05:30").missing("2024-11-28T07:00"),
            "box-home 06:00");
  EXPECT_EQ(StandingOf().said("kpps", "interrupted", "08:00").missing("13:40"),
            "voting-ends 13:00");
}

TEST(Standing, SayingThatNothingIsKnownAnswersForNoDuty) {
  const auto unreachable = StandingOf().said("polsek", "unreachable", "07:20");
  EXPECT_EQ(unreachable.missing("07:30"), "opening 07:00");
  EXPECT_EQ(unreachable.status("07:30"), "unreachable");  // somebody tried since
  const auto before = StandingOf().said("polsek", "unreachable", "06:20");
  EXPECT_EQ(before.status("07:30"), "missing");
  EXPECT_EQ(before.status("07:20"), "unreachable");
}

TEST(Standing, AStationWhoseVoteIsPutOffOwesNoReport) {
  EXPECT_FALSE(StandingOf().at("13:40", true).missing);
  EXPECT_EQ(StandingOf().at("13:40", true).status, "unknown");
}

TEST(Standing, WhatWasTakenOutIsNotKnownAndDoesNotComeBack) {
  const auto standing = StandingOf().said("a", "open", "07:00").taken_out("b", "07:05").at("07:10");
  EXPECT_EQ(standing.status, "unknown");
  EXPECT_EQ(standing.reported, "");
}

}  // namespace
}  // namespace adem::desk
