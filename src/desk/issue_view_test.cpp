#include "desk/issue_view.h"

#include "desk/issue_fixture.h"
#include "desk/issue_groups.h"

namespace adem::desk {
namespace {

using namespace testing;

Json list(Table& table, const char* who, const IssueFilter& filter = {}) {
  return issue_list(table.book, table.around, actor_of(table.book, table.around, who), filter);
}
Json show(Table& table, const char* who, const std::string& id) {
  return issue_show(table.book, table.around, actor_of(table.book, table.around, who), id);
}
template <typename Ask>
std::string code_of(Ask ask) {
  try {
    ask();
  } catch (const Error& error) {
    return error.message().code;
  }
  return "";
}

TEST(IssueView, WhoReadsClaimsAndWhoDoesNot) {
  Table table;
  const auto open = raise(table), closed = checked(table);
  table.as("kpu", "issue.close", Json{{"issue", closed}, {"why", "Selesai"}});
  for (const auto& kind : table.around.rules->offices) {
    if (kind.code == "publik") continue;
    const Json seen = list(table, kind.code.c_str(), {.closed = true});
    const bool reads = kind.may(Right::read_claims);
    EXPECT_EQ(seen["issues"].size(), reads ? 2u : 1u) << kind.code;
    EXPECT_EQ(seen["sees"], reads ? "claims" : "closed") << kind.code;
    // Everybody sees how many there are, by place.
    EXPECT_EQ(seen["places"][0]["open"], 1) << kind.code;
    EXPECT_EQ(seen["places"][0]["closed"], 1) << kind.code;
    EXPECT_EQ(code_of([&] { show(table, kind.code.c_str(), open); }),
              reads ? "" : "desk.issue-not-shown")
        << kind.code;
    EXPECT_EQ(code_of([&] { show(table, kind.code.c_str(), closed); }), "") << kind.code;
  }
  EXPECT_EQ(code_of([&] { issue_list(table.book, table.around, {}, {}); }), "desk.no-accounts");
}

TEST(IssueView, PoliceNeverReadAWordOfAnOpenClaim) {
  Table table;
  raise(table, claim("security", "KATARAHASIA di TPS 001 Guntung"));
  raise(table, claim("security", "KATARAHASIA di TPS 001 Guntung ya"));
  for (const char* who : {"polres", "polsek", "bhabinkamtibmas", "tni", "camat"}) {
    const Actor actor = actor_of(table.book, table.around, who);
    EXPECT_EQ(list(table, who, {.closed = true}).dump().find("KATARAHASIA"), std::string::npos);
    EXPECT_EQ(issue_similar(table.book, table.around, actor, "KATARAHASIA di TPS 001")
                  .dump()
                  .find("KATARAHASIA"),
              std::string::npos);
  }
}

TEST(IssueView, AreasHoldWhatOneSees) {
  Table table;
  raise(table);
  EXPECT_EQ(list(table, "ppk")["issues"].size(), 1u);
  EXPECT_EQ(list(table, "ppk", {.area = "14.72.05.1002"})["issues"].size(), 0u);
  table.as("kpu", "issue.raise", Json{{"text", "Jadwal diundur"}, {"topic", "procedure"}});
  // What concerns the whole city concerns each village.
  EXPECT_EQ(list(table, "pkd")["issues"].size(), 2u);
  Json elsewhere = claim();
  elsewhere["station"] = "TPS 001 Mundam";
  table.as("panwaslu", "issue.raise", elsewhere);
  EXPECT_EQ(list(table, "pkd")["issues"].size(), 2u);
  EXPECT_EQ(list(table, "panwaslu")["issues"].size(), 3u);
}

TEST(IssueView, OnlyReleasedAnswersAreOut) {
  Table table;
  raise(table);
  const auto answer = drafted(table, "ppk");
  EXPECT_TRUE(issue_answers(table.book, table.around, "")["answers"].empty());
  table.as("bawaslu", "issue.read", Json{{"answer", answer}});
  const Json out = issue_answers(table.book, table.around, "");
  ASSERT_EQ(out["answers"].size(), 1u);
  EXPECT_EQ(out["answers"][0]["verdict"], "false");
  EXPECT_EQ(out["answers"][0]["checked_by"], Json({"kpu:14.72"}));
  EXPECT_FALSE(out["answers"][0].contains("claim"));
  EXPECT_EQ(out.dump().find("Katanya"), std::string::npos);  // the claim itself stays in
  EXPECT_TRUE(issue_answers(table.book, table.around, "14.71")["answers"].empty());
  // Handed over, marked otherwise: no longer out.
  table.as("kpu", "issue.check", verdict_on(root(answer), "unknown"));
  EXPECT_TRUE(issue_answers(table.book, table.around, "")["answers"].empty());
}

TEST(IssueView, ANewClaimFindsTheAnswerThatThereIs) {
  Table table;
  const auto answer = drafted(table, "ppk");
  table.as("bawaslu", "issue.read", Json{{"answer", answer}});
  table.as("kpu", "issue.close", Json{{"issue", root(answer)}, {"why", "Selesai"}});
  const char* heard = "katanya tps 1 guntung pindah ke gdg sekolah!!";
  const Json found =
      issue_similar(table.book, table.around, actor_of(table.book, table.around, "pkd"), heard);
  ASSERT_EQ(found["answers"].size(), 1u);
  EXPECT_GE(found["answers"][0]["alike"], 900);
  ASSERT_EQ(found["claims"].size(), 1u);
  // Nobody in particular finds the answer too, and no claim.
  const Json open = issue_similar(table.book, table.around, {}, heard);
  EXPECT_EQ(open["answers"].size(), 1u);
  EXPECT_TRUE(open["claims"].empty());
  EXPECT_TRUE(issue_similar(table.book, table.around, {}, "listrik padam")["answers"].empty());
}

TEST(IssueView, OverdueStandsFirst) {
  Table table;
  const auto old = raise(table);  // 19:00; to be checked within 6 hours
  table.at("2024-11-21T02:00");
  const auto fresh = raise(table, claim("hazard", "Jalan ke TPS terendam"));
  Json seen = list(table, "panwaslu");
  EXPECT_EQ(seen["issues"][0]["id"], old);
  EXPECT_EQ(seen["issues"][0]["overdue"], true);
  EXPECT_EQ(seen["issues"][0]["due"], "2024-11-20T18:00:00Z");
  EXPECT_EQ(seen["issues"][1]["id"], fresh);
  EXPECT_EQ(seen["issues"][1]["overdue"], false);
  table.as("kpu", "issue.check", verdict_on(old));
  seen = list(table, "panwaslu");
  EXPECT_EQ(seen["issues"][0]["overdue"], false);  // now the answer is due
  EXPECT_EQ(seen["issues"][1]["due"], "2024-11-21T07:00:00Z");
  EXPECT_EQ(list(table, "kpu", {.mine = true})["issues"].size(), 0u);
  EXPECT_EQ(list(table, "bpbd", {.mine = true})["issues"].size(), 1u);
}

TEST(IssueView, GroupsAreProposedAndPeopleDecide) {
  Table table;
  const auto a = raise(table);
  const auto b = raise(table, claim("procedure", "katanya tps 1 Guntung pindah ke gdg sekolah!"));
  const auto c =
      raise(table, claim("procedure", "Info: katanya TPS 001 Guntung pindah ke gedung sekolah"));
  raise(table, claim("procedure", "Katanya TPS 002 Guntung pindah ke gedung sekolah"));
  Json groups = list(table, "pkd")["groups"];
  ASSERT_EQ(groups.size(), 1u);
  EXPECT_EQ(groups[0]["members"], Json({a, b, c}));
  EXPECT_EQ(groups[0]["confirmed"], false);
  table.as("pkd", "issue.group", Json{{"issues", {b, a}}});
  table.as("ppk", "issue.ungroup", Json{{"issues", {c, a, b}}});
  groups = list(table, "pkd")["groups"];
  ASSERT_EQ(groups.size(), 1u);
  EXPECT_EQ(groups[0]["members"], Json({a, b}));
  EXPECT_EQ(groups[0]["confirmed"], true);
  table.as("kpu", "issue.ungroup", Json{{"issues", {a, b}}});
  EXPECT_TRUE(list(table, "pkd")["groups"].empty());
}

TEST(IssueView, WhatSpreadsRaisesTheAlarm) {
  Table table;
  const auto id = raise(table);
  EXPECT_TRUE(list(table, "panwaslu")["alarms"].empty());
  const auto heard = [&](const char* who, const char* station, int count) {
    table.as(who, "issue.heard", Json{{"issue", id}, {"station", station}, {"heard", count}});
  };
  heard("panwaslu", "TPS 001 Mundam", 8);
  EXPECT_TRUE(list(table, "panwaslu")["alarms"].empty());  // nine times, two villages
  heard("pkd", "TPS 002 Guntung", 1);
  const Json alarms = list(table, "panwaslu")["alarms"];
  ASSERT_EQ(alarms.size(), 1u);
  EXPECT_EQ(alarms[0]["code"], "issue.alarm");
  EXPECT_EQ(alarms[0]["issue"], id);
  EXPECT_EQ(alarms[0]["count"], 10);
  EXPECT_TRUE(list(table, "polsek")["alarms"].empty());
  // Half a day later it is quiet again.
  table.at("2024-11-21T07:00");
  EXPECT_TRUE(list(table, "panwaslu")["alarms"].empty());
}

TEST(IssueView, AlikeClaimsGrowTogether) {
  Table table;
  for (int i = 0; i < 10; ++i) raise(table);
  const Json seen = list(table, "panwaslu");
  ASSERT_EQ(seen["alarms"].size(), 1u);
  EXPECT_EQ(seen["alarms"][0]["count"], 10);
}

TEST(IssueView, OfAHandedOverClaimOnlyTheTraceIsShown) {
  Table table;
  const auto id = raise(table);
  table.as("panwaslu", "issue.hand-over",
           Json{{"issue", id}, {"to", "bawaslu"}, {"why", "Diduga pelanggaran"}});
  EXPECT_TRUE(list(table, "ppk")["issues"].empty());
  const Json seen = list(table, "ppk", {.closed = true});
  ASSERT_EQ(seen["issues"].size(), 1u);
  EXPECT_EQ(seen["issues"][0]["status"], "handed-over");
  EXPECT_TRUE(seen["issues"][0]["text"].is_null());
  EXPECT_EQ(code_of([&] { show(table, "polsek", id); }), "desk.issue-not-shown");
}

}  // namespace
}  // namespace adem::desk
