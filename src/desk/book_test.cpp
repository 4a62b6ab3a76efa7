// The state is what the log says, whichever way it is read.
#include "desk/book.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "desk/desk_fixture.h"
#include "desk/meeting_json.h"

namespace adem::desk {
namespace {

using namespace testing;

TEST(Fold, TheNextMeetingOpensWithWhatWasNotKeptOverdueFirst) {
  MemoryBook log;
  Sitting desk(log, world());
  desk.open(desk.call(heading()));
  desk.commit("m1", promise("PPK", "25/11/2024"));
  desk.commit("m1", promise("Lurah", "21/11/2024"));
  desk.commit("m1", promise("BPBD", "22/11/2024"));
  desk.commit("m1", promise("PLN", "22/11/2024"));
  desk.kept("m1.k3", "");
  desk.withdraw("m1.k4", "salah kantor");
  desk.save();

  Sitting later(log, world("2024-11-23T19:00"));
  Heading next = heading();
  next.starts = at("2024-11-23T19:00");
  later.open(later.call(next));
  const auto& carried = later.book().find("m2")->carried;
  ASSERT_EQ(carried.size(), 2u);
  EXPECT_EQ(carried[0].id, "m1.k2");
  EXPECT_TRUE(carried[0].overdue("2024-11-23"));
  EXPECT_EQ(carried[1].id, "m1.k1");
  EXPECT_FALSE(carried[1].overdue("2024-11-23"));
  // A carried promise is known by its short id too, and what becomes of it shows in both meetings.
  later.kept(later.item("m2", 'k', "m1.k1"), "Foto");
  EXPECT_TRUE(later.book().find("m2")->carried[1].kept_at);
  EXPECT_TRUE(later.book().find("m1")->commitments[0].kept_at);
  EXPECT_EQ(open_commitments(later.book().meetings()).size(), 1u);
}

TEST(Fold, AWithdrawnMeetingLeavesNoPromises) {
  MemoryBook log;
  Sitting desk(log, world());
  desk.open(desk.call(heading()));
  desk.commit("m1", promise());
  desk.withdraw("m1", "rapat tidak jadi");
  desk.open(desk.call(heading()));
  EXPECT_TRUE(desk.book().find("m2")->carried.empty());
}

ledger::Draft draft(const char* kind, const char* subject, Json body) {
  ledger::Draft made;
  made.at = at("2024-11-20T19:00");
  made.office = "Polsek";
  made.kind = kind;
  made.subject = subject;
  made.body = std::move(body);
  return made;
}

TEST(Fold, LeavesKindsItDoesNotKnowAlone) {
  MemoryBook log;
  log.add(draft("weather.changed", "w1", Json::object()));
  EXPECT_TRUE(log.all().empty());
  EXPECT_EQ(log.events().size(), 1u);
}

// What cannot be leaves the state as it was and is counted there.
TEST(Fold, CountsWhichEventsCannotBe) {
  const auto unreadable = [](const char* kind, const char* subject, Json body) {
    MemoryBook log;
    log.add(
        draft("meeting.called", "m1", Json{{"title", "FGD"}, {"starts", "2024-11-20T12:00:00Z"}}));
    const Json before = *log.state("m1");
    log.add(draft(kind, subject, std::move(body)));
    Json after = *log.state(std::string(root_of(subject)));
    const auto count = after.value("unreadable", 0);
    after.erase("unreadable");
    if (root_of(subject) == "m1") {
      EXPECT_EQ(after, before) << kind;
    }
    EXPECT_EQ(Book(log).meetings().size(), 1u);
    return count;
  };
  EXPECT_EQ(unreadable("meeting.called", "m2", Json::object()), 1);
  EXPECT_EQ(unreadable("meeting.called", "m1", Json{{"starts", "2024-11-20T12:00:00Z"}}), 1);
  EXPECT_EQ(unreadable("meeting.opened", "m9", Json::object()), 1);
  EXPECT_EQ(unreadable("meeting.noted", "m1", Json{{"number", 1}}), 1);
  EXPECT_EQ(unreadable("question.asked", "m1.t1", Json{{"text", 7}}), 1);
  EXPECT_EQ(unreadable("question.answered", "m1.t1.j1", Json::object()), 1);
  EXPECT_EQ(unreadable("question.answered", "m1", Json::object()), 1);
  EXPECT_EQ(unreadable("commitment.kept", "m1.k1", Json::object()), 1);
  EXPECT_EQ(unreadable("question.withdrawn", "m1.t1", Json{{"why", "x"}}), 1);
  EXPECT_EQ(unreadable("meeting.withdrawn", "m1", Json::object()), 1);
  EXPECT_EQ(unreadable("meeting.opened", "m1", Json::array()), 1);
  EXPECT_EQ(unreadable("meeting.opened", "m1", Json{{"late", "yes"}}), 1);
}

// Two laptops that were apart make the same numbers; people see short ids where they mean one
// thing.
TEST(Fold, TwoTablesApartKeepTheirOwnMeetings) {
  MemoryBook log;
  Surroundings one = world(), other = world();
  one.tag = "aaaaaaaa";
  other.tag = "bbbbbbbb";
  MemoryBook apart;
  Sitting here(log, one), there(apart, other);
  here.open(here.call(heading()));
  EXPECT_EQ(here.commit("m1", promise()), "m1.k1");
  there.open(there.call(heading()));
  EXPECT_EQ(there.commit("m1", promise("BPBD")), "m1.k1");
  here.save();
  there.save();
  for (const auto& event : apart.events()) log.add(event);
  here.reread();
  ASSERT_EQ(here.book().meetings().size(), 2u);
  EXPECT_EQ(here.book().find("m1"), nullptr) << "it would mean two";
  EXPECT_EQ(here.book().find("m1~bbbbbbbb")->commitments.at(0).id, "m1~bbbbbbbb.k1");
  EXPECT_EQ(here.book().find("m1~bbbbbbbb")->commitments.at(0).owner, "BPBD");
  EXPECT_EQ(here.call(heading()), "m2");
  Sitting guest(log, other);
  // A guest's item keeps the guest's tag, which is shown only where it is needed.
  EXPECT_EQ(guest.commit("m1~aaaaaaaa", promise("PLN")), "m1~aaaaaaaa.k2");
  EXPECT_EQ(guest.book().full("m1~aaaaaaaa.k2"), "m1~aaaaaaaa.k2~bbbbbbbb");
}

TEST(Fold, ARedactedRecordKeepsItsPlaceAndIsOnNoPaper) {
  MemoryBook log;
  Sitting desk(log, world());
  desk.open(desk.call(heading()));
  desk.ask("m1", question());
  desk.commit("m1", promise());
  desk.save();
  MemoryBook after;
  for (auto event : log.events()) {
    if (event.kind == "question.asked") {
      event.body = nullptr;
      event.redacted = true;
    }
    after.add_event(event);
  }
  const Book book(after);
  const Meeting& meeting = *book.find("m1");
  ASSERT_EQ(meeting.questions.size(), 1u);
  EXPECT_EQ(meeting.questions[0].id, "m1.t1");
  EXPECT_TRUE(meeting.questions[0].text.empty());
  EXPECT_EQ(meeting.questions[0].withdrawn_why, kRedacted);
  EXPECT_EQ(meeting.commitments.size(), 1u);
}

// Whatever was done at the table: a second reading of the log gives the same state, to the letter.
RC_GTEST_PROP(FoldProperty, TheLogIsTheState, ()) {
  MemoryBook log;
  Sitting desk(log, world());
  const auto steps = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 1000));
  for (const int step : steps) {
    const auto& all = desk.book().meetings();
    const std::string id = all.empty() ? "m1" : all[static_cast<std::size_t>(step) % all.size()].id;
    Attendee attendee;
    attendee.office = "PPK";
    Answer answer;
    answer.office = "PPK";
    answer.text = "Ya";
    Obstacle obstacle;
    obstacle.effect = "Jalan terputus";
    // Acts that the rules refuse must leave no trace either.
    refused([&] {
      switch (step % 11) {
        case 0:
          desk.call(heading());
          break;
        case 1:
          desk.open(id);
          break;
        case 2:
          desk.attend(id, attendee);
          break;
        case 3:
          desk.ask(id, question());
          break;
        case 4:
          desk.answer(id + ".t1", answer);
          break;
        case 5:
          desk.commit(id, promise());
          break;
        case 6:
          desk.kept(id + ".k1", "bukti");
          break;
        case 7:
          desk.withdraw(id + (step % 2 == 0 ? ".k2" : ".t1"), "keliru");
          break;
        case 8:
          desk.obstacle(id, obstacle);
          break;
        case 9:
          desk.note(id, 1 + step % 3, "catatan");
          break;
        default:
          if (step % 5 == 0) desk.close(id, "penutup");
      }
    });
    if (step % 4 == 0) desk.save();
  }
  desk.save();
  const Book again(log);
  RC_ASSERT(again.meetings().size() == desk.book().meetings().size());
  for (std::size_t i = 0; i < again.meetings().size(); ++i) {
    RC_ASSERT(to_json(again.meetings()[i]) == to_json(desk.book().meetings()[i]));
  }
}

}  // namespace
}  // namespace adem::desk
