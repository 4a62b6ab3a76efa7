#include "desk/witness.h"

#include "desk/field_fixture.h"

namespace adem::desk {
namespace {

using namespace testing;
using election::Answered;
using election::Mark;
using election::WitnessAnswer;

std::vector<WitnessAnswer> told(const Table& table) {
  std::vector<WitnessAnswer> all;
  each_told(table.book, [&all](WitnessAnswer answer) { all.push_back(std::move(answer)); });
  return all;
}

Json says(Json more) {
  Json args{{"station", kGuntung}};
  args.update(more);
  return args;
}

TEST(Witness, AnAnswerIsKeptAsTheListsOfAnswersAre) {
  Table table = voting_day("2024-11-20T19:30");
  const Json done = table.as("pkd", "station.answer",
                             says({{"flooded", "yes"},
                                   {"height", "knee"},
                                   {"when", "pasang Oktober"},
                                   {"road", "Jalan Pantai"},
                                   {"alternative", "Balai"},
                                   {"owner-agrees", "no"},
                                   {"office", " Lurah  Guntung"},
                                   {"told-at", "2024-11-18"}}));
  EXPECT_EQ(done["told_by"], "Lurah Guntung");
  EXPECT_EQ(done["office"], "pkd:14.72.05.1003");
  const auto all = told(table);
  ASSERT_EQ(all.size(), 1U);
  WitnessAnswer expected;
  expected.station = "1472051003001";
  expected.flooded = Answered::yes;
  expected.when = "pasang Oktober";
  expected.height = Mark::knee;
  expected.road_cut = "Jalan Pantai";
  expected.alternative = "Balai";
  expected.owner_agrees = Answered::no;
  expected.office = "Lurah Guntung";
  expected.told_at = *parse_instant("2024-11-18T00:00+07:00", table.around.zone);
  EXPECT_EQ(all.front(), expected);
}

TEST(Witness, EachWitnessOfEachOfficeShowsItsNewestWord) {
  Table table = voting_day("2024-11-20T19:30");
  table.as("pkd", "station.answer", says({{"flooded", "yes"}}));
  table.as("pkd", "station.answer", says({{"flooded", "no"}, {"office", "Lurah"}}));
  table.as("pps", "station.answer", says({{"height", "calf"}, {"office", "Lurah"}}));
  table.as("pkd", "station.answer", says({{"flooded", "no"}, {"told-at", "2024-11-01"}}));
  auto all = told(table);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].flooded, Answered::yes) << "what was told earlier came later";
  EXPECT_EQ(all[0].office, "pkd:14.72.05.1003");
  table.at("2024-11-20T20:00");
  table.as("pkd", "station.answer", says({{"height", "waist"}}));
  all = told(table);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].flooded, Answered::unknown);
  EXPECT_EQ(all[0].height, Mark::waist);
  EXPECT_EQ(all[2].office, "Lurah");
}

TEST(Witness, NoRoadIsNoNameOfARoad) {
  for (const char* none : {"tidak ada", "-", "tidak", "belum tahu", "?"}) {
    Table table = voting_day("2024-11-20T19:30");
    table.as("pkd", "station.answer", says({{"flooded", "no"}, {"road", none}}));
    EXPECT_EQ(told(table).front().road_cut, "") << none;
    EXPECT_FALSE(says_vulnerable(told(table).front())) << none;
  }
}

TEST(Witness, WhatCannotBeKeptIsRefused) {
  Table table = voting_day("2024-11-20T19:30");
  const auto refused = [&table](const Json& more) {
    return table.refused("pkd", "station.answer", says(more));
  };
  EXPECT_EQ(refused({{"flooded", "mungkin"}}), "desk.bad-choice");
  EXPECT_EQ(refused({{"height", "leher"}}), "desk.bad-choice");
  EXPECT_EQ(refused({{"owner-agrees", "ya"}}), "desk.bad-choice");
  EXPECT_EQ(refused(Json::object()), "desk.nothing-told");
  EXPECT_EQ(refused({{"flooded", "unknown"}, {"road", "tidak"}}), "desk.nothing-told");
  EXPECT_EQ(refused({{"flooded", "yes"}, {"told-at", "2024-11-21"}}), "desk.in-future");
  EXPECT_EQ(refused({{"flooded", "yes"}, {"told-at", "kemarin"}}), "desk.bad-moment");
  for (const char* field : {"when", "road", "alternative", "office"}) {
    const auto code = refused({{"flooded", "yes"}, {field, "rumah Budi 0812-3456-7890"}});
    EXPECT_TRUE(code.starts_with("guard.")) << field << " " << code;
    EXPECT_EQ(refused({{"flooded", "yes"}, {field, std::string(2001, 'x')}}), "desk.too-long");
    EXPECT_EQ(refused({{"flooded", "yes"}, {field, "\xff"}}), "desk.not-text");
  }
  EXPECT_TRUE(told(table).empty());
}

// What a newer or a broken program wrote: nothing is dropped, nothing is made up.
TEST(Witness, WordsThatAreNotKnownHereAreUnknown) {
  Table table = voting_day("2024-11-20T19:30");
  Json body{{"flooded", "often"}, {"when", ""},        {"height", "neck"},
            {"road_cut", ""},     {"alternative", ""}, {"owner_agrees", "yes"},
            {"told_by", "Lurah"}, {"told_at", "soon"}};
  const auto add = [&](const std::string& subject, const Json& said) {
    table.book.add({table.around.now, "pkd", "pkd:14.72.05.1003", "14.72.05.1003",
                    "station.answered", subject, said});
  };
  add("witness:1472051003001.t1", body);
  body.erase("when");
  add("witness:1472051003001.t2", body);
  add("witness:1472051003001", body);
  const auto all = told(table);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].flooded, Answered::unknown);
  EXPECT_EQ(all[0].height, Mark::unknown);
  EXPECT_FALSE(all[0].told_at.has_value());
  EXPECT_EQ(table.book.state("witness:1472051003001")->at("unreadable"), 2);
}

TEST(Witness, WhatWasTakenOutSaysNothingAndBringsNothingBack) {
  Table table = voting_day("2024-11-20T19:30");
  table.as("pkd", "station.answer", says({{"flooded", "yes"}, {"office", "Lurah"}}));
  table.at("2024-11-20T19:40");
  table.as("pkd", "station.answer", says({{"flooded", "no"}, {"office", "Lurah"}}));
  auto events = table.book.events();
  events.back().body = nullptr;
  events.back().redacted = true;
  MemoryBook book;
  for (const auto& event : events) book.add_event(event);
  each_told(book, [](const auto&) { FAIL() << "taken out"; });
  const Json state = *book.state("witness:1472051003001");
  ASSERT_EQ(state["told"].size(), 1U);
  EXPECT_EQ(state["told"][0]["office"], "pkd:14.72.05.1003");
}

TEST(Witness, ThePageOfTheStationTellsWhenItWasWritten) {
  Table table = voting_day("2024-11-27T09:00");
  table.as("kpps", "station.report", report("open"));
  table.at("2024-11-27T09:05");
  table.as("pkd", "station.answer", says({{"flooded", "yes"}}));
  table.at("2024-11-27T09:10");
  table.as("kpps", "station.report", report("interrupted"));
  const Json page = station_show(table.book, table.around, Actor{}, listed().front());
  ASSERT_EQ(page["history"].size(), 3U);
  EXPECT_EQ(page["history"][1]["kind"], "station.answered");
}

}  // namespace
}  // namespace adem::desk
