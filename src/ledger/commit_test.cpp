// Committing, reading, opening again: over every store.
#include <gtest/gtest.h>
#include <thread>

#include "ledger/ledger_fixture.h"
#include "ledger/schema.h"

namespace adem::ledger::testing {
namespace {

template <typename Store>
class CommitTest : public stores::OnStore<Store> {
 protected:
  std::unique_ptr<Ledger> ledger(std::uint8_t key = 1, const Fold& with = fold) {
    return Ledger::open(this->open(), with, settings_of(key));
  }
};
TYPED_TEST_SUITE(CommitTest, stores::AllStores, stores::Name);

TYPED_TEST(CommitTest, RemembersAndFolds) {
  auto ledger = this->ledger();
  EXPECT_EQ(ledger->size(), 0u);
  EXPECT_FALSE(ledger->state("t1"));
  const auto events = put(*ledger, {made("t1", "Guntung"), counted("t1.a", 4)}, 60);
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0].seq, 1u);
  EXPECT_EQ(events[0].prev, Hash{});
  EXPECT_EQ(events[1].prev, events[0].hash);
  EXPECT_EQ(events[0].node, ledger->node());
  EXPECT_EQ(events[0].at, at(0));
  EXPECT_EQ(events[0].hlc.milliseconds(), at(60).time_since_epoch().count() * 1000);
  EXPECT_EQ(events[1].hlc.value, events[0].hlc.value + 1);
  put(*ledger, {said_text("t1", "satu"), counted("t1", 5)});
  const auto state = ledger->state("t1");
  ASSERT_TRUE(state);
  EXPECT_EQ(state->dump(),
            R"({"name":"Guntung","area":"14.72.05","count":17,"said":["satu"],"bad":0})");
  std::vector<std::string> kinds;
  ledger->history("t1", [&](const Event& event) { kinds.push_back(event.kind); });
  EXPECT_EQ(kinds, (std::vector<std::string>{"thing.made", "thing.counted", "thing.said",
                                             "thing.counted"}));
  EXPECT_EQ(ledger->size(), 4u);
  EXPECT_EQ(ledger->report().events, 4u);
  EXPECT_EQ(ledger->report().quarantined, 0u);
}

TYPED_TEST(CommitTest, ArrivalsComeInPagesAfterTheNumberThatWasSeen) {
  auto ledger = this->ledger();
  EXPECT_TRUE(ledger->arrivals(0).events.empty());
  std::vector<Draft> drafts;
  for (int n = 0; n < 600; ++n) drafts.push_back(counted("t1", n));
  put(*ledger, drafts);
  std::vector<int> seen;
  std::uint64_t last = 0;
  for (auto page = ledger->arrivals(0); page.last > last; page = ledger->arrivals(last)) {
    for (const auto& [n, event] : page.events) {
      EXPECT_EQ(n, seen.size() + 1);
      const Json& count = event.body["n"];
      seen.push_back(count.get<int>());
    }
    last = page.last;
  }
  EXPECT_EQ(last, ledger->size());
  EXPECT_EQ(seen.size(), 600u);
  EXPECT_TRUE(std::ranges::is_sorted(seen));
  EXPECT_EQ(ledger->arrivals(598).events.size(), 2u);
}

TYPED_TEST(CommitTest, StatesAreFoundByTypeAndArea) {
  auto ledger = this->ledger();
  for (const auto& [thing, area] : std::vector<std::pair<std::string, std::string>>{
           {"t3", "14.72.05.1001"}, {"t1", "14.72.05"}, {"t2", "14.71"}, {"t4", ""}}) {
    Draft one = made(thing);
    one.area = area;
    put(*ledger, {one});
  }
  const auto found = [&ledger](const char* type, const char* area) {
    std::string text;
    ledger->states(type, area,
                   [&](const std::string& aggregate, const Json&) { text += aggregate + " "; });
    return text;
  };
  EXPECT_EQ(found("thing", ""), "t1 t2 t3 t4 ");
  EXPECT_EQ(found("thing", "14.72"), "t1 t3 ");
  EXPECT_EQ(found("thing", "14.72.05.1001"), "t3 ");
  EXPECT_EQ(found("thing", "15"), "");
  EXPECT_EQ(found("other", ""), "");
  // A visitor may read on.
  ledger->states("thing", "", [&](const std::string& aggregate, const Json& state) {
    EXPECT_EQ(ledger->state(aggregate), state);
    ledger->states("thing", "", [](const std::string&, const Json&) {});
  });
}

