// A database that somebody had his hands in: verify finds it and names the event.
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

#include "ledger/ledger_fixture.h"

namespace adem::ledger::testing {
namespace {

template <typename Store>
class VerifyTest : public stores::OnStore<Store> {
 protected:
  void fill() {
    ledger_ = Ledger::open(this->open(), fold, settings_of(1));
    put(*ledger_, {made("t1", "Guntung"), counted("t1", 1), said_text("t1", "satu")});
    put(*ledger_, {counted("t1", 2), made("t2")});
    put(*ledger_, {counted("t2", 3)});
  }
  // "code 7f3a9c21:2", each with the event it names.
  std::vector<std::string> found() {
    std::vector<std::string> texts;
    ledger_->verify([&](const Finding& finding) {
      texts.push_back(finding.what.code.substr(std::string("ledger.finding.").size()) + " " +
                      finding.event.substr(0, finding.event.find(' ')));
    });
    return texts;
  }
  std::string named(const std::string& code, int seq) {
    return code + " " + ledger_->tag() + ":" + std::to_string(seq);
  }
  void tamper(const std::string& sql) { this->open()->execute(sql); }
  std::unique_ptr<Ledger> ledger_;
};
TYPED_TEST_SUITE(VerifyTest, Kept, stores::Name);

using Found = std::vector<std::string>;

TYPED_TEST(VerifyTest, AWholeDatabaseHasNoFindings) {
  this->fill();
  EXPECT_EQ(this->found(), Found{});
}

TYPED_TEST(VerifyTest, AChangedBody) {
  this->fill();
  this->tamper("UPDATE body SET text = '{\"n\":7}' WHERE n = 2");
  const auto found = this->found();
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0], this->named("body", 2));
  EXPECT_EQ(found[1], this->named("state", 4)) << "and the state does not follow from it";
}

TYPED_TEST(VerifyTest, ADeletedBody) {
  this->fill();
  this->tamper("DELETE FROM body WHERE n = 3");
  const auto found = this->found();
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0], this->named("no-body", 3));
}

TYPED_TEST(VerifyTest, AnyChangedFieldOfAHeader) {
  this->fill();
  for (const char* change :
       {"office = 'kpu:14.72'", "author = 'x'", "area = '14.71'", "kind = 'thing.made'",
        "subject = 't2'", "hlc = hlc + 1", "author = 'a' || chr(10)"}) {
    if (std::string(change).find("chr(") != std::string::npos &&
        this->open()->store() == db::Store::sqlite) {
      continue;  // SQLite says char()
    }
    this->tamper(std::string("UPDATE event SET ") + change + " WHERE n = 2");
    const auto found = this->found();
    EXPECT_TRUE(std::ranges::find(found, this->named("header", 2)) != found.end()) << change;
    this->tamper(
        "UPDATE event SET office = 'ppk:1', author = 'ppk-1', area = '14.72.05', "
        "kind = 'thing.counted', subject = 't1' WHERE n = 2");
    if (std::string(change).starts_with("hlc")) {
      this->tamper("UPDATE event SET hlc = hlc - 1 WHERE n = 2");
    }
    EXPECT_EQ(this->found(), Found{}) << change;
  }
}

TYPED_TEST(VerifyTest, AChangedState) {
  this->fill();
  this->tamper("UPDATE state SET json = '{\"name\":\"x\"}' WHERE aggregate = 't2'");
  EXPECT_EQ(this->found(), Found{this->named("state", 6)});
  this->tamper("UPDATE state SET json = '{}', area = 'x' WHERE aggregate = 't2'");
  EXPECT_EQ(this->found(), Found{this->named("state", 6)});
  this->tamper("DELETE FROM state WHERE aggregate = 't2'");
  EXPECT_EQ(this->found(), Found{this->named("state", 6)});
  this->ledger_->rebuild();
  EXPECT_EQ(this->found(), Found{});
  this->tamper("UPDATE state SET aggregate = 't9' WHERE aggregate = 't2'");
  EXPECT_EQ(this->found(), (Found{this->named("state", 6), "spare-state t9"}));
}

TYPED_TEST(VerifyTest, ARowMissingInTheMiddle) {
  this->fill();
  this->tamper("DELETE FROM event WHERE n = 2");
  const auto found = this->found();
  ASSERT_GE(found.size(), 2u);
  EXPECT_EQ(found[0], this->named("rows-missing", 3));
  EXPECT_EQ(found[1], this->named("own-gap", 3));
  EXPECT_EQ(this->ledger_->report().gaps.size(), 1u);
}

TYPED_TEST(VerifyTest, ARowMissingAtTheEnd) {
  this->fill();
  this->tamper("DELETE FROM event WHERE n = 6");
  const auto found = this->found();
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0], "end-missing #6");
}

TYPED_TEST(VerifyTest, SwappedSeals) {
  this->fill();
  this->tamper("UPDATE event SET seal = (SELECT e.seal FROM event e WHERE e.n = 2) WHERE n = 3");
  EXPECT_EQ(this->found(), Found{this->named("seal", 3)});
}

TYPED_TEST(VerifyTest, AKeyThatIsNotTheNodes) {
  this->fill();
  this->tamper("UPDATE node SET public_key = hash FROM event WHERE event.n = 1");
  const auto found = this->found();
  ASSERT_EQ(found.size(), 6u) << "nothing of that node is proved";
  EXPECT_EQ(found[0], this->named("key", 1));
}

