#include "desk/issue.h"

#include <algorithm>
#include <random>

#include "desk/issue_fixture.h"

namespace adem::desk {
namespace {

using namespace testing;

Json state_of(const Table& table, const std::string& id) { return *table.book.state(id); }
IssueStanding standing(const Table& table, const std::string& id) {
  return standing_of(state_of(table, id), *table.around.rules);
}

TEST(Issue, FromHearingToAnswer) {
  Table table;
  const auto id = raise(table);
  EXPECT_EQ(standing(table, id).status, "unverified");
  EXPECT_EQ(state_of(table, id)["area"], "14.72.05.1003");
  EXPECT_EQ(table.refused("ppk", "issue.answer", answer_to(id)), "desk.issue-unchecked");
  table.as("kpu", "issue.check", verdict_on(id));
  EXPECT_EQ(standing(table, id).status, "checked");
  const std::string answer = table.as("ppk", "issue.answer", answer_to(id)).at("full");
  EXPECT_EQ(standing(table, id).status, "drafted");
  EXPECT_TRUE(standing(table, id).released.empty());
  table.as("panwaslu", "issue.read", Json{{"answer", id}});  // the one draft that waits
  EXPECT_EQ(standing(table, id).released, std::vector<std::string>{answer});
  EXPECT_EQ(standing(table, id).status, "answered");
  table.as("kpu", "issue.close", Json{{"issue", id}, {"why", "Tidak terdengar lagi"}});
  EXPECT_EQ(standing(table, id).status, "closed");
  EXPECT_EQ(table.refused("kpu", "issue.check", verdict_on(id)), "desk.issue-closed");
  table.as("ppk", "issue.reopen", Json{{"issue", id}, {"why", "Terdengar lagi"}});
  EXPECT_EQ(standing(table, id).status, "answered");
  EXPECT_EQ(table.refused("ppk", "issue.reopen", Json{{"issue", id}, {"why", "x"}}),
            "desk.issue-not-closed");
}

TEST(Issue, TheOwnerOfTheFactMarksIt) {
  Table table;
  const auto id = raise(table, claim("hazard"));
  try {
    table.as("kpu", "issue.check", verdict_on(id));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.message().code, "desk.issue-not-owner");
    EXPECT_EQ(std::get<std::string>(error.message().args.at(2).second), "bpbd");
  }
  EXPECT_EQ(table.refused("pkd", "issue.forward", Json{{"issue", id}, {"to", "pln"}}),
            "desk.issue-wrong-owner");
  table.as("pkd", "issue.forward", Json{{"issue", id}, {"to", "bpbd"}});
  EXPECT_TRUE(state_of(table, id)["forwards"].contains("bpbd"));
  // The wrong topic is corrected on the way, and the right owner marks it.
  table.as("pkd", "issue.forward", Json{{"issue", id}, {"to", "kpu"}, {"topic", "procedure"}});
  EXPECT_EQ(table.refused("bpbd", "issue.check", verdict_on(id)), "desk.issue-not-owner");
  EXPECT_EQ(table.refused("kpu", "issue.check", verdict_on(id)), "");
}

TEST(Issue, OwnersWhoDisagreeStandSideBySide) {
  Table table;
  const auto id = checked(table);
  table.as("kpu-provinsi", "issue.check", verdict_on(id, "true"));
  EXPECT_EQ(standing(table, id).verdict, "disputed");
  EXPECT_EQ(state_of(table, id)["checks"].size(), 2u);
  EXPECT_EQ(table.refused("ppk", "issue.answer", answer_to(id)), "desk.issue-disputed");
  EXPECT_EQ(table.refused("kpu", "issue.close", Json{{"issue", id}, {"why", "x"}}),
            "desk.issue-disputed");
  table.as("kpu-provinsi", "issue.check", verdict_on(id));
  EXPECT_EQ(standing(table, id).verdict, "false");
}

TEST(Issue, AnAnswerIsOutOnlyAfterAnotherOfficeReadIt) {
  Table table;
  table.as("kpu", "account.appoint", Json{{"handle", "kpu-2"}, {"office", "kpu:14.72"}});
  const auto answer = drafted(table, "kpu");
  EXPECT_EQ(table.refused("kpu", "issue.read", Json{{"answer", answer}}), "desk.issue-own-answer");
  EXPECT_EQ(table.refused("kpu-2", "issue.read", Json{{"answer", answer}}),
            "desk.issue-own-answer");
  EXPECT_EQ(table.refused("bawaslu", "issue.read", Json{{"answer", answer}, {"back", true}}),
            "desk.empty");  // sent back without saying why
  table.as("bawaslu", "issue.read",
           Json{{"answer", answer}, {"back", true}, {"note", "Sebut sumbernya"}});
  EXPECT_TRUE(standing(table, root(answer)).released.empty());
  table.as("bawaslu", "issue.read", Json{{"answer", answer}});
  EXPECT_EQ(standing(table, root(answer)).released.size(), 1u);
  EXPECT_EQ(table.refused("bawaslu", "issue.read", Json{{"answer", root(answer) + ".j9"}}),
            "desk.issue-no-answer");
}

TEST(Issue, WhatIsFoundOtherwiseTakesTheAnswerBack) {
  Table table;
  const auto answer = drafted(table, "ppk");
  const auto id = root(answer);
  table.as("bawaslu", "issue.read", Json{{"answer", answer}});
  table.as("kpu", "issue.check", verdict_on(id, "true"));
  EXPECT_TRUE(standing(table, id).released.empty());
  EXPECT_EQ(table.refused("bawaslu", "issue.read", Json{{"answer", answer}}),
            "desk.issue-answer-stale");
}

TEST(Issue, NobodyIsInIt) {
  Table table;
  Json what = claim();
  what["text"] = "Hubungi 0812-3456-7890 bila TPS 001 pindah";
  EXPECT_EQ(table.refused("pkd", "issue.raise", what), "guard.phone");
  what["mask"] = true;
  const Json result = table.as("pkd", "issue.raise", what);
  EXPECT_EQ(result["text"], "Hubungi [nomor] bila TPS 001 pindah");
  EXPECT_EQ(result["masked"], Json({"guard.phone"}));
  what = claim();
  what["channel"] = "Grup RT 05";
  EXPECT_EQ(table.refused("pkd", "issue.raise", what), "desk.bad-choice");
  what = claim();
  what["heard_from"] = "seseorang";
  EXPECT_EQ(table.refused("pkd", "issue.raise", what), "desk.unknown-arg");
  auto marked = verdict_on(checked(table));
  marked["source"] = "kata @seseorang";
  EXPECT_EQ(table.refused("kpu", "issue.check", marked), "guard.handle");
}

TEST(Issue, RefusesWhatMakesNoSense) {
  Table table;
  const auto with = [](const char* key, Json value) {
    Json what = claim();
    what[key] = std::move(value);
    return what;
  };
  EXPECT_EQ(table.refused("pkd", "issue.raise", with("topic", "agama")), "desk.bad-choice");
  EXPECT_EQ(table.refused("pkd", "issue.raise", with("heard", 0)), "desk.issue-count");
  EXPECT_EQ(table.refused("pkd", "issue.raise", with("heard", 1000000)), "desk.issue-count");
  EXPECT_EQ(table.refused("pkd", "issue.raise", with("at", "2024-11-21T07:00")), "desk.in-future");
  EXPECT_EQ(table.refused("pkd", "issue.raise", with("text", "  ")), "desk.empty");
  EXPECT_EQ(table.refused("pkd", "issue.group", Json{{"issues", {raise(table)}}}),
            "desk.issue-one-alone");
  EXPECT_EQ(table.refused("kpu", "issue.check", verdict_on("i99")), "desk.unknown-id");
}

// What is left of an issue that was handed over: id, place, hour, to whom, why.
TEST(Issue, HandedOverItLeaves) {
  Table table;
  const auto answer = drafted(table, "ppk");
  const auto id = root(answer);
  const Json slip = table.as("panwaslu", "issue.hand-over",
                             Json{{"issue", id}, {"to", "bawaslu"}, {"why", "Diduga pelanggaran"}});
  EXPECT_EQ(slip["text"], claim()["text"]);
  const auto state = state_of(table, id);
  EXPECT_EQ(state.dump().find("sekolah"), std::string::npos);
  EXPECT_EQ(state.dump().find("tetap di tempatnya"), std::string::npos);
  EXPECT_EQ(state["handed"]["to"], "bawaslu");
  EXPECT_EQ(state["station"], "1472051003001");
  EXPECT_EQ(standing(table, id).status, "handed-over");
  EXPECT_EQ(table.refused("kpu", "issue.check", verdict_on(id)), "desk.issue-handed-over");
  // raised, checked, answered: not the hand-over itself.
  EXPECT_EQ(texts_of_handed_over(table.book, id).size(), 3u);
  EXPECT_TRUE(texts_of_handed_over(table.book, raise(table)).empty());
  // Said again, it finishes what a bundle brought later, and records nothing.
  const auto events = table.book.events().size();
  const Json again = table.as("panwaslu", "issue.hand-over",
                              Json{{"issue", id}, {"to", "bawaslu"}, {"why", "Diduga"}});
  EXPECT_EQ(again["redact"], id);
  EXPECT_EQ(again["text"], "-");
  EXPECT_EQ(table.book.events().size(), events);
}

ledger::Event event_of(const char* kind, const std::string& subject, const char* office, Json body,
                       std::int64_t clock) {
  ledger::Event event;
  event.kind = kind;
  event.subject = subject;
  event.office = office;
  event.author = std::string(office).substr(0, std::string(office).find(':'));
  event.area = "14.72.05.1003";
  event.body = std::move(body);
  event.hlc.value = clock;
  event.id.bytes[15] = static_cast<std::uint8_t>(clock);
  return event;
}

std::vector<ledger::Event> story() {
  const Json hearing{{"count", 3}, {"channel", "in-person"}, {"at", "2024-11-20T05:30:00Z"}};
  Json raised = hearing;
  raised["text"] = "RAHASIA satu";
  raised["topic"] = "procedure";
  const Json check{{"verdict", "false"}, {"source", "RAHASIA dua"}, {"note", ""}};
  const Json answer{{"text", "RAHASIA tiga"}, {"source", "RAHASIA"}, {"verdict", "false"}};
  return {event_of("issue.raised", "i1~aaaaaaaa", "pkd:14.72.05.1003", raised, 9),
          event_of("issue.heard", "i1~aaaaaaaa", "kpps:14.72.05.1003", hearing, 2),
          event_of("issue.checked", "i1~aaaaaaaa", "kpu:14.72", check, 3),
          event_of("issue.answered", "i1~aaaaaaaa.j1", "ppk:14.72.05", answer, 4),
          event_of("issue.read", "i1~aaaaaaaa.j1", "ppk:14.72.05",
                   Json{{"release", true}, {"note", ""}}, 5),
          event_of("issue.read", "i1~aaaaaaaa.j1", "panwaslu:14.72.05",
                   Json{{"release", true}, {"note", ""}}, 6),
          event_of("issue.grouped", "i1~aaaaaaaa", "pkd:14.72.05.1003",
                   Json{{"with", "i0~bbbbbbbb"}, {"same", true}}, 7),
          event_of("issue.forwarded", "i1~aaaaaaaa", "pkd:14.72.05.1003", Json{{"to", "kpu"}}, 8)};
}

Json folded(std::vector<ledger::Event> events) {
  MemoryBook book;
  for (const auto& event : events) book.add_event(event);
  return book.state("i1~aaaaaaaa").value_or(Json());
}

TEST(IssueFold, AnyOrderOfArrivalGivesOneState) {
  auto events = story();
  const Json expected = folded(events);
  EXPECT_EQ(expected["heard"], 6);
  EXPECT_EQ(expected["conflicts"].size(), 1u);  // the writer who read its own answer
  EXPECT_EQ(expected["answers"][0]["read"]["office"], "panwaslu:14.72.05");
  std::mt19937 random(3);
  for (int i = 0; i < 100; ++i) {
    std::shuffle(events.begin(), events.end(), random);
    EXPECT_EQ(folded(events), expected);
  }
}

TEST(IssueFold, OfARedactedEventNoWordIsLeft) {
  const auto events = story();
  for (std::size_t i = 0; i < events.size(); ++i) {
    auto some = events;
    some[i].body = nullptr;
    some[i].redacted = true;
    const Json state = folded(some);
    ASSERT_EQ(state["id"], "i1~aaaaaaaa") << i;
    EXPECT_EQ(state["area"], "14.72.05.1003");
    EXPECT_EQ(state["redacted"], 1) << i;
    // Must still be something that rules and views can read.
    standing_of(state, election::rule_book("pilkada-2024"));
  }
  auto none = events;
  for (auto& event : none) {
    event.body = nullptr;
    event.redacted = true;
  }
  EXPECT_EQ(folded(none).dump().find("RAHASIA"), std::string::npos);
}

TEST(IssueFold, TextsThatComeAfterAHandOverStayOut) {
  auto events = story();
  events.push_back(event_of("issue.handed-over", "i1~aaaaaaaa", "bawaslu:14.72",
                            Json{{"to", "gakkumdu"}, {"why", "y"}, {"at", "2024-11-20T05:30:00Z"}},
                            1));
  const Json state = folded(events);
  EXPECT_EQ(state.dump().find("RAHASIA"), std::string::npos);
  EXPECT_EQ(state["heard"], 6);
  EXPECT_GE(state["conflicts"].size(), 5u);
}

TEST(IssueFold, MalformedEventsChangeNothing) {
  const Json before = folded(story());
  for (const Json& body :
       {Json{{"count", -1}, {"channel", "x"}, {"at", "2024-11-20T05:30:00Z"}},
        Json{{"count", 9223372036854775807}, {"channel", "x"}, {"at", "2024-11-20T05:30:00Z"}},
        Json{{"count", 1}, {"channel", "x"}, {"at", "kemarin"}}, Json{{"count", "x"}}, Json(3)}) {
    auto events = story();
    events.push_back(event_of("issue.heard", "i1~aaaaaaaa", "kpu:14.72", body, 20));
    Json after = folded(events);
    EXPECT_EQ(after["unreadable"], 1) << body;
    after.erase("unreadable");
    EXPECT_EQ(after, before) << body;
  }
  // What belongs to an issue that has not arrived is kept and counted.
  EXPECT_EQ(folded({story()[2]})["unreadable"], 1);
}

TEST(IssueFold, HoursAreBounded) {
  std::vector<ledger::Event> events = {story()[0]};
  for (int hour = 0; hour < 400; ++hour) {
    const auto at =
        iso_utc(*parse_instant("2024-11-01T00:00Z", Zone("UTC")) + std::chrono::hours(hour));
    auto one = story()[1];
    one.body["at"] = at;
    one.hlc.value = 100 + hour;
    events.push_back(one);
  }
  MemoryBook book;
  Json state;
  for (const auto& event : events) desk_fold().apply(state, event);
  EXPECT_EQ(state["hours"].size(), kIssueHours);
  EXPECT_FALSE(state["hours"].contains("2024-11-01T00"));
  EXPECT_TRUE(state["hours"].contains("2024-11-20T05"));
  EXPECT_EQ(state["heard"], 3 + 400 * 3);
}

}  // namespace
}  // namespace adem::desk
