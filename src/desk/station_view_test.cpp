#include "desk/station_view.h"

#include "desk/field_fixture.h"
#include "desk/station_join.h"

namespace adem::desk {
namespace {

using namespace testing;

const std::string kKey = "1472051003001";

Json page_of(const Table& table) {
  return station_show(table.book, table.around, Actor{}, listed()[0]);
}

Json moved() {
  return Json{{"station", kGuntung},
              {"what", "moved"},
              {"at", "2024-11-27T05:30"},
              {"to", "balai kelurahan"}};
}

TEST(Wall, ShowsEveryListedStationTheWorstFirst) {
  Table table = voting_day("2024-11-27T07:10");
  table.as("kpps", "station.report", report("open", "2024-11-27T07:00"));
  table.as("ptps", "station.report", report("interrupted", "2024-11-27T07:05"));
  Json args = report("supplies-there", "2024-11-26T16:00");
  args["station"] = "TPS 001 Mundam";
  table.as("ppk", "station.report", args);
  const Json all = wall(table);
  ASSERT_EQ(all["stations"].size(), 3U);
  EXPECT_EQ(all["stations"][0]["station"], kKey);
  EXPECT_EQ(all["stations"][1]["station"], "1472051003002");  // missing since the supplies were due
  EXPECT_EQ(all["stations"][2]["station"], "1472051002001");
  EXPECT_EQ(all["summary"]["status"].size(), 3U);
  EXPECT_EQ(all["summary"]["status"]["missing"], 1);
  EXPECT_EQ(all["summary"]["status"]["interrupted"], 1);
  EXPECT_EQ(all["summary"]["disagreeing"], 1);
  EXPECT_EQ(all["summary"]["missing"], 1);
  EXPECT_EQ(all["as_of"], "2024-11-27T00:10:00Z");
}

TEST(Wall, ShowsDisagreeingSourcesSideBySideWithTheirAges) {
  Table table = voting_day("2024-11-27T09:00");
  table.as("kpps", "station.report", report("open", "2024-11-27T07:00"));
  table.as("ptps", "station.report", report("interrupted", "2024-11-27T08:40"));
  const Json line = row(table);
  EXPECT_EQ(line["disagree"], true);
  EXPECT_EQ(line["reports"]["kpps:14.72.05.1003"]["status"], "open");
  EXPECT_EQ(line["reports"]["kpps:14.72.05.1003"]["age_s"], 7200);
  EXPECT_EQ(line["reports"]["ptps:14.72.05.1003"]["age_s"], 1200);
  EXPECT_EQ(line["age_s"], 1200);
  // One of them says anew: they agree again.
  table.as("kpps", "station.report", report("interrupted"));
  EXPECT_EQ(row(table)["disagree"], false);
}

TEST(Wall, FiltersByAreaAndStatusAndCountsTheArea) {
  const Table table = voting_day("2024-11-27T08:00");
  EXPECT_EQ(wall(table, {"14.72.05.1003", ""})["stations"].size(), 2U);
  EXPECT_EQ(wall(table, {"14.72.05.100", ""})["stations"].size(), 0U);
  const Json open = wall(table, {"", "open"});
  EXPECT_TRUE(open["stations"].empty());
  EXPECT_EQ(open["summary"]["status"]["missing"], 3);
}

TEST(Wall, ComesInPagesThatTogetherAreTheWhole) {
  Table table = voting_day("2024-11-27T07:10");
  table.as("kpps", "station.report", report("open", "2024-11-27T07:00"));
  const Json all = wall(table);
  EXPECT_FALSE(all.contains("total"));
  Json paged = Json::array();
  for (std::size_t at = 0; at < 4; ++at) {
    const Json page = wall(table, {.area = "", .status = "", .offset = at, .limit = 1});
    EXPECT_EQ(page["total"], 3U);
    EXPECT_EQ(page["offset"], at);
    EXPECT_EQ(page["summary"], all["summary"]);
    for (const Json& row : page["stations"]) paged.push_back(row);
  }
  EXPECT_EQ(paged, all["stations"]);
  const auto second = [](const ListedStation& one) { return one.key == "1472051003002"; };
  const Json found = wall(table, {.area = "", .status = "", .shows = second, .limit = 10});
  EXPECT_EQ(found["total"], 1U);
  EXPECT_EQ(found["stations"][0]["station"], "1472051003002");
}

TEST(Wall, AListInAnyOrderThatNamesAStationTwiceGivesTheSame) {
  Table table = voting_day("2024-11-27T07:10");
  table.as("kpps", "station.report", report("open", "2024-11-27T07:00"));
  auto turned = listed();
  std::ranges::reverse(turned);
  turned.push_back(turned.front());
  EXPECT_EQ(station_wall(table.book, table.around, Actor{}, turned, {}), wall(table));
}

TEST(Wall, AStationThatNoListHoldsIsNotLost) {
  Table table = voting_day();
  table.as("kpps", "station.report", report("open"));
  const Json all = station_wall(table.book, table.around, Actor{}, {}, {});
  ASSERT_EQ(all["stations"].size(), 1U);
  EXPECT_EQ(all["stations"][0]["name"], kKey);
  EXPECT_EQ(all["stations"][0]["area"], "14.72.05.1003");
}

TEST(Wall, WaterIsWhatTheNewestReportThatNamesItSays) {
  Table table = voting_day("2024-11-27T09:00");
  Json args = report("open", "2024-11-27T08:00");
  args["water-cm"] = 20;
  table.as("kpps", "station.report", args);
  table.as("ptps", "station.report", report("open", "2024-11-27T08:30"));
  EXPECT_EQ(row(table)["water_cm"], 20);
  EXPECT_TRUE(row(table, "1472051003002")["water_cm"].is_null());  // null is never dry
}

TEST(Wall, IsNotForThePublic) {
  const Table table = voting_day();
  const Actor anyone = actor_of(table.book, table.around, "publik");
  EXPECT_THROW(station_wall(table.book, table.around, anyone, listed(), {}), Error);
  EXPECT_THROW(station_show(table.book, table.around, anyone, listed()[0]), Error);
  const Actor police = actor_of(table.book, table.around, "polsek");
  EXPECT_NO_THROW(station_wall(table.book, table.around, police, listed(), {}));
}

TEST(Facts, StandUntilKpuDecides) {
  Table table = voting_day("2024-11-27T05:40");
  table.as("kpps", "station.fact", moved());
  EXPECT_EQ(row(table)["facts_pending"], 1);
  EXPECT_EQ(page_of(table)["facts"][0]["decision"]["state"], "pending");
  EXPECT_EQ(page_of(table)["facts"][0]["decision"]["about"], "relocation");
  const Json made = table.as("ppk", "proposal.make",
                             Json{{"about", "relocation"},
                                  {"stations", {kGuntung}},
                                  {"to-venue", "balai kelurahan"},
                                  {"reason", "tergenang"},
                                  {"legal", "station-place"},
                                  {"fact", "f1"}});
  EXPECT_EQ(row(table)["facts_pending"], 1);
  Json decision{{"proposal", made["id"]},
                {"verdict", "returned"},
                {"legal", "station-place"},
                {"note", "alamat belum jelas"}};
  table.as("kpu", "decision.make", decision);
  EXPECT_EQ(page_of(table)["facts"][0]["decision"]["state"], "pending");
}

TEST(Facts, ADecisionThatNamesTheFactSettlesIt) {
  Table table = voting_day("2024-11-27T05:40");
  table.as("kpps", "station.fact", moved());
  const Json made = table.as("ppk", "proposal.make",
                             Json{{"about", "relocation"},
                                  {"stations", {kGuntung}},
                                  {"to-venue", "balai kelurahan"},
                                  {"reason", "tergenang"},
                                  {"legal", "station-place"},
                                  {"fact", "f1"}});
  table.as("kpu", "decision.make",
           Json{{"proposal", made["id"]},
                {"verdict", "approved"},
                {"legal", "station-place"},
                {"number", "120/2024"},
                {"valid-from", "2024-11-27T05:30"}});
  EXPECT_EQ(row(table)["facts_pending"], 0);
  const Json shown = page_of(table);
  EXPECT_EQ(shown["facts"][0]["decision"]["state"], "decided");
  EXPECT_EQ(shown["facts"][0]["decision"]["verdict"], "approved");
  EXPECT_EQ(shown["decisions"].size(), 1U);
  EXPECT_EQ(shown["decisions"][0]["to_venue"], "balai kelurahan");
  // Another move is another fact, and the decision names the first.
  table.as("kpps", "station.fact", moved());
  EXPECT_EQ(row(table)["facts_pending"], 1);
}

TEST(Facts, AnInterruptionThatEndedNeedsNoDecision) {
  Table table = voting_day("2024-11-27T09:30");
  const auto fact = [&table](const char* what, const char* at) {
    table.as("kpps", "station.fact", Json{{"station", kGuntung}, {"what", what}, {"at", at}});
  };
  fact("interrupted", "2024-11-27T08:00");
  EXPECT_EQ(row(table)["facts_pending"], 1);
  fact("resumed", "2024-11-27T09:00");
  EXPECT_EQ(row(table)["facts_pending"], 0);
  EXPECT_EQ(page_of(table)["facts"][0]["decision"]["state"], "over");
  EXPECT_EQ(page_of(table)["facts"][1]["decision"]["state"], "not-needed");
  fact("interrupted", "2024-11-27T09:20");
  EXPECT_EQ(row(table)["facts_pending"], 1);
}

// Shaped as a dossier (dossier.h) shows it; only what stands counts.
TEST(Facts, ADecisionThatBreaksARuleOrWasWithdrawnSettlesNothing) {
  class WithDossier : public ledger::Reader {
   public:
    WithDossier(const MemoryBook& book, Json dossier) : book_(book), dossier_(std::move(dossier)) {}
    std::optional<Json> state(const std::string& id) const override { return book_.state(id); }
    void states(std::string_view type, std::string_view area,
                const std::function<void(const std::string&, const Json&)>& visit) const override {
      if (type == "proposal") return visit("u1~aaaaaaaa", dossier_);
      book_.states(type, area, visit);
    }
    void history(const std::string& id,
                 const std::function<void(const ledger::Event&)>& visit) const override {
      book_.history(id, visit);
    }

   private:
    const MemoryBook& book_;
    Json dossier_;
  };
  Table table = voting_day("2024-11-27T05:40");
  table.as("kpps", "station.fact", moved());
  const auto state = [&table](const char* broken, Json withdrawn, const char* about) {
    const Json decision{
        {"id", "u1~aaaaaaaa.p1"},           {"about", about}, {"verdict", "approved"},
        {"stations", Json::array({kKey})},  {"fact", ""},     {"broken", broken},
        {"withdrawn", std::move(withdrawn)}};
    const WithDossier reader(table.book, Json{{"decisions", Json::array({decision})}});
    const auto about_it = about_stations(reader).at(kKey);
    return about_it.facts[0]["decision"]["state"].get<std::string>() +
           (about_it.put_off ? " put-off" : "");
  };
  EXPECT_EQ(state("", nullptr, "relocation"), "decided");
  EXPECT_EQ(state("right", nullptr, "relocation"), "pending");
  EXPECT_EQ(state("", "keliru", "relocation"), "pending");
  EXPECT_EQ(state("", nullptr, "susulan"), "pending put-off");
  EXPECT_EQ(state("right", nullptr, "susulan"), "pending");
}

TEST(StationPage, HoldsEverythingThatWasSaid) {
  Table table = voting_day("2024-11-27T09:00");
  table.as("kpps", "station.report", report("set-up", "2024-11-27T05:30"));
  table.as("kpps", "station.report", report("open", "2024-11-27T07:00"));
  table.as("pkd", "station.check",
           Json{{"station", kGuntung}, {"item", "floor-dry"}, {"done", "no"}});
  table.as("pps", "station.check",
           Json{{"station", kGuntung}, {"item", "floor-dry"}, {"done", "yes"}});
  table.as("polsek", "incident.report",
           Json{{"kind", "road"}, {"text", "jalan putus"}, {"station", kGuntung}});
  table.as("bpbd", "forecast.publish", publish());
  const Json shown = page_of(table);
  EXPECT_EQ(shown["reports"].size(), 1U);
  ASSERT_EQ(shown["history"].size(), 4U);  // every word, not only the latest
  EXPECT_EQ(shown["history"][0]["status"], "set-up");
  EXPECT_EQ(shown["history"][2]["item"], "floor-dry");
  EXPECT_EQ(shown["incidents"].size(), 1U);
  ASSERT_EQ(shown["forecasts"].size(), 1U);
  EXPECT_EQ(shown["forecasts"][0]["row"]["status"], "opens-late");
  bool disagree = false;
  for (const Json& item : shown["checklist"]) {
    if (item["item"] == "floor-dry") disagree = item["disagree"];
    EXPECT_FALSE(item["name_id"].get<std::string>().empty());
  }
  EXPECT_TRUE(disagree);
  EXPECT_EQ(shown["unchecked"], static_cast<std::int64_t>(table.around.rules->checklist.size()));
}

TEST(StationPage, HoldsThePromisesOfMeetings) {
  class WithMeeting : public ledger::Reader {
   public:
    std::optional<Json> state(const std::string&) const override { return std::nullopt; }
    void states(std::string_view type, std::string_view,
                const std::function<void(const std::string&, const Json&)>& visit) const override {
      if (type != "meeting") return;
      const auto promise = [](const char* id, const char* withdrawn) {
        return Json{{"id", id},
                    {"owner", "Lurah"},
                    {"text", "menanyakan izin"},
                    {"due", "2024-11-22"},
                    {"stations", Json::array({kKey})},
                    {"kept_on", ""},
                    {"withdrawn", withdrawn}};
      };
      visit("m1~aaaaaaaa",
            Json{{"withdrawn", ""}, {"commitments", {promise("k1", ""), promise("k2", "keliru")}}});
      visit("m2~aaaaaaaa", Json{{"withdrawn", "batal"}, {"commitments", {promise("k1", "")}}});
    }
    void history(const std::string&,
                 const std::function<void(const ledger::Event&)>&) const override {}
  };
  const auto about = about_stations(WithMeeting()).at(kKey);
  ASSERT_EQ(about.promises.size(), 1U);
  EXPECT_EQ(about.promises[0]["owner"], "Lurah");
  EXPECT_EQ(about.promises[0]["meeting"], "m1~aaaaaaaa");
}

}  // namespace
}  // namespace adem::desk
