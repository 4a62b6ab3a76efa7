// What the field's events mean, in whatever order laptops bring them, with bodies taken out or
// malformed.
#include <random>

#include "desk/field_fixture.h"
#include "desk/forecast_view.h"
#include "desk/incident_view.h"
#include "desk/stage_view.h"
#include "desk/witness.h"

namespace adem::desk {
namespace {

using namespace testing;

constexpr const char* kSecret = "rahasiadagang";

// One of each act, several offices, things closed and opened again; every free text holds the word.
Table a_day() {
  Table table = voting_day("2024-11-27T05:00");
  const std::string word = std::string("keterangan ") + kSecret;
  const auto as = [&table](const char* who, const char* act, const Json& args) {
    table.around.now += Seconds{60};
    table.as(who, act, args);
  };
  for (const char* who : {"kpps", "ptps", "polsek", "kpps"}) {
    Json said = report(*who == 'k' ? "open" : "interrupted");
    said["note"] = said["from"] = word;
    as(who, "station.report", said);
  }
  for (const char* done : {"yes", "no"}) {
    as("pkd", "station.check",
       {{"station", kGuntung}, {"item", "floor-dry"}, {"done", done}, {"note", word}});
  }
  for (const char* told_by : {"", "Lurah", ""}) {
    as("pkd", "station.answer",
       {{"station", kGuntung},
        {"office", told_by},
        {"flooded", "yes"},
        {"when", word},
        {"road", word},
        {"alternative", word}});
  }
  as("kpps", "station.fact",
     {{"station", kGuntung}, {"what", "moved"}, {"to", word}, {"note", word}});
  as("kpps", "station.fact-withdraw", {{"fact", "f1"}, {"why", word}});
  as("kpps", "incident.report",
     {{"kind", "flood"}, {"text", word}, {"place", word}, {"station", kGuntung}});
  as("polsek", "incident.verify", {{"incident", "g1"}, {"result", "confirmed"}, {"note", word}});
  as("polsek", "incident.assign", {{"incident", "g1"}, {"to", "polsek:14.72.05"}});
  as("polsek", "incident.escalate", {{"incident", "g1"}, {"to", "bpbd:14.72"}, {"why", word}});
  as("panwaslu", "incident.advise", {{"incident", "g1"}, {"text", word}});
  as("polsek", "incident.close", {{"incident", "g1"}, {"result", word}});
  as("ptps", "incident.reopen", {{"incident", "g1"}, {"why", word}});
  as("bpbd", "incident.close", {{"incident", "g1"}, {"result", word}});
  as("kpu", "stage.schedule",
     {{"stage", "vote"}, {"from", "2024-12-01"}, {"legal", word}, {"note", word}});
  as("ppk", "stage.readiness",
     {{"stage", "vote"}, {"item", word}, {"ready", "no"}, {"note", word}});
  as("camat", "stage.ready", {{"id", "r1"}, {"ready", "yes"}, {"note", word}});
  as("ppk", "obstacle.record",
     {{"stage", "vote"}, {"place", word}, {"effect", word}, {"step", word}});
  as("ppk", "obstacle.clear", {{"obstacle", "d1"}, {"result", word}});
  as("bpbd", "forecast.publish", publish());
  return table;
}

std::map<std::string, Json> folded(const std::vector<ledger::Event>& events) {
  MemoryBook book;
  for (const auto& event : events) book.add_event(event);
  return book.all();
}

// Whatever is in the book, every view answers.
void look_at_everything(const MemoryBook& book, const Table& table) {
  const Actor nobody;
  station_wall(book, table.around, nobody, listed(), {});
  for (const auto& station : listed()) station_show(book, table.around, nobody, station);
  const Json incidents = incident_list(book, table.around, nobody, {"", "", true});
  for (const Json& one : incidents["incidents"]) {
    incident_show(book, table.around, nobody, one["id"].get<std::string>());
  }
  each_told(book, [](const auto& answer) { EXPECT_FALSE(answer.station.empty()); });
  stage_list(book, table.around, nobody, "14.72.05.1003");
  stage_show(book, table.around, nobody, "vote", "");
  const Json forecasts = forecast_list(book, table.around, nobody);
  for (const Json& one : forecasts["forecasts"]) {
    forecast_show(book, table.around, nobody, one["id"].get<std::string>());
  }
}

TEST(FieldFold, AnyOrderGivesTheSameState) {
  const Table table = a_day();
  auto events = table.book.events();
  for (std::uint32_t seed = 0; seed < 60; ++seed) {
    std::mt19937 random(seed);
    std::ranges::shuffle(events, random);
    ASSERT_EQ(folded(events), table.book.all()) << "seed " << seed;
  }
}

TEST(FieldFold, ALaptopThatKnowsOnlySomeOfItShowsWhatItKnows) {
  const Table table = a_day();
  for (std::uint32_t seed = 0; seed < 60; ++seed) {
    std::mt19937 random(seed);
    auto events = table.book.events();
    std::erase_if(events, [&random](const auto&) { return random() % 3 == 0; });
    MemoryBook book;
    for (const auto& event : events) book.add_event(event);
    ASSERT_NO_THROW(look_at_everything(book, table)) << "seed " << seed;
  }
}

TEST(FieldFold, NothingOfABodyThatWasTakenOutStaysInTheState) {
  const Table table = a_day();
  auto events = table.book.events();
  EXPECT_NE(Json(folded(events)).dump().find(kSecret), std::string::npos);
  for (auto& event : events) {
    if (event.kind == "account.appointed") continue;
    event.body = nullptr;
    event.redacted = true;
  }
  const auto states = folded(events);
  EXPECT_EQ(Json(states).dump().find(kSecret), std::string::npos);
  for (const auto& [id, state] : states) EXPECT_FALSE(state.contains("unreadable")) << id;
  MemoryBook book;
  for (const auto& event : events) book.add_event(event);
  look_at_everything(book, table);
  // That it happened, by whom and when, is still there.
  const Json incident = states.at("g1~aaaaaaaa");
  EXPECT_EQ(incident["office"], "kpps:14.72.05.1003");
  EXPECT_EQ(incident["open"], false);
  EXPECT_EQ(states.at("station:1472051003001")["reports"].size(), 3U);
  EXPECT_EQ(states.at("witness:1472051003001")["told"].size(), 2U);
}

TEST(FieldFold, EachBodyTakenOutAloneLeavesEverythingElse) {
  const Table table = a_day();
  for (std::size_t i = 0; i < table.book.events().size(); ++i) {
    auto events = table.book.events();
    if (events[i].kind == "account.appointed") continue;
    events[i].body = nullptr;
    events[i].redacted = true;
    MemoryBook book;
    for (const auto& event : events) book.add_event(event);
    ASSERT_NO_THROW(look_at_everything(book, table)) << events[i].kind;
    for (const auto& [id, state] : book.all()) {
      EXPECT_FALSE(state.contains("unreadable")) << events[i].kind << " " << id;
    }
  }
}

// A body of another shape, signed by an enrolled node all the same.
TEST(FieldFold, MalformedBodiesAreCountedAndHarmNothing) {
  const Table table = a_day();
  const std::vector<Json> shapes = {
      Json::object(),
      Json::array(),
      Json(7),
      Json("x"),
      Json(nullptr),
      Json{{"status", 5}, {"as_of", nullptr}, {"kind", {}}, {"stage", true}, {"rows", 3}}};
  for (std::size_t i = 0; i < table.book.events().size(); ++i) {
    for (const Json& shape : shapes) {
      auto events = table.book.events();
      if (events[i].kind == "account.appointed") continue;
      events[i].body = shape;
      MemoryBook book;
      for (const auto& event : events) book.add_event(event);
      ASSERT_NO_THROW(look_at_everything(book, table)) << events[i].kind << " " << shape;
    }
    // Every value of the body in turn is of another type.
    for (const auto& [key, value] : table.book.events()[i].body.items()) {
      for (const Json& wrong : {Json(1.5), Json("bukan"), Json(nullptr), Json::array({1})}) {
        auto events = table.book.events();
        if (events[i].kind == "account.appointed") continue;
        events[i].body[key] = wrong;
        MemoryBook book;
        for (const auto& event : events) book.add_event(event);
        ASSERT_NO_THROW(look_at_everything(book, table)) << events[i].kind << " " << key;
      }
    }
  }
}

TEST(FieldFold, AnIdUsedTwiceKeepsTheFirstAndShowsTheSecond) {
  const Table table = a_day();
  for (const auto& event : table.book.events()) {
    if (!event.kind.ends_with(".reported") && !event.kind.ends_with(".recorded") &&
        !event.kind.ends_with(".published") && !event.kind.ends_with(".rows")) {
      continue;
    }
    if (event.kind == "station.reported") continue;
    auto again = event;
    again.office = "tni:14.72";
    again.hlc.value += 1000;
    MemoryBook book;
    for (const auto& one : table.book.events()) book.add_event(one);
    book.add_event(again);
    const Json state = *book.state(std::string(root_of(event.subject)));
    EXPECT_EQ(state["office"], event.office) << event.kind;
    EXPECT_EQ(state["conflicts"][0]["why"], "id-used-twice") << event.kind;
  }
}

}  // namespace
}  // namespace adem::desk
