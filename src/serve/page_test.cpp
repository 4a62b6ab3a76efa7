// What the pages ask beside the desk's views: reasons in sentences, papers, messages, the brief.
#include "serve/serve_fixture.h"
#include "workspace/hazard_store.h"

namespace adem::serve {
namespace {

using testing::Answer;
using testing::Client;
using testing::uuid;

class PageTest : public testing::Served {
 protected:
  void compute() {
    auto beside = workspace::Workspace::open(place_.workspace().directory());
    workspace::run_outlook(beside, Instant(Seconds(now_)));
    now_ += 6;
  }
  std::string act(const char* name, const Json& args) {
    auto polsek = as("polsek");
    return polsek.post("/api/v1/acts", {{"id", uuid(++acts_)}, {"act", name}, {"args", args}})
        .json()["result"]
        .value("id", "");
  }
  // m1 with a promise, running; m2 called for the day after.
  std::string evening() {
    const auto id = act("meeting.new", {{"title", "FGD Medang Kampai"},
                                        {"starts", "2024-11-27T07:00"},
                                        {"place", "Aula <Polsek>"},
                                        {"convener", "Polsek"}});
    act("meeting.open", Json::object());
    act("meeting.commit", {{"office", "PPK"},
                           {"promise", "Membawa persetujuan pemilik."},
                           {"due", "2024-11-28"},
                           {"station", {"TPS 001 Guntung"}}});
    act("meeting.new",
        {{"title", "FGD kedua"}, {"starts", "2024-11-28T19:00"}, {"convener", "Camat"}});
    return id;
  }
  std::uint64_t acts_ = 0;
};

TEST_F(PageTest, ReasonsAreSaidBesideTheirCodes) {
  auto c = as("ppk");
  EXPECT_EQ(c.get("/api/v1/stations").json()["stations"][0]["reason_text"], nullptr);
  EXPECT_EQ(c.get("/api/v1/stations/1472051003001/why").code(), "serve.no-outlook");
  compute();
  const Json outlook = c.get("/api/v1/outlook?lang=en").json();
  const auto& first = outlook["stations"][0];
  EXPECT_NE(first["reason"]["text"].get<std::string>().find(' '), std::string::npos);
  EXPECT_TRUE(first["said"].is_array());
  for (const auto& caveat : outlook["caveats"]) EXPECT_TRUE(caveat.contains("text"));
  for (const auto& note : first["notes"]) EXPECT_TRUE(note.contains("text"));
  const Json page = c.get("/api/v1/stations/1472051003001?lang=en").json();
  EXPECT_EQ(page["outlook"]["reason"]["text"], first["reason"]["text"]);
  const Json wall = c.get("/api/v1/stations?limit=1&lang=en").json()["stations"][0];
  EXPECT_EQ(wall["reason_text"], first["reason"]["text"]);
  EXPECT_EQ(wall["computed"], "unknown");
  EXPECT_EQ(wall["latest_departure"], nullptr);
  EXPECT_NE(c.get("/api/v1/outlook?lang=id").json()["stations"][0]["reason"]["text"],
            first["reason"]["text"]);
}

TEST_F(PageTest, AnswersThatAreOutAreForEveryOfficeAndTheirClaimIsNot) {
  const auto by = [this](const char* office, const char* name, const Json& args) {
    auto c = as(office);
    return c.post("/api/v1/acts", {{"id", uuid(++acts_)}, {"act", name}, {"args", args}}).status;
  };
  EXPECT_EQ(by("pkd", "issue.raise",
               {{"text", "Katanya TPS 001 pindah"},
                {"topic", "procedure"},
                {"station", "TPS 001 Guntung"}}),
            200);
  EXPECT_EQ(by("kpu", "issue.check",
               {{"issue", "i1"}, {"verdict", "false"}, {"source", "Surat KPU 12/2024"}}),
            200);
  EXPECT_EQ(by("ppk", "issue.answer",
               {{"issue", "i1"}, {"text", "TPS 001 tetap."}, {"source", "Surat KPU 12/2024"}}),
            200);
  auto polsek = as("polsek");
  EXPECT_EQ(polsek.get("/api/v1/answers").json()["answers"].size(), 0U) << "read by nobody yet";
  EXPECT_EQ(by("panwaslu", "issue.read", {{"answer", "i1.j1"}}), 200);
  const Answer out = polsek.get("/api/v1/answers?area=14.72.05");
  EXPECT_EQ(out.json()["answers"][0]["text"], "TPS 001 tetap.");
  EXPECT_EQ(out.body.find("Katanya"), std::string::npos);
  EXPECT_EQ(polsek.get("/api/v1/answers?area=99").json()["answers"].size(), 0U);
  EXPECT_EQ(as("publik").get("/api/v1/answers").status, 403);
  EXPECT_EQ(client().get("/api/v1/answers").status, 401);
}

TEST_F(PageTest, TheRuleBookIsServedWithItsMarks) {
  const Json rules = as("polsek").get("/api/v1/rules").json();
  EXPECT_EQ(rules["election"], "pilkada-2024");
  EXPECT_EQ(rules["legal"]["susulan"]["mark"], "S");
  EXPECT_EQ(as("publik").get("/api/v1/rules").status, 403);
  EXPECT_EQ(client().get("/api/v1/rules").status, 401);
}

TEST_F(PageTest, AStationIsExplained) {
  compute();
  auto c = as("ppk");
  const Json why = c.get("/api/v1/stations/TPS%20001%20Guntung/why?lang=en").json();
  EXPECT_EQ(why["key"], "1472051003001");
  EXPECT_EQ(why["label"], "TPS 001 Guntung");
  EXPECT_FALSE(why["reason"]["text"].get<std::string>().empty());
  EXPECT_TRUE(why["links"].contains("box"));
  EXPECT_TRUE(why["sentences"].is_array());
  EXPECT_EQ(why["cut_by"], nullptr) << "no roads are known, so nothing is said of them";
  EXPECT_EQ(why["computing"], false);
  EXPECT_EQ(c.get("/api/v1/stations/TPS%20099/why").status, 404);
  EXPECT_EQ(c.get("/api/v1/common-causes").code(), "workspace.no-roads");
  EXPECT_EQ(as("publik").get("/api/v1/common-causes").status, 403);
  EXPECT_EQ(client().get("/api/v1/stations/1472051003001/why").status, 401);
}

TEST_F(PageTest, PapersAreSafePagesOfTheirOwn) {
  const auto id = evening();
  auto c = as("ppk");
  const auto at = "/api/v1/meetings/" + id + "/papers";
  const Json list = c.get(at + "?lang=id").json()["papers"];
  ASSERT_EQ(list.size(), 7U);
  for (const auto& one : list) {
    const Answer page = c.get(at + "/" + one["kind"].get<std::string>() + "?lang=id");
    EXPECT_EQ(page.status, 200) << one;
    EXPECT_EQ(page.headers.at("Content-Type"), "text/html; charset=utf-8");
    const auto policy = page.headers.at("Content-Security-Policy");
    EXPECT_TRUE(policy.starts_with("default-src 'none'; style-src 'unsafe-inline'")) << policy;
    EXPECT_EQ(policy.find("script"), std::string::npos);
    EXPECT_NE(page.body.find("<!"), std::string::npos);
    EXPECT_EQ(page.body.find("<Polsek>"), std::string::npos);
  }
  EXPECT_NE(c.get(at + "/notulen?lang=id").body.find("Membawa persetujuan pemilik"),
            std::string::npos);
  EXPECT_EQ(c.get(at + "/..%2Fnotulen").code(), "serve.no-paper");
  EXPECT_EQ(c.get(at + "/kuitansi").code(), "serve.no-paper");
  EXPECT_EQ(c.get("/api/v1/meetings/m9/papers").code(), "desk.unknown-meeting");
  EXPECT_EQ(client().get(at + "/notulen").status, 401);
  EXPECT_EQ(as("publik").get(at + "/notulen").status, 403);
}

TEST_F(PageTest, AMeetingIsSaidForPhones) {
  const auto id = evening();
  auto c = as("ppk");
  const auto text = [&](const std::string& of) {
    return c.get("/api/v1/meetings/" + of + "/message?lang=id").json()["text"].get<std::string>();
  };
  EXPECT_EQ(
      text(id),
      "*FGD Medang Kampai, Rabu, 27 November 2024, pukul 07.00 WIB*, Aula <Polsek>.\n"
      "Komitmen (1):\n"
      "- PPK: Membawa persetujuan pemilik [TPS 001 Guntung] (paling lambat Kamis, 28 November "
      "2024).\n"
      "Rapat berikutnya: FGD kedua, Kamis, 28 November 2024, pukul 19.00 WIB.");
  EXPECT_NE(text("m2").find("1. Pembukaan"), std::string::npos);
  act("meeting.withdraw", {{"id", "m2"}, {"why", "Ditunda"}});
  EXPECT_NE(text("m2").find("tidak jadi"), std::string::npos);
  EXPECT_NE(text(id).find("belum ditetapkan"), std::string::npos);
}

TEST_F(PageTest, TheBriefIsMadeOfWhatIsKnownAndNotComputedAnew) {
  auto c = as("ppk");
  EXPECT_EQ(c.get("/api/v1/brief").code(), "serve.no-outlook");
  compute();
  evening();
  const auto run = workspace::newest_run(place_.workspace());
  const Answer page = c.get("/api/v1/brief?lang=id");
  ASSERT_EQ(page.status, 200) << page.body;
  EXPECT_NE(page.body.find("Membawa persetujuan pemilik"), std::string::npos);
  EXPECT_NE(page.headers.at("Content-Security-Policy").find("default-src 'none'"),
            std::string::npos);
  const auto text = c.get("/api/v1/brief/message?lang=en").json()["text"].get<std::string>();
  EXPECT_NE(text.find("Membawa persetujuan pemilik"), std::string::npos);
  act("meeting.kept", {{"promise", "m1.k1"}});
  EXPECT_EQ(c.get("/api/v1/brief/message?lang=en")
                .json()["text"]
                .get<std::string>()
                .find("Membawa persetujuan pemilik"),
            std::string::npos);
  EXPECT_EQ(workspace::newest_run(place_.workspace()), run);
}

TEST(KeptTest, MakesOnceTellsErrorsAndDoesNotHoldWhoWillNotWait) {
  using std::chrono::milliseconds;
  Kept<int> kept;
  std::atomic<int> made{0};
  const auto make = [&made] { return ++made; };
  EXPECT_EQ(*kept.get("a", make, milliseconds(5000)), 1);
  EXPECT_EQ(*kept.get("a", make, milliseconds(5000)), 1);
  EXPECT_EQ(*kept.get("b", make, milliseconds(5000)), 2);
  const auto fails = []() -> int { throw Error(ErrorKind::conflict, "workspace.no-roads"); };
  EXPECT_THROW(kept.get("c", fails, milliseconds(5000)), Error);
  EXPECT_EQ(*kept.get("c", make, milliseconds(5000)), 3) << "what failed is tried again";
  std::atomic<bool> go{false};
  const auto slow = [&go] {
    while (!go) std::this_thread::yield();
    return 7;
  };
  EXPECT_THROW(kept.get("d", slow, milliseconds(1)), Problem);
  EXPECT_THROW(kept.get("e", make, milliseconds(1)), Problem);
  go = true;
  EXPECT_EQ(*kept.get("d", slow, milliseconds(5000)), 7);
}

}  // namespace
}  // namespace adem::serve
