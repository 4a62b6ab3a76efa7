#include "outlook/why.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace adem::outlook {
namespace {

using election::Link;
using ::testing::Contains;
using ::testing::Field;
using ::testing::Not;

class WhyTest : public ::testing::Test {
 protected:
  WhyTest() {
    outlook_.window = election::station_window(*parse_date("2024-11-27", Zone("Asia/Jakarta")));
    outlook_.computed = {true, true, false, false};
    duties_ = duties(election::rule_book("pilkada-2024"), outlook_.window);
    for (const auto link : {Link::floor, Link::box}) {
      station_.link(link).chance.assign(outlook_.window.steps, 1);
    }
  }
  // Local hours of voting day; 24 and more are of the day after.
  std::size_t step(double hour) const { return static_cast<std::size_t>((hour + 12) * 4); }
  void set(Link link, double from, double to, float chance) {
    for (std::size_t s = step(from); s < step(to); ++s) station_.link(link).chance[s] = chance;
  }
  Instant at(double hour) const { return outlook_.window.at(step(hour)); }
  Why explained() const { return why(outlook_, station_, duties_); }
  static auto says(const char* code) { return Contains(Field(&Message::code, code)); }
  static Message only(const Why& why, const std::string& code) {
    std::vector<Message> found;
    for (const auto& each : why.sentences) {
      if (each.code == code) found.push_back(each);
    }
    EXPECT_EQ(found.size(), 1U) << code;
    return found.empty() ? Message{} : found.front();
  }
  static Arg arg(const Message& message, const std::string& name) {
    for (const auto& [known, value] : message.args) {
      if (known == name) return value;
    }
    return std::string("no such argument");
  }

  election::Outlook outlook_;
  election::StationOutlook station_;
  Duties duties_;
};

TEST_F(WhyTest, AGoodStationSaysWhatIsNotComputed) {
  const auto why = explained();
  EXPECT_EQ(why.recession, Recession::not_wet);
  std::vector<std::string> codes;
  for (const auto& each : why.sentences) codes.push_back(each.code);
  EXPECT_EQ(codes,
            (std::vector<std::string>{"why.good", "why.good", "why.missing", "why.missing"}));
  EXPECT_EQ(arg(why.sentences[2], "link"), Arg(std::string("crew")));
}

TEST_F(WhyTest, HoursAndFuturesOfALinkThatFails) {
  station_.weakest = Link::box;
  station_.reason = {"outlook.reason.box-late", {{"members", std::int64_t{20}}}};
  set(Link::box, 6, 8, 0.75F);
  set(Link::box, 7, 7.5, 0.4F);
  const auto why = explained();
  EXPECT_EQ(arg(only(why, "why.weakest"), "link"), Arg(std::string("box")));
  const auto bad = only(why, "why.bad");
  EXPECT_EQ(arg(bad, "from"), Arg(at(6)));
  EXPECT_EQ(arg(bad, "to"), Arg(at(8)));
  EXPECT_EQ(arg(bad, "odds"), Arg(std::string("counted")));
  EXPECT_EQ(arg(bad, "fails"), Arg(std::int64_t{12}));
  EXPECT_EQ(arg(bad, "of"), Arg(std::int64_t{20}));
  EXPECT_EQ(why.recession, Recession::not_wet);  // of the floor
}

TEST_F(WhyTest, TheWaterAgainstTheEndOfVoting) {
  set(Link::floor, 5, 9.5, 0);
  auto why = explained();
  EXPECT_EQ(why.recession, Recession::before_end);
  EXPECT_EQ(why.dry_from, at(9.5));
  EXPECT_EQ(arg(only(why, "why.bad"), "odds"), Arg(std::string("sure")));
  set(Link::floor, 9.5, 14, 0);
  EXPECT_EQ(explained().recession, Recession::after_end);
  EXPECT_THAT(explained().sentences, says("why.recession-after"));
  set(Link::floor, 14, 30, -1);
  EXPECT_EQ(explained().recession, Recession::unknown);
  set(Link::floor, 14, 30, 1);
  station_.recession_unknown = true;  // behind a sill
  EXPECT_EQ(explained().recession, Recession::unknown);
}

TEST_F(WhyTest, UnknownHoursAreSaidAndAreNotGood) {
  set(Link::box, 6, 7, -1);
  set(Link::box, 20, 22, -1);  // after voting: no duty of the opening
  const auto why = explained();
  const auto unknown = only(why, "why.unknown");
  EXPECT_EQ(arg(unknown, "from"), Arg(at(6)));
  EXPECT_EQ(arg(unknown, "to"), Arg(at(7)));
  EXPECT_EQ(arg(only(why, "why.good"), "link"), Arg(std::string("floor")));
}

TEST_F(WhyTest, VotersAreNotAskedForBeforeOpening) {
  outlook_.computed[static_cast<std::size_t>(Link::voters)] = true;
  station_.link(Link::voters).chance.assign(outlook_.window.steps, -1);
  set(Link::voters, 7, 13, 1);
  for (const auto& each : explained().sentences) EXPECT_NE(each.code, "why.unknown");
}

TEST_F(WhyTest, LastDepartures) {
  station_.departures = {{election::Mode::car, "Gudang PPK", at(-6)},
                         {election::Mode::truck, "Gudang PPK", std::nullopt},
                         {election::Mode::motorbike, "Gudang PPK", at(-6)}};
  const auto why = explained();
  EXPECT_EQ(arg(only(why, "why.departure"), "at_on"), Arg(std::string("before")));
  EXPECT_EQ(arg(only(why, "why.departure"), "mode2"), Arg(std::string("motorbike")));
  EXPECT_EQ(arg(only(why, "why.departure"), "mode3"), Arg(std::string("none")));
  EXPECT_EQ(arg(only(why, "why.no-departure"), "mode"), Arg(std::string("truck")));
}

}  // namespace
}  // namespace adem::outlook
