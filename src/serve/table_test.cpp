// The table is set up over the wire: accounts, what is there, the outlook.
#include "serve/serve_fixture.h"

namespace adem::serve {
namespace {

using testing::Client;
using testing::uuid;
using TableTest = testing::Served;

Json act(std::uint64_t n, const char* name, Json args) {
  return Json{{"id", uuid(n)}, {"act", name}, {"args", std::move(args)}};
}

Json of_handle(const Json& list, const std::string& handle) {
  for (const Json& one : list.at("accounts")) {
    if (one.at("handle") == handle) return one;
  }
  return nullptr;
}

TEST_F(TableTest, AKeeperAppointsInvitesAndSeesWhoHasAPassword) {
  auto kpu = as("kpu");
  ASSERT_EQ(kpu.post("/api/v1/acts",
                     act(1, "account.appoint", {{"handle", "ppk-2"}, {"office", "ppk:14.72.05"}}))
                .status,
            200);
  Json one = of_handle(kpu.get("/api/v1/accounts").json(), "ppk-2");
  EXPECT_EQ(one["office_name"], "PPK (sub-district committee) Medang Kampai");
  EXPECT_EQ(one["has_password"], false);
  EXPECT_EQ(one["may_invite"], true);
  EXPECT_EQ(one["serves"], true);
  const Json invited = kpu.post("/api/v1/accounts/ppk-2/invite", nullptr).json();
  const std::string code = invited["code"];
  EXPECT_EQ(invited["path"], "/#/masuk?akun=ppk-2&kode=" + code);
  auto phone = client();
  EXPECT_EQ(phone
                .post("/api/v1/invite",
                      {{"handle", "ppk-2"}, {"code", code}, {"password", "air surut pagi"}})
                .status,
            204);
  one = of_handle(kpu.get("/api/v1/accounts").json(), "ppk-2");
  EXPECT_EQ(one["has_password"], true);
  // Of another institution it does not know, and cannot invite.
  EXPECT_TRUE(of_handle(kpu.get("/api/v1/accounts").json(), "pkd")["has_password"].is_null());
  EXPECT_EQ(kpu.post("/api/v1/accounts/pkd/invite", nullptr).code(), "desk.other-chain");
}

TEST_F(TableTest, WhoMayNotAppointMayNotInvite) {
  for (const auto& [who, whom, code] : {std::tuple{"ppk", "pps", "desk.not-allowed"},
                                        {"publik", "kpu", "desk.not-allowed"},
                                        {"panwaslu", "bawaslu", "desk.foreign-area"},
                                        {"kpu", "nobody", "desk.no-account"}}) {
    auto c = as(who);
    EXPECT_EQ(c.post(std::string("/api/v1/accounts/") + whom + "/invite", nullptr).code(), code)
        << who << " " << whom;
  }
  auto nobody = client();
  EXPECT_EQ(nobody.post("/api/v1/accounts/ppk/invite", nullptr).code(), "serve.no-login");
  EXPECT_EQ(as("publik").get("/api/v1/accounts").code(), "desk.not-shown");
  // Who has ended his duty cannot come back in.
  auto kpu = as("kpu");
  ASSERT_EQ(
      kpu.post("/api/v1/acts",
               act(2, "account.end", {{"handle", "ppk"}, {"why", "diganti"}, {"on", "2024-11-26"}}))
          .status,
      200);
  EXPECT_EQ(kpu.post("/api/v1/accounts/ppk/invite", nullptr).code(), "desk.not-appointed");
}

TEST_F(TableTest, WhoIsLoggedInAndWhatOfficesThereAre) {
  auto c = as("pkd");
  const Json me = c.get("/api/v1/me").json();
  EXPECT_EQ(me["handle"], "pkd");
  EXPECT_EQ(me["office_name"], "PKD (village supervisor) Guntung");
  EXPECT_EQ(me["area_name"], "Guntung");
  EXPECT_EQ(me["title"], "Kecamatan Medang Kampai");
  EXPECT_EQ(me["today"], "2024-11-27");
  EXPECT_EQ(me["rights"][0], "report");
  EXPECT_EQ(me["first"], false);
  EXPECT_EQ(c.get("/api/v1/me?lang=id").json()["office_name"], "PKD Guntung");
  const Json offices = c.get("/api/v1/offices").json()["offices"];
  EXPECT_EQ(offices.size(), desk::testing::pilkada_2024().offices.size());
  EXPECT_EQ(client().get("/api/v1/me").code(), "serve.no-login");
}

TEST_F(TableTest, TheQuestionsAreAskedInTheReadersLanguage) {
  auto c = as("pkd");
  const Json asked = c.get("/api/v1/questions?lang=id").json();
  ASSERT_EQ(asked["witness"].size(), 7U);
  EXPECT_EQ(asked["witness"][0]["text"], "Pernah tergenang?");
  EXPECT_EQ(asked["witness"][2]["choices"][2]["text"], "Lutut");
  EXPECT_EQ(asked["witness"][2]["choices"][2]["to_cm"], 60);
  EXPECT_EQ(asked["statuses"].size(), 12U);
  EXPECT_EQ(asked["checklist"].size(), desk::testing::pilkada_2024().checklist.size());
  EXPECT_EQ(c.get("/api/v1/questions?lang=en").json()["incidents"][0]["text"], "Flood");
  // Every answer that is offered is taken.
  Json args{{"station", "1472051003001"}};
  for (const Json& one : asked["witness"]) {
    args[one["code"].get<std::string>()] =
        one.contains("choices") ? one["choices"][0]["code"] : Json("kata");
  }
  EXPECT_EQ(c.post("/api/v1/acts", act(1, "station.answer", args)).status, 200);
}

TEST_F(TableTest, TheOutlookIsComputedBehindTheScenes) {
  auto c = as("ppk");
  Json setup = c.get("/api/v1/setup").json();
  EXPECT_EQ(setup["stations"]["count"], 3);
  EXPECT_EQ(setup["stations"]["points"], 3);
  EXPECT_EQ(setup["areas"]["count"], 3);
  EXPECT_EQ(setup["areas"]["outlines"], 0);
  EXPECT_EQ(setup["accounts"]["with_password"], 0);
  EXPECT_TRUE(setup["outlook"]["made_at"].is_null());
  EXPECT_EQ(setup["roads"], false);
  auto listener = as("kpps");
  listener.send(Client::request("GET", "/api/v1/events?area=14.72.05.1003", listener.headers, ""));
  listener.read_to("\r\n\r\n");
  while (house().meter().listeners < 1) std::this_thread::yield();
  const auto started = c.post("/api/v1/outlook", nullptr);
  EXPECT_EQ(started.status, 202);
  EXPECT_EQ(started.json()["started"], true);
  EXPECT_NE(listener.read_to("\"state\":\"made\"").find("event: outlook"), std::string::npos);
  EXPECT_EQ(c.get("/api/v1/outlook").json()["total"], 3) << "there before it is told";
  setup = c.get("/api/v1/setup").json();
  EXPECT_EQ(setup["outlook"]["made_at"], "2024-11-27T00:00:00Z");
  EXPECT_EQ(setup["outlook"]["running"], false);
  EXPECT_TRUE(setup["outlook"]["failed"].is_null());
  EXPECT_EQ(setup["outlook"]["changed"], Json::array());
  EXPECT_EQ(as("publik").post("/api/v1/outlook", nullptr).code(), "desk.not-allowed");
  EXPECT_EQ(as("publik").get("/api/v1/setup").code(), "desk.not-shown");
}

}  // namespace
}  // namespace adem::serve