TYPED_TEST(CommitTest, AnActSeesWhatCameBeforeItAndWritesAllOrNothing) {
  auto ledger = this->ledger();
  put(*ledger, {made("t1")});
  const auto seen = ledger->commit(
      [](const Reader& reader) {
        EXPECT_EQ(reader.state("t1")->at("count"), 0);
        return std::vector{counted("t1", 1)};
      },
      at(0));
  EXPECT_EQ(code_of([&] {
              ledger->commit(
                  [](const Reader&) -> std::vector<Draft> {
                    throw Error(ErrorKind::conflict, "desk.refused");
                  },
                  at(0));
            }),
            "desk.refused");
  Draft bad = counted("t1", 1);
  bad.body = Json{{"x", 0.5}};
  EXPECT_EQ(code_of([&] { put(*ledger, {counted("t1", 1), bad}); }), "ledger.not-canonical");
  bad.body = Json::array();
  EXPECT_EQ(code_of([&] { put(*ledger, {bad}); }), "ledger.not-canonical");
  bad.body = Json{{"x", std::string(kMaxBody, 'x')}};
  EXPECT_EQ(code_of([&] { put(*ledger, {bad}); }), "ledger.body-too-large");
  bad = counted("t1", 1);
  bad.subject = std::string("a\0b", 3);
  EXPECT_EQ(code_of([&] { put(*ledger, {bad}); }), "ledger.bad-text");
  EXPECT_TRUE(put(*ledger, {}).empty());
  EXPECT_EQ(ledger->size(), 2u);
  EXPECT_EQ(put(*ledger, {counted("t1", 2)}).front().prev, seen.front().hash);
}

TYPED_TEST(CommitTest, InsideAnActEveryQuestionSeesTheSame) {
  auto ledger = this->ledger();
  put(*ledger, {made("t1")});
  // Writers that share a transaction: each adds one to what it sees.
  std::vector<std::thread> writers;
  for (int w = 0; w < 8; ++w) {
    writers.emplace_back([&ledger, w] {
      for (int i = 0; i < 10; ++i) {
        ledger->commit(
            [w, i](const Reader& reader) {
              std::size_t of_history = 0;
              reader.history("t1", [&](const Event&) { ++of_history; });
              std::size_t of_states = 0;
              reader.states("thing", "", [&](const std::string&, const Json& state) {
                of_states = state.at("said").size() + 1;
              });
              EXPECT_EQ(reader.state("t1")->at("said").size() + 1, of_history);
              EXPECT_EQ(of_states, of_history);
              return std::vector{said_text("t1", std::to_string(w * 100 + i))};
            },
            at(i));
      }
    });
  }
  for (auto& writer : writers) writer.join();
  EXPECT_EQ(ledger->state("t1")->at("said").size(), 80u);
  EXPECT_EQ(ledger->size(), 81u);
  std::uint64_t findings = 0;
  ledger->verify([&](const Finding& finding) {
    ++findings;
    ADD_FAILURE() << finding.event << debug_text(finding.what);
  });
  EXPECT_EQ(findings, 0u);
}

TYPED_TEST(CommitTest, AFailureAmongManyHarmsNoOther) {
  auto ledger = this->ledger();
  put(*ledger, {made("t1")});
  std::atomic<int> refused{0};
  std::vector<std::thread> writers;
  for (int w = 0; w < 8; ++w) {
    writers.emplace_back([&, w] {
      for (int i = 0; i < 20; ++i) {
        const bool fails = (w + i) % 3 == 0;
        const std::string code = code_of([&] {
          ledger->commit(
              [fails](const Reader&) {
                if (fails) throw Error(ErrorKind::conflict, "desk.refused");
                return std::vector{counted("t1", 1)};
              },
              at(0));
        });
        EXPECT_EQ(code, fails ? "desk.refused" : "");
        if (fails) ++refused;
      }
    });
  }
  for (auto& writer : writers) writer.join();
  EXPECT_EQ(ledger->size(), 161u - static_cast<unsigned>(refused));
}

TYPED_TEST(CommitTest, TheClockRisesWhateverNowSays) {
  auto ledger = this->ledger();
  const auto first = put(*ledger, {made("t1")}, 1000).front();
  const auto back = put(*ledger, {counted("t1", 1)}, -5000).front();
  EXPECT_EQ(back.hlc.value, first.hlc.value + 1);
  const auto later = put(*ledger, {counted("t1", 1)}, 1001).front();
  EXPECT_EQ(later.hlc.value, at(1001).time_since_epoch().count() * 1000 << 16);
}

