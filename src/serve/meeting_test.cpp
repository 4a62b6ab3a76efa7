// A meeting over the wire: an evening as acts.
#include "serve/serve_fixture.h"

namespace adem::serve {
namespace {

using testing::Answer;
using testing::Client;
using testing::uuid;

class MeetingTest : public testing::Served {
 protected:
  Answer act(Client& by, const char* name, const Json& args) {
    return by.post("/api/v1/acts", {{"id", uuid(++acts_)}, {"act", name}, {"args", args}});
  }
  // Called and opened by the Polsek, with its id.
  std::string running(const char* starts = "2024-11-27T07:00") {
    auto polsek = as("polsek");
    const Answer called =
        act(polsek, "meeting.new",
            {{"title", "FGD Medang Kampai"}, {"starts", starts}, {"convener", "Polsek"}});
    const std::string id = called.json()["result"]["id"];
    act(polsek, "meeting.open", {{"meeting", id}});
    return id;
  }
  std::uint64_t acts_ = 0;
};

TEST_F(MeetingTest, AnEveningIsWrittenDownAsActsAndTheNextOpensWithWhatWasNotKept) {
  auto pkd = as("pkd"), ppk = as("ppk"), polsek = as("polsek");
  const auto id = running();
  EXPECT_EQ(act(pkd, "meeting.ask",
                {{"office", "PKD"},
                 {"question", "Ke mana TPS 001 pindah?"},
                 {"station", {"TPS 001 Guntung"}}})
                .json()["result"]["id"],
            id + ".t1");
  EXPECT_EQ(
      act(ppk, "meeting.answer", {{"question", "t1"}, {"office", "PPK"}, {"answer", "Ke balai"}})
          .status,
      200);
  const Json promise = act(ppk, "meeting.commit",
                           {{"office", "PPK"},
                            {"promise", "Membawa persetujuan pemilik"},
                            {"due", "2024-11-28"},
                            {"question", "t1"}})
                           .json()["result"];
  EXPECT_EQ(promise["due"], "2024-11-28");
  EXPECT_EQ(promise["question"], id + ".t1");
  EXPECT_EQ(act(polsek, "meeting.note", {{"item", 6}, {"text", "Dibahas"}}).status, 200);
  EXPECT_EQ(act(polsek, "meeting.close", {{"closing", "Semua siap"}}).status, 200);
  const auto next = running("2024-11-28T07:00");
  auto shown = client();
  shown.headers = ppk.headers;
  const Json meeting = shown.get("/api/v1/meetings/" + next).json();
  EXPECT_EQ(meeting["carried"][0]["id"], id + ".k1");
  EXPECT_EQ(meeting["area"], "14.72.05") << "that of who called it";
}

TEST_F(MeetingTest, TheAgendaIsReadInTheReadersLanguage) {
  const auto id = running();
  auto reader = as("ppk");
  const auto title = [&](const char* language) {
    return reader.get("/api/v1/meetings/" + id + "?lang=" + language).json()["agenda"][0]["title"];
  };
  EXPECT_EQ(title("id"), "Pembukaan");
  EXPECT_EQ(title("en"), "Opening");
}

TEST_F(MeetingTest, AnActOfAMeetingCountsOnceAndIsFoundByEitherId) {
  auto polsek = as("polsek");
  const auto id = running();
  const Json asked{{"id", uuid(100)},
                   {"act", "meeting.ask"},
                   {"args", {{"office", "PKD"}, {"question", "Siapa mengangkut?"}}}};
  EXPECT_EQ(polsek.post("/api/v1/acts", asked).json()["repeated"], false);
  EXPECT_EQ(polsek.post("/api/v1/acts", asked).json()["repeated"], true);
  EXPECT_EQ(polsek.get("/api/v1/meetings/" + id).json()["questions"].size(), 1U);
  const auto tagged = id + "~" + house().ledger().tag();
  EXPECT_EQ(polsek.get("/api/v1/meetings/" + tagged).json()["id"], id);
  EXPECT_EQ(act(polsek, "meeting.answer",
                {{"question", tagged + ".t1"}, {"office", "PPK"}, {"answer", "Kami"}})
                .status,
            200)
      << "news name things by their whole ids";
}

TEST_F(MeetingTest, RefusalsAreJudgedAtTheTable) {
  auto polsek = as("polsek");
  EXPECT_EQ(act(polsek, "meeting.ask", {{"office", "PKD"}, {"question", "Ada?"}}).code(),
            "desk.no-meeting");
  running();
  EXPECT_EQ(act(polsek, "meeting.ask", {{"office", "PKD"}}).code(), "desk.missing-arg");
  EXPECT_EQ(act(polsek, "meeting.ask", {{"office", "PKD"}, {"question", "Telepon 0812-3456-7890"}})
                .status,
            422);
  EXPECT_EQ(act(polsek, "meeting.note", {{"item", 4294967297}, {"text", "x"}}).code(),
            "desk.no-agenda-item");
  auto everybody = as("publik");
  EXPECT_EQ(act(everybody, "meeting.ask", {{"office", "X"}, {"question", "Ada?"}}).status, 403);
}

// A room with its code, and what phones do in it.
class RoomTest : public MeetingTest {
 protected:
  RoomTest() : meeting_(running()), path_("/api/v1/meetings/" + meeting_ + "/room") {
    const Json opened = polsek_.post(path_, Json::object()).json();
    code_ = opened.value("code", "");
    EXPECT_EQ(opened.value("path", ""), "/tanya#" + code_);
  }
  Answer ask(const Json& question) {
    auto phone = client();
    return phone.post("/api/v1/rooms/" + code_ + "/questions", question);
  }
  static Json question(std::uint64_t n, const char* text = "Ke mana TPS 001 pindah?") {
    return Json{{"id", uuid(n)}, {"text", text}};
  }
  Json waiting() { return polsek_.get(path_).json()["waiting"]; }

