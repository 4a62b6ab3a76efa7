#include "brief/papers.h"

#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/file.h"
#include "brief/papers_fixture.h"

namespace adem::brief {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::vector<Paper> printed(const PapersFixture& fixture, const std::string& language = "id") {
  return meeting_papers(fixture.input(), words::Speech(language, papers_zone()));
}

Json view(std::string_view paper, const PapersFixture& fixture) {
  return paper_view(paper, fixture.input(), words::Speech("id", papers_zone()));
}

TEST(Papers, AreSevenInTheirOrder) {
  const auto papers = printed(normal_meeting());
  ASSERT_EQ(papers.size(), 7u);
  EXPECT_EQ(papers.front().file, "undangan.html");
  EXPECT_EQ(papers.back().file, "siaran-pers.html");
}

TEST(Papers, HoldNothingThatWasWithdrawn) {
  for (const auto& paper : printed(normal_meeting())) {
    EXPECT_THAT(paper.html, Not(HasSubstr("ditarik kembali"))) << paper.file;
    EXPECT_THAT(paper.html, Not(HasSubstr("salah catat"))) << paper.file;
  }
}

TEST(Papers, PutOverdueFirstThenOpenThenKept) {
  const auto rows = view("tindak-lanjut", normal_meeting()).at("promises");
  std::vector<std::string> ids;
  for (const auto& row : rows) ids.push_back(row.at("id").get<std::string>());
  EXPECT_THAT(ids, ::testing::ElementsAre("m1.k1", "m2.k2", "m2.k1", "m2.k3"));
  EXPECT_TRUE(rows.at(1).at("late").get<bool>());
  EXPECT_FALSE(rows.at(2).at("late").get<bool>());
  EXPECT_EQ(rows.at(3).at("evidence"), "Surat tugas nomor 7");
}

// What an empty meeting prints does not change with the meeting's own few words, but for them.
TEST(Papers, InventNothingForAnEmptyMeeting) {
  const auto fixture = empty_meeting();
  for (const auto* paper : {"notulen", "komitmen-bersama", "tindak-lanjut", "daftar-hadir"}) {
    const auto seen = view(paper, fixture);
    for (const auto* list : {"talk", "promises", "obstacles", "carried", "present", "signers"}) {
      if (seen.contains(list)) {
        EXPECT_TRUE(seen.at(list).empty()) << paper << " " << list;
      }
    }
  }
  EXPECT_TRUE(view("surat-imbauan", fixture).at("points").empty());
  const auto press = view("siaran-pers", fixture);
  for (const auto& section : press.at("sections")) EXPECT_TRUE(section.at("items").empty());
  EXPECT_THAT(press.at("lead").get<std::string>(), HasSubstr("belum tercatat"));
  EXPECT_EQ(press.at("offices"), "");
}

TEST(Papers, TieThePromiseToItsQuestion) {
  const auto talk = view("notulen", normal_meeting()).at("talk");
  ASSERT_EQ(talk.size(), 3u);
  EXPECT_EQ(talk.at(0).at("span"), 2);
  EXPECT_EQ(talk.at(0).at("first").at("id"), "m2.k1");
  EXPECT_EQ(talk.at(0).at("rest").at(0).at("id"), "m2.k2");
  EXPECT_EQ(talk.at(1).at("first"), false);
  EXPECT_EQ(talk.at(2).at("question"), false);
}

// A promise whose question was withdrawn still stands, on its own.
TEST(Papers, KeepAPromiseWhoseQuestionWasWithdrawn) {
  auto fixture = normal_meeting();
  fixture.meeting.questions[0].withdrawn_why = "salah";
  const auto talk = view("notulen", fixture).at("talk");
  ASSERT_EQ(talk.size(), 4u);
  EXPECT_EQ(talk.at(1).at("first").at("id"), "m2.k1");
}

TEST(Papers, NameNoPersonInThePressNotice) {
  const auto papers = printed(normal_meeting());
  EXPECT_THAT(papers.back().html, Not(HasSubstr("Santoso")));
  EXPECT_THAT(papers.back().html, Not(HasSubstr("Wahyuni")));
  EXPECT_THAT(papers[1].html, HasSubstr("Budi Santoso"));
}

TEST(Papers, MarkALegalLineThatWasNotVerified) {
  const auto fixture = normal_meeting();
  EXPECT_THAT(printed(fixture)[5].html, HasSubstr("(rancangan, pasal belum diverifikasi)"));
  EXPECT_THAT(printed(fixture, "en")[5].html, HasSubstr("(draft, article unverified)"));
}

TEST(Papers, BuildTheAdviceFromWhatWasSaidAboutStations) {
  const auto advice = view("surat-imbauan", normal_meeting());
  ASSERT_EQ(advice.at("points").size(), 1u);  // the truck was sent, the other is about no station
  EXPECT_EQ(advice.at("points").at(0).at("lines").size(), 3u);
  EXPECT_EQ(advice.at("letter").at("office"), "Ketua Panwaslu Kecamatan Contoh");
  EXPECT_EQ(advice.at("letter").at("to").at(0), "PPK Contoh");
  EXPECT_EQ(advice.at("kop"), false);  // the police's letterhead is not Panwaslu's
  EXPECT_TRUE(view("undangan", normal_meeting()).at("kop").is_object());
}

TEST(Papers, NameAsChairOnlyWhoWasRecordedSo) {
  EXPECT_EQ(view("notulen", normal_meeting()).at("leader"), "Kapolsek Contoh");
  EXPECT_EQ(view("notulen", empty_meeting()).at("leader"), "");
}

TEST(Papers, EndAPromiseBeforeTheNextSentence) {
  const auto advice = view("surat-imbauan", normal_meeting());
  EXPECT_THAT(advice.at("points").at(0).at("lines").at(1).get<std::string>(),
              HasSubstr("pemilik gedung. Mohon segera"));
}

TEST(Papers, EscapeWhateverWasRecorded) {
  auto fixture = normal_meeting();
  const std::string evil = "<script>alert(\"x\")</script>";
  auto& meeting = fixture.meeting;
  meeting.title = meeting.place = meeting.convener = meeting.closing = evil;
  meeting.letter_number = evil;
  meeting.invited = {evil, evil};
  meeting.agenda[1].notes = evil;
  meeting.attendance[0].office = meeting.attendance[0].name = meeting.attendance[0].role = evil;
  meeting.questions[0].text = meeting.questions[0].office = evil;
  meeting.questions[0].answers[0].text = evil;
  for (auto& one : meeting.commitments) one.text = one.owner = one.evidence = evil;
  meeting.obstacles[0].effect = meeting.obstacles[0].place = evil;
  fixture.letterhead = {evil};
  auto input = fixture.input();
  input.record = "\"}</style><script>";
  input.station = [&](const std::string&) { return evil; };
  for (const auto& paper : meeting_papers(input, words::Speech("id", papers_zone()))) {
    EXPECT_THAT(paper.html, Not(HasSubstr("<script"))) << paper.file;
    EXPECT_THAT(paper.html, HasSubstr("&lt;script&gt;")) << paper.file;
  }
}

TEST(Papers, StampAnExerciseInEveryTable) {
  for (const auto& paper : printed(long_meeting())) {
    EXPECT_THAT(paper.html, HasSubstr("@top-center{content:\"LATIHAN - DATA BUATAN\""))
        << paper.file;
    for (auto at = paper.html.find("<thead>"); at != std::string::npos;
         at = paper.html.find("<thead>", at + 1)) {
      EXPECT_EQ(paper.html.substr(at + 8, 22), "<tr class=\"stamp-row\">") << paper.file;
    }
  }
  for (const auto& paper : printed(normal_meeting())) {
    EXPECT_THAT(paper.html, Not(HasSubstr("LATIHAN"))) << paper.file;
  }
}

TEST(Letterhead, KeepsItsLinesAndRefusesOtherBytes) {
  EXPECT_THAT(letterhead_lines("\xEF\xBB\xBF SATU \r\n\r\nDua", "kop"),
              ::testing::ElementsAre("SATU", "Dua"));
  EXPECT_TRUE(letterhead_lines("", "kop").empty());
  EXPECT_THROW(letterhead_lines("\xC3(", "kop"), Error);
}

class Written : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    directory_ = ::testing::TempDir() + "adem-papers-" + test->name();
    std::filesystem::remove_all(directory_);
  }
  void TearDown() override { std::filesystem::remove_all(directory_); }
  std::size_t files() const {
    const std::filesystem::directory_iterator all(directory_);
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
  }
  std::string directory_;
};

TEST_F(Written, AreExactlyTheSeven) {
  const auto papers = printed(normal_meeting());
  write_papers(papers, directory_);
  write_papers(papers, directory_);
  EXPECT_EQ(files(), 7u);
  for (const auto& paper : papers) {
    EXPECT_EQ(read_file(directory_ + "/" + paper.file), paper.html);
  }
}

TEST_F(Written, AreAllOrNone) {
  const auto papers = printed(normal_meeting());
  write_papers(printed(empty_meeting()), directory_);
  const auto before = read_file(directory_ + "/undangan.html");
  std::filesystem::remove(directory_ + "/siaran-pers.html");
  std::filesystem::create_directory(directory_ + "/siaran-pers.html");
  EXPECT_THROW(write_papers(papers, directory_), Error);
  EXPECT_EQ(read_file(directory_ + "/undangan.html"), before);
  EXPECT_EQ(files(), 7u);
}

}  // namespace
}  // namespace adem::brief
