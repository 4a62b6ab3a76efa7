// From the wire to the ledger and back.
#include "serve/api.h"

#include <algorithm>
#include <set>

#include "base/hash.h"
#include "serve/node_proof.h"
#include "serve/openapi.h"
#include "serve/serve_fixture.h"
#include "serve/web.h"
#include "workspace/hazard_store.h"

namespace adem::serve {
namespace {

using testing::Answer;
using testing::Client;
using testing::uuid;
using ApiTest = testing::Served;

constexpr const char* kPassword = "air surut pagi";

TEST_F(ApiTest, LogsInWithAPasswordAndOutAgain) {
  house().logins().set_password("kpps", kPassword);
  auto c = client();
  EXPECT_EQ(c.get("/api/v1/login").code(), "serve.no-login");
  EXPECT_EQ(c.post("/api/v1/login", {{"handle", "kpps"}, {"password", "something else"}}).code(),
            "serve.wrong-password");
  EXPECT_EQ(c.post("/api/v1/login", {{"handle", "nobody"}, {"password", kPassword}}).code(),
            "serve.wrong-password");
  const Answer in = c.post("/api/v1/login", {{"handle", "kpps"}, {"password", kPassword}});
  ASSERT_EQ(in.status, 200) << in.body;
  EXPECT_EQ(in.json()["office"], "kpps:14.72.05.1003");
  const auto cookie = in.headers.at("Set-Cookie");
  EXPECT_NE(cookie.find("HttpOnly"), std::string::npos);
  EXPECT_NE(cookie.find("SameSite=Strict"), std::string::npos);
  EXPECT_EQ(in.body.find(cookie.substr(11, 64)), std::string::npos) << "the token is in the body";
  c.headers = {{"Cookie", cookie.substr(0, cookie.find(';'))}};
  EXPECT_EQ(c.get("/api/v1/stations").status, 200);

  // A page of somebody else has the cookie sent along, but not what goes with it.
  EXPECT_EQ(c.post("/api/v1/acts", report(1)).code(), "serve.no-csrf");
  c.headers.emplace_back("X-Adem-CSRF", std::string(64, '0'));
  EXPECT_EQ(c.post("/api/v1/acts", report(1)).code(), "serve.no-csrf");
  c.headers.back().second = in.json()["csrf"];
  EXPECT_EQ(c.post("/api/v1/acts", report(1)).status, 200);
  EXPECT_EQ(c.get("/api/v1/logins").json()["logins"].size(), 1U);
  EXPECT_EQ(c.ask("DELETE", "/api/v1/login").status, 204);
  EXPECT_EQ(c.get("/api/v1/stations").code(), "serve.no-login");
}

TEST_F(ApiTest, WhoFailsTooOftenWaits) {
  house().logins().set_password("kpps", kPassword);
  auto c = client();
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(c.post("/api/v1/login", {{"handle", "kpps"}, {"password", "wrong wrong"}}).status,
              401);
  }
  const Json right{{"handle", "kpps"}, {"password", kPassword}};
  const Answer waits = c.post("/api/v1/login", right);
  EXPECT_EQ(waits.code(), "serve.too-many-failures");
  EXPECT_EQ(waits.status, 429);
  EXPECT_EQ(waits.headers.at("Retry-After"), "900");
  EXPECT_EQ(c.post("/api/v1/login", {{"handle", "ppk"}, {"password", "wrong wrong"}}).status, 401)
      << "another account may try";
  now_ += 901;
  EXPECT_EQ(c.post("/api/v1/login", right).status, 200);
}

TEST_F(ApiTest, ALoginEndsByTimeByHandAndWithANewPassword) {
  auto c = as("kpps");
  EXPECT_EQ(c.get("/api/v1/login").status, 200);
  now_ += 7 * 24 * 3600;
  EXPECT_EQ(c.get("/api/v1/login").code(), "serve.no-login");
  auto first = as("kpps"), second = as("kpps");
  std::string id;
  const Json both = second.get("/api/v1/logins").json();
  for (const auto& login : both["logins"]) {
    if (login["this"] == false) id = login["id"];
  }
  EXPECT_EQ(second.ask("DELETE", "/api/v1/logins/" + id).status, 204);
  EXPECT_EQ(second.ask("DELETE", "/api/v1/logins/" + id).code(), "serve.no-such-login");
  EXPECT_EQ(first.get("/api/v1/login").status, 401);
  house().logins().set_password("kpps", kPassword);
  EXPECT_EQ(second.get("/api/v1/login").status, 401);
}

TEST_F(ApiTest, AnInvitationIsGoodOnce) {
  const auto code = house().logins().invite("ppk", Instant(Seconds(now_)));
  auto c = client();
  const Json with{{"handle", "ppk"}, {"code", code}, {"password", kPassword}};
  EXPECT_EQ(
      c.post("/api/v1/invite", {{"handle", "pps"}, {"code", code}, {"password", kPassword}}).code(),
      "serve.bad-invite");
  EXPECT_EQ(c.post("/api/v1/invite", with).status, 204);
  EXPECT_EQ(c.post("/api/v1/invite", with).code(), "serve.bad-invite");
  EXPECT_EQ(c.post("/api/v1/login", {{"handle", "ppk"}, {"password", kPassword}}).status, 200);
}

TEST_F(ApiTest, AnActIsRecordedOnceWhateverHowOftenItComes) {
  auto c = as("kpps");
  const auto events = house().ledger().size();
  for (int i = 0; i < 3; ++i) {
    const Answer answer = c.post("/api/v1/acts", report(7));
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.json()["repeated"], i > 0);
  }
  EXPECT_EQ(house().ledger().size(), events + 1);
  const Answer other = as("pps").post("/api/v1/acts", report(7, "interrupted"));
  EXPECT_EQ(other.json()["repeated"], false) << "nobody takes another's id";
  const Json page = c.get("/api/v1/stations/1472051003001").json();
  EXPECT_EQ(page["disagree"], true);
  EXPECT_EQ(page["reports"].size(), 2U);
  EXPECT_EQ(page["register"]["voters"], nullptr) << "not known is not none";
  EXPECT_EQ(page["register"]["lat"], 1.6);
  EXPECT_EQ(page["outlook"], nullptr);
}

