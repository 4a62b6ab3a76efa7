#include "desk/stations.h"

#include "desk/field_fixture.h"
#include "desk/station_words.h"

namespace adem::desk {
namespace {

using namespace testing;

Json state_of(const Table& table) { return *table.book.state("station:1472051003001"); }

TEST(Stations, KeepTheLatestReportOfEachOfficeAndOverwriteNoOther) {
  Table table = voting_day("2024-11-27T09:00");
  table.as("kpps", "station.report", report("open", "2024-11-27T07:02"));
  table.as("ptps", "station.report", report("interrupted", "2024-11-27T08:40"));
  table.as("kpps", "station.report", report("open", "2024-11-27T08:50"));
  const Json reports = state_of(table)["reports"];
  EXPECT_EQ(reports.size(), 2U);
  EXPECT_EQ(reports["kpps:14.72.05.1003"]["as_of"], "2024-11-27T01:50:00Z");
  EXPECT_EQ(reports["ptps:14.72.05.1003"]["status"], "interrupted");
}

TEST(Stations, AnEarlierHourToldLaterDoesNotReplaceANewerOne) {
  Table table = voting_day("2024-11-27T09:00");
  table.as("kpps", "station.report", report("open", "2024-11-27T08:00"));
  table.as("kpps", "station.report", report("set-up", "2024-11-27T06:00"));
  EXPECT_EQ(state_of(table)["reports"]["kpps:14.72.05.1003"]["status"], "open");
  // Of one hour the later word counts.
  table.as("kpps", "station.report", report("interrupted", "2024-11-27T08:00"));
  EXPECT_EQ(state_of(table)["reports"]["kpps:14.72.05.1003"]["status"], "interrupted");
}

TEST(Stations, ReportSaysHowItIsKnownAndHowHighTheWaterStands) {
  Table table = voting_day();
  Json args = report("opens-late");
  args["source"] = "phoned";
  args["from"] = "KPPS";
  args["water-cm"] = 30;
  args["note"] = "air  masuk dari parit";
  table.as("polsek", "station.report", args);
  const Json said = state_of(table)["reports"]["polsek:14.72.05"];
  EXPECT_EQ(said["source"], "phoned");
  EXPECT_EQ(said["from"], "KPPS");
  EXPECT_EQ(said["water_cm"], 30);
  EXPECT_EQ(said["note"], "air masuk dari parit");
}

TEST(Stations, ReportCarriesPhotosByHashAndWhereItWasMade) {
  Table table = voting_day();
  Json args = report("opens-late");
  const std::string hash = content_hash("foto");
  args["photo"] = {hash};
  args["position"] = " 1.6421, 101.49020499";
  table.as("kpps", "station.report", args);
  Json said = state_of(table)["reports"]["kpps:14.72.05.1003"];
  EXPECT_EQ(said["photos"], Json({hash}));
  EXPECT_EQ(said["position"], "1.64210,101.49020");
  EXPECT_EQ(table.book.events().back().body["content"], Json({hash}))
      << "under the name that bundles look for";
  table.as("kpps", "station.report", report("open"));
  said = state_of(table)["reports"]["kpps:14.72.05.1003"];
  EXPECT_FALSE(said.contains("photos"));
  EXPECT_FALSE(said.contains("position"));
  for (const char* bad : {"", "1.64", "1.64,", ",101", "91,101", "1,181", "1e1,2", "nan,1", "a,b",
                          "1.64,101.49,3", "1.64;101.49"}) {
    args["position"] = bad;
    EXPECT_EQ(table.refused("kpps", "station.report", args), "desk.bad-position") << bad;
  }
  args.erase("position");
  for (const char* bad : {"", "../x", "ab12"}) {
    args["photo"] = {bad};
    EXPECT_EQ(table.refused("kpps", "station.report", args), "desk.bad-photo") << bad;
  }
  args["photo"] = {hash, hash, hash, hash, hash};
  EXPECT_EQ(table.refused("kpps", "station.report", args), "desk.too-many-photos");
}

TEST(Stations, RefuseWhatCannotBe) {
  Table table = voting_day();
  EXPECT_EQ(table.refused("kpps", "station.report", report("selesai")), "desk.bad-choice");
  EXPECT_EQ(table.refused("kpps", "station.report", report("open", "2024-11-27T07:01")),
            "desk.in-future");
  EXPECT_EQ(table.refused("kpps", "station.report", report("open", "tadi")), "desk.bad-moment");
  for (const int water : {-1, 1001}) {
    Json args = report("open");
    args["water-cm"] = water;
    EXPECT_EQ(table.refused("kpps", "station.report", args), "desk.out-of-range");
  }
  Json args = report("open");
  args["source"] = "rumor";
  EXPECT_EQ(table.refused("kpps", "station.report", args), "desk.bad-choice");
  args = report("open");
  args["note"] = "hubungi 0812 3456 7890";
  EXPECT_TRUE(table.refused("kpps", "station.report", args).starts_with("guard."));
  args = report("open");
  args["from"] = "@kpps_guntung";
  EXPECT_TRUE(table.refused("kpps", "station.report", args).starts_with("guard."));
  EXPECT_TRUE(table.book.events().size() == table.around.rules->offices.size());
}

TEST(Stations, ChecksStandByItemAndOffice) {
  Table table;
  const Json dry{{"station", kGuntung}, {"item", "floor-dry"}, {"done", "yes"}};
  const Json wet{{"station", kGuntung}, {"item", "floor-dry"}, {"done", "no"}, {"note", "basah"}};
  table.as("pps", "station.check", dry);
  table.as("pkd", "station.check", wet);
  const Json said = state_of(table)["checks"]["floor-dry"];
  EXPECT_EQ(said["pps:14.72.05.1003"]["done"], "yes");
  EXPECT_EQ(said["pkd:14.72.05.1003"]["note"], "basah");
  Json earlier = wet;  // a phone that found its line late
  earlier["as-of"] = "2024-11-20T05:00";
  table.as("pps", "station.check", earlier);
  EXPECT_EQ(state_of(table)["checks"]["floor-dry"]["pps:14.72.05.1003"]["done"], "yes");
  EXPECT_EQ(table.refused("pps", "station.check",
                          Json{{"station", kGuntung}, {"item", "atap"}, {"done", "yes"}}),
            "desk.bad-choice");
  EXPECT_EQ(table.refused("pps", "station.check",
                          Json{{"station", kGuntung}, {"item", "floor-dry"}, {"done", "true"}}),
            "desk.bad-choice");
}

TEST(Stations, KeysOfAnyListBecomeNamesAndComeBack) {
  for (const char* key : {"1472051003001", "Early Voting St. Kilda", "a~b.c%2E", "%", "é"}) {
    const auto subject = station_subject(key);
    EXPECT_EQ(root_of(subject), subject) << key;
    EXPECT_EQ(station_key(subject), key);
    EXPECT_EQ(station_key(subject + ".floor-dry"), key);
  }
  EXPECT_EQ(station_key("m1~aaaaaaaa"), "");
}

Json moved_station() {
  return Json{{"station", kGuntung},
              {"what", "moved"},
              {"at", "2024-11-27T05:30"},
              {"to", "balai kelurahan"},
              {"witness", {"ptps:14.72.05.1003", "linmas:14.72.05.1003"}},
              {"witness-count", 4}};
}

TEST(Facts, AreRecordedAtOnceByWhoeverIsThere) {
  Table table = voting_day("2024-11-27T05:40");
  const Json done = table.as("kpps", "station.fact", moved_station());
  EXPECT_EQ(done["id"], "f1~aaaaaaaa");
  EXPECT_EQ(done["pending"], "yes");
  const Json fact = *table.book.state("f1~aaaaaaaa");
  EXPECT_EQ(fact["office"], "kpps:14.72.05.1003");
  EXPECT_EQ(fact["at"], "2024-11-26T22:30:00Z");
  EXPECT_EQ(fact["to_venue"], "balai kelurahan");
  EXPECT_EQ(fact["witnesses"].size(), 2U);
  EXPECT_EQ(fact["witness_count"], 4);
}

TEST(Facts, RefuseWhatTheyCannotHold) {
  Table table = voting_day("2024-11-27T05:40");
  Json args = moved_station();
  args.erase("to");
  EXPECT_EQ(table.refused("kpps", "station.fact", args), "desk.empty");
  args = moved_station();
  args["witness"] = {"Pak Budi"};
  EXPECT_EQ(table.refused("kpps", "station.fact", args), "desk.bad-office");
  args["witness"] = {"raja:14.72"};
  EXPECT_EQ(table.refused("kpps", "station.fact", args), "desk.unknown-kind");
  args = moved_station();
  args["witness-count"] = -1;
  EXPECT_EQ(table.refused("kpps", "station.fact", args), "desk.out-of-range");
  args = moved_station();
  args["at"] = "2024-11-27T06:30";
  EXPECT_EQ(table.refused("kpps", "station.fact", args), "desk.in-future");
  args["what"] = "dihapus";
  EXPECT_EQ(table.refused("kpps", "station.fact", args), "desk.bad-choice");
}

TEST(Facts, OnlyWhoRecordedOneWithdrawsIt) {
  Table table = voting_day("2024-11-27T05:40");
  table.as("kpps", "station.fact", moved_station());
  const Json withdraw{{"fact", "f1"}, {"why", "keliru TPS"}};
  EXPECT_EQ(table.refused("ptps", "station.fact-withdraw", withdraw), "desk.not-yours");
  table.as("kpps", "station.fact-withdraw", withdraw);
  EXPECT_EQ(table.refused("kpps", "station.fact-withdraw", withdraw), "desk.already-withdrawn");
  EXPECT_EQ(table.book.state("f1~aaaaaaaa")->at("withdrawn").at("why"), "keliru TPS");
  EXPECT_EQ(row(table)["facts_pending"], 0);
}

// Whoever wrote the event: another office's withdrawal changes nothing and stays visible.
TEST(Facts, AWithdrawalByAnotherOfficeIsKeptAsAConflict) {
  Table table = voting_day("2024-11-27T05:40");
  table.as("kpps", "station.fact", moved_station());
  table.book.add({table.around.now, "ptps", "ptps:14.72.05.1003", "14.72.05.1003", "fact.withdrawn",
                  "f1~aaaaaaaa", Json{{"why", "x"}}});
  const Json fact = *table.book.state("f1~aaaaaaaa");
  EXPECT_TRUE(fact["withdrawn"].is_null());
  EXPECT_EQ(fact["conflicts"][0]["why"], "not-yours");
}

}  // namespace
}  // namespace adem::desk
