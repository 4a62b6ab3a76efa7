// Every rule about meetings, act by act.
#include "desk/desk.h"

#include "desk/desk_fixture.h"

namespace adem::desk {
namespace {

using namespace testing;

class DeskTest : public ::testing::Test {
 protected:
  // A meeting that has been called and opened.
  std::string running() {
    const std::string id = desk_.call(heading());
    desk_.open(id);
    return id;
  }
  const Meeting& meeting(const std::string& id) { return *desk_.book().find(id); }

  MemoryBook log_;
  Sitting desk_{log_, world()};
};

TEST_F(DeskTest, NothingIsWrittenBeforeItIsSaved) {
  running();
  EXPECT_EQ(log_.events().size(), 0u);
  desk_.save();
  EXPECT_EQ(log_.events().size(), 2u);
  EXPECT_TRUE(desk_.pending().empty());
  EXPECT_TRUE(Sitting(log_, world()).book().find("m1")->opened_at);
}

TEST_F(DeskTest, EventsSayWhoActedAndWhere) {
  const auto id = running();
  desk_.ask(id, question());
  desk_.commit(id, promise());
  desk_.save();
  ASSERT_EQ(log_.events().size(), 4u);
  EXPECT_EQ(log_.events()[0].kind, "meeting.called");
  EXPECT_EQ(log_.events()[0].office, "Polsek");
  EXPECT_EQ(log_.events()[2].office, "PKD");
  EXPECT_EQ(log_.events()[2].subject, "m1.t1");
  EXPECT_EQ(log_.events()[3].office, "PPK");
  for (const auto& event : log_.events()) {
    EXPECT_EQ(event.area, "14.72.05");
    EXPECT_EQ(event.at, at("2024-11-20T19:00"));
  }
}

TEST_F(DeskTest, AMeetingNeedsATitleAndAConvener) {
  Heading bare = heading();
  bare.title = " ";
  EXPECT_EQ(refused([&] { desk_.call(bare); }), "desk.empty");
  bare = heading();
  bare.convener = "";
  EXPECT_EQ(refused([&] { desk_.call(bare); }), "desk.empty");
  EXPECT_TRUE(desk_.book().meetings().empty());
}

TEST_F(DeskTest, TheUsualAgendaStandsWhereNoneIsGiven) {
  const auto id = desk_.call(heading());
  ASSERT_EQ(meeting(id).agenda.size(), 3u);
  EXPECT_EQ(meeting(id).agenda[1].code, "stations");
  Heading own = heading();
  own.agenda = {"usual closing", "Lain-lain"};
  const auto second = desk_.call(own);
  EXPECT_EQ(meeting(second).agenda[0].code, "closing")
      << "a usual line can be said in any language";
  EXPECT_EQ(meeting(second).agenda[1].code, "");
}

TEST_F(DeskTest, IsOpenedOnceAndClosedOnce) {
  const auto id = desk_.call(heading());
  EXPECT_EQ(refused([&] { desk_.ask(id, question()); }), "desk.not-open");
  EXPECT_EQ(refused([&] { desk_.close(id, ""); }), "desk.not-open");
  desk_.open(id);
  EXPECT_EQ(refused([&] { desk_.open(id); }), "desk.already-open");
  desk_.close(id, "Terima kasih");
  EXPECT_EQ(refused([&] { desk_.close(id, ""); }), "desk.meeting-closed");
  EXPECT_EQ(meeting(id).closing, "Terima kasih");
}

TEST_F(DeskTest, AfterTheCloseOnlyKeptAndWithdrawAct) {
  const auto id = running();
  const auto asked = desk_.ask(id, question());
  const auto promised = desk_.commit(id, promise());
  desk_.close(id, "");
  Obstacle obstacle;
  obstacle.effect = "Jalan terputus";
  Attendee attendee;
  attendee.office = "PPK";
  Answer answer;
  answer.office = "PPK";
  answer.text = "Ke gedung serbaguna";
  EXPECT_EQ(refused([&] { desk_.ask(id, question()); }), "desk.meeting-closed");
  EXPECT_EQ(refused([&] { desk_.answer(asked, answer); }), "desk.meeting-closed");
  EXPECT_EQ(refused([&] { desk_.commit(id, promise()); }), "desk.meeting-closed");
  EXPECT_EQ(refused([&] { desk_.obstacle(id, obstacle); }), "desk.meeting-closed");
  EXPECT_EQ(refused([&] { desk_.attend(id, attendee); }), "desk.meeting-closed");
  EXPECT_EQ(refused([&] { desk_.note(id, 1, "x"); }), "desk.meeting-closed");
  EXPECT_EQ(refused([&] { desk_.change(id, heading()); }), "desk.meeting-closed");
  EXPECT_EQ(refused([&] { desk_.correct(asked, question()); }), "desk.meeting-closed");
  desk_.kept(promised, "Berita acara");
  desk_.withdraw(asked, "Ditanyakan dua kali");
  EXPECT_EQ(meeting(id).late_corrections, 0);
}

TEST_F(DeskTest, ASheetMayCorrectItsRecordLateAndThatIsMarked) {
  const auto id = running();
  const auto asked = desk_.ask(id, question());
  desk_.close(id, "");
  desk_.allow_late(true);
  Question better = question();
  better.text = "Ke mana TPS ini pindah bila banjir?";
  desk_.correct(asked, better);
  EXPECT_EQ(meeting(id).questions[0].text, better.text);
  EXPECT_EQ(meeting(id).late_corrections, 1);
}

TEST_F(DeskTest, APromiseNeedsOfficeTextAndDay) {
  const auto id = running();
  Commitment bare = promise();
  bare.owner = "";
  EXPECT_EQ(refused([&] { desk_.commit(id, bare); }), "desk.empty");
  bare = promise();
  bare.text = "\t";
  EXPECT_EQ(refused([&] { desk_.commit(id, bare); }), "desk.empty");
  EXPECT_EQ(refused([&] { desk_.commit(id, promise("PPK", "")); }), "desk.empty");
  EXPECT_EQ(refused([&] { desk_.commit(id, promise("PPK", "segera")); }), "desk.bad-date");
  EXPECT_EQ(refused([&] { desk_.commit(id, promise("PPK", "19/11/2024")); }),
            "desk.due-before-meeting");
  desk_.commit(id, promise("PPK", "20 November 2024"));
  EXPECT_EQ(meeting(id).commitments[0].due, "2024-11-20");
}

TEST_F(DeskTest, APromiseMayAnswerAQuestion) {
  const auto id = running();
  desk_.ask(id, question());
  Commitment made = promise();
  made.question = "1";
  desk_.commit(id, made);
  EXPECT_EQ(meeting(id).commitments[0].question, "m1.t1");
  made.question = "t7";
  EXPECT_EQ(refused([&] { desk_.commit(id, made); }), "desk.unknown-item");
}

TEST_F(DeskTest, StationsMustBeInTheRegister) {
  const auto id = running();
  Question asked = question();
  asked.stations = {"TPS 001 Guntung", "TPS 001 Guntung"};
  desk_.ask(id, asked);
  EXPECT_EQ(meeting(id).questions[0].stations, std::vector<std::string>{"1472051003001"});
  asked.stations = {"TPS 099 Guntung"};
  EXPECT_EQ(refused([&] { desk_.ask(id, asked); }), "election.no-station");
  EXPECT_EQ(meeting(id).questions.size(), 1u);
}

TEST_F(DeskTest, WhatMayPointAtAPersonIsRefusedEverywhere) {
  const auto id = running();
  const char* phone = "hubungi 0812-3456-7890";
  Question asked = question();
  asked.text = "NIK 1472051203880001 terdaftar ganda?";
  EXPECT_EQ(refused([&] { desk_.ask(id, asked); }), "guard.nik");
  const auto good = desk_.ask(id, question());
  Answer answer;
  answer.office = "PPK";
  answer.text = phone;
  EXPECT_EQ(refused([&] { desk_.answer(good, answer); }), "guard.phone");
  Commitment made = promise();
  made.text = "Kirim ke panwas@contoh.go.id";
  EXPECT_EQ(refused([&] { desk_.commit(id, made); }), "guard.email");
  made = promise("@warga_guntung");
  EXPECT_EQ(refused([&] { desk_.commit(id, made); }), "guard.handle");
  Obstacle obstacle;
  obstacle.effect = "lihat https://www.facebook.com/seseorang";
  EXPECT_EQ(refused([&] { desk_.obstacle(id, obstacle); }), "guard.profile-link");
  Attendee attendee;
  attendee.office = "PPK";
  attendee.name = phone;
  EXPECT_EQ(refused([&] { desk_.attend(id, attendee); }), "guard.phone");
  EXPECT_EQ(refused([&] { desk_.note(id, 1, phone); }), "guard.phone");
  EXPECT_EQ(refused([&] { desk_.close(id, phone); }), "guard.phone");
  const auto promised = desk_.commit(id, promise());
  EXPECT_EQ(refused([&] { desk_.kept(promised, phone); }), "guard.phone");
  EXPECT_EQ(refused([&] { desk_.withdraw(promised, phone); }), "guard.phone");
}

TEST_F(DeskTest, TextIsTidiedAndBounded) {
  const auto id = running();
  Question asked = question();
  asked.text = "  baris satu\n\tbaris   dua\x01 ";
  desk_.ask(id, asked);
  EXPECT_EQ(meeting(id).questions[0].text, "baris satu baris dua");
  asked.text = std::string(2001, 'a');
  EXPECT_EQ(refused([&] { desk_.ask(id, asked); }), "desk.too-long");
  asked.text = "bukan UTF-8: \xff";
  EXPECT_EQ(refused([&] { desk_.ask(id, asked); }), "desk.not-text");
  asked = question();
  asked.office = std::string(121, 'a');
  EXPECT_EQ(refused([&] { desk_.ask(id, asked); }), "desk.too-long");
}

TEST_F(DeskTest, KeptSaysWhenAndByWhatAndNeverInTheFuture) {
  const auto id = running();
  const auto promised = desk_.commit(id, promise());
  EXPECT_EQ(refused([&] { desk_.kept(promised, "", "21/11/2024"); }), "desk.kept-in-future");
  EXPECT_EQ(refused([&] { desk_.kept("m1.k9", ""); }), "desk.unknown-item");
  desk_.kept(promised, "Surat persetujuan pemilik");
  const Commitment& kept = meeting(id).commitments[0];
  EXPECT_FALSE(kept.open());
  EXPECT_EQ(kept.kept_on, "2024-11-20");
  EXPECT_EQ(kept.evidence, "Surat persetujuan pemilik");
}

TEST_F(DeskTest, WithdrawingKeepsTheRecordAndTheReason) {
  const auto id = running();
  const auto promised = desk_.commit(id, promise());
  EXPECT_EQ(refused([&] { desk_.withdraw(promised, " "); }), "desk.empty");
  desk_.withdraw(promised, "Salah kantor");
  EXPECT_EQ(meeting(id).commitments[0].withdrawn_why, "Salah kantor");
  EXPECT_EQ(meeting(id).commitments[0].text, promise().text);
  EXPECT_EQ(refused([&] { desk_.withdraw(promised, "lagi"); }), "desk.item-withdrawn");
  EXPECT_EQ(refused([&] { desk_.kept(promised, ""); }), "desk.item-withdrawn");
  EXPECT_EQ(refused([&] { desk_.withdraw("m1.x1", "apa"); }), "desk.nothing-to-withdraw");
  const auto again = desk_.commit(id, promise());
  EXPECT_EQ(again, "m1.k2") << "a number is never used twice";
}

TEST_F(DeskTest, AnythingCanBeWithdrawn) {
  const auto id = running();
  const auto asked = desk_.ask(id, question());
  Answer answer;
  answer.office = "PPK";
  answer.text = "Ke gedung serbaguna";
  const auto answered = desk_.answer(asked, answer);
  Attendee attendee;
  attendee.office = "PPK";
  const auto present = desk_.attend(id, attendee);
  Obstacle obstacle;
  obstacle.effect = "Jalan terputus";
  const auto stood = desk_.obstacle(id, obstacle);
  for (const auto& one : {answered, asked, present, stood, id}) desk_.withdraw(one, "keliru");
  const Meeting& m = meeting(id);
  EXPECT_EQ(m.questions[0].withdrawn_why, "keliru");
  EXPECT_EQ(m.questions[0].answers[0].withdrawn_why, "keliru");
  EXPECT_EQ(m.attendance[0].withdrawn_why, "keliru");
  EXPECT_EQ(m.obstacles[0].withdrawn_why, "keliru");
  EXPECT_EQ(m.withdrawn_why, "keliru");
  EXPECT_EQ(refused([&] { desk_.answer(asked, answer); }), "desk.meeting-withdrawn");
}

TEST_F(DeskTest, AWithdrawnQuestionTakesNoAnswer) {
  const auto asked = desk_.ask(running(), question());
  desk_.withdraw(asked, "keliru");
  Answer answer;
  answer.office = "PPK";
  answer.text = "Ya";
  EXPECT_EQ(refused([&] { desk_.answer(asked, answer); }), "desk.item-withdrawn");
}

TEST_F(DeskTest, AttendanceIsByOfficeAndANameStandsOnce) {
  const auto id = desk_.call(heading());
  Attendee attendee;
  attendee.office = "Panwaslu Kecamatan";
  desk_.attend(id, attendee);
  desk_.attend(id, attendee);  // two from one office, no names given
  attendee.name = "Hadirin Satu";
  desk_.attend(id, attendee);
  EXPECT_EQ(refused([&] { desk_.attend(id, attendee); }), "desk.already-attends");
  EXPECT_EQ(meeting(id).attendance.size(), 3u);
}

TEST_F(DeskTest, FindsTheMeetingThatIsMeant) {
  EXPECT_EQ(refused([&] { desk_.meeting(""); }), "desk.no-meeting");
  EXPECT_EQ(refused([&] { desk_.running(""); }), "desk.no-meeting");
  running();
  EXPECT_EQ(refused([&] { desk_.waiting(""); }), "desk.none-waiting");
  desk_.call(heading());
  EXPECT_EQ(desk_.meeting("").id, "m2");
  EXPECT_EQ(desk_.running("").id, "m1");
  EXPECT_EQ(desk_.waiting("").id, "m2");
  EXPECT_EQ(desk_.meeting(" M1 ").id, "m1");
  try {
    desk_.meeting("m7");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(debug_text(error.message()), "desk.unknown-meeting id=m7 known=m1, m2");
  }
  desk_.close("m1", "");
  EXPECT_EQ(refused([&] { desk_.running(""); }), "desk.none-open");
}

TEST_F(DeskTest, FindsTheItemThatIsMeant) {
  const auto id = running();
  desk_.ask(id, question());
  EXPECT_EQ(desk_.item("", 't', "1"), "m1.t1");
  EXPECT_EQ(desk_.item("", 't', "T1"), "m1.t1");
  EXPECT_EQ(desk_.item("", 't', "m1.t1"), "m1.t1");
  EXPECT_EQ(refused([&] { desk_.item("", 't', "2"); }), "desk.unknown-item");
  EXPECT_EQ(refused([&] { desk_.item("", 'k', "t1"); }), "desk.unknown-item");
}

TEST_F(DeskTest, NotesBelongToAnItemOfTheAgenda) {
  const auto id = running();
  desk_.note(id, 2, "TPS 001 dibicarakan");
  EXPECT_EQ(meeting(id).agenda[1].notes, "TPS 001 dibicarakan");
  EXPECT_EQ(refused([&] { desk_.note(id, 4, "x"); }), "desk.no-agenda-item");
  EXPECT_EQ(refused([&] { desk_.note(id, 0, "x"); }), "desk.no-agenda-item");
}

TEST_F(DeskTest, AMeetingDoesNotEndBeforeItBegins) {
  const auto id = running();
  EXPECT_EQ(refused([&] { desk_.close(id, "", at("2024-11-20T18:00")); }),
            "desk.closes-before-opens");
}

TEST(Lists, AreDividedAsPeopleDivideThem) {
  EXPECT_EQ(split_list(" a; b ,c\n\n d e "), (std::vector<std::string>{"a", "b", "c", "d e"}));
  EXPECT_TRUE(split_list(" ;, ").empty());
}

}  // namespace
}  // namespace adem::desk
