// Bundles between keepers: over every store.
#include <gtest/gtest.h>
#include <sstream>

#include "ledger/bundle.h"
#include "ledger/ledger_fixture.h"

namespace adem::ledger::testing {
namespace {

template <typename Store>
class MergeTest : public stores::OnStore<Store> {
 protected:
  std::unique_ptr<Ledger> ledger(std::uint8_t key) {
    return Ledger::open(db::open(this->place()), fold, settings_of(key));
  }
  // A founder, and another whom it enrolled and who has joined.
  void found() {
    one_ = ledger(1);
    two_ = ledger(2);
    one_->found("KPU", {}, draft("", "", Json::object(), "kpu:1"));
    one_->enrol(two_->node(), "PPK", {}, draft("", "", Json::object(), "kpu:1"));
    two_->join(one_->node());
    merged(*two_, exported(*one_));
    merged(*one_, exported(*two_));
  }
  void expect_same() {
    EXPECT_EQ(one_->report().state, two_->report().state);
    EXPECT_EQ(one_->report().events, two_->report().events);
  }
  std::unique_ptr<Ledger> one_, two_;
};
TYPED_TEST_SUITE(MergeTest, stores::AllStores, stores::Name);

// What verify finds, as "code".
std::vector<std::string> findings(const Ledger& ledger) {
  std::vector<std::string> codes;
  ledger.verify([&](const Finding& finding) { codes.push_back(finding.what.code); });
  return codes;
}

TYPED_TEST(MergeTest, TwoThatMeetHoldTheSame) {
  this->found();
  auto& one = *this->one_;
  auto& two = *this->two_;
  put(one, {made("t1", "Guntung"), counted("t1", 1)}, 10);
  put(two, {counted("t1", 2), made("t2")}, 5);
  put(one, {counted("t1", 3), said_text("t2", "tiga")}, 20);
  put(two, {said_text("t1", "empat")}, 15);
  const auto report = merged(two, exported(one));
  EXPECT_EQ(report.added, 4u);
  EXPECT_EQ(report.known, 2u);
  EXPECT_EQ(report.read, 6u);
  EXPECT_FALSE(report.truncated);
  EXPECT_EQ(report.refused_count, 0u);
  EXPECT_EQ(merged(one, exported(two)).added, 3u);
  this->expect_same();
  EXPECT_EQ(one.state("t1")->dump(),
            R"({"name":"Guntung","area":"14.72.05","count":24,"said":["empat"],"bad":0})");
  EXPECT_EQ(findings(one), Codes{});
  EXPECT_EQ(findings(two), Codes{});
  // Again: nothing new, nothing changed.
  const auto again = merged(two, exported(one));
  EXPECT_EQ(again.added, 0u);
  EXPECT_EQ(again.known, 9u);
  this->expect_same();
}

TYPED_TEST(MergeTest, OnlyWhatCameSince) {
  this->found();
  put(*this->one_, {made("t1")});
  const auto since = this->one_->size();
  put(*this->one_, {counted("t1", 1)});
  Ledger::Export what;
  what.since = since;
  const auto lines = exported(*this->one_, what);
  EXPECT_EQ(merged(*this->two_, lines).read, 1u);
  EXPECT_EQ(this->two_->report().gaps.size(), 1u) << "the one before has not come";
  EXPECT_EQ(this->two_->state("t1")->at("count"), 1);
  merged(*this->two_, exported(*this->one_));
  EXPECT_TRUE(this->two_->report().gaps.empty());
  this->expect_same();
}

TYPED_TEST(MergeTest, WhoIsNotEnrolledIsQuarantinedAndFoldedOnceHeIs) {
  this->found();
  auto three = this->ledger(3);
  put(*three, {made("t9"), counted("t9", 9)});
  EXPECT_EQ(three->state("t9")->at("count"), 9) << "at home it counts";
  const auto report = merged(*this->one_, exported(*three));
  EXPECT_EQ(report.added, 2u);
  EXPECT_EQ(report.quarantined, 2u);
  EXPECT_EQ(report.after.quarantined, 2u);
  EXPECT_FALSE(this->one_->state("t9"));
  std::vector<std::string> why;
  this->one_->events([&](const Event&, std::string_view quarantine) {
    if (!quarantine.empty()) why.emplace_back(quarantine);
  });
  EXPECT_EQ(why, (Codes{"unknown-node", "unknown-node"}));
  this->one_->enrol(three->node(), "BPBD", {"ppk:1"}, draft("", "", Json::object(), "kpu:1"));
  EXPECT_EQ(this->one_->state("t9")->at("count"), 9);
  EXPECT_EQ(this->one_->report().quarantined, 0u);
  merged(*this->two_, exported(*this->one_));
  this->expect_same();
  EXPECT_EQ(findings(*this->one_), Codes{});
}

TYPED_TEST(MergeTest, AnOfficeItWasNotEnrolledForIsQuarantined) {
  this->found();
  auto three = this->ledger(3);
  put(*three, {draft("thing.made", "t9", Json{{"name", "x"}}, "kpu:1"), made("t8")});
  this->one_->enrol(three->node(), "PPK", {"ppk:1", "ppk:2"},
                    draft("", "", Json::object(), "kpu:1"));
  EXPECT_EQ(merged(*this->one_, exported(*three)).quarantined, 1u);
  EXPECT_FALSE(this->one_->state("t9"));
  EXPECT_TRUE(this->one_->state("t8"));
  // The node itself learns of it, and may say such things no more.
  three->join(this->one_->node());
  merged(*three, exported(*this->one_));
  EXPECT_FALSE(three->state("t9"));
  EXPECT_EQ(
      code_of([&] { put(*three, {draft("thing.made", "t7", Json{{"name", "x"}}, "kpu:1")}); }),
      "ledger.not-its-office");
  EXPECT_EQ(three->report().state, this->one_->report().state);
}

TYPED_TEST(MergeTest, ARevokedNodeCountsUpToItsLastGoodNumber) {
  this->found();
  auto& two = *this->two_;
  put(two, {made("t2"), counted("t2", 1)});
  merged(*this->one_, exported(two));
  put(two, {counted("t2", 5)});  // the thief
  this->one_->revoke(two.node(), 2, "dicuri", draft("", "", Json::object(), "kpu:1"));
  EXPECT_EQ(merged(*this->one_, exported(two)).quarantined, 1u);
  EXPECT_EQ(this->one_->state("t2")->at("count"), 1);
  merged(two, exported(*this->one_));
  this->expect_same();
  EXPECT_EQ(code_of([&] { put(two, {counted("t2", 1)}); }), "ledger.revoked");
  const auto nodes = this->one_->nodes();
  const auto found = std::ranges::find(nodes, two.node(), &Node::id);
  ASSERT_NE(found, nodes.end());
  EXPECT_EQ(found->trust, Trust::revoked);
  EXPECT_EQ(found->revoked_after, 2u);
  EXPECT_EQ(found->last_seq, 3u);
  EXPECT_EQ(findings(*this->one_), Codes{});
}

TYPED_TEST(MergeTest, TrustHasItsRules) {
  this->found();
  auto& one = *this->one_;
  auto& two = *this->two_;
  auto three = this->ledger(3);
  const Draft by = draft("", "", Json::object(), "kpu:1");
  EXPECT_EQ(code_of([&] { one.found("KPU", {}, by); }), "ledger.already-founded");
  EXPECT_EQ(code_of([&] { two.found("KPU", {}, by); }), "ledger.already-founded");
  EXPECT_EQ(code_of([&] { three->found("X", {"ppk:1"}, by); }), "ledger.not-its-office");
  EXPECT_EQ(code_of([&] { three->enrol(two.node(), "x", {}, by); }), "ledger.not-enrolled");
  EXPECT_EQ(code_of([&] { two.revoke(one.node(), 0, "x", by); }), "ledger.not-senior");
  EXPECT_EQ(code_of([&] { two.enrol(one.node(), "x", {}, by); }), "ledger.not-senior");
  EXPECT_EQ(code_of([&] { two.enrol(two.node(), "x", {}, by); }), "ledger.not-senior");
  EXPECT_EQ(code_of([&] { one.revoke(one.node(), 0, "x", by); }), "ledger.not-senior");
  EXPECT_EQ(code_of([&] { one.revoke(three->node(), 0, "x", by); }), "ledger.unknown-node");
  EXPECT_EQ(code_of([&] { one.revoke(two.node(), 0, " ", by); }), "ledger.no-reason");
  two.enrol(three->node(), "BPBD", {}, by);
  one.revoke(two.node(), 0, "x", by);
  EXPECT_EQ(code_of([&] { one.revoke(two.node(), 0, "x", by); }), "ledger.already-revoked");
  EXPECT_EQ(code_of([&] { one.enrol(two.node(), "PPK", {}, by); }), "ledger.already-revoked");
  // What the revoked node enrolled falls with it; the founder may take it up again.
  merged(one, exported(two));
  put(*three, {made("t3")});
  EXPECT_EQ(merged(one, exported(*three)).quarantined, 1u);
  one.enrol(three->node(), "BPBD", {}, by);
  EXPECT_TRUE(one.state("t3"));
}

TYPED_TEST(MergeTest, AForkIsReportedAndBothBranchesShow) {
  this->found();
  put(*this->two_, {made("t2")});
  merged(*this->one_, exported(*this->two_));
  // The same key at work in two copies of one workspace.
  auto copy = this->ledger(2);
  copy->join(this->one_->node());
  put(*copy, {said_text("t2", "salinan")});
  merged(*this->one_, exported(*copy));
  const auto report = this->one_->report();
  ASSERT_EQ(report.forks.size(), 1u);
  EXPECT_EQ(report.forks[0].seq, 1u);
  EXPECT_EQ(report.forks[0].hashes.size(), 2u);
  EXPECT_EQ(this->one_->state("t2")->at("said").size(), 1u);
  EXPECT_EQ(findings(*this->one_), Codes{});
  EXPECT_EQ(code_of([&] { this->one_->find(copy->tag() + ":1"); }), "ledger.ambiguous-event");
}

TYPED_TEST(MergeTest, ARedactionReachesEveryBook) {
  this->found();
  auto& one = *this->one_;
  auto& two = *this->two_;
  const auto event = put(two, {made("t2"), said_text("t2", "Nama Seseorang")}).back();
  merged(one, exported(two));
  const Draft by = draft("", "", Json::object(), "kpu:1");
  EXPECT_EQ(code_of([&] { one.redact(event.id, "", by); }), "ledger.no-reason");
  EXPECT_EQ(code_of([&] { one.redact(Id{}, "nama", by); }), "ledger.no-such-event");
  one.redact(event.id, "nama", by);
  EXPECT_EQ(one.state("t2")->at("said").dump(), R"j(["(taken out)"])j");
  const auto found = one.find(uuid_text(event.id));
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->redacted);
  EXPECT_EQ(found->hash, event.hash) << "hash, office and time stay";
  EXPECT_EQ(code_of([&] { one.redact(event.id, "nama", by); }), "ledger.already-redacted");
  EXPECT_EQ(code_of([&] { one.redact(one.find(one.tag() + ":1")->id, "x", by); }),
            "ledger.not-redactable");
  for (const auto& line : exported(one)) EXPECT_EQ(line.find("Seseorang"), std::string::npos);
  // The redaction reaches the other; a bundle from before it does not bring the name back.
  const auto old = exported(two);
  merged(two, exported(one));
  EXPECT_EQ(two.state("t2")->at("said").dump(), R"j(["(taken out)"])j");
  merged(one, old);
  this->expect_same();
  EXPECT_EQ(one.report().redacted, 1u);
  EXPECT_EQ(findings(one), Codes{});
  EXPECT_EQ(findings(two), Codes{});
  // Or it comes first, and the event after it.
  auto three = this->ledger(3);
  three->join(one.node());
  Lines without;
  for (const auto& line : exported(one)) {
    if (line.find(uuid_text(event.id) + "\",\"kind\":\"thing.said") == std::string::npos) {
      without.push_back(line);
    }
  }
  merged(*three, without);
  EXPECT_EQ(three->report().redacted, 0u);
  merged(*three, old);
  EXPECT_EQ(three->report().redacted, 1u);
  EXPECT_EQ(three->report().state, one.report().state);
}

TYPED_TEST(MergeTest, ARedactionTakesAlongWhatItsEventAloneNamed) {
  this->found();
  auto& one = *this->one_;
  auto& two = *this->two_;
  const std::string alone = "foto", shared = "daftar";
  const auto event =
      put(one,
          {draft("list.named", "l", Json{{"content", {content_hash(alone), content_hash(shared)}}}),
           draft("list.named", "l", Json{{"content", content_hash(shared)}})})
          .front();
  EXPECT_FALSE(one.take_content("nobody asks for this"));
  EXPECT_EQ(one.wanted().size(), 2u);
  EXPECT_TRUE(one.take_content(alone));
  EXPECT_TRUE(one.take_content(shared));
  EXPECT_EQ(one.wanted().size(), 0u);
  merged(two, exported(one));
  EXPECT_EQ(two.content(content_hash(alone)), alone);
  one.redact(event.id, "wajah", draft("", "", Json::object(), "kpu:1"));
  merged(two, exported(one));
  for (const auto* book : {&one, &two}) {
    EXPECT_FALSE(book->content(content_hash(alone)));
    EXPECT_EQ(book->content(content_hash(shared)), shared);
    EXPECT_EQ(book->wanted().size(), 0u);
  }
  EXPECT_FALSE(one.take_content(alone)) << "it is not taken back";
}

TYPED_TEST(MergeTest, ABodyThatWasHeldBackHealsWhenItComes) {
  this->found();
  put(*this->one_, {made("t1"), said_text("t1", "satu")});
  const auto whole = exported(*this->one_);
  Lines stripped = whole;
  for (auto& line : stripped) {
    const auto end = line.find(",\"event\":{");
    if (line.starts_with("{\"body\":") && line.find("thing.said") != std::string::npos) {
      line = "{\"body\":null" + line.substr(end);
    }
  }
  EXPECT_EQ(merged(*this->two_, stripped).added, 2u);
  EXPECT_EQ(this->two_->state("t1")->at("said").dump(), R"j(["(taken out)"])j");
  EXPECT_EQ(findings(*this->two_), Codes{"ledger.finding.no-body"});
  merged(*this->two_, whole);
  this->expect_same();
  EXPECT_EQ(findings(*this->two_), Codes{});
}

TYPED_TEST(MergeTest, AFutureClockIsKeptAndNotFollowed) {
  this->found();
  constexpr std::int64_t kDay = 86400;
  put(*this->two_, {made("t2")}, 3 * kDay);
  const auto report = merged(*this->one_, exported(*this->two_), 100);
  EXPECT_EQ(report.future, 1u);
  EXPECT_TRUE(this->one_->state("t2"));
  const auto next = put(*this->one_, {counted("t2", 1)}, 200).front();
  EXPECT_EQ(next.hlc.milliseconds(), at(200).time_since_epoch().count() * 1000);
  // An hour ahead is followed.
  put(*this->two_, {counted("t2", 1)}, 3 * kDay);
  EXPECT_EQ(merged(*this->one_, exported(*this->two_), 3 * kDay - 3600).future, 0u);
  EXPECT_GE(put(*this->one_, {counted("t2", 1)}, 0).front().hlc.milliseconds(),
            at(3 * kDay).time_since_epoch().count() * 1000);
}

TYPED_TEST(MergeTest, UnknownKindsAreKeptAndPassedOn) {
  this->found();
  put(*this->two_, {made("t2"), draft("thing.painted", "t2", Json{{"text", "biru"}}),
                    draft("poem.written", "p1", Json{{"lines", {1, 2}}})});
  merged(*this->one_, exported(*this->two_));
  EXPECT_EQ(this->one_->report().unknown_kinds, 2u);
  auto three = this->ledger(3);
  three->join(this->one_->node());
  merged(*three, exported(*this->one_));
  EXPECT_EQ(three->report().unknown_kinds, 2u);
  EXPECT_EQ(three->report().events, this->one_->report().events);
}

TYPED_TEST(MergeTest, ContentTravelsWithTheEventsThatNameIt) {
  this->found();
  const std::string big(kContentPart * 2 + 17, 'x');
  const std::string small = "daftar";
  put(*this->one_, {draft("list.named", "l", Json{{"content", content_hash(big)}}),
                    draft("list.named", "l",
                          Json{{"content", {content_hash(small), content_hash("lost"), "x"}}})});
  Ledger::Export what;
  what.content = [&](const std::string& hash) -> std::optional<std::string> {
    if (hash == content_hash(big)) return big;
    if (hash == content_hash(small)) return small;
    return "not what its name says";
  };
  const auto lines = exported(*this->one_, what);
  EXPECT_EQ(merged(*this->two_, lines).refused_count, 0u);
  EXPECT_EQ(this->two_->content(content_hash(big)), big);
  EXPECT_EQ(this->two_->content(content_hash(small)), small);
  EXPECT_FALSE(this->two_->content(content_hash("lost")));
  // The receiver passes it on without the register; offered again it is no news.
  auto three = this->ledger(3);
  EXPECT_EQ(merged(*three, exported(*this->two_)).refused_count, 0u);
  EXPECT_EQ(three->content(content_hash(big)), big);
  EXPECT_EQ(merged(*this->two_, lines).refused_count, 0u);
  EXPECT_EQ(findings(*three), Codes{});
}

TYPED_TEST(MergeTest, ContentThatIsNotAskedForOrDamagedIsRefused) {
  this->found();
  const std::string big(kContentPart + 1, 'x');
  put(*this->one_, {draft("list.named", "l", Json{{"content", content_hash(big)}})});
  Ledger::Export what;
  what.content = [&](const std::string&) { return big; };
  auto lines = exported(*this->one_, what);
  auto damaged = lines;
  for (auto& line : damaged) {
    if (line.find("\"part\":2") != std::string::npos) line[11] = line[11] == 'e' ? 'f' : 'e';
  }
  EXPECT_EQ(codes_of(merged(*this->two_, damaged)),
            (Codes{"ledger.refused.content-damaged", "ledger.refused.altered"}));
  EXPECT_FALSE(this->two_->content(content_hash(big)));
  EXPECT_EQ(merged(*this->two_, lines).refused_count, 0u);
  EXPECT_EQ(this->two_->content(content_hash(big)), big);
  Lines unasked{lines.front()};
  unasked.push_back(R"({"base64":"eA==","content":")" + content_hash("x") +
                    R"(","of":1,"part":1})");
  EXPECT_EQ(codes_of(merged(*this->two_, unasked)), Codes{"ledger.refused.content-unasked"});
  for (const char* bad : {R"({"base64":"eA==","content":"x","of":1,"part":1})",
                          R"({"base64":"e","content":"x","of":1,"part":2})"}) {
    EXPECT_EQ(codes_of(merged(*this->two_, {lines.front(), bad})), Codes{"ledger.refused.content"});
  }
}

}  // namespace
}  // namespace adem::ledger::testing