TYPED_TEST(CommitTest, EventsAreFoundByIdAndByNumber) {
  auto ledger = this->ledger();
  const auto events = put(*ledger, {made("t1"), counted("t1", 1)});
  const std::string id = uuid_text(events[1].id);
  EXPECT_EQ(ledger->find(id)->hash, events[1].hash);
  EXPECT_EQ(ledger->find(events[1].id.hex())->hash, events[1].hash);
  EXPECT_EQ(ledger->find(id.substr(0, 30))->hash, events[1].hash);
  EXPECT_EQ(ledger->find(ledger->tag() + ":2")->hash, events[1].hash);
  EXPECT_EQ(code_of([&] { ledger->find(id.substr(0, 8)); }), "ledger.ambiguous-event");
  for (const char* nothing : {"", "01", "zzzz", "ffffffff", ":2", "ffff:1", "12:x", "019346de:1"}) {
    EXPECT_FALSE(ledger->find(nothing)) << nothing;
  }
}

TYPED_TEST(CommitTest, OnceIsOnce) {
  auto ledger = this->ledger();
  const Act act = [](const Reader&) { return std::vector{made("t1")}; };
  EXPECT_EQ(code_of([&] {
              ledger->commit_once(
                  "move",
                  [](const Reader&) -> std::vector<Draft> {
                    throw Error(ErrorKind::conflict, "desk.refused");
                  },
                  at(0));
            }),
            "desk.refused");
  EXPECT_TRUE(ledger->commit_once("move", act, at(0)));
  EXPECT_FALSE(ledger->commit_once("move", act, at(0)));
  EXPECT_TRUE(
      ledger->commit_once("other", [](const Reader&) { return std::vector<Draft>{}; }, at(0)));
  EXPECT_FALSE(ledger->commit_once("other", act, at(0)));
  EXPECT_EQ(ledger->size(), 1u);
}

template <typename Store>
class ReopenTest : public CommitTest<Store> {};
TYPED_TEST_SUITE(ReopenTest, Kept, stores::Name);

TYPED_TEST(ReopenTest, EverythingIsThereAgain) {
  std::string hash;
  Event last;
  {
    auto ledger = this->ledger();
    put(*ledger, {made("t1"), counted("t1", 3)});
    last = put(*ledger, {said_text("t1", "dua")}).front();
    ledger->commit_once("move", [](const Reader&) { return std::vector<Draft>{}; }, at(0));
    hash = ledger->report().state;
  }
  auto ledger = this->ledger();
  EXPECT_EQ(ledger->size(), 3u);
  EXPECT_EQ(ledger->report().state, hash);
  EXPECT_FALSE(
      ledger->commit_once("move", [](const Reader&) { return std::vector<Draft>{}; }, at(0)));
  const auto next = put(*ledger, {counted("t1", 1)}).front();
  EXPECT_EQ(next.seq, 4u);
  EXPECT_EQ(next.prev, last.hash);
  EXPECT_EQ(next.hlc.value, last.hlc.value + 1);
  ledger.reset();
  EXPECT_EQ(code_of([&] { this->ledger(2); }), "ledger.other-node");
}

TYPED_TEST(ReopenTest, TwoThatAreOpenTakeTurns) {
  auto one = this->ledger();
  auto two = this->ledger();
  put(*one, {made("t1")});
  for (int i = 0; i < 5; ++i) {
    put(*one, {said_text("t1", "a")});
    put(*two, {said_text("t1", "b")});
  }
  EXPECT_EQ(one->state("t1")->at("said").dump(), R"(["a","b","a","b","a","b","a","b","a","b"])");
  EXPECT_EQ(two->report().gaps.size(), 0u);
  EXPECT_EQ(two->report().forks.size(), 0u);
  EXPECT_EQ(two->size(), 11u);
}

TYPED_TEST(ReopenTest, ANewerFoldFoldsWhatTheOlderKept) {
  {
    auto ledger = this->ledger();
    put(*ledger, {made("t1"), draft("thing.painted", "t1", Json{{"text", "biru"}})});
    EXPECT_EQ(ledger->state("t1")->at("said").size(), 0u);
    EXPECT_EQ(ledger->report().unknown_kinds, 1u);
  }
  const ThingFold newer(2);
  auto ledger = this->ledger(1, newer);
  EXPECT_EQ(ledger->state("t1")->at("said").dump(), R"(["biru"])");
  EXPECT_EQ(ledger->report().unknown_kinds, 0u);
}

TYPED_TEST(ReopenTest, ADatabaseOfANewerProgramIsRefused) {
  this->ledger();
  this->open()->execute("UPDATE schema_version SET version = 99 WHERE name = 'ledger'");
  EXPECT_EQ(code_of([&] { this->ledger(); }), "db.newer");
}

TEST(Schema, NamesEveryTableThatACopyMustCarry) {
  std::vector<std::string> named(kTables.tables.begin(), kTables.tables.end());
  std::ranges::sort(named);
  EXPECT_EQ(named, stores::made_by(kTables));
}

}  // namespace
}  // namespace adem::ledger::testing