TEST_F(ApiTest, ABatchIsAnsweredOneByOne) {
  Json far = report(3);
  far["args"]["station"] = "1472051002001";
  const Json batch{
      {"acts", {report(1), {{"id", "x"}}, far, report(2, "no-such-status"), report(1)}}};
  const Answer answer = as("kpps").post("/api/v1/acts", batch);
  EXPECT_EQ(answer.status, 207);
  const Json answers = answer.json()["answers"];
  ASSERT_EQ(answers.size(), 5U);
  EXPECT_EQ(answers[0]["status"], 200);
  EXPECT_EQ(answers[1]["error"]["code"], "serve.bad-act");
  EXPECT_EQ(answers[2]["error"]["code"], "desk.foreign-area");
  EXPECT_EQ(answers[3]["status"], 422);
  EXPECT_EQ(answers[4]["repeated"], true);
}

TEST_F(ApiTest, WhatIsRecordedIsToldToWhoListensAndNoMore) {
  auto listener = as("ppk"), elsewhere = as("kpu");
  listener.send(Client::request("GET", "/api/v1/events?area=14.72.05", listener.headers, ""));
  elsewhere.send(
      Client::request("GET", "/api/v1/events?area=14.72.05.1002", elsewhere.headers, ""));
  EXPECT_NE(listener.read_to("\r\n\r\n").find("text/event-stream"), std::string::npos);
  EXPECT_NE(elsewhere.read_to("\r\n\r\n").find("200"), std::string::npos);
  while (house().meter().listeners < 2) std::this_thread::yield();
  Json note = report(1);
  note["args"]["note"] = "air di halaman";
  ASSERT_EQ(as("kpps").post("/api/v1/acts", note).status, 200);
  const auto told = listener.read_to("data: {\"kind\":\"station.reported\"");
  EXPECT_NE(told.find("id: "), std::string::npos);
  const auto rest = listener.read_to("\n\n");
  EXPECT_NE(rest.find("station:1472051003001"), std::string::npos);
  EXPECT_EQ(rest.find("halaman"), std::string::npos);
  EXPECT_EQ(elsewhere.read_to(": \n\n").find("reported"), std::string::npos);
  // Who comes back gets what was missed.
  const auto id = std::stoull(told.substr(told.rfind("id: ") + 4));
  auto back = as("ppk");
  back.headers.emplace_back("Last-Event-ID", std::to_string(id - 1));
  back.send(Client::request("GET", "/api/v1/events", back.headers, ""));
  EXPECT_NE(back.read_to("station:1472051003001").find("id: " + std::to_string(id)),
            std::string::npos);
  EXPECT_EQ(as("publik").get("/api/v1/events").code(), "desk.not-shown");
}