  const std::string meeting_, path_;
  Client polsek_ = as("polsek");
  std::string code_;
};

TEST_F(RoomTest, OpensForWhoMayActAndWhileTheMeetingRuns) {
  EXPECT_EQ(code_.size(), 6U);
  EXPECT_EQ(code_.find_first_of("0O1IL8B5S2Z"), std::string::npos);
  EXPECT_EQ(as("ppk").post(path_, Json::object()).json()["code"], code_) << "one for all";
  EXPECT_EQ(client().post(path_, Json::object()).status, 401);
  EXPECT_EQ(as("publik").post(path_, Json::object()).status, 403);
  EXPECT_EQ(polsek_.post("/api/v1/meetings/m9/room", Json::object()).code(),
            "desk.unknown-meeting");
  auto phone = client();
  const Json seen = phone.get("/api/v1/rooms/" + code_).json();
  EXPECT_EQ(
      seen,
      (Json{{"title", "FGD Medang Kampai"}, {"place", ""}, {"exercise", false}, {"open", true}}));
  std::string typed = code_.substr(0, 3) + "%20" + code_.substr(3);
  for (char& c : typed) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  EXPECT_EQ(phone.get("/api/v1/rooms/" + typed).status, 200);
  act(polsek_, "meeting.close", Json::object());
  EXPECT_EQ(phone.get("/api/v1/rooms/" + code_).code(), "serve.no-room");
  EXPECT_EQ(polsek_.get(path_).json()["code"], nullptr);
  EXPECT_EQ(polsek_.post(path_, Json::object()).code(), "desk.meeting-closed");
}

TEST_F(RoomTest, WhatIsAskedWaitsOnceAndIsAnEventOnlyWhenAccepted) {
  const auto events = house().ledger().size();
  Json asked = question(500);
  asked["office"] = "Warga RT 1";
  asked["station"] = "TPS 001 Guntung";
  EXPECT_EQ(ask(asked).json()["repeated"], false);
  EXPECT_EQ(ask(asked).json()["repeated"], true);
  EXPECT_EQ(house().ledger().size(), events);
  Json list = waiting();
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0]["office"], "Warga RT 1");
  EXPECT_EQ(list[0]["station"], "1472051003001");
  EXPECT_EQ(as("publik").get(path_).status, 403);
  const auto at = path_ + "/" + uuid(500);
  const Answer accepted =
      polsek_.post(at + "/accept", {{"text", "Ke mana TPS 001 Guntung pindah?"}});
  ASSERT_EQ(accepted.status, 200) << accepted.body;
  EXPECT_EQ(accepted.json()["result"]["id"], meeting_ + ".t1");
  const Json recorded = polsek_.get("/api/v1/meetings/" + meeting_).json()["questions"][0];
  EXPECT_EQ(recorded["text"], "Ke mana TPS 001 Guntung pindah?");
  EXPECT_EQ(recorded["office"], "Warga RT 1");
  EXPECT_EQ(recorded["stations"][0], "1472051003001");
  EXPECT_TRUE(waiting().empty());
  EXPECT_EQ(polsek_.post(at + "/accept", Json::object()).code(), "serve.no-such-question");
  EXPECT_EQ(ask(asked).json()["repeated"], true) << "it does not wait again";
  EXPECT_TRUE(waiting().empty());
}

