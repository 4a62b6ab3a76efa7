#include "desk/dossier_view.h"

#include "desk/dossier_fixture.h"
#include "desk/station_join.h"

namespace adem::desk {
namespace {

using namespace testing;

Actor actor(const Table& table, const std::string& handle) {
  return actor_of(table.book, table.around, handle);
}

std::vector<std::string> shown(const Json& lines) {
  std::vector<std::string> ids;
  for (const Json& line : lines) ids.push_back(line["shown"]);
  return ids;
}

TEST(DossierView, WhatWaitsComesBeforeWhatIsSettled) {
  Table table;
  approved(table);
  table.at("2024-11-20T20:00");
  propose(table, "ppk", voting("susulan"));
  table.at("2024-11-20T19:30");
  propose(table, "ppk", voting("lanjutan"));
  const Json list = dossier_list(table.book, actor(table, "kpu"), {});
  EXPECT_EQ(shown(list["proposals"]), (std::vector<std::string>{"p3", "p2", "p1"}));
  EXPECT_EQ(list["counts"]["pending"], 2);
  EXPECT_EQ(list["counts"]["approved"], 1);
  const auto only = [&](DossierFilter filter) {
    return shown(dossier_list(table.book, actor(table, "kpu"), filter)["proposals"]);
  };
  EXPECT_EQ(only({.station = "", .status = "approved", .about = ""}),
            std::vector<std::string>{"p1"});
  EXPECT_EQ(only({.station = "", .status = "", .about = "susulan"}),
            std::vector<std::string>{"p2"});
  EXPECT_EQ(only({.station = "1472051003002", .status = "", .about = ""}),
            std::vector<std::string>{});
}

TEST(DossierView, AnOfficeSeesItsAreaAndThePublicNothing) {
  Table table;
  propose(table, "ppk", relocation());
  propose_next_door(table);
  const auto seen = [&](const char* who) {
    return shown(dossier_list(table.book, actor(table, who), {})["proposals"]);
  };
  EXPECT_EQ(seen("pkd"), std::vector<std::string>{"p1"});
  EXPECT_EQ(seen("polsek"), std::vector<std::string>{"p1"});
  EXPECT_EQ(seen("kpu-provinsi"), (std::vector<std::string>{"p1", "p2"}));
  EXPECT_EQ(seen("publik"), std::vector<std::string>{});
  EXPECT_THROW(dossier_show(table.book, actor(table, "pkd"), *table.around.rules, "p2"), Error);
  EXPECT_EQ(shown(dossier_list(table.book, Actor{}, {})["proposals"]),
            (std::vector<std::string>{"p1", "p2"}));
}

TEST(DossierView, ShowsTheGroundAndTheLastDay) {
  Table table;
  propose(table, "ppk", voting("susulan"));
  const Json one = dossier_show(table.book, actor(table, "kpu"), *table.around.rules, "p1");
  EXPECT_EQ(one["shown"], "p1");
  EXPECT_EQ(one["proposal"]["basis"]["article"], "PKPU 17/2024 Pasal 74");
  EXPECT_EQ(one["proposal"]["basis"]["mark"], "S");
  EXPECT_EQ(one["last_day"]["day"], "2024-12-07");
  EXPECT_EQ(one["last_day"]["mark"], "S");
  table.as("kpu", "decision.make", verdict("p1"));
  const Json decided = dossier_show(table.book, actor(table, "kpu"), *table.around.rules, "p1");
  EXPECT_EQ(decided["decisions"][0]["shown"], "p1.k1");
  propose(table, "ppk", relocation());
  EXPECT_TRUE(dossier_show(table.book, actor(table, "kpu"), *table.around.rules, "p2")["last_day"]
                  .is_null());
}

TEST(NoticeView, ShowsThePublicWhatIsPublishedAndNothingElse) {
  Table table;
  const auto& rules = *table.around.rules;
  Json args = verdict(propose(table, "ppk", relocation()));
  args["legal"] = "station-place";
  table.as("kpu", "decision.make", args);
  EXPECT_EQ(notice_list(table.book, actor(table, "publik"), rules, true)["notices"].size(), 0U);
  table.as("kpu", "notice.publish", Json{{"decision", "p1"}});
  const Json list = notice_list(table.book, actor(table, "publik"), rules, false)["notices"];
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0]["to_venue"], "SDN 01 Guntung");
  EXPECT_EQ(list[0]["from_venue"], "Lapangan Guntung");
  EXPECT_EQ(list[0]["by"], "kpu:14.72");
  EXPECT_EQ(list[0]["article"], "Perbawaslu 15/2024 Pasal 7");
  // Neither why it was asked for nor what was noted inside.
  EXPECT_EQ(list.dump().find("tergenang"), std::string::npos);
  EXPECT_EQ(list.dump().find("Sesuai keterangan"), std::string::npos);
  table.as("kpu", "notice.withdraw", Json{{"notice", "p1.n1"}, {"why", "Jam berubah"}});
  EXPECT_EQ(notice_list(table.book, actor(table, "publik"), rules, true)["notices"].size(), 0U);
  EXPECT_EQ(notice_list(table.book, actor(table, "kpu"), rules, true)["notices"].size(), 1U);
  EXPECT_EQ(notice_list(table.book, actor(table, "kpu"), rules, false)["notices"].size(), 0U);
}

