// What binds whoever wrote an event: dossiers from events of any node, in any order, redacted.
#include <random>

#include "desk/dossier.h"
#include "desk/dossier_fixture.h"

namespace adem::desk {
namespace {

using namespace testing;

const std::string kId = "p1~aaaaaaaa";

// What a node could sign whether or not its program would let it.
ledger::Draft forged(const Table& table, const char* kind, const std::string& subject,
                     const std::string& office, Json body) {
  return {table.around.now,
          "akun-" + office.substr(0, office.find(':')),
          office,
          "14.72.05.1003",
          kind,
          subject,
          std::move(body)};
}

Json decision_body(const Table& table) {
  const Json proposal = (*table.book.state(kId))["proposal"];
  Json body{{"proposal", kId},
            {"verdict", "approved"},
            {"legal", "flooded-station"},
            {"number", "1"},
            {"reach", proposal["areas"]},
            {"together", Json::array()},
            {"valid_from", ""},
            {"note", ""}};
  for (const char* name :
       {"election", "about", "stations", "areas", "from_venue", "to_venue", "fact"}) {
    body[name] = proposal[name];
  }
  return body;
}

// The rule that a decision written past the acts breaks; it must change nothing else.
std::string broken_decision(const char* office, const char* key = "", const Json& value = {}) {
  Table table;
  propose(table, "ppk", relocation());
  Json body = decision_body(table);
  if (*key != '\0') body[key] = value;
  table.book.add(forged(table, "decision.made", kId + ".k1", office, body));
  const Json state = *table.book.state(kId);
  const std::string broken = state["decisions"][0]["broken"];
  EXPECT_EQ(state["status"], broken.empty() ? "approved" : "pending") << office << " " << key;
  return broken;
}

TEST(DossierFold, OnlyKpuDecidesWhoeverSigned) {
  EXPECT_EQ(broken_decision("kpu:14.72"), "");
  for (const char* office : {"polres:14.72", "polsek:14.72.05", "ppk:14.72.05", "bawaslu:14.72",
                             "bpbd:14.72", "camat:14.72.05", "publik:14.72"}) {
    EXPECT_EQ(broken_decision(office), "right") << office;
  }
  EXPECT_EQ(broken_decision("kpu:13.71"), "foreign-area");
  EXPECT_EQ(broken_decision("kpu-provinsi:14"), "only-across");
  EXPECT_EQ(broken_decision("raja:14.72"), "unknown-office");
  EXPECT_EQ(broken_decision("kpu:"), "unknown-office");
}

TEST(DossierFold, ADecisionSaysWhatWasProposedAndOnWhichGround) {
  EXPECT_EQ(broken_decision("kpu:14.72", "legal", ""), "no-basis");
  EXPECT_EQ(broken_decision("kpu:14.72", "legal", "pasal-99"), "no-basis");
  EXPECT_EQ(broken_decision("kpu:14.72", "to_venue", "SDN 02"), "differs");
  EXPECT_EQ(broken_decision("kpu:14.72", "stations", {"1472051003002"}), "differs");
  EXPECT_EQ(broken_decision("kpu:14.72", "reach", {"14.72"}), "differs");
  // To call it an own duty does not make it one.
  EXPECT_EQ(broken_decision("polres:14.72", "about", "deployment"), "differs");
  EXPECT_EQ(broken_decision("kpu:14.72", "about", "pindah"), "unknown-topic");
  EXPECT_EQ(broken_decision("kpu:14.72", "election", "pemilu-1999"), "unknown-topic");
  EXPECT_EQ(broken_decision("kpu:14.72", "verdict", "setuju"), "unknown-verdict");
}

TEST(DossierFold, ProposerIsNotApproverWhoeverSigned) {
  Table table;
  propose(table, "ppk", relocation());
  auto draft = forged(table, "decision.made", kId + ".k1", "kpu:14.72", decision_body(table));
  draft.author = "ppk";  // one account for two offices
  table.book.add(draft);
  EXPECT_EQ((*table.book.state(kId))["decisions"][0]["broken"], "own-proposal");
}

TEST(DossierFold, AProposalPastTheActsIsInvalidAndCannotBeDecided) {
  Table source;
  propose(source, "ppk", relocation());
  Json body = source.book.events().back().body;
  for (const char* office : {"polsek:14.72.05", "kpu:14.72", "ppk:13.71.01"}) {
    Table table;
    table.book.add(forged(table, "proposal.made", kId, office, body));
    EXPECT_EQ((*table.book.state(kId))["status"], "invalid") << office;
    table.book.add(forged(table, "decision.made", kId + ".k1", "kpu:14.72", decision_body(table)));
    EXPECT_EQ((*table.book.state(kId))["status"], "invalid") << office;
    EXPECT_EQ((*table.book.state(kId))["decisions"][0]["broken"], "broken-proposal") << office;
  }
}

TEST(DossierFold, TwoDecisionsFromLaptopsApartAreAConflictUntilOneIsWithdrawn) {
  Table table;
  propose(table, "ppk", relocation());
  Json refusal = decision_body(table);
  refusal["verdict"] = "refused";
  table.as("kpu", "decision.make", verdict(kId));
  table.as("kpu", "notice.publish", Json{{"decision", kId + ".k1"}});
  table.book.add(forged(table, "decision.made", kId + ".k1~bbbbbbbb", "kpu:14.72", refusal));
  Json state = *table.book.state(kId);
  EXPECT_EQ(state["status"], "conflict");
  EXPECT_EQ(state["decisions"].size(), 2U);
  EXPECT_EQ(state["decisions"][0]["broken"], "");
  EXPECT_EQ(state["decisions"][1]["broken"], "");
  EXPECT_EQ(state["notices"][0]["state"], "held");  // nobody reads what is in dispute
  EXPECT_EQ(table.refused("kpu", "decision.make", verdict(kId)), "desk.already-decided");
  EXPECT_EQ(table.refused("kpu", "decision.withdraw", Json{{"decision", "p1"}, {"why", "x"}}),
            "desk.ambiguous-id");
  table.as("kpu", "decision.withdraw",
           Json{{"decision", kId + ".k1~bbbbbbbb"}, {"why", "Dicatat keliru"}});
  state = *table.book.state(kId);
  EXPECT_EQ(state["status"], "approved");
  EXPECT_EQ(state["notices"][0]["state"], "published");
}

TEST(DossierFold, TheSameDecisionTypedTwiceIsNoConflict) {
  Table table;
  propose(table, "ppk", relocation());
  for (const char* id : {".k1", ".k1~bbbbbbbb"}) {
    table.book.add(forged(table, "decision.made", kId + id, "kpu:14.72", decision_body(table)));
  }
  EXPECT_EQ((*table.book.state(kId))["status"], "approved");
}

TEST(DossierFold, AWithdrawalAndADecisionApartAreAConflict) {
  Table table;
  propose(table, "ppk", relocation());
  const Json body = decision_body(table);
  table.as("ppk", "proposal.withdraw", Json{{"proposal", kId}, {"why", "Air surut"}});
  table.book.add(forged(table, "decision.made", kId + ".k1", "kpu:14.72", body));
  EXPECT_EQ((*table.book.state(kId))["status"], "conflict");
}

TEST(DossierFold, WhatIsNotYoursStaysAndChangesNothing) {
  Table table;
  approved(table);
  table.as("ppk", "action.add",
           Json{{"decision", "p1"}, {"text", "Memindahkan"}, {"due", "2024-11-26"}});
  table.as("kpu", "notice.publish", Json{{"decision", "p1"}});
  const Json why{{"why", "tidak suka"}};
  const auto by_police = [&](const char* kind, const std::string& id, const Json& body) {
    table.book.add(forged(table, kind, id, "polres:14.72", body));
  };
  by_police("proposal.withdrawn", kId, why);
  by_police("decision.withdrawn", kId + ".k1", why);
  by_police("notice.withdrawn", kId + ".n1", why);
  by_police("action.withdrawn", kId + ".a1", why);
  by_police("action.done", kId + ".a1", Json{{"evidence", "x"}, {"on", "2024-11-20"}});
  by_police("notice.published", kId + ".n2", Json{{"decision", kId + ".k1"}});
  const Json state = *table.book.state(kId);
  EXPECT_EQ(state["status"], "approved");
  EXPECT_EQ(state["actions"][0]["state"], "open");
  EXPECT_EQ(state["notices"][0]["state"], "published");
  EXPECT_EQ(state["notices"][1]["state"], "invalid");
  for (const Json& one : state["withdrawals"]) EXPECT_EQ(one["broken"], "not-yours");
  EXPECT_EQ(state["done"][0]["broken"], "not-yours");
}

TEST(DossierFold, AnIdIsGivenOnceAndMalformedBodiesAreCounted) {
  Table table;
  propose(table, "ppk", relocation());
  const Json before = *table.book.state(kId);
  Json other = table.book.events().back().body;
  other["to_venue"] = "SDN 02";
  auto twice = forged(table, "proposal.made", kId, "ppk:14.72.05", other);
  table.book.add(twice);
  table.book.add(forged(table, "decision.made", kId + ".k1", "kpu:14.72", Json{{"x", 1}}));
  table.book.add(forged(table, "action.added", kId + ".a1", "kpu:14.72", Json::array()));
  table.book.add(forged(table, "notice.published", kId + ".n1", "kpu:14.72", "teks"));
  Json after = *table.book.state(kId);
  EXPECT_EQ(after["unreadable"], 4);
  after.erase("unreadable");
  after["type"] = before["type"];
  EXPECT_EQ(after.dump(), before.dump());
}

// A day with everything in it.
Table full_day() {
  Table table;
  const auto id = propose(table, "kpps", voting("ulang"));
  table.as("ppk", "proposal.forward", Json{{"proposal", id}, {"note", "Diteruskan"}});
  table.as("kpu", "decision.make", verdict(id));
  table.as("ppk", "action.add",
           Json{{"decision", "p1"}, {"text", "Menyiapkan"}, {"due", "2024-11-26"}});
  table.as("ppk", "action.done", Json{{"action", "p1.a1"}, {"evidence", "Foto gudang"}});
  table.as("kpu", "notice.publish", Json{{"decision", "p1"}});
  table.as("kpu", "notice.withdraw", Json{{"notice", "p1.n1"}, {"why", "Jam berubah"}});
  table.as("kpu", "notice.publish", Json{{"decision", "p1"}});
  table.as("kpu", "decision.withdraw", Json{{"decision", "p1"}, {"why", "Keliru"}});
  return table;
}

std::vector<ledger::Event> dossier_events(const Table& table) {
  std::vector<ledger::Event> events;
  for (const auto& event : table.book.events()) {
    if (event.subject.starts_with("p1~")) events.push_back(event);
  }
  return events;
}

TEST(DossierFold, TheOrderOfArrivalMakesNoDifference) {
  const auto events = dossier_events(full_day());
  std::mt19937 random(20241127);
  std::string expected;
  for (int round = 0; round < 200; ++round) {
    auto order = events;
    if (round > 0) std::ranges::shuffle(order, random);
    MemoryBook book;
    for (const auto& event : order) book.add_event(event);
    const std::string state = book.state(kId)->dump();
    if (round == 0) expected = state;
    ASSERT_EQ(state, expected) << "seed 20241127, round " << round;
  }
}

// Whatever the clocks said, what follows from the entries is the same.
TEST(DossierFold, TheOrderOfClocksChangesNoJudgement) {
  const auto events = dossier_events(full_day());
  std::mt19937 random(20241127);
  for (int round = 0; round < 100; ++round) {
    std::vector<std::int64_t> clocks;
    for (const auto& event : events) clocks.push_back(event.hlc.value);
    std::ranges::shuffle(clocks, random);
    MemoryBook book;
    for (std::size_t i = 0; i < events.size(); ++i) {
      auto event = events[i];
      event.hlc.value = clocks[i];
      book.add_event(event);
    }
    const Json state = *book.state(kId);
    ASSERT_EQ(state["status"], "pending") << round;
    ASSERT_EQ(entry_of(state["actions"], kId + ".a1")["state"], "done") << round;
    ASSERT_EQ(entry_of(state["notices"], kId + ".n1")["state"], "withdrawn") << round;
    ASSERT_EQ(entry_of(state["notices"], kId + ".n2")["state"], "held") << round;
  }
}

TEST(DossierFold, ARedactedTextIsGoneAndTheRestStands) {
  const auto events = dossier_events(full_day());
  for (std::size_t gone = 0; gone < events.size(); ++gone) {
    MemoryBook book;
    for (std::size_t i = 0; i < events.size(); ++i) {
      auto event = events[i];
      if (i == gone) {
        event.body = nullptr;
        event.redacted = true;
      }
      book.add_event(event);
    }
    const Json state = *book.state(kId);
    EXPECT_FALSE(state.contains("unreadable")) << gone;
    EXPECT_NE(state["status"], "invalid") << gone;
    const std::string all = state.dump();
    const std::map<std::size_t, const char*> texts = {
        {0, "Air setinggi lutut"}, {2, "12/PL.02.6"}, {3, "Menyiapkan"}};
    for (const auto& [event, text] : texts) {
      // A decision repeats nothing of the proposal's reason, so each text stands in one place.
      EXPECT_EQ(all.find(text) == std::string::npos, event == gone) << text << " " << gone;
    }
    EXPECT_EQ(state["decisions"][0]["broken"], "") << gone;
    EXPECT_EQ(state["actions"][0]["state"], "done") << gone;
    EXPECT_EQ(state["status"], "pending") << gone;  // decided, and the decision withdrawn
  }
}

}  // namespace
}  // namespace adem::desk