TEST_F(ApiTest, AStreamEndsWithItsLogin) {
  auto listener = as("ppk");
  listener.send(Client::request("GET", "/api/v1/events", listener.headers, ""));
  listener.read_to("\r\n\r\n");
  now_ += 8 * 24 * 3600;
  listener.drain();
  while (house().meter().listeners > 0) std::this_thread::yield();
}

TEST_F(ApiTest, StoppingEndsStreamsToo) {
  auto listener = as("ppk");
  listener.send(Client::request("GET", "/api/v1/events", listener.headers, ""));
  listener.read_to("\r\n\r\n");
  stop();
  listener.drain();
}

TEST_F(ApiTest, EveryViewAnswers) {
  auto c = as("kpu");
  for (const Route& route : all_routes()) {
    if (route.method != "GET" || route.need == Need::node || route.name == "events") continue;
    std::string target(route.pattern);
    for (const auto& [word, value] : {std::pair{"{station}", "1472051003001"},
                                      {"{z}/{x}/{y}", "0/0/0.mvt"},
                                      {"{file}", "index.html"},
                                      {"{stage}", ""}}) {
      const auto at = target.find(word);
      if (at != std::string::npos && *value != '\0')
        target.replace(at, std::string(word).size(), value);
    }
    if (target.find('{') != std::string::npos || route.name == "asset") continue;
    if (route.name == "trust" || route.name == "authority") continue;  // in trust_test.cpp
    if (route.name == "similar") target += "?text=air";
    const Answer answer = c.get(target);
    // Nothing was computed and no certificate made here.
    const bool none = answer.code() == "serve.no-outlook" || answer.code() == "serve.no-authority";
    EXPECT_TRUE(answer.status == 200 || none) << target << ": " << answer.body;
    EXPECT_EQ(answer.headers.at("X-Content-Type-Options"), "nosniff");
    EXPECT_NE(answer.headers.at("Content-Security-Policy").find("default-src 'self'"),
              std::string::npos);
    EXPECT_EQ(c.ask("HEAD", target).status, answer.status);
  }
}

TEST_F(ApiTest, StationsComeInPagesAndAreFound) {
  auto c = as("ppk");
  Json page = c.get("/api/v1/stations?limit=1&offset=1").json();
  EXPECT_EQ(page["total"], 3);
  EXPECT_EQ(page["stations"].size(), 1U);
  page = c.get("/api/v1/stations?q=002%20guntung").json();
  ASSERT_EQ(page["total"], 1);
  EXPECT_EQ(page["stations"][0]["station"], "1472051003002");
  EXPECT_EQ(c.get("/api/v1/stations?q=1472051003001").json()["stations"][0]["lat"], 1.6);
  EXPECT_EQ(c.get("/api/v1/stations?area=14.72.05.1002").json()["total"], 1);
  EXPECT_EQ(c.get("/api/v1/stations?limit=-1").code(), "serve.bad-param");
}

