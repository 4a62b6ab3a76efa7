#include "desk/stages.h"

#include "desk/field_fixture.h"
#include "desk/obstacles.h"
#include "desk/stage_view.h"

namespace adem::desk {
namespace {

using namespace testing;

Json line(const Table& table, const char* stage, const char* area = "14.72.05") {
  const Json all = stage_list(table.book, table.around, Actor{}, area);
  for (const Json& one : all["stages"]) {
    if (one["stage"] == stage) return one;
  }
  return nullptr;
}
Json page(const Table& table, const char* stage = "vote", const char* area = "14.72.05") {
  return stage_show(table.book, table.around, Actor{}, stage, area);
}

TEST(Stages, AreThoseOfTheRuleBook) {
  const Table table;
  EXPECT_EQ(line(table, "campaign")["phase"], "running");
  EXPECT_EQ(line(table, "voter-list")["phase"], "past");
  EXPECT_EQ(line(table, "vote")["phase"], "next");
  EXPECT_EQ(line(table, "vote")["from"], "2024-11-27");
  EXPECT_EQ(line(table, "vote")["mark"], "V");
  EXPECT_TRUE(line(table, "vote")["changed"].is_null());
}

TEST(Stages, AChangeHoldsForItsAreaAndTheNarrowestCounts) {
  Table table;
  table.as(
      "kpu-provinsi", "stage.schedule",
      Json{{"stage", "tally"}, {"from", "2024-11-28"}, {"to", "2024-12-10"}, {"legal", "SK 1"}});
  EXPECT_EQ(line(table, "tally")["to"], "2024-12-10");
  table.as(
      "kpu", "stage.schedule",
      Json{{"stage", "tally"}, {"from", "2024-11-28"}, {"to", "2024-12-03"}, {"legal", "SK 2"}});
  EXPECT_EQ(line(table, "tally")["to"], "2024-12-03");
  EXPECT_EQ(line(table, "tally")["changed"]["legal"], "SK 2");
  EXPECT_EQ(line(table, "tally", "14.71")["to"], "2024-12-10");
  EXPECT_EQ(line(table, "tally", "13.71")["to"], "2024-12-16");
  EXPECT_EQ(line(table, "tally", "")["to"], "2024-12-16");
  EXPECT_EQ(page(table, "tally")["changes"].size(), 2U);
}

TEST(Stages, TheCalendarNeedsALegalBasisAndDaysInOrder) {
  Table table;
  Json args{{"stage", "vote"}, {"from", "2024-12-01"}, {"legal", " "}};
  EXPECT_EQ(table.refused("kpu", "stage.schedule", args), "desk.empty");
  args.erase("legal");
  EXPECT_EQ(table.refused("kpu", "stage.schedule", args), "desk.missing-arg");
  args["legal"] = "SK 3";
  args["to"] = "2024-11-30";
  EXPECT_EQ(table.refused("kpu", "stage.schedule", args), "desk.to-before-from");
  args["to"] = "besok";
  EXPECT_EQ(table.refused("kpu", "stage.schedule", args), "desk.bad-date");
  args.erase("to");
  args["stage"] = "pesta";
  EXPECT_EQ(table.refused("kpu", "stage.schedule", args), "desk.bad-choice");
}

// Whoever wrote the event, in whatever laptop: only KPU sets the calendar, with the law, at home.
TEST(Stages, TheFoldItselfRefusesACalendarByOthers) {
  const auto add = [](Table& table, const char* office, const char* area, const char* legal) {
    table.book.add({table.around.now, "x", office, area, "stage.scheduled", "stage:vote",
                    Json{{"election", "pilkada-2024"},
                         {"from", "2024-12-01"},
                         {"to", "2024-12-01"},
                         {"legal", legal},
                         {"note", ""}}});
  };
  Table table;
  add(table, "polres:14.72", "14.72", "SK 4");
  add(table, "kpu:14.71", "14.72", "SK 5");
  add(table, "kpu:14.72", "14.72", "");
  add(table, "Ketua KPU", "14.72", "SK 6");
  EXPECT_EQ(line(table, "vote")["from"], "2024-11-27");
  EXPECT_EQ(page(table)["conflicts"].size(), 4U);
  add(table, "kpu:14.72", "14.72", "SK 7");
  EXPECT_EQ(line(table, "vote")["from"], "2024-12-01");
}

Json lamps() {
  return Json{{"stage", "vote"},     {"item", "lampu cadangan"},     {"ready", "no"},
              {"station", kGuntung}, {"owner", "pps:14.72.05.1003"}, {"due", "2024-11-25"}};
}

TEST(Readiness, SaysWhatIsNotReadyAndByWhom) {
  Table table;
  EXPECT_EQ(table.as("panwaslu", "stage.readiness", lamps())["id"], "r1~aaaaaaaa");
  EXPECT_EQ(line(table, "vote")["not_ready"], 1);
  EXPECT_EQ(line(table, "vote")["overdue"], 0);
  table.at("2024-11-26T08:00");
  EXPECT_EQ(line(table, "vote")["overdue"], 1);
  const Json item = page(table)["items"][0];
  EXPECT_EQ(item["owner"], "pps:14.72.05.1003");
  EXPECT_EQ(item["overdue"], true);
  // Its owner says ready; who looked has not said so yet: both stand.
  table.as("pps", "stage.ready", Json{{"id", "r1"}, {"ready", "yes"}});
  EXPECT_EQ(page(table)["items"][0]["ready"], "disagree");
  table.as("panwaslu", "stage.ready", Json{{"id", "r1"}, {"ready", "yes"}});
  EXPECT_EQ(page(table)["items"][0]["ready"], "yes");
  EXPECT_EQ(line(table, "vote")["overdue"], 0);
  EXPECT_EQ(line(table, "vote", "14.72.05.1002")["not_ready"], 0);
}

TEST(Readiness, OverdueComesFirstAndReadyLast) {
  Table table;
  const auto add = [&table](const char* item, const char* ready, const char* due) {
    Json args{{"stage", "vote"}, {"item", item}, {"ready", ready}};
    if (*due != '\0') args["due"] = due;
    table.as("ppk", "stage.readiness", args);
  };
  add("a", "yes", "2024-11-01");
  add("b", "unknown", "");
  add("c", "no", "2024-11-24");
  add("d", "no", "2024-11-18");
  std::string order;
  const Json shown = page(table);
  for (const Json& item : shown["items"]) order += item["item"].get<std::string>();
  EXPECT_EQ(order, "dcba");
  const Json all = stage_list(table.book, table.around, Actor{}, "14.72.05");
  EXPECT_EQ(all["stages"][0]["stage"], "vote");  // before what is earlier and not overdue
  EXPECT_EQ(all["stages"][0]["unknown"], 1);
}

Json road() {
  return Json{
      {"stage", "vote"},          {"place", "Jalan Parit"}, {"effect", "logistik terlambat"},
      {"step", "siapkan perahu"}, {"owner", "bpbd:14.72"},  {"due", "2024-11-19"}};
}

TEST(Obstacles, AreClearedByOwnerOrRecorder) {
  Table table;
  EXPECT_EQ(table.as("ppk", "obstacle.record", road())["id"], "d1~aaaaaaaa");
  EXPECT_EQ(line(table, "vote")["obstacles"], 1);
  EXPECT_EQ(line(table, "vote")["overdue"], 1);
  const Json clear{{"obstacle", "d1"}, {"result", "jalan kering"}};
  EXPECT_EQ(table.refused("polsek", "obstacle.clear", clear), "desk.not-concerned");
  table.as("bpbd", "obstacle.clear", clear);
  EXPECT_EQ(table.refused("ppk", "obstacle.clear", clear), "desk.already-cleared");
  EXPECT_EQ(line(table, "vote")["obstacles"], 0);
  EXPECT_EQ(line(table, "vote")["overdue"], 0);
  EXPECT_EQ(page(table)["obstacles"][0]["cleared"]["bpbd:14.72"]["result"], "jalan kering");
}

TEST(Obstacles, OfMeetingsAreShownBesideThem) {
  Table table;
  table.book.add({table.around.now, "", "Kapolsek", "14.72.05", "x", "", Json()});
  Json meeting{{"area", "14.72.05"}, {"withdrawn", ""}, {"obstacles", Json::array()}};
  meeting["obstacles"].push_back({{"id", "m1~aaaaaaaa.d1"},
                                  {"stage", "Pemungutan suara"},
                                  {"place", "Guntung"},
                                  {"effect", "air"},
                                  {"step", ""},
                                  {"owner", "BPBD"},
                                  {"due", "2024-11-18"},
                                  {"withdrawn", ""}});
  class WithMeeting : public ledger::Reader {
   public:
    WithMeeting(const MemoryBook& book, Json meeting) : book_(book), meeting_(std::move(meeting)) {}
    std::optional<Json> state(const std::string& id) const override { return book_.state(id); }
    void states(std::string_view type, std::string_view area,
                const std::function<void(const std::string&, const Json&)>& visit) const override {
      if (type == "meeting") visit("m1~aaaaaaaa", meeting_);
      book_.states(type, area, visit);
    }
    void history(const std::string& id,
                 const std::function<void(const ledger::Event&)>& visit) const override {
      book_.history(id, visit);
    }

   private:
    const MemoryBook& book_;
    Json meeting_;
  };
  const Json shown =
      stage_show(WithMeeting(table.book, meeting), table.around, Actor{}, "vote", "14.72.05");
  ASSERT_EQ(shown["obstacles"].size(), 1U);
  EXPECT_EQ(shown["obstacles"][0]["meeting"], "m1~aaaaaaaa");
  EXPECT_EQ(shown["obstacles"][0]["overdue"], true);
}

}  // namespace
}  // namespace adem::desk
