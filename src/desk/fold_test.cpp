// The state is what the log says, whichever way it is read.
#include "desk/fold.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "desk/desk_fixture.h"
#include "desk/meeting_json.h"

namespace adem::desk {
namespace {

using namespace testing;

TEST(Fold, TheNextMeetingOpensWithWhatWasNotKeptOverdueFirst) {
  MemoryLog log;
  Desk desk(log, world());
  desk.open(desk.call(heading()));
  desk.commit("m1", promise("PPK", "25/11/2024"));
  desk.commit("m1", promise("Lurah", "21/11/2024"));
  desk.commit("m1", promise("BPBD", "22/11/2024"));
  desk.commit("m1", promise("PLN", "22/11/2024"));
  desk.kept("m1.k3", "");
  desk.withdraw("m1.k4", "salah kantor");
  desk.save();

  Desk later(log, world("2024-11-23T19:00"));
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
  MemoryLog log;
  Desk desk(log, world());
  desk.open(desk.call(heading()));
  desk.commit("m1", promise());
  desk.withdraw("m1", "rapat tidak jadi");
  desk.open(desk.call(heading()));
  EXPECT_TRUE(desk.book().find("m2")->carried.empty());
}

TEST(Fold, LeavesKindsItDoesNotKnowAlone) {
  Book book;
  book.apply({at("2024-11-20T19:00"), "x", "", "weather.changed", "w1", Json::object()}, 1);
  EXPECT_EQ(book.unknown_events(), 1u);
  EXPECT_TRUE(book.meetings().empty());
}

TEST(Fold, SaysWhichEventCannotBe) {
  const Instant now = at("2024-11-20T19:00");
  const auto bad = [now](const char* kind, const char* subject, Json body) {
    Book book;
    book.apply({now, "Polsek", "", "meeting.called", "m1",
                Json{{"title", "FGD"}, {"starts", "2024-11-20T12:00:00Z"}}},
               1);
    return refused([&] { book.apply({now, "Polsek", "", kind, subject, std::move(body)}, 2); });
  };
  EXPECT_EQ(bad("meeting.called", "m2", Json::object()), "desk.bad-event");
  EXPECT_EQ(bad("meeting.called", "m1", Json{{"starts", "2024-11-20T12:00:00Z"}}),
            "desk.bad-event");
  EXPECT_EQ(bad("meeting.opened", "m9", Json::object()), "desk.bad-event");
  EXPECT_EQ(bad("meeting.noted", "m1", Json{{"number", 1}}), "desk.bad-event");
  EXPECT_EQ(bad("question.asked", "m1.t1", Json{{"text", 7}}), "desk.bad-event");
  EXPECT_EQ(bad("question.answered", "m1.t1.j1", Json::object()), "desk.bad-event");
  EXPECT_EQ(bad("question.answered", "m1", Json::object()), "desk.bad-event");
  EXPECT_EQ(bad("commitment.kept", "m1.k1", Json::object()), "desk.bad-event");
  EXPECT_EQ(bad("question.withdrawn", "m1.t1", Json{{"why", "x"}}), "desk.bad-event");
  EXPECT_EQ(bad("meeting.withdrawn", "m1", Json::object()), "desk.bad-event");
  EXPECT_EQ(bad("meeting.opened", "m1", Json::array()), "desk.bad-event");
  EXPECT_EQ(bad("meeting.opened", "m1", Json{{"late", "yes"}}), "desk.bad-event");
}

TEST(Fold, ReadsIdsBothWays) {
  EXPECT_EQ(root_of("m12.t3.j1"), "m12");
  EXPECT_EQ(root_of("m12"), "m12");
  EXPECT_EQ(number_of("m12.t3"), 3);
  EXPECT_EQ(number_of("m1.k"), 0);
  EXPECT_EQ(number_of("m1.k99999999999999999999"), 0);
}

// Whatever was done at the table: a second reading of the log gives the same state, to the letter.
RC_GTEST_PROP(FoldProperty, TheLogIsTheState, ()) {
  MemoryLog log;
  Desk desk(log, world());
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
  const Book again = fold(log);
  RC_ASSERT(again.meetings().size() == desk.book().meetings().size());
  for (std::size_t i = 0; i < again.meetings().size(); ++i) {
    RC_ASSERT(to_json(again.meetings()[i]) == to_json(desk.book().meetings()[i]));
  }
  RC_ASSERT(again.unknown_events() == 0u);
}

}  // namespace
}  // namespace adem::desk
