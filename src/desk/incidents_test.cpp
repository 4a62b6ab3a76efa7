#include "desk/incidents.h"

#include "desk/field_fixture.h"
#include "desk/incident_view.h"

namespace adem::desk {
namespace {

using namespace testing;

Json water() {
  return Json{{"kind", "flood"},
              {"text", "air setinggi betis di halaman TPS"},
              {"station", kGuntung},
              {"gravity", "hampering"}};
}

Json about(const char* id, std::initializer_list<std::pair<const char*, const char*>> more = {}) {
  Json args{{"incident", id}};
  for (const auto& [key, value] : more) args[key] = value;
  return args;
}

Json state_of(const Table& table) { return *table.book.state("g1~aaaaaaaa"); }

Json list(const Table& table, const IncidentFilter& filter = {}) {
  return incident_list(table.book, table.around, Actor{}, filter);
}

TEST(Incidents, ReportCarriesPhotosByHashAndWhereItWasMade) {
  Table table = voting_day("2024-11-27T06:00");
  table.as("kpps", "incident.report", water());
  EXPECT_FALSE(list(table)["incidents"][0].contains("photos"));
  Json args = water();
  args["photo"] = {content_hash("foto")};
  args["position"] = "-1.5,101";
  table.as("kpps", "incident.report", args);
  const Json row = list(table)["incidents"][1];
  EXPECT_EQ(row["photos"], Json({content_hash("foto")}));
  EXPECT_EQ(row["position"], "-1.50000,101.00000");
}

TEST(Incidents, RunFromReportToEnd) {
  Table table = voting_day("2024-11-27T06:00");
  EXPECT_EQ(table.as("kpps", "incident.report", water())["id"], "g1~aaaaaaaa");
  table.as("polsek", "incident.verify",
           about("g1", {{"result", "confirmed"}, {"gravity", "grave"}}));
  table.as("polsek", "incident.escalate", about("g1", {{"to", "bpbd:14.72"}, {"why", "perahu"}}));
  table.as("bpbd", "incident.assign",
           about("g1", {{"to", "bpbd:14.72"}, {"due", "2024-11-27T08:00"}}));
  table.as("panwaslu", "incident.advise",
           about("g1", {{"text", "siapkan tempat pengganti"}, {"to", "ppk:14.72.05"}}));
  const Json open = list(table)["incidents"][0];
  EXPECT_EQ(open["verified"], "confirmed");
  EXPECT_EQ(open["gravity"], "grave");
  EXPECT_EQ(open["escalated"], Json({"bpbd:14.72"}));
  EXPECT_EQ(open["overdue"], false);
  EXPECT_EQ(open["advice"], 1);
  table.at("2024-11-27T09:00");
  EXPECT_EQ(list(table)["incidents"][0]["overdue"], true);
  EXPECT_EQ(list(table)["summary"]["overdue"], 1);
  table.as("bpbd", "incident.close", about("g1", {{"result", "surut pukul 08.40"}}));
  EXPECT_TRUE(list(table)["incidents"].empty());
  EXPECT_EQ(list(table)["summary"]["closed"], 1);
  table.as("ptps", "incident.reopen", about("g1", {{"why", "air naik lagi"}}));
  EXPECT_EQ(state_of(table)["open"], true);
  EXPECT_EQ(state_of(table)["reopened"].size(), 1U);
  EXPECT_EQ(list(table)["incidents"][0]["age_s"], 3 * 3600);
}

TEST(Incidents, AnotherOfficeVerifies) {
  Table table = voting_day();
  table.as("kpps", "incident.report", water());
  EXPECT_EQ(table.refused("kpps", "incident.verify", about("g1", {{"result", "confirmed"}})),
            "desk.own-report");
  table.as("polsek", "incident.verify", about("g1", {{"result", "confirmed"}}));
  table.as("ptps", "incident.verify", about("g1", {{"result", "not-so"}}));
  EXPECT_EQ(list(table)["incidents"][0]["verified"], "disagree");
  EXPECT_EQ(state_of(table)["verified"].size(), 2U);
}

TEST(Incidents, WorkIsGivenWithinOnesOwnChainAndArea) {
  Table table = voting_day();
  table.as("kpps", "incident.report", water());
  const auto assign = [&table](const char* who, const char* to) {
    return table.refused(who, "incident.assign", about("g1", {{"to", to}}));
  };
  EXPECT_EQ(assign("polsek", "bhabinkamtibmas:14.72.05.1003"), "");
  EXPECT_EQ(assign("polsek", "polsek:14.72.05"), "");
  EXPECT_EQ(assign("polsek", "linmas:14.72.05.1003"), "desk.other-chain");
  EXPECT_EQ(assign("polsek", "polres:14.72"), "desk.foreign-area");
  EXPECT_EQ(assign("polres", "polsek:14.72.01"), "desk.outside");
  EXPECT_EQ(assign("polsek", "raja:14.72.05"), "desk.unknown-kind");
  EXPECT_EQ(assign("polsek", "Kapolsek"), "desk.bad-office");
  // Each giver's newest word: two chains may both work on it.
  EXPECT_EQ(assign("bpbd", "bpbd:14.72"), "");
  EXPECT_EQ(state_of(table)["assigned"]["polsek:14.72.05"]["to"], "polsek:14.72.05");
  EXPECT_EQ(state_of(table)["assigned"].size(), 2U);
}

TEST(Incidents, AnyOfficeWhoseAreaHoldsItMayBeCalled) {
  Table table = voting_day();
  table.as("kpps", "incident.report", water());
  EXPECT_EQ(table.refused("kpps", "incident.escalate",
                          about("g1", {{"to", "pln:14.72"}, {"why", "putuskan listrik"}})),
            "");
  EXPECT_EQ(table.refused("kpps", "incident.escalate",
                          about("g1", {{"to", "pln:14.71"}, {"why", "putuskan listrik"}})),
            "desk.outside");
}

TEST(Incidents, WhoIsConcernedCloses) {
  Table table = voting_day();
  table.as("kpps", "incident.report", water());
  const Json end = about("g1", {{"result", "selesai"}});
  EXPECT_EQ(table.refused("pln", "incident.close", end), "desk.not-concerned");
  table.as("kpps", "incident.escalate", about("g1", {{"to", "pln:14.72"}, {"why", "listrik"}}));
  EXPECT_EQ(table.refused("pln", "incident.close", end), "");
  EXPECT_EQ(table.refused("kpps", "incident.close", end), "desk.incident-closed");
  EXPECT_EQ(table.refused("kpps", "incident.assign", about("g1", {{"to", "kpps:14.72.05.1003"}})),
            "desk.incident-closed");
  EXPECT_EQ(table.refused("ptps", "incident.reopen", about("g1", {{"why", "belum"}})), "");
  EXPECT_EQ(table.refused("ptps", "incident.reopen", about("g1", {{"why", "belum"}})),
            "desk.incident-open");
}

TEST(Incidents, RefuseWhatTheyCannotHold) {
  Table table = voting_day();
  Json args = water();
  args["kind"] = "politik";
  EXPECT_EQ(table.refused("kpps", "incident.report", args), "desk.bad-choice");
  args = water();
  args["gravity"] = "berat";
  EXPECT_EQ(table.refused("kpps", "incident.report", args), "desk.bad-choice");
  args = water();
  args["text"] = "lihat https://facebook.com/ani.wijaya";
  EXPECT_TRUE(table.refused("kpps", "incident.report", args).starts_with("guard."));
  args = water();
  args.erase("station");
  args["area"] = "14.72.05.1002";
  EXPECT_EQ(table.refused("kpps", "incident.report", args), "desk.foreign-area");
  EXPECT_EQ(table.refused("kpps", "incident.close", about("g9", {{"result", "x"}})),
            "desk.unknown-id");
}

TEST(Incidents, AreListedByGravityThenAge) {
  Table table = voting_day("2024-11-27T06:00");
  const auto report = [&table](const char* gravity) {
    Json args = water();
    if (*gravity != '\0')
      args["gravity"] = gravity;
    else
      args.erase("gravity");
    table.as("kpps", "incident.report", args);
  };
  report("light");
  report("");
  report("grave");
  table.at("2024-11-27T06:10");
  report("grave");
  std::string ids;
  const Json found = list(table);
  for (const Json& one : found["incidents"]) ids += one["id"].get<std::string>().substr(0, 2);
  EXPECT_EQ(ids, "g3g4g2g1");  // unknown may be grave: before light
  EXPECT_EQ(list(table)["summary"]["gravities"]["grave"], 2);
  EXPECT_EQ(list(table)["summary"]["unverified"], 4);
}

TEST(Incidents, TheDayOfTheVoteIsCountedApart) {
  Table table;
  table.as("kpps", "incident.report", water());
  table.at("2024-11-27T08:00");
  table.as("kpps", "incident.report", water());
  const Json power{{"kind", "power"}, {"text", "padam"}, {"place", "Jalan Baru"}};
  table.as("pln", "incident.report", power);
  const Json all = list(table);
  EXPECT_EQ(all["summary"]["open"], 3);
  EXPECT_EQ(all["voting_day"]["reported"], 2);
  EXPECT_EQ(all["voting_day"]["kinds"], Json({{"flood", 1}, {"power", 1}}));
  EXPECT_EQ(list(table, {"14.72.05", "", false})["incidents"].size(), 2U);
  EXPECT_EQ(list(table, {"", "1472051003001", false})["incidents"].size(), 2U);
  EXPECT_TRUE(list(table, {"14.7", "", false})["incidents"].empty());
}

// What no longer fits when laptops meet is kept and changes nothing.
TEST(Incidents, LateWordsOfOtherLaptopsStayVisible) {
  Table table = voting_day();
  table.as("kpps", "incident.report", water());
  table.as("kpps", "incident.close", about("g1", {{"result", "surut"}}));
  const auto add = [&table](const char* office, const char* kind, Json body) {
    table.book.add(
        {table.around.now, "x", office, "14.72.05.1003", kind, "g1~aaaaaaaa", std::move(body)});
  };
  add("polsek:14.72.05", "incident.assigned", Json{{"to", "polsek:14.72.05"}, {"due", ""}});
  add("kpps:14.72.05.1003", "incident.verified",
      Json{{"result", "confirmed"}, {"gravity", "grave"}, {"note", ""}});
  add("polsek:14.72.05", "incident.advised",
      Json{{"election", "pilkada-2024"}, {"form", "imbauan"}, {"to", ""}, {"text", "x"}});
  add("ptps:14.72.05.1003", "incident.closed", Json{{"result", "masih basah"}});
  const Json state = state_of(table);
  EXPECT_EQ(state["open"], false);
  EXPECT_TRUE(state["assigned"].empty());
  EXPECT_TRUE(state["verified"].empty());
  EXPECT_TRUE(state["advice"].empty());
  ASSERT_EQ(state["conflicts"].size(), 3U);
  EXPECT_EQ(state["conflicts"][0]["why"], "closed");
  EXPECT_EQ(state["conflicts"][1]["why"], "own-report");
  EXPECT_EQ(state["conflicts"][2]["why"], "right");
  EXPECT_EQ(state["closed"].size(), 2U);  // two ends, side by side
}

TEST(Incidents, ShowHasTheHistory) {
  Table table = voting_day();
  table.as("kpps", "incident.report", water());
  table.as("polsek", "incident.verify", about("g1", {{"result", "confirmed"}}));
  const Json page = incident_show(table.book, table.around, Actor{}, "G1");
  ASSERT_EQ(page["history"].size(), 2U);
  EXPECT_EQ(page["history"][1]["result"], "confirmed");
  EXPECT_EQ(page["incident"]["office"], "kpps:14.72.05.1003");
}

}  // namespace
}  // namespace adem::desk
