// What stands at the door, each alone: attempts, logins, news, languages, JSON from outside.
#include "base/error.h"
#include "base/password.h"
#include "serve/attempts.h"
#include "serve/node_tables.h"
#include "serve/problem.h"
#include "serve/rates.h"
#include "serve/serve_fixture.h"
#include "serve/web.h"
#include "stores/store.h"

namespace adem::serve {
namespace {

TEST(AttemptsTest, LockAfterTheMostAndOpenAgain) {
  Attempts attempts({.most = 3, .within = 100, .lock = 50});
  for (int i = 0; i < 2; ++i) attempts.failed("a", 10);
  EXPECT_EQ(attempts.wait("a", 10), 0);
  attempts.failed("a", 20);
  EXPECT_EQ(attempts.wait("a", 20), 50);
  EXPECT_EQ(attempts.wait("b", 20), 0);
  EXPECT_EQ(attempts.wait("a", 70), 0);
  attempts.failed("a", 70);
  EXPECT_EQ(attempts.wait("a", 70), 0) << "it begins anew";
}

TEST(AttemptsTest, OldFailuresAreForgottenAndSuccessForgetsAll) {
  Attempts attempts({.most = 2, .within = 100, .lock = 50});
  attempts.failed("a", 0);
  attempts.failed("a", 200);
  EXPECT_EQ(attempts.wait("a", 200), 0);
  attempts.forget("a");
  attempts.failed("a", 201);
  EXPECT_EQ(attempts.wait("a", 201), 0);
}

TEST(AttemptsTest, ManyKeysDoNotMakeALockedOneForgotten) {
  Attempts attempts({.most = 2, .within = 1000, .lock = 1000});
  for (int i = 0; i < 2; ++i) attempts.failed("the one", 0);
  for (int i = 0; i < 100'000; ++i) attempts.failed("other " + std::to_string(i), 1);
  EXPECT_GT(attempts.wait("the one", 2), 0);
}

TEST(RatesTest, FillAtTheirRateAndForgetNobodyWhoAsksOften) {
  Rates rates({.each_second = 10, .most = 30});
  for (int i = 0; i < 30; ++i) EXPECT_EQ(rates.wait("a", 1, 5), 0);
  EXPECT_EQ(rates.wait("a", 1, 5), 1);
  EXPECT_EQ(rates.wait("a", 25, 5), 3);
  EXPECT_EQ(rates.wait("b", 30, 5), 0);
  EXPECT_EQ(rates.wait("a", 10, 6), 0);
  EXPECT_EQ(rates.wait("a", 1, 6), 1);
  EXPECT_EQ(rates.wait("a", 30, 1000), 0);
  EXPECT_EQ(rates.wait("a", 1, 3), 1) << "a clock that goes back fills nothing";
  for (int i = 0; i < 3000; ++i) rates.wait("other " + std::to_string(i), 1, 1000);
  EXPECT_EQ(rates.wait("a", 1, 1000), 1);
}

TEST(PasswordTest, IsKeptWithItsSaltAndKnownAgain) {
  const auto kept = kept_password("air surut pagi");
  EXPECT_TRUE(kept.starts_with("$argon2id$"));
  EXPECT_NE(kept, kept_password("air surut pagi"));
  EXPECT_TRUE(is_password(kept, "air surut pagi"));
  EXPECT_FALSE(is_password(kept, "air surut pag"));
  EXPECT_FALSE(is_password("rubbish", "air surut pagi"));
  EXPECT_FALSE(is_password(std::string(500, '$'), "x"));
}

TEST(LoginsTest, KeepNoSecretAndNoMoreThanTheMost) {
  const auto path =
      (std::filesystem::temp_directory_path() / fmt::format("adem-logins-{}.db", ::getpid()))
          .string();
  const Instant now{Seconds(1'000'000)};
  Logins logins(db::open(path));
  EXPECT_FALSE(logins.has_passwords());
  for (const std::string& bad : {std::string("short"), std::string(201, 'x')}) {
    EXPECT_THROW(logins.set_password("ppk", bad), Error);
  }
  logins.set_password("ppk", "air surut pagi");
  EXPECT_FALSE(logins.open("ppk", "air pasang pagi", false, now));
  std::string first, token;
  for (std::size_t i = 0; i <= kMostLogins; ++i) {
    token = logins.open_trusted("ppk", false, now + std::chrono::seconds(i));
    if (i == 0) first = token;
  }
  EXPECT_EQ(logins.of("ppk", now).size(), kMostLogins);
  EXPECT_FALSE(logins.find(first, now)) << "the oldest has ended";
  EXPECT_TRUE(logins.find(token, now));
  EXPECT_FALSE(logins.find(token, now + kLoginLasts + std::chrono::hours(1)));
  EXPECT_FALSE(logins.find("", now));

  // Another program that shares the tables.
  Logins beside(db::open(path));
  EXPECT_TRUE(beside.find(token, now));
  auto raw = db::open(path);
  auto rows = raw->prepare("SELECT token_hash FROM serve_login");
  while (rows.step()) EXPECT_NE(rows.text(0), token);
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
}

TEST(LanguageTest, IsTheOneAskedForElseTheFirstThatIsSpoken) {
  EXPECT_EQ(language_of("", ""), "id");
  EXPECT_EQ(language_of("en", "id"), "en");
  EXPECT_EQ(language_of("fr", "fr-FR, en;q=0.8, id;q=0.5"), "en");
  EXPECT_EQ(language_of("", "id-ID,en"), "id");
  EXPECT_EQ(language_of("", "enough,idle"), "id");
}

TEST(JsonTest, IsReadWithinBounds) {
  EXPECT_TRUE(read_json(R"({"a":["[[[[", {"b":"\"{"}]})"));
  EXPECT_FALSE(read_json("{"));
  EXPECT_FALSE(read_json("\"\xc0\xaf\""));
  EXPECT_TRUE(read_json(std::string(32, '[') + std::string(32, ']')));
  EXPECT_FALSE(read_json(std::string(33, '[') + std::string(33, ']')));
  EXPECT_FALSE(read_json(std::string(1'000'000, '[')));
}

TEST(WebTest, HoldsThePagesAndNothingElse) {
  EXPECT_FALSE(web_file("../locales/id.json"));
  EXPECT_FALSE(web_file(""));
  for (const char* page : {"index.html", "lapangan/index.html", "umum/index.html"}) {
    ASSERT_TRUE(web_file(page)) << page;
    EXPECT_EQ(web_file(page)->type, "text/html; charset=utf-8");
    EXPECT_FALSE(web_file(page)->forever);
  }
  // The policy allows nothing inline, and nothing of another host.
  for (const auto path : web_paths()) {
    if (!path.ends_with(".html")) continue;
    const auto text = web_file(path)->bytes;
    for (const char* what : {"<style", " style=", "onclick", "http://", "https://"}) {
      EXPECT_EQ(text.find(what), std::string_view::npos) << path << ": " << what;
    }
    EXPECT_EQ(text.find("<script>"), std::string_view::npos) << path;
  }
}

class DrillTest : public testing::Served {
 protected:
  DrillTest() : Served({.exercise = true}) {}
  Json moved(const char* now) {
    const auto answer = as("ppk").post("/api/v1/clock", {{"now", now}});
    return answer.status == 200 ? answer.json()["now"] : Json(answer.code());
  }
};

TEST_F(DrillTest, MovesTheDesksClockOnAndNeverBackAndKeepsLogins) {
  auto c = as("ppk");
  EXPECT_EQ(c.get("/api/v1/stations").json()["as_of"], "2024-11-27T00:00:00Z");
  EXPECT_EQ(moved("2024-12-04T19:00"), "2024-12-04T12:00:00Z");
  EXPECT_EQ(c.get("/api/v1/stations").json()["as_of"], "2024-12-04T12:00:00Z")
      << "a week later by the drill is no week of the login";
  now_ += 60;
  EXPECT_EQ(c.get("/api/v1/stations").json()["as_of"], "2024-12-04T12:01:00Z");
  EXPECT_EQ(moved("2024-12-04T18:00"), "serve.drill-back");
  EXPECT_EQ(moved("soon"), "desk.bad-moment");
  EXPECT_EQ(client().post("/api/v1/clock", {{"now", "2025-01-01T00:00"}}).status, 401);
}

TEST_F(DrillTest, IsMovedByWhoSitsOverAllOfItsStations) {
  EXPECT_TRUE(as("polsek").get("/api/v1/me").json()["moves_clock"]);
  EXPECT_FALSE(as("pkd").get("/api/v1/me").json()["moves_clock"]) << "a village of two";
  EXPECT_EQ(as("pkd").post("/api/v1/clock", {{"now", "2024-12-04T19:00"}}).code(),
            "desk.foreign-area");
  EXPECT_EQ(as("publik").post("/api/v1/clock", {{"now", "2024-12-04T19:00"}}).code(),
            "desk.not-allowed");
}

using NewsTest = testing::Served;

TEST_F(NewsTest, NoClockMovesWhereItIsNoDrill) {
  EXPECT_EQ(as("kpu").post("/api/v1/clock", {{"now", "2025-01-01T00:00"}}).code(),
            "serve.no-drill");
}

ledger::Draft draft_of(int n, const char* area) {
  ledger::Draft draft;
  draft.at = Instant(Seconds(1'732'665'600));
  draft.office = "kpps:" + std::string(area);
  draft.area = area;
  draft.kind = "station.reported";
  draft.subject = "station:" + std::to_string(n);
  draft.body = Json{{"status", "open"}};
  return draft;
}

TEST_F(NewsTest, WhoFallsBehindIsToldToResumeAndMissesNothing) {
  auto& ledger = house().ledger();
  News news(ledger, std::chrono::milliseconds(5), {}, {}, 10);
  const auto may = [] { return true; };
  const auto slow = news.listen("", {}, may), quiet = news.listen("14.72.99", {}, may);
  const auto from = ledger.size();
  for (int i = 0; i < 30; ++i) {
    ledger.commit([i](const ledger::Reader&) { return std::vector{draft_of(i, "14.72.05")}; },
                  Instant(Seconds(now_)));
  }
  news.poke();
  // The last of them is in the news when a new listener can resume from just before it.
  std::string last;
  while (last.find("station:29") == std::string::npos) {
    last = news.listen("", ledger.size() - 1, may)->next().value_or("");
  }
  EXPECT_EQ(slow->next(), "event: resume\ndata: {}\n\n");
  EXPECT_FALSE(slow->next());
  EXPECT_EQ(quiet->next(), "") << "nothing was for this one: it is not slow";
  const auto back = news.listen("14.72", from, may);
  std::string all;
  for (auto piece = back->next(); piece && !piece->empty(); piece = back->next()) all += *piece;
  for (int i = 0; i < 30; ++i) {
    EXPECT_NE(all.find("station:" + std::to_string(i) + "\""), std::string::npos) << i;
  }
}

TEST_F(NewsTest, WakesWhoWaitsAndEndsWhoMayNoLonger) {
  News news(house().ledger(), std::chrono::seconds(60));
  std::atomic<int> rang{0};
  std::atomic<bool> may{true};
  const auto listener = news.listen("14.72.05", {}, [&may] { return may.load(); });
  listener->on_news([&rang] { ++rang; });
  EXPECT_EQ(listener->beat(), ": \n\n");
  house().ledger().commit(
      [](const ledger::Reader&) { return std::vector{draft_of(1, "14.72.05.1003")}; },
      Instant(Seconds(now_)));
  news.poke();
  while (rang == 0) std::this_thread::yield();
  EXPECT_NE(listener->next()->find("station:1"), std::string::npos);
  may = false;
  EXPECT_FALSE(listener->beat());
}

TEST(NodeTables, NameEveryTableThatACopyMustCarry) {
  for (const auto& list : node_tables()) {
    std::vector<std::string> named(list.tables.begin(), list.tables.end());
    std::ranges::sort(named);
    EXPECT_EQ(named, stores::made_by(list)) << list.name;
  }
}

}  // namespace
}  // namespace adem::serve