TEST_F(RoomTest, WhatIsDismissedIsForgotten) {
  ask(question(501));
  EXPECT_EQ(polsek_.post(path_ + "/" + uuid(501) + "/dismiss", Json::object()).json()["waiting"],
            0);
  EXPECT_EQ(polsek_.get("/api/v1/meetings/" + meeting_).json()["questions"].size(), 0U);
  // Nobody's name is needed, but somebody must stand in the record.
  ask(question(502));
  const auto at = path_ + "/" + uuid(502) + "/accept";
  EXPECT_EQ(polsek_.post(at, Json::object()).code(), "desk.empty");
  EXPECT_EQ(polsek_.post(at, {{"office", "Peserta"}, {"stations", "x"}}).code(), "serve.bad-param");
  EXPECT_EQ(polsek_.post(at, {{"office", "Peserta"}, {"stations", {"TPS 099 Guntung"}}}).status,
            404);
  EXPECT_EQ(waiting().size(), 1U) << "a refusal leaves it waiting";
  EXPECT_EQ(polsek_.post(at, {{"office", "Peserta"}}).status, 200);
}

TEST_F(RoomTest, QuestionsAreGuardedAndBounded) {
  EXPECT_EQ(ask(question(1, "Telepon Pak Budi 0812-3456-7890")).status, 422);
  EXPECT_EQ(ask(question(1, "  ")).code(), "desk.empty");
  EXPECT_EQ(ask({{"id", "x"}, {"text", "Ada?"}}).code(), "serve.bad-param");
  EXPECT_EQ(ask({{"text", "Ada?"}}).code(), "serve.missing-param");
  EXPECT_EQ(ask(question(1, std::string(3000, 'x').c_str())).code(), "desk.too-long");
  Json evil = question(2, "'; DROP TABLE serve_question; --<script>alert(1)</script>");
  EXPECT_EQ(ask(evil).status, 200);
  EXPECT_EQ(waiting()[0]["text"], evil["text"]);
  for (std::uint64_t n = 600; n < 659; ++n) EXPECT_EQ(ask(question(n)).status, 200);
  EXPECT_EQ(ask(question(700)).code(), "serve.too-many-questions");
  now_ += 301;
  EXPECT_EQ(ask(question(700)).status, 200);
  auto& rooms = house().rooms();
  const auto full = meeting_ + "~" + house().ledger().tag();
  for (std::uint64_t n = 800; rooms.count(full) < Rooms::kMostWaiting; ++n) {
    Waiting one;
    one.id = uuid(n);
    rooms.put(full, one);
  }
  EXPECT_EQ(ask(question(701)).code(), "serve.room-full");
}

TEST_F(RoomTest, CodesCannotBeTriedOneAfterAnother) {
  auto phone = client();
  for (int i = 0; i < 200; ++i) {
    EXPECT_EQ(phone.get("/api/v1/rooms/AAAAAA").code(), "serve.no-room");
  }
  EXPECT_EQ(phone.get("/api/v1/rooms/" + code_).code(), "serve.too-many-failures");
  now_ += 301;
  EXPECT_EQ(phone.get("/api/v1/rooms/" + code_).status, 200);
}

TEST_F(RoomTest, TheProjectorHearsThatSomethingWaitsAndNotWhat) {
  auto projector = as("polsek"), elsewhere = as("kpu");
  projector.send(Client::request("GET", "/api/v1/events?area=14.72.05", projector.headers, ""));
  elsewhere.send(Client::request("GET", "/api/v1/events?area=14.71", elsewhere.headers, ""));
  projector.read_to("\r\n\r\n");
  elsewhere.read_to("\r\n\r\n");
  while (house().meter().listeners < 2) std::this_thread::yield();
  ask(question(900, "Apakah jembatan dijaga?"));
<<<<<<< HEAD
  projector.read_to("event: room\n");
  const auto told = projector.read_to("\n\n");
=======
  std::string told = projector.read_to("event: room\n");
  told += projector.read_to("\n\n");
>>>>>>> c4
  EXPECT_NE(told.find("\"waiting\":1"), std::string::npos) << told;
  EXPECT_EQ(told.find("jembatan"), std::string::npos);
  EXPECT_EQ(told.find("id:"), std::string::npos) << "it has no place among the events";
  EXPECT_EQ(elsewhere.read_to(": \n\n").find("room"), std::string::npos);
}

TEST_F(RoomTest, WhatWaitsSurvivesARestart) {
  ask(question(901));
  Rooms again([this] { return open_logins(place_.workspace()); });
  const auto full = meeting_ + "~" + house().ledger().tag();
  EXPECT_EQ(again.code_of(full), code_);
  ASSERT_EQ(again.waiting(full).size(), 1U);
  again.close(full);
  EXPECT_EQ(client().get("/api/v1/rooms/" + code_).code(), "serve.no-room");
}

}  // namespace
}  // namespace adem::serve
