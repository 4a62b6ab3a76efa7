// An answer typed on a phone, and the list that comes back.
#include "serve/serve_fixture.h"
#include "workspace/hazard_store.h"
#include "workspace/told_store.h"

namespace adem::serve {
namespace {

using testing::Client;
using testing::uuid;
using WitnessesTest = testing::Served;

constexpr const char* kMundam = "1472051002001";

Json answer(std::uint64_t n, Json args) {
  return Json{{"id", uuid(n)}, {"act", "station.answer"}, {"args", std::move(args)}};
}

std::string first(Client& c) {
  return c.get("/api/v1/outlook?limit=1").json()["stations"][0]["key"].get<std::string>();
}

TEST_F(WitnessesTest, ReorderTheListAtOnceAndNothingIsComputedAgain) {
  workspace::run_outlook(place_.workspace(), Instant(Seconds(now_)));
  now_ += 6;
  auto c = as("ppk");
  ASSERT_EQ(first(c), "1472051003001");
  const Json before = c.get("/api/v1/outlook").json();
  const auto tile = c.get("/tiles/stations/12/3203/2029.mvt");
  const Json wet = answer(1, {{"station", kMundam},
                              {"flooded", "yes"},
                              {"height", "knee"},
                              {"told-at", "2024-11-26"},
                              {"office", "Lurah Mundam"}});
  EXPECT_EQ(c.post("/api/v1/acts", wet).json()["result"]["told_by"], "Lurah Mundam");
  EXPECT_EQ(first(c), kMundam);
  EXPECT_EQ(c.post("/api/v1/acts", wet).json()["repeated"], true);
  const Json after = c.get("/api/v1/outlook").json();
  EXPECT_EQ(after["total"], 3);
  EXPECT_EQ(after["summary"]["vulnerable-by-witness"], 1);
  EXPECT_EQ(after["summary"]["unknown"], 3) << "beside what is computed, never in it";
  EXPECT_EQ(after["made_from"]["made_at"], before["made_from"]["made_at"]);
  EXPECT_NE(c.get("/tiles/stations/12/3203/2029.mvt").headers.at("ETag"), tile.headers.at("ETag"));

  const Json page = c.get(std::string("/api/v1/stations/") + kMundam).json();
  ASSERT_EQ(page["told"].size(), 1U);
  EXPECT_EQ(page["told"][0]["by"], "Lurah Mundam, 26 Nov 2024");
  EXPECT_EQ(page["told"][0]["text"], "Has flooded, knee-deep.");
  EXPECT_EQ(page["outlook"]["witness"]["vulnerable"], true);
  EXPECT_EQ(page["history"].back()["kind"], "station.answered");
}

// The newest word of each witness, whether a list or a phone brought it.
TEST_F(WitnessesTest, StandBesideTheListsOfAnswers) {
  workspace::run_outlook(place_.workspace(), Instant(Seconds(now_)));
  election::WitnessAnswer listed;
  listed.station = "1472051003002";
  listed.flooded = election::Answered::yes;
  listed.office = "PKD Guntung";
  listed.told_at = Instant(Seconds(now_)) - std::chrono::hours(48);
  election::ImportReport report;
  auto beside = workspace::Workspace::open(place_.workspace().directory());
  workspace::put_answers(beside, {listed}, report);
  now_ += 6;
  auto c = as("pkd");
  EXPECT_EQ(first(c), "1472051003002");
  // The same office, newer: it was never flooded.
  EXPECT_EQ(
      c.post("/api/v1/acts", answer(1, {{"station", "1472051003002"}, {"flooded", "no"}})).status,
      200);
  EXPECT_EQ(first(c), "1472051003001");
  const Json told = c.get("/api/v1/stations/1472051003002").json()["told"];
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0]["office"], "PKD Guntung");
  EXPECT_EQ(told[0]["flooded"], "no");
  // The next outlook is made with the same.
  EXPECT_TRUE(
      workspace::run_outlook(beside, Instant(Seconds(now_))).stations.front().witness.empty());
}

TEST_F(WitnessesTest, WhatMayNotBeSaidIsRefusedAndChangesNothing) {
  workspace::run_outlook(place_.workspace(), Instant(Seconds(now_)));
  now_ += 6;
  const auto code = [](Client& c, const Json& args) {
    return c.post("/api/v1/acts", answer(7, args)).code();
  };
  auto c = as("kpps");
  EXPECT_EQ(code(c, {{"station", kMundam}, {"flooded", "yes"}}), "desk.foreign-area");
  EXPECT_EQ(code(c, {{"station", "9999"}, {"flooded", "yes"}}), "election.no-station");
  EXPECT_EQ(code(c, {{"station", "1472051003001"}, {"flooded", 1}}), "desk.bad-arg");
  EXPECT_EQ(code(c, {{"station", "1472051003001"}, {"flooded", "yes"}, {"name", "x"}}),
            "desk.unknown-arg");
  EXPECT_EQ(code(c, {{"station", "1472051003001"}, {"road", std::string(3000, 'x')}}),
            "desk.too-long");
  auto nobody = client();
  EXPECT_EQ(code(nobody, {{"station", "1472051003001"}, {"flooded", "yes"}}), "serve.no-login");
  auto ppk = as("ppk");
  EXPECT_EQ(ppk.get("/api/v1/outlook").json()["summary"]["vulnerable-by-witness"], 0);
}

}  // namespace
}  // namespace adem::serve
