// The server itself, over an application that says back what it was asked.
#include "serve/http/server.h"

#include <atomic>
#include <chrono>
#include <thread>

#include "base/error.h"
#include "serve/http/target.h"
#include "serve/http_fixture.h"

namespace adem::serve::http {
namespace {

using testing::Answer;
using testing::Client;

class Echo : public Application {
 public:
  std::size_t body_limit(const Request& head) const override {
    return head.target == "/large" ? 200'000 : 1000;
  }
  Response answer(const Request& request) override {
    Response response;
    response.headers = {{"X-Asked", request.method + " " + request.target},
                        {"X-Bad", "a\r\nSet-Cookie: b=c"}};
    response.body = request.target == "/much" ? std::string(1'000'000, 'x') : request.body;
    if (request.target == "/late") std::this_thread::sleep_for(std::chrono::milliseconds(300));
    return response;
  }
  Response refuse(int status, const Request&) override {
    Response response;
    response.status = status;
    response.body = "refused";
    return response;
  }
  void connected(std::size_t count) override { there = count; }
  std::atomic<std::size_t> there{0};
};

class ServerTest : public ::testing::Test {
 protected:
  ServerTest() : server_(echo_, quick()), thread_([this] { server_.run(); }) {}
  ~ServerTest() override { stop(); }
  static Settings quick() {
    Settings settings;
    settings.threads = 4;
    settings.header = settings.body = settings.write = std::chrono::milliseconds(400);
    settings.idle = std::chrono::milliseconds(5000);
    settings.leave = std::chrono::milliseconds(2000);
    return settings;
  }
  void stop() {
    server_.stop();
    if (thread_.joinable()) thread_.join();
  }
  Client client(int buffer = 0) const { return Client(server_.port(), buffer); }

