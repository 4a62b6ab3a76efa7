#include "desk/form.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>
#include <rapidcheck/gtest.h>

#include "base/error.h"
#include "desk/desk_fixture.h"
#include "desk/meeting_json.h"

namespace adem::desk {
namespace {

using election::FormRow;
using election::FormSheet;
using election::MeetingForm;
using testing::MemoryBook;
using testing::Sitting;

Surroundings world() {
  Surroundings out = testing::world("2024-11-21T08:00");
  out.exercise = true;
  out.usual_agenda = [] {
    return std::vector<AgendaItem>{
        {.number = 1, .title = "Pembukaan", .notes = "", .code = "opening"},
        {.number = 2, .title = "Penutup", .notes = "", .code = "closing"}};
  };
  out.station = [](const std::string& text) {
    if (text == "TPS 001 Guntung" || text == "1472051003001") {
      return std::string("1472051003001");
    }
    throw Error(ErrorKind::not_found, "election.no-station", {{"asked", text}});
  };
  return out;
}

FormRow row(std::size_t number, std::map<std::string, std::string, std::less<>> values) {
  return {number, std::move(values)};
}

MeetingForm evening() {
  MeetingForm form;
  form.heading_sheet = "Rapat";
  form.heading = row(1, {{"title", "FGD Medang Kampai"},
                         {"date", "20/11/2024"},
                         {"clock", "19.00"},
                         {"convener", "Kapolsek"},
                         {"invited", "Panwaslu; PPK"},
                         {"closing", "Siap bersama."}});
  form.attendance = {"Kehadiran",
                     {row(2, {{"office", "Kapolsek"}, {"role", "memimpin"}}),
                      row(3, {{"office", "PPK"}, {"present", "tidak"}})}};
  form.agenda = {"Agenda", {row(2, {{"title", "Pembukaan"}, {"notes", "Dibuka Kapolsek."}})}};
  form.questions = {"Tanya jawab",
                    {row(2, {{"number", "1"},
                             {"office", "PKD"},
                             {"question", "Ke mana TPS pindah?"},
                             {"station", "TPS 001 Guntung"},
                             {"answered-by", "PPK"},
                             {"answer", "Ke balai."}}),
                     row(3, {{"answered-by", "Lurah"}, {"answer", "Pemilik setuju."}})}};
  form.commitments = {"Komitmen",
                      {row(2, {{"number", "1"},
                               {"owner", "PPK"},
                               {"commitment", "Mengukur balai."},
                               {"due", "23 November 2024"},
                               {"question", "1"}})}};
  form.obstacles = {"Kendala", {row(2, {{"effect", "Kotak terlambat."}, {"owner", "PPK"}})}};
  return form;
}

FormResult put(MemoryBook& log, const MeetingForm& form) {
  Sitting desk(log, world());
  FormResult result = apply_form(desk, form);
  if (result.report.refused.empty()) desk.save();
  return result;
}

TEST(Form, RecordsTheWholeEvening) {
  MemoryBook log;
  const auto result = put(log, evening());
  EXPECT_EQ(result.meeting, "m1");
  for (const auto& one : result.report.refused) ADD_FAILURE() << debug_text(one.why);
  EXPECT_EQ(result.report.rows, 8U);
  EXPECT_EQ(result.report.added, 8U);
  const Book book(log);
  const Meeting& meeting = book.meetings().at(0);
  EXPECT_FALSE(meeting.opening_recorded);
  EXPECT_EQ(meeting.agenda.size(), 1U);
  EXPECT_EQ(meeting.agenda[0].notes, "Dibuka Kapolsek.");
  EXPECT_FALSE(meeting.attendance[1].present);
  ASSERT_EQ(meeting.questions.size(), 1U);
  EXPECT_EQ(meeting.questions[0].answers.size(), 2U);
  EXPECT_EQ(meeting.questions[0].stations.at(0), "1472051003001");
  EXPECT_EQ(meeting.commitments.at(0).question, meeting.questions[0].id);
  EXPECT_EQ(meeting.commitments[0].due, "2024-11-23");
  EXPECT_EQ(meeting.closing, "Siap bersama.");
  EXPECT_TRUE(meeting.closed_at);
  EXPECT_FALSE(meeting.closing_recorded) << "no time was written, so no paper may print one";
}

TEST(Form, TheSameFormAgainChangesNothing) {
  MemoryBook log;
  put(log, evening());
  const auto events = log.events().size();
  const auto again = put(log, evening());
  EXPECT_EQ(again.report.unchanged, again.report.rows);
  EXPECT_EQ(log.events().size(), events);
}

TEST(Form, FillsInTheMeetingThatWasCalledByHand) {
  MemoryBook log;
  {
    Sitting desk(log, world());
    Heading called;
    called.title = "FGD Medang Kampai";
    called.starts = *parse_instant("2024-11-20T19:00", testing::wib());
    called.convener = "Kapolsek";
    desk.call(called);
    desk.save();
  }
  EXPECT_EQ(put(log, evening()).meeting, "m1");
  EXPECT_EQ(put(log, evening()).report.changed, 0U);
  EXPECT_EQ(Book(log).meetings().size(), 1U);
}

TEST(Form, ACorrectedFormCorrectsByNumberAndAddsWhatIsNew) {
  MemoryBook log;
  put(log, evening());
  auto form = evening();
  form.commitments.rows[0].values["commitment"] = "Mengukur balai dan halaman.";
  form.commitments.rows.push_back(row(
      3,
      {{"number", "2"}, {"owner", "BPBD"}, {"commitment", "Dua perahu."}, {"due", "2024-11-25"}}));
  const auto result = put(log, form);
  EXPECT_EQ(result.report.changed, 1U);
  EXPECT_EQ(result.report.added, 1U);
  const Book book(log);
  const Meeting& meeting = book.meetings().at(0);
  EXPECT_EQ(book.meetings().size(), 1U);
  ASSERT_EQ(meeting.commitments.size(), 2U);
  EXPECT_EQ(meeting.commitments[0].text, "Mengukur balai dan halaman.");
  EXPECT_GT(meeting.late_corrections, 0) << "corrected after the close, and marked so";
}

TEST(Form, OneWrongRowAndNothingIsWritten) {
  MemoryBook log;
  auto form = evening();
  form.questions.rows[0].values["station"] = "TPS 999";
  form.commitments.rows[0].values["due"] = "besok";
  const auto result = put(log, form);
  EXPECT_TRUE(log.events().empty());
  EXPECT_TRUE(result.meeting.empty());
  std::vector<std::string> codes;
  for (const auto& one : result.report.refused) codes.push_back(one.column + ":" + one.why.code);
  EXPECT_THAT(codes, ::testing::Contains("Tanya jawab:election.no-station"));
  EXPECT_THAT(codes, ::testing::Contains("Komitmen:desk.bad-date"));
}

TEST(Form, KeptPromisesCarryTheirDayAndEvidence) {
  MemoryBook log;
  put(log, evening());
  auto form = evening();
  form.commitments.rows[0].values["kept-on"] = "21/11/2024";
  form.commitments.rows[0].values["evidence"] = "Foto balai, surat lurah.";
  EXPECT_EQ(put(log, form).report.changed, 1U);
  EXPECT_EQ(put(log, form).report.changed, 0U);
  const Book book(log);
  EXPECT_EQ(book.meetings()[0].commitments[0].kept_on, "2024-11-21");
}

TEST(Form, NothingIsSaidToHaveHappenedThatWasNot) {
  MemoryBook log;
  MeetingForm form;
  form.heading_sheet = "Rapat";
  form.heading = row(1, {{"title", "FGD"}, {"date", "20/11/2024"}, {"convener", "Kapolsek"}});
  put(log, form);
  const Book book(log);
  const Meeting& meeting = book.meetings().at(0);
  EXPECT_FALSE(meeting.opened_at);
  EXPECT_FALSE(meeting.closed_at);
  EXPECT_EQ(meeting.agenda.size(), 2U) << "the usual agenda";
}

TEST(Form, AMissingHeadingLineIsRefusedWithItsName) {
  MemoryBook log;
  auto form = evening();
  form.heading.values.erase("convener");
  const auto result = put(log, form);
  ASSERT_EQ(result.report.refused.size(), 1U);
  EXPECT_EQ(result.report.refused[0].why.code, "desk.empty");
  EXPECT_TRUE(log.events().empty());
}

// Whatever order the rows stand in, a second import of the same form is unchanged.
RC_GTEST_PROP(FormProperty, TwiceIsOnceInAnyOrder, (unsigned seed)) {
  auto form = evening();
  for (int i = 0; i < 5; ++i) {
    const auto n = std::to_string(i + 2);
    form.commitments.rows.push_back(
        row(static_cast<std::size_t>(i + 3),
            {{"owner", "BPBD"}, {"commitment", "Janji " + n}, {"due", "2024-11-25"}}));
    form.attendance.rows.push_back(
        row(static_cast<std::size_t>(i + 4), {{"office", "Lurah " + n}, {"name", ""}}));
  }
  std::mt19937 random(seed);
  std::ranges::shuffle(form.commitments.rows, random);
  std::ranges::shuffle(form.attendance.rows, random);
  MemoryBook log;
  const auto first = put(log, form);
  RC_ASSERT(first.report.refused.empty());
  const auto events = log.events().size();
  const auto second = put(log, form);
  RC_ASSERT(second.report.unchanged == second.report.rows);
  RC_ASSERT(log.events().size() == events);
}

}  // namespace
}  // namespace adem::desk