TEST_F(ApiTest, AnOutlookThatIsComputedWhileItRunsIsSeen) {
  auto c = as("ppk");
  EXPECT_EQ(c.get("/api/v1/outlook").code(), "serve.no-outlook");
  auto beside = workspace::Workspace::open(place_.workspace().directory());
  workspace::run_outlook(beside, Instant(Seconds(now_)));
  now_ += 6;
  const Json found = c.get("/api/v1/outlook?limit=2").json();
  EXPECT_EQ(found["stations"].size(), 2U);
  EXPECT_EQ(found["total"], 3);
  EXPECT_EQ(found["summary"]["unknown"], 3) << "nothing is known of water here: never dry";
  EXPECT_EQ(found["first"], nullptr);
  const Json page = c.get("/api/v1/stations/1472051003001").json();
  EXPECT_EQ(page["outlook"]["status"], "unknown");
  EXPECT_TRUE(page["outlook"].contains("caveats"));
  EXPECT_EQ(c.get("/api/v1/outlook?status=nonsense").code(), "serve.bad-param");
  EXPECT_EQ(c.get("/api/v1/outlook?status=ready").json()["total"], 0);
}

TEST_F(ApiTest, RefusesInTheLanguageOfWhoAsks) {
  auto c = client();
  const Answer id = c.get("/nowhere");
  EXPECT_EQ(id.status, 404);
  EXPECT_EQ(id.json()["error"]["what"], "Tidak ada apa-apa di alamat ini.");
  EXPECT_EQ(c.get("/nowhere?lang=en").json()["error"]["what"], "There is nothing at this address.");
  EXPECT_EQ(c.ask("GET", "/nowhere", "", {{"Accept-Language", "fr, en-GB;q=0.9"}})
                .json()["error"]["what"],
            "There is nothing at this address.");
  const Answer method = c.ask("PUT", "/api/v1/acts");
  EXPECT_EQ(method.code(), "serve.bad-method");
  EXPECT_EQ(method.headers.at("Allow"), "POST");
}

TEST_F(ApiTest, NothingGetsOutOfItsPathOrLine) {
  auto c = as("kpps");
  for (const char* target :
       {"/assets/../index.html", "/assets/%2e%2e%2findex.html", "/assets/..%5cindex.html",
        "/assets/%2fetc%2fpasswd", "/api/v1/content/../../etc/passwd",
        "/tiles/stations/0/0/..%2f0.mvt", "/api/v1/stations/%0d%0aSet-Cookie:%20a=b"}) {
    const Answer answer = c.get(target);
    EXPECT_TRUE(answer.status == 400 || answer.status == 404) << target << answer.status;
    EXPECT_FALSE(answer.headers.contains("Set-Cookie"));
  }
}

TEST_F(ApiTest, SqlInEveryFieldIsAText) {
  const std::string evil = "'; DROP TABLE event; --";
  auto c = as("kpu");
  std::uint64_t n = 100;
  for (const Route& route : all_routes()) {
    if (route.name == "events" || route.name == "log-out") continue;
    std::string target;
    for (const auto word : words_of(route.pattern)) {
      target += word.starts_with('{') ? "/%27%3B%20DROP%20TABLE%20event%3B%20--"
                                      : "/" + std::string(word);
    }
    std::string query;
    for (const Param& param : route.query) {
      if (param.value == Value::text)
        query += "&" + std::string(param.name) + "=%27%3BDROP+TABLE+event";
    }
    Json body = Json::object();
    for (const Param& field : route.fields) {
      if (field.value == Value::text) body[std::string(field.name)] = evil;
    }
    const Answer answer = c.ask(route.method, target + "?lang=en" + query,
                                route.body == Body::none ? "" : body.dump());
    const auto may = statuses_of(route);
    EXPECT_NE(std::ranges::find(may, answer.status), may.end()) << target << " " << answer.status;
  }
  for (const desk::Act& act : desk::all_acts()) {
    Json args = Json::object();
    for (const auto& arg : act.args) {
      if (arg.kind == desk::ArgKind::list) args[std::string(arg.name)] = Json::array({evil});
      if (arg.kind == desk::ArgKind::text) args[std::string(arg.name)] = evil;
      if (arg.kind == desk::ArgKind::file) args[std::string(arg.name)] = evil;
      if (arg.kind == desk::ArgKind::number && arg.required) args[std::string(arg.name)] = 1;
    }
    const Answer answer =
        c.post("/api/v1/acts", {{"id", uuid(++n)}, {"act", act.name}, {"args", args}});
    EXPECT_LT(answer.status, 500) << act.name << answer.body;
    EXPECT_NE(answer.status, 401) << act.name;
  }
  EXPECT_EQ(as("kpps").post("/api/v1/acts", report(1)).status, 200);
  std::size_t findings = 0;
  house().ledger().verify([&](const ledger::Finding&) { ++findings; });
  EXPECT_EQ(findings, 0U);
}

