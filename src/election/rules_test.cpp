#include "election/rules.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <rapidcheck/gtest.h>
#include <set>

#include "base/error.h"
#include "base/resources.h"
#include "base/toml.h"

namespace adem::election {
namespace {

constexpr const char* kSmall = R"(
election = "uji-1"
name_id = "Uji"
name_en = "Trial"
indicator_set = "uji"
[vote]
day = 2024-11-27
source = "s"
date = "2024"
mark = "V"
[[duty]]
code = "set-up"
name_id = "disiapkan"
name_en = "set up"
from = "05:00"
source = "s"
date = "2024-11"
mark = "S"
)";

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const auto at = text.rfind(what);
  if (at == std::string::npos) throw std::logic_error("not in the text: " + what);
  return text.replace(at, what.size(), with);
}

// The arguments of the error that a text gives, as one line: "line key value problem".
std::string complaint(const std::string& toml) {
  try {
    parse_rule_book(toml, "uji.toml");
  } catch (const Error& error) {
    std::string text = error.message().code;
    for (const auto& [name, value] : error.message().args) {
      text += "|" + std::get<std::string>(value);
    }
    EXPECT_TRUE(error.where().starts_with("uji.toml")) << error.where();
    return text;
  }
  return "read";
}

TEST(Rules, ReadsASmallBook) {
  const RuleBook book = parse_rule_book(kSmall, "uji.toml");
  EXPECT_EQ(book.vote_date, "2024-11-27");
  EXPECT_EQ(book.duty("set-up").from_min, 300);
  EXPECT_EQ(book.duty("set-up").provenance.mark, SourceMark::secondary);
  EXPECT_FALSE(book.max_voters);
  EXPECT_THROW(book.duty("opening"), Error);
  EXPECT_THROW(book.threshold("floor-depth"), Error);
}

TEST(Rules, AMissingSourceDateOrMarkIsAnError) {
  EXPECT_EQ(complaint(replaced(kSmall, "source = \"s\"\n", "")),
            "election.bad-rule|duty set-up|source||missing");
  EXPECT_EQ(complaint(replaced(kSmall, "date = \"2024-11\"\n", "")),
            "election.bad-rule|duty set-up|date||missing");
  EXPECT_EQ(complaint(replaced(kSmall, "mark = \"S\"\n", "")),
            "election.bad-rule|duty set-up|mark||missing");
  EXPECT_EQ(complaint(replaced(kSmall, "source = \"s\"", "source = \"  \"")),
            "election.bad-rule|duty set-up|source||missing");
}

TEST(Rules, SaysWhatIsWrongWithALine) {
  const std::map<std::string, std::pair<std::string, std::string>> faults = {
      {"duty set-up|mark|X|mark", {"mark = \"S\"", "mark = \"X\""}},
      {"duty set-up|mark|VS|mark", {"mark = \"S\"", "mark = \"VS\""}},
      {"duty set-up|date|November 2024|date", {"\"2024-11\"", "\"November 2024\""}},
      {"duty set-up|date|2024-13|date", {"\"2024-11\"", "\"2024-13\""}},
      {"duty set-up|from|5.00|clock", {"\"05:00\"", "\"5.00\""}},
      {"duty set-up|from|24:00|clock", {"\"05:00\"", "\"24:00\""}},
      {"duty set-up|from|300|not_text", {"\"05:00\"", "300"}},
      {"duty set-up|to|04:00|before_from",
       {"from = \"05:00\"", "from = \"05:00\"\nto = \"04:00\""}},
      {"duty set-up|form|\"05:00\"|unknown_key",
       {"from = \"05:00\"", "from = \"05:00\"\nform = \"05:00\""}},
      {"vote|day|2024-11|date", {"2024-11-27", "\"2024-11\""}},
      {"book|dutty|1|unknown_key", {"election =", "dutty = 1\nelection ="}},
  };
  for (const auto& [expected, edit] : faults) {
    EXPECT_EQ(complaint(replaced(kSmall, edit.first, edit.second)),
              "election.bad-rule|" + expected);
  }
  EXPECT_EQ(complaint("duty = 3\nelection = \"x\""), "election.bad-rule|book|name_id||missing");
  const std::string head = std::string(kSmall).substr(0, std::string(kSmall).find("[vote]"));
  const std::string vote =
      "[vote]\nday = 2024-11-27\nsource = \"s\"\ndate = \"2024\"\nmark = \"V\"\n";
  EXPECT_EQ(complaint("duty = 3\n" + head + vote), "election.bad-rule|book|duty|3|not_a_list");
  EXPECT_EQ(complaint("duty = [3]\n" + head + vote), "election.bad-rule|duty 1||3|not_a_table");
  EXPECT_EQ(complaint(head), "election.bad-rule|book|vote||missing");
}

