// Two workspaces whose books meet over the wire.
#include "serve/exchange.h"

#include "base/error.h"
#include "serve/picture_fixture.h"
#include "serve/serve_fixture.h"

namespace adem::serve {
namespace {

using namespace testing;

class ExchangeTest : public Served {
 protected:
  ExchangeTest() : ledger_(workspace::open_ledger(mine_.workspace(), desk::desk_fold())) {
    ledger_->join(house().ledger().node());
    peers_ = db::open(mine_.workspace().path("adem.db"));
  }
  void enrol() {
    ledger::Draft by;
    by.at = now();
    house().ledger().enrol(ledger_->node(), "PPK", {}, by);
  }
  Instant now() const { return Instant(Seconds(now_)); }
  Exchange meet(int off_s = 0) {
    Caller there("http://127.0.0.1:" + std::to_string(service().port()));
    return exchange(mine_.workspace(), *ledger_, *peers_, there, now() + Seconds(off_s));
  }
  std::string refused(int off_s = 0) {
    try {
      meet(off_s);
      return "";
    } catch (const Error& error) {
      return error.message().code;
    }
  }
  // An event of this side.
  void say(const std::string& text, const std::string& content = {}) {
    ledger_->commit(
        [&](const ledger::Reader&) {
          ledger::Draft draft;
          draft.at = now();
          draft.kind = "poem.written";
          draft.subject = "p";
          draft.body = Json{{"text", text}};
          if (!content.empty()) draft.body["content"] = Json::array({content});
          return std::vector{draft};
        },
        now());
  }

  Place mine_;
  std::unique_ptr<ledger::Ledger> ledger_;
  std::unique_ptr<db::Database> peers_;
};

TEST_F(ExchangeTest, GivesAndTakesWhatIsNewAndNothingTwice) {
  EXPECT_EQ(refused(), "serve.not-known-there");
  enrol();
  EXPECT_EQ(refused(600), "serve.not-known-there") << "the clock is off";
  const auto theirs = house().ledger().size();
  const auto first = meet();
  EXPECT_EQ(first.taken.added, theirs);
  EXPECT_EQ(first.sent, 0U);
  say("satu");
  auto c = as("kpps");
  ASSERT_EQ(c.post("/api/v1/acts", report(1)).status, 200);
  const auto second = meet();
  EXPECT_EQ(second.taken.added, 1U);
  EXPECT_EQ(second.sent, 1U) << "what came from there does not go back";
  EXPECT_EQ(second.added, 1U);
  EXPECT_EQ(house().ledger().report().state, ledger_->report().state);
  const auto third = meet();
  EXPECT_EQ(third.taken.added + third.sent + third.added + third.refused, 0U);
}

TEST_F(ExchangeTest, PhotosAndListsComeWithTheirEventsOrByTheirHash) {
  enrol();
  auto c = as("kpps");
  const auto hash = content_hash(jpeg());
  // The report meets first, its photo arrives there later.
  Json act = report(1);
  act["args"]["photo"] = Json::array({hash});
  ASSERT_EQ(c.post("/api/v1/acts", act).status, 200);
  EXPECT_EQ(meet().contents, 0U);
  EXPECT_EQ(ledger_->wanted(), std::vector{hash});
  http::Headers headers = c.headers;
  headers.emplace_back("Content-Type", "image/jpeg");
  c.send(Client::request("POST", "/api/v1/content", headers, jpeg()));
  ASSERT_EQ(c.read().status, 200);
  EXPECT_EQ(meet().contents, 1U);
  EXPECT_EQ(ledger_->content(hash), jpeg());
  // The other way it goes along.
  const std::string large(3'000'000, 'x');
  say("daftar", content_hash(large));
  ASSERT_TRUE(ledger_->take_content(large));
  EXPECT_EQ(meet().added, 1U);
  EXPECT_EQ(house().ledger().content(content_hash(large)), large);
}

TEST_F(ExchangeTest, ManyEventsGoInPieces) {
  enrol();
  for (int i = 0; i < 30; ++i) say(std::string(400'000, 'x'));
  const auto met = meet();
  EXPECT_EQ(met.sent, 30U);
  EXPECT_EQ(met.added, 30U);
  EXPECT_EQ(met.refused, 0U);
  EXPECT_EQ(house().ledger().report().state, ledger_->report().state);
}

TEST_F(ExchangeTest, AnotherBookAtTheSameAddressIsReadFromItsStart) {
  enrol();
  meet();
  // As if another server had been there, further along.
  peers_->execute("UPDATE serve_peer SET theirs = 1000");
  auto c = as("kpps");
  ASSERT_EQ(c.post("/api/v1/acts", report(1)).status, 200);
  EXPECT_EQ(meet().taken.added, 1U);
}

TEST(CallerTest, TakesAddressesOfServersAlone) {
  for (const char* bad : {"", "http://", "ftp://x", "file:///etc/passwd", "https://x/y",
                          "http://a@b", "http://a b", "http://x?y", "192.168.1.5:80"}) {
    EXPECT_THROW(Caller{bad}, Error) << bad;
  }
  EXPECT_EQ(Caller("http://127.0.0.1:80/").base(), "http://127.0.0.1:80");
}

}  // namespace
}  // namespace adem::serve