TEST_F(ApiTest, TheDocumentAndTheAnswersAgree) {
  auto c = client();
  auto in = std::make_unique<Client>(as("kpu"));
  const Json document = c.get("/api/v1/openapi.json?lang=en").json();
  std::size_t operations = 0;
  for (const auto& [path, methods] : document["paths"].items()) operations += methods.size();
  EXPECT_EQ(operations, all_routes().size());
  for (const Route& route : all_routes()) {
    SCOPED_TRACE(std::string(route.method) + " " + std::string(route.pattern));
    std::string method(route.method), target(route.pattern);
    for (char& letter : method) letter = static_cast<char>(letter - 'A' + 'a');
    const Json& says = document["paths"][std::string(route.pattern)][method];
    EXPECT_EQ(says["operationId"], route.name);
    EXPECT_NE(says["summary"].get<std::string>().find(' '), std::string::npos) << "no sentence";
    for (std::size_t at; (at = target.find('{')) != std::string::npos;) {
      target.replace(at, target.find('}') - at + 1, "x");
    }
    const auto agrees = [&](const Answer& answer) {
      EXPECT_TRUE(says["responses"].contains(std::to_string(answer.status))) << answer.status;
      return answer.status;
    };
    const std::string body = route.body == Body::none ? "" : "{}";
    // Who may not call at all is told so before anything else.
    const bool open = route.need == Need::nothing;
    EXPECT_EQ(says["security"].empty(), open);
    if (route.name == "events") continue;
    EXPECT_EQ(agrees(c.ask(route.method, target, body)) == 401, !open);
    // A parameter that the document does not name is refused, one that it names is not unknown.
    if (route.need == Need::node) continue;
    EXPECT_EQ(in->ask(route.method, target + "?no-such=1", body).code(), "serve.unknown-param");
    for (const auto& param : says["parameters"]) {
      if (param["in"] != "query") continue;
      const Answer answer =
          in->ask(route.method, target + "?" + param["name"].get<std::string>() + "=1", body);
      EXPECT_NE(answer.code(), "serve.unknown-param") << param;
      agrees(answer);
    }
    if (route.name == "log-out") in = std::make_unique<Client>(as("kpu"));
  }
}

TEST_F(ApiTest, NodesMeetOverTheWireAndNobodyElse) {
  auto c = client();
  EXPECT_EQ(c.get("/api/v1/ledger/bundle").code(), "serve.no-node");
  EXPECT_EQ(as("kpu").get("/api/v1/ledger/bundle").code(), "serve.no-node");
  const auto key = workspace::node_key(place_.workspace());
  const auto ask = [&](const char* method, const std::string& target, std::string body,
                       const SigningKey& by, Instant at) {
    http::Request request;
    request.method = method;
    request.target = target;
    request.body = body;
    sign_request(request, by, at);
    return c.ask(method, target, body, request.headers);
  };
  const Instant now{Seconds(now_)};
  const Answer bundle = ask("GET", "/api/v1/ledger/bundle?since=0", "", key, now);
  ASSERT_EQ(bundle.status, 200) << bundle.body;
  EXPECT_TRUE(bundle.body.starts_with("{\"adem\":\"bundle\""));
  EXPECT_EQ(bundle.headers.at("Adem-Next"), std::to_string(house().ledger().size()));
  const Answer merged = ask("POST", "/api/v1/ledger/merge", bundle.body, key, now);
  EXPECT_EQ(merged.json()["known"], house().ledger().size()) << merged.body;
  EXPECT_EQ(ask("GET", "/api/v1/ledger/bundle", "", SigningKey::generate(), now).status, 401);
  EXPECT_EQ(ask("GET", "/api/v1/ledger/bundle", "", key, now - std::chrono::minutes(6)).status,
            401);
  EXPECT_EQ(ask("GET", "/api/v1/content/" + std::string(64, '0'), "", key, now).code(),
            "serve.no-content");
}