constexpr const char* kMode = R"(
[[mode]]
code = "car"
name_id = "Mobil"
name_en = "Car"
depth_m = 0.3
source = "s"
date = "2017"
mark = "S"
[mode.speed_km_h]
residential = 20
source = "s"
date = "2024"
mark = "A"
)";

TEST(Rules, ModesOfTravel) {
  const std::string text = std::string(kSmall) + kMode;
  const auto book = parse_rule_book(text, "uji.toml");
  const auto& car = book.mode(Mode::car);
  EXPECT_EQ(car.depth_m, 0.3);
  EXPECT_FALSE(car.depth_speed_m2_s);
  EXPECT_EQ(car.speed(RoadClass::residential), 20);
  EXPECT_EQ(car.speed(RoadClass::footway), 0);
  EXPECT_EQ(car.provenance.mark, SourceMark::secondary);
  EXPECT_EQ(car.speed_provenance.mark, SourceMark::adem);
  EXPECT_THROW(book.mode(Mode::truck), Error);
  EXPECT_EQ(complaint(replaced(text, "code = \"car\"", "code = \"tank\"")),
            "election.bad-rule|mode tank|code|tank|unknown_mode");
  EXPECT_EQ(complaint(replaced(text, "depth_m = 0.3\n", "")),
            "election.bad-rule|mode car|depth_m||missing");
  EXPECT_EQ(complaint(replaced(text, "depth_m = 0.3", "depth_m = 0.3\nleast_depth_m = 0.4")),
            "election.bad-rule|mode car|depth_m||two_depths");
  EXPECT_EQ(complaint(replaced(text, "depth_m = 0.3", "depth_m = -1")),
            "election.bad-rule|mode car|depth_m|-1|out_of_range");
  EXPECT_EQ(complaint(replaced(text, "residential = 20", "residental = 20")),
            "election.bad-rule|mode car speed_km_h|residental|20|unknown_key");
  EXPECT_EQ(complaint(replaced(text, "mark = \"A\"\n", "")),
            "election.bad-rule|mode car speed_km_h|mark||missing");
  EXPECT_EQ(complaint(text + kMode), "election.bad-rule|mode car|code|car|duplicate");
}

TEST(ShippedRules, EveryModeHasItsWaterAndItsSpeeds) {
  for (const auto& name : rule_book_names()) {
    const auto book = rule_book(name);
    ASSERT_EQ(book.modes.size(), kModes) << name;
    for (const auto& mode : book.modes) {
      EXPECT_EQ(mode.least_depth_m.has_value(), mode.mode == Mode::boat);
      EXPECT_GT(mode.speed(mode.mode == Mode::boat ? RoadClass::waterway : RoadClass::residential),
                0);
      EXPECT_GT(mode.speed(RoadClass::ferry), 0);
      EXPECT_EQ(mode.speed_provenance.mark, SourceMark::adem);
    }
    // A truck passes where a car does, a car where a motorbike does.
    EXPECT_GE(book.mode(Mode::truck).depth_m, book.mode(Mode::car).depth_m);
    EXPECT_GE(book.mode(Mode::car).depth_m, book.mode(Mode::motorbike).depth_m);
  }
}

TEST(Rules, ARepeatedCodeIsAnError) {
  const std::string text = kSmall;
  EXPECT_EQ(complaint(text + text.substr(text.find("[[duty]]"))),
            "election.bad-rule|duty set-up|code|set-up|duplicate");
}

TEST(Rules, MalformedTomlNamesLineAndColumn) {
  for (const char* bad : {"election = ", "= 3", "[[duty", "a = \"open", "a = 1\na = 2",
                          "[vote]\n[vote]", "\xff\xfe", "a = 2024-02-31"}) {
    try {
      parse_rule_book(bad, "uji.toml");
      ADD_FAILURE() << bad;
    } catch (const Error& error) {
      EXPECT_EQ(error.message().code, "base.bad-toml") << bad;
      EXPECT_TRUE(error.where().starts_with("uji.toml:")) << error.where();
    }
  }
  EXPECT_EQ(complaint(""), "election.bad-rule|book|election||missing");
}