TYPED_TEST(VerifyTest, AStandingOrPlaceThatDoesNotFollow) {
  this->fill();
  this->tamper("UPDATE event SET standing = 1 WHERE n = 6");
  auto found = this->found();
  EXPECT_EQ(found.front(), this->named("standing", 6));
  this->tamper("UPDATE event SET standing = 0 WHERE n = 6");
  EXPECT_EQ(this->found(), Found{});
  this->tamper("UPDATE event SET aggregate = 't1' WHERE n = 6");
  found = this->found();
  EXPECT_EQ(found.front(), this->named("place", 6));
  this->ledger_->rebuild();
  EXPECT_EQ(this->found(), Found{});
}

TYPED_TEST(VerifyTest, ANodeThatWasGivenTrust) {
  this->fill();
  this->tamper("UPDATE node SET name = 'KPU', trust = 0");
  EXPECT_EQ(this->found(), Found{"node " + this->ledger_->tag()});
}

TYPED_TEST(VerifyTest, ARedactionUndoneOrInvented) {
  this->fill();
  const auto id = this->ledger_->find(this->ledger_->tag() + ":3")->id;
  this->ledger_->redact(id, "nama", draft("", "", Json::object()));
  EXPECT_EQ(this->found(), Found{});
  this->tamper("INSERT INTO body (n, text) VALUES (3, '{\"text\":\"satu\"}')");
  auto found = this->found();
  EXPECT_TRUE(std::ranges::find(found, this->named("not-redacted", 3)) != found.end());
  this->tamper("DELETE FROM body WHERE n = 3");
  EXPECT_EQ(this->found(), Found{});
  this->tamper("DELETE FROM body WHERE n = 2");
  this->tamper("UPDATE event SET redacted_by = hash WHERE n = 2");
  found = this->found();
  EXPECT_TRUE(std::ranges::find(found, this->named("redaction", 2)) != found.end());
}

// A forger who has the database but no key cannot make a whole event.
TYPED_TEST(VerifyTest, AnInventedEvent) {
  this->fill();
  Event event = *this->ledger_->find(this->ledger_->tag() + ":6");
  event.seq = 7;
  event.prev = event.hash;
  event.hash = header_hash(event);
  event.seal = seal_all(key_of(9), {event.hash}).front();
  {
    auto database = this->open();
    auto write = database->prepare(
        "INSERT INTO event SELECT 7, $1, id, node, 7, hash, hlc, author, office, area, kind, "
        "subject, body_hash, $2, 0, aggregate, type, late, NULL FROM event WHERE n = 6");
    const auto bytes = [](std::string_view text) {
      return std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
    };
    write.bind_blob(1, event.hash.bytes).bind_blob(2, bytes(event.seal)).run();
    database->execute("INSERT INTO body SELECT 7, text FROM body WHERE n = 6");
    database->execute("UPDATE ledger SET last_n = 7");
  }
  const auto found = this->found();
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0], this->named("seal", 7));
}

// The rebuilt tables are those that were, to the letter.
TYPED_TEST(VerifyTest, RebuildGivesIdenticalTables) {
  this->fill();
  this->ledger_->redact(this->ledger_->find(this->ledger_->tag() + ":3")->id, "nama",
                        draft("", "", Json::object()));
  const auto tables = [this] {
    std::string text;
    auto database = this->open();
    for (const char* sql :
         {"SELECT aggregate, type, area, late, hlc, seq, json FROM state ORDER BY aggregate",
          "SELECT n, aggregate, type, late, standing, seq, kind FROM event ORDER BY n",
          "SELECT name, offices, trust, revoked_after, 0, 0, 0 FROM node ORDER BY id",
          "SELECT n, text, 0, 0, 0, 0, 0 FROM body ORDER BY n"}) {
      auto read = database->prepare(sql);
      while (read.step()) {
        for (int column = 0; column < 7; ++column) text += read.text(column) + "|";
        text += "\n";
      }
    }
    return text;
  };
  const std::string before = tables();
  this->ledger_->rebuild();
  EXPECT_EQ(tables(), before);
  this->tamper("DELETE FROM state");
  this->tamper("UPDATE event SET aggregate = 'x', type = 'x', standing = 3");
  this->ledger_->rebuild();
  EXPECT_EQ(tables(), before);
}

template <typename Store>
class ScrubTest : public stores::OnStore<Store> {};
using Files = ::testing::Types<stores::File>;
TYPED_TEST_SUITE(ScrubTest, Files, stores::Name);

TYPED_TEST(ScrubTest, ARedactedTextIsNowhereInTheFiles) {
  auto ledger = Ledger::open(this->open(), fold, settings_of(1));
  put(*ledger, {made("t1")});
  const std::string name = "Seseorang Yang Bernama";
  const auto event = put(*ledger, {said_text("t1", name)}).front();
  for (int i = 0; i < 50; ++i) put(*ledger, {said_text("t1", "lain " + std::to_string(i))});
  const auto holds = [&] {
    bool any = false;
    const std::filesystem::path directory = std::filesystem::path(this->where()).parent_path();
    for (const auto& entry : std::filesystem::directory_iterator(directory)) {
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string text(std::istreambuf_iterator<char>(in), {});
      any = any || text.find(name) != std::string::npos;
    }
    return any;
  };
  EXPECT_TRUE(holds());
  ledger->redact(event.id, "nama", draft("", "", Json::object()));
  EXPECT_FALSE(holds());
}

}  // namespace
}  // namespace adem::ledger::testing