TEST_F(ApiTest, WhatHasNotChangedIsNotSentAgain) {
  auto c = as("ppk");
  const auto script = *std::ranges::find_if(web_paths(), [](std::string_view path) {
    return path.ends_with(".js") && !web_file(path)->packed.empty();
  });
  const std::string asset = "/" + std::string(script);
  for (const std::string& target :
       {std::string("/tiles/stations/0/0/0.mvt"), asset, std::string("/public/v1/notices"),
        std::string("/api/v1/openapi.json"), std::string("/"), std::string("/lapangan/")}) {
    const Answer first = c.get(target);
    ASSERT_EQ(first.status, 200) << target;
    EXPECT_FALSE(first.body.empty());
    const Answer again = c.ask("GET", target, "", {{"If-None-Match", first.headers.at("ETag")}});
    EXPECT_EQ(again.status, 304) << target;
    EXPECT_EQ(again.body, "");
  }
  const Answer packed = c.ask("GET", asset, "", {{"Accept-Encoding", "gzip, br"}});
  EXPECT_EQ(packed.headers.at("Content-Encoding"), "gzip");
  EXPECT_TRUE(packed.body.starts_with("\x1f\x8b"));
}

TEST_F(ApiTest, CountsAndLogsWithoutPersons) {
  auto c = as("kpps");
  c.post("/api/v1/acts", report(1));
  const auto text = client().get("/metrics").body;
  EXPECT_NE(text.find("adem_requests_total{route=\"acts\",status=\"200\"} 1"), std::string::npos);
  EXPECT_NE(text.find("adem_commits_total 1"), std::string::npos);
  EXPECT_EQ(client().get("/healthz").json()["state"], "ok");
  const auto lines = log();
  EXPECT_NE(lines.find("\"route\":\"acts\""), std::string::npos);
  for (const char* never : {"127.0.0.1", "kpps", "1472051003001", "Bearer"}) {
    EXPECT_EQ(lines.find(never), std::string::npos) << never;
  }
}

TEST_F(ApiTest, BodiesThatAreNoJsonAreRefused) {
  auto c = as("kpps");
  const std::string deep = std::string(100, '[') + std::string(100, ']');
  for (const std::string& body :
       std::vector<std::string>{"x", "[]", "{", "{\"acts\":{}}", "\xff", "{\"id\":1}", deep}) {
    const Answer answer = c.ask("POST", "/api/v1/acts", body);
    EXPECT_EQ(answer.status, 400) << body << answer.body;
  }
  EXPECT_EQ(c.ask("POST", "/api/v1/login", std::string(1'200'000, 'x')).status, 413);
}

TEST(Refusals, EachHasItsSentence) {
  const Voices voices(Zone("Asia/Jakarta"));
  for (const char* code :
       {"bad-request", "too-slow", "body-too-large", "header-too-large", "busy", "broken",
        "too-many-acts", "no-page", "no-tile", "missing-param", "bad-param", "bad-target"}) {
    for (const auto* speech : {&voices.indonesian, &voices.english}) {
      EXPECT_TRUE(speech->has("error.serve." + std::string(code) + ".what")) << code;
      EXPECT_TRUE(speech->has("error.serve." + std::string(code) + ".mend")) << code;
    }
  }
}

}  // namespace
}  // namespace adem::serve