RC_GTEST_PROP(Rules, AnyTextIsReadOrRefusedNeverWorse, ()) {
  std::string text = kSmall;
  const auto edits = *rc::gen::inRange(1, 6);
  for (int i = 0; i < edits; ++i) {
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
    if (*rc::gen::arbitrary<bool>()) {
      text.erase(at, *rc::gen::inRange<std::size_t>(1, 12));
    } else {
      text.insert(
          at, *rc::gen::container<std::string>(rc::gen::elementOf(std::string("\"[]=\n#-:0x"))));
    }
  }
  try {
    const auto book = parse_rule_book(text, "uji.toml");
    RC_ASSERT(!book.election.empty());
    for (const auto& duty : book.duties) RC_ASSERT(!duty.provenance.source.empty());
  } catch (const Error&) {
  }
}

// Walks any table that looks like a line: what carries a mark carries source and date, and what
// carries a code or a text carries a mark.
void expect_marked(const Json& json, const std::string& path) {
  if (json.is_array()) {
    for (const auto& item : json) expect_marked(item, path);
    return;
  }
  if (!json.is_object()) return;
  const bool line =
      json.contains("text_id") || (json.contains("code") && path.find('/') != std::string::npos);
  if (line || json.contains("mark")) {
    for (const char* key : {"source", "date", "mark"}) {
      EXPECT_TRUE(json.contains(key)) << path << " " << key << "\n" << json.dump();
    }
    const auto mark = json.value("mark", "");
    EXPECT_TRUE(mark == "V" || mark == "S" || mark == "A") << path << " " << mark;
  }
  for (const auto& [key, value] : json.items()) expect_marked(value, path + "/" + key);
}

TEST(ShippedRules, EveryLineOfEveryBookHasSourceDateAndMark) {
  int files = 0;
  for (const auto path : resources_under("rules/")) {
    if (!path.ends_with(".toml")) continue;
    ++files;
    expect_marked(parse_toml(resource(path), std::string(path)), std::string(path.substr(6)));
  }
  EXPECT_EQ(files, 4);
  // The reader asks for the same, so a book that lacks a mark does not even load.
  for (const auto& name : rule_book_names()) expect_marked(to_json(rule_book(name)), name);
  for (const auto& name : indicator_set_names()) expect_marked(to_json(indicator_set(name)), name);
}

TEST(ShippedRules, WhatAdemDecidedItselfIsMarkedA) {
  for (const auto& name : rule_book_names()) {
    const RuleBook book = rule_book(name);
    for (const auto& threshold : book.thresholds) {
      EXPECT_EQ(threshold.provenance.mark, SourceMark::adem) << name << " " << threshold.code;
    }
    for (const auto& item : book.agenda) EXPECT_EQ(item.provenance.mark, SourceMark::adem);
  }
}

TEST(ShippedRules, Pilkada2024) {
  const RuleBook book = rule_book("pilkada-2024");
  EXPECT_EQ(book.vote_date, "2024-11-27");
  EXPECT_EQ(book.max_voters, 600);
  EXPECT_EQ(book.indicator_set, "bawaslu-2024-11");
  EXPECT_LT(book.duty("supplies").from_min, 0);
  EXPECT_EQ(book.duty("set-up").from_min, 5 * 60);
  EXPECT_EQ(book.duty("opening").from_min, 7 * 60);
  EXPECT_EQ(book.duty("voting-ends").from_min, 13 * 60);
  EXPECT_EQ(book.duty("box-home").to_min, 30 * 60);
  EXPECT_DOUBLE_EQ(book.threshold("demanded-chance"), 0.9);
  EXPECT_DOUBLE_EQ(book.threshold("floor-depth"), 0.05);
  EXPECT_EQ(book.mode(Mode::boat).least_depth_m, 0.4);
  EXPECT_EQ(book.mode(Mode::motorbike).depth_m, 0.2);
  ASSERT_EQ(book.agenda.size(), 9U);
  EXPECT_EQ(book.agenda[5].name_id, "TPS rawan banjir dan bencana");
  ASSERT_EQ(book.paths.size(), 3U);
  EXPECT_EQ(book.paths[2].chain.front(), "KPPS");
  EXPECT_EQ(book.paths[1].provenance.mark, SourceMark::secondary);  // Art. 74 is S
  EXPECT_EQ(book.legal["susulan"]["mark"], "S");
  EXPECT_EQ(book.legal["station-place"]["article"], "Perbawaslu 15/2024 Pasal 7");
  EXPECT_EQ(book.hazard_classes.size(), 6U);
  EXPECT_EQ(book.rain_classes.size(), 5U);
  EXPECT_EQ(book.depth_classes.size(), 3U);
}

