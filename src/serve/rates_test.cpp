// How often each may ask, over HTTP: who asks too often is told when to come again, others are not
// held up.
#include "serve/picture_fixture.h"
#include "serve/serve_fixture.h"

namespace adem::serve {
namespace {

using namespace testing;

using RatesOverHttp = Served;

TEST_F(RatesOverHttp, ALoginThatAsksTooOftenWaitsAndNobodyElse) {
  auto busy = as("kpps"), calm = as("ptps");
  std::string all;
  for (int i = 0; i < 1000; ++i) {
    all += Client::request("GET", "/api/v1/login", busy.headers, "");
  }
  busy.send(all);
  for (int i = 0; i < 1000; ++i) ASSERT_EQ(busy.read().status, 200) << i;
  const Answer over = busy.post("/api/v1/acts", report(1));
  EXPECT_EQ(over.code(), "serve.too-often");
  EXPECT_EQ(over.headers.at("Retry-After"), "1");
  EXPECT_EQ(calm.get("/api/v1/login").status, 200) << "at the same address";
  now_ += 1;
  EXPECT_EQ(busy.post("/api/v1/acts", report(1)).status, 200) << "nothing was lost";
}

TEST_F(RatesOverHttp, PhotosCostMore) {
  auto c = as("kpps");
  http::Headers headers = c.headers;
  headers.emplace_back("Content-Type", "image/jpeg");
  int taken = 0;
  for (Answer answer{.status = 200}; answer.status == 200 && taken < 100; ++taken) {
    c.send(Client::request("POST", "/api/v1/content", headers, jpeg()));
    answer = c.read();
  }
  EXPECT_EQ(taken - 1, 50);
}

TEST_F(RatesOverHttp, WhoHasNoLoginIsCountedByAddressWhateverHeTries) {
  auto c = client();
  const char* const tried[] = {"/healthz", "/nowhere", "/api/v1/stations", "/api/v1/ledger/bundle"};
  std::string all;
  for (int i = 0; i < 2000; ++i) all += Client::request("GET", tried[i % 4], {}, "");
  std::thread sending([&] { c.send(all); });
  for (int i = 0; i < 2000; ++i) EXPECT_NE(c.read().status, 429);
  sending.join();
  for (const char* target : tried) EXPECT_EQ(c.get(target).status, 429) << target;
  EXPECT_EQ(as("kpps").get("/api/v1/login").status, 200);
}

}  // namespace
}  // namespace adem::serve
