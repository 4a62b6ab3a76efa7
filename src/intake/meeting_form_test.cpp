#include "intake/meeting_form.h"

#include <filesystem>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>

#include "base/error.h"

namespace adem::intake {
namespace {

class MeetingFormTest : public ::testing::Test {
 protected:
  MeetingFormTest() {
    directory_ = std::filesystem::path(::testing::TempDir()) /
                 (std::string("adem_form_") +
                  ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(directory_);
    std::filesystem::create_directories(directory_);
  }
  ~MeetingFormTest() override { std::filesystem::remove_all(directory_); }
  std::string path(const char* name) const { return (directory_ / name).string(); }

  static std::string code_of(const std::function<void()>& act) {
    try {
      act();
    } catch (const Error& error) {
      return error.message().code;
    }
    return "";
  }
  static geo::OutTable sheet(const char* name, std::vector<std::string> columns,
                             std::vector<std::vector<std::string>> rows) {
    geo::OutTable table;
    table.name = name;
    table.columns = std::move(columns);
    table.rows = std::move(rows);
    return table;
  }
  std::filesystem::path directory_;
};

TEST_F(MeetingFormTest, TheBlankFormReadsBackEmptyInBothLanguagesAndFormats) {
  for (const char* language : {"id", "en"}) {
    for (const char* file : {"f.xlsx", "f.ods"}) {
      geo::write_tables(path(file), blank_meeting_form(language, {"Pembukaan", "Penutup"}));
      const auto form = read_meeting_form(path(file));
      EXPECT_TRUE(form.heading.values.empty()) << file;
      EXPECT_TRUE(form.questions.rows.empty());
      EXPECT_TRUE(form.attendance.rows.empty());
      ASSERT_EQ(form.agenda.rows.size(), 2U);
      EXPECT_EQ(form.agenda.rows[1]["title"], "Penutup");
    }
  }
}

TEST_F(MeetingFormTest, ReadsColumnsInAnyOrderUnderTheirUsualNames) {
  geo::write_tables(
      path("f.xlsx"),
      {sheet("Janji", {"Batas waktu", "KOMITMEN", "Owner"}, {{"23/11/2024", "Ukur", "PPK"}}),
       sheet("RAPAT", {"Isian", "Nilai"}, {{"Judul", "FGD"}, {"jam", "19.00"}, {"", ""}})});
  const auto form = read_meeting_form(path("f.xlsx"));
  EXPECT_EQ(form.heading["title"], "FGD");
  EXPECT_EQ(form.heading["clock"], "19.00");
  ASSERT_EQ(form.commitments.rows.size(), 1U);
  EXPECT_EQ(form.commitments.rows[0]["due"], "23/11/2024");
  EXPECT_EQ(form.commitments.rows[0]["owner"], "PPK");
  EXPECT_EQ(form.commitments.rows[0].number, 2U);
}

TEST_F(MeetingFormTest, WhatIsNotUnderstoodIsNotDropped) {
  const auto rapat = sheet("Rapat", {"Isian", "Nilai"}, {{"Judul", "FGD"}});
  const auto code = [&](std::vector<geo::OutTable> tables) {
    geo::write_tables(path("f.xlsx"), tables);
    return code_of([&] { read_meeting_form(path("f.xlsx")); });
  };
  EXPECT_EQ(code({rapat, sheet("Lain", {"a"}, {{"1"}})}), "form.unknown-sheet");
  EXPECT_EQ(code({rapat, sheet("Komitmen", {"Janji", "Rahasia"}, {{"a", "b"}})}),
            "form.unknown-column");
  EXPECT_EQ(code({sheet("Rapat", {"Isian", "Nilai"}, {{"Cuaca", "cerah"}})}), "form.unknown-line");
  EXPECT_EQ(code({sheet("Rapat", {"Isian", "Nilai"}, {{"Judul", "a"}, {"Title", "b"}})}),
            "form.twice");
  EXPECT_EQ(code({sheet("Komitmen", {"Janji"}, {{"a"}}), sheet("Agenda", {"No"}, {{"1"}})}),
            "form.no-heading");
}

TEST_F(MeetingFormTest, MalformedFilesSaySo) {
  std::ofstream(path("f.xlsx")) << "PK\x03\x04 not a spreadsheet";
  EXPECT_NE(code_of([&] { read_meeting_form(path("f.xlsx")); }), "");
  EXPECT_EQ(code_of([&] { read_meeting_form(path("missing.xlsx")); }), "base.cannot-read");
}

}  // namespace
}  // namespace adem::intake