TEST(ShippedRules, Pemilu2024) {
  const RuleBook book = rule_book("pemilu-2024");
  EXPECT_EQ(book.vote_date, "2024-02-14");
  EXPECT_EQ(book.max_voters, 300);
  EXPECT_EQ(book.max_voters_provenance.mark, SourceMark::secondary);
  EXPECT_EQ(book.indicator_set, "bawaslu-2024-02");
}

TEST(ShippedRules, ABookNamesAnIndicatorSetThereIs) {
  const auto sets = indicator_set_names();
  for (const auto& name : rule_book_names()) {
    EXPECT_TRUE(std::ranges::count(sets, rule_book(name).indicator_set)) << name;
  }
}

TEST(ShippedRules, AnUnknownNameListsTheOnesThereAre) {
  try {
    rule_book("pilkada-2099");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.message().code, "election.no-rule-book");
    EXPECT_EQ(std::get<std::string>(error.message().args[1].second), "pemilu-2024, pilkada-2024");
  }
  EXPECT_THROW(rule_book("../locales/id"), Error);
  EXPECT_THROW(rule_book("indicators-bawaslu-2024-11"), Error);
  EXPECT_THROW(indicator_set("bawaslu-1999"), Error);
}

TEST(Indicators, TheSetsHaveTheirOfficialSizes) {
  const auto november = indicator_set("bawaslu-2024-11");
  EXPECT_EQ(november.groups.size(), 8U);
  EXPECT_EQ(november.indicators.size(), 28U);
  const auto february = indicator_set("bawaslu-2024-02");
  EXPECT_EQ(february.groups.size(), 7U);
  EXPECT_EQ(february.indicators.size(), 22U);
  std::map<std::string, int> per_group;
  for (const auto& i : november.indicators) ++per_group[i.group];
  EXPECT_EQ(per_group, (std::map<std::string, int>{{"voting-rights", 7},
                                                   {"security", 3},
                                                   {"money", 1},
                                                   {"identity", 1},
                                                   {"neutrality", 4},
                                                   {"logistics", 3},
                                                   {"location", 7},
                                                   {"network", 2}}));
  ASSERT_NE(november.find("disaster-prone"), nullptr);
  EXPECT_EQ(november.find("turnout"), nullptr);
}

// The guard of the issue: adem computes nothing about rights, security, money, identity or
// neutrality, in any set.
TEST(Indicators, OnlyPlaceAndLogisticsAreComputed) {
  const std::set<std::string> allowed = {"logistics", "location", "network"};
  for (const auto& name : indicator_set_names()) {
    for (const auto& indicator : indicator_set(name).indicators) {
      EXPECT_TRUE(!indicator.computed || allowed.contains(indicator.group)) << indicator.code;
    }
    EXPECT_TRUE(indicator_set(name).find("disaster-prone")->computed);
  }
}

TEST(Indicators, AnIndicatorNeedsItsGroupAndItsNumber) {
  const std::string set =
      "code=\"u\"\nname_id=\"u\"\nname_en=\"u\"\n[[group]]\ncode=\"g\"\nname_id=\"g\"\n"
      "name_en=\"g\"\nsource=\"s\"\ndate=\"2024\"\nmark=\"V\"\n[[indicator]]\nnumber=1\n"
      "code=\"i\"\ngroup=\"g\"\nname_id=\"i\"\nname_en=\"i\"\nsource=\"s\"\ndate=\"2024\"\n"
      "mark=\"V\"\n";
  EXPECT_EQ(parse_indicator_set(set, "s.toml").indicators.size(), 1U);
  EXPECT_THROW(parse_indicator_set(replaced(set, "group=\"g\"", "group=\"h\""), "s"), Error);
  EXPECT_THROW(parse_indicator_set(replaced(set, "number=1", "number=2"), "s"), Error);
  EXPECT_THROW(parse_indicator_set(replaced(set, "number=1", "number=1.5"), "s"), Error);
}

}  // namespace
}  // namespace adem::election