  Echo echo_;
  Server server_;
  std::thread thread_;
};

TEST_F(ServerTest, AnswersOneAfterAnotherOnOneConnection) {
  auto c = client();
  for (const char* body : {"one", "two"}) {
    const Answer answer = c.ask("POST", "/echo", body);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, body);
    EXPECT_EQ(answer.headers.at("X-Asked"), "POST /echo");
    EXPECT_TRUE(answer.headers.contains("Date"));
  }
}

TEST_F(ServerTest, RequestsThatComeAllAtOnceAreAnsweredInTheirOrder) {
  auto c = client();
  std::string all;
  for (int i = 0; i < 50; ++i) {
    all += Client::request("POST", i % 7 == 0 ? "/late" : "/echo", {}, "n" + std::to_string(i));
    if (i % 7 == 0 && i > 21) all += Client::request("GET", "/empty", {}, "");
  }
  ASSERT_TRUE(c.send(all));
  for (int i = 0; i < 50; ++i) {
    EXPECT_EQ(c.read().body, "n" + std::to_string(i));
    if (i % 7 == 0 && i > 21) {
      EXPECT_EQ(c.read().body, "");
    }
  }
}

TEST_F(ServerTest, AHeaderThatBreaksItsLineIsLeftOut) {
  const Answer answer = client().get("/");
  EXPECT_FALSE(answer.headers.contains("X-Bad"));
  EXPECT_FALSE(answer.headers.contains("Set-Cookie"));
}

TEST_F(ServerTest, ABodyBeyondItsLimitIsRefusedUnread) {
  auto c = client();
  c.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1073741824\r\n\r\n");
  EXPECT_EQ(c.read().status, 413);
  auto chunked = client();
  chunked.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
  for (int i = 0; i < 3; ++i) chunked.send("190\r\n" + std::string(400, 'x') + "\r\n");
  EXPECT_EQ(chunked.read().status, 413);
  EXPECT_EQ(client().ask("POST", "/large", std::string(150'000, 'x')).body.size(), 150'000U);
}

// Closing on what is still coming would take the answer away unread.
TEST_F(ServerTest, WhoStillSendsHearsWhyHeIsRefused) {
  auto c = client();
  ASSERT_TRUE(c.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n"));
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  EXPECT_TRUE(c.send(std::string(1'500'000, 'x')));
  EXPECT_TRUE(c.send(std::string(1'500'000, 'x')));
  const Answer answer = c.read();
  EXPECT_EQ(answer.status, 413);
  EXPECT_EQ(answer.body, "refused");
}

TEST_F(ServerTest, WaitsForNobodyToFinishARequest) {
  auto head = client();
  head.send("GET / HTTP/1.1\r\nHost:");
  EXPECT_EQ(head.read().status, 408);
  auto body = client();
  body.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf");
  EXPECT_EQ(body.read().status, 408);
}

TEST_F(ServerTest, CutsOffWhoDoesNotTakeWhatHeAskedFor) {
  auto c = client(4096);
  std::string all;
  for (int i = 0; i < 30; ++i) all += Client::request("GET", "/much", {}, "");
  c.send(all);
  while (echo_.there == 0) std::this_thread::yield();
  const auto began = std::chrono::steady_clock::now();
  while (echo_.there > 0 && std::chrono::steady_clock::now() - began < std::chrono::seconds(10)) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  EXPECT_EQ(echo_.there, 0U);
  EXPECT_EQ(client().get("/").status, 200);
  EXPECT_LT(c.drain(), 30'000'000U);
}

TEST_F(ServerTest, SaysContinueToWhoAsksFirst) {
  auto c = client();
  c.send("POST /e HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(c.read_to("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  c.send("ok");
  EXPECT_EQ(c.read().body, "ok");
}

TEST_F(ServerTest, WhatIsNoHttpIsRefused) {
  for (const char* bad :
       {"rubbish\r\n\r\n", "GET / HTTP/1.1\r\nbad header\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"}) {
    auto c = client();
    c.send(bad);
    EXPECT_EQ(c.read().status, 400) << bad;
    EXPECT_EQ(c.read().status, 0) << "the connection is closed after " << bad;
  }
  auto large = client();
  large.send("GET / HTTP/1.1\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n");
  EXPECT_EQ(large.read().status, 431);
}

TEST_F(ServerTest, StoppingLetsAnAnswerUnderWayFinish) {
  auto busy = client(), idle = client();
  EXPECT_EQ(idle.get("/").status, 200);
  busy.send(Client::request("POST", "/late", {}, "kept"));
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  stop();
  const Answer answer = busy.read();
  EXPECT_EQ(answer.body, "kept");
  EXPECT_EQ(answer.headers.at("Connection"), "close");
  EXPECT_EQ(idle.read().status, 0);
  EXPECT_FALSE(client().connected());
}

TEST(Listen, ReadsAnAddressAndRefusesOthers) {
  EXPECT_EQ(endpoint("[::1]:8443").host, "::1");
  EXPECT_EQ(endpoint("[::1]:8443").port, 8443);
  for (const char* bad : {"", "8080", "a:", "a:70000", "a:-1", "a:8o"}) {
    EXPECT_THROW(endpoint(bad), Error) << bad;
  }
  Echo echo;
  EXPECT_THROW(Server(echo, Settings{.at = {.host = "no.such.host"}}), Error);
  const Server first(echo, Settings{.threads = 1});
  EXPECT_THROW(Server(echo, Settings{.at = {.port = first.port()}, .threads = 1}), Error);
}

TEST(Target, IsTakenApartAndNeverLeavesItsPath) {
  const auto target = read_target("/api/v1/stations/TPS%20001%2F2?area=14.72&q=a+b%26");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, (std::vector<std::string>{"api", "v1", "stations", "TPS 001/2"}));
  EXPECT_EQ(target->query[1].second, "a b&");
  EXPECT_TRUE(read_target("/")->path.empty());
  for (const char* bad :
       {"", "api", "//", "/a//b", "/../etc/passwd", "/a/%2e%2e/b", "/a/./b", "/%00", "/%0d%0aX: y",
        "/%zz", "/%f", "/%ff", "/a?b=%0a", "http://x/", "/a#b", "*"}) {
    EXPECT_FALSE(read_target(bad)) << bad;
  }
  EXPECT_FALSE(read_target("/" + std::string(501, 'a')));
}

TEST(Message, WritesTheDateOfTheStandard) {
  EXPECT_EQ(imf_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
}

}  // namespace
}  // namespace adem::serve::http