TEST(NoticeView, CitesNoArticleThatWasNotRead) {
  Table table;
  approved(table);  // rests on "flooded-station", mark S
  table.as("kpu", "notice.publish", Json{{"decision", "p1"}});
  const Json list = notice_list(table.book, Actor{}, *table.around.rules, false)["notices"];
  EXPECT_EQ(list[0]["article"], "");
}

TEST(DossierView, AFactIsPendingUntilOneDecisionStands) {
  Table table;
  table.at("2024-11-27T05:30");
  const std::string fact = table.as(
      "ptps", "station.fact",
      Json{{"station", "TPS 001 Guntung"}, {"what", "moved"}, {"to", "SDN 01 Guntung"}})["id"];
  Json args = relocation();
  args["fact"] = fact;
  propose(table, "ppk", args);
  const auto decision = [&] {
    return about_stations(table.book)["1472051003001"].facts[0]["decision"]["state"];
  };
  EXPECT_EQ(decision(), "pending");
  table.as("kpu", "decision.make", verdict("p1"));
  EXPECT_EQ(decision(), "decided");
  // The same office decides otherwise on another laptop: nothing is decided any more.
  Json body = table.book.events().back().body;
  body["verdict"] = "refused";
  table.book.add({table.around.now, "kpu", "kpu:14.72", "14.72.05.1003", "decision.made",
                  "p1~aaaaaaaa.k1~bbbbbbbb", body});
  EXPECT_EQ(decision(), "pending");
  args["stations"] = {"TPS 002 Guntung"};
  EXPECT_EQ(table.refused("ppk", "proposal.make", args), "desk.other-station");
}

Meeting meeting_with(const char* due) {
  Meeting meeting;
  meeting.id = "m1";
  Commitment promise;
  promise.id = "m1.k1";
  promise.meeting = "m1";
  promise.owner = "Polsek Medang Kampai";
  promise.text = "Menyiapkan tenda";
  promise.due = due;
  meeting.commitments = {promise};
  return meeting;
}

TEST(FollowupView, PromisesAndActionsInOneListOverdueFirst) {
  Table table;
  approved(table);
  const auto add = [&table](const char* due) {
    table.as("ppk", "action.add",
             Json{{"decision", "p1"}, {"text", "Memindahkan bilik"}, {"due", due}});
  };
  add("2024-11-24");
  add("2024-11-22");
  add("2024-11-21");
  table.as("ppk", "action.done", Json{{"action", "p1.a3"}, {"evidence", "Berita acara"}});
  const auto list = [&](const FollowupFilter& filter, const char* who = "kpu") {
    return followup_list(table.book, {meeting_with("2024-11-23")}, actor(table, who), "2024-11-23",
                         filter);
  };
  const Json open = list({});
  EXPECT_EQ(shown(open["items"]), (std::vector<std::string>{"p1.a2", "m1.k1", "p1.a1"}));
  EXPECT_EQ(open["items"][0]["state"], "overdue");
  EXPECT_EQ(open["items"][1]["state"], "open");  // due today
  EXPECT_EQ(open["counts"]["overdue"], 1);
  const Json all = list({.owner = "ppk:14.72.05", .closed = true});
  EXPECT_EQ(shown(all["items"]), (std::vector<std::string>{"p1.a2", "p1.a1", "p1.a3"}));
  EXPECT_EQ(all["items"][2]["evidence"], "Berita acara");
  EXPECT_EQ(list({}, "publik")["items"].size(), 0U);
}

}  // namespace
}  // namespace adem::desk
