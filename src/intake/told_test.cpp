#include "intake/told.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <set>

#include "base/error.h"
#include "intake/told_fixture.h"
#include "intake/told_words.h"

namespace adem::intake {
namespace {

using election::Answered;
using election::Mark;
using testing::Scratch;
using testing::told_register;

const Zone& zone() {
  static const Zone jakarta("Asia/Jakarta");
  return jakarta;
}

AnswersResult answers(const std::string& csv, const Options& options = {}) {
  const Scratch scratch;
  const auto r = told_register();
  return read_answers(scratch.write("a.csv", csv), r.stations, r.areas, zone(), options);
}

void expect_accounted(const election::ImportReport& report, std::size_t kept) {
  EXPECT_EQ(report.rows, kept + report.unchanged + report.refused.size());
}

constexpr const char* kHead =
    "Kunci TPS;Kelurahan/Desa;Nama TPS;Pernah tergenang?;Kapan?;Setinggi apa?;Jalan mana yang "
    "terputus?;Ke mana TPS dapat pindah?;Pemilik setuju?;Dijawab oleh (jabatan);Tanggal\n";

TEST(Answers, OneRowAStationBlankIsUnknown) {
  const auto read = answers(std::string(kHead) +
                            "9901011001001;;;ya;pasang Oktober 2024;lutut;Jalan Pantai;Balai;ya;"
                            "PKD Contoh Hilir;18/11/2024\n"
                            ";Contoh Hilir;TPS 002;tidak;;;;;;Lurah;2024-11-18\n"
                            "9901011002001;;;;;;;;;PKD;18/11/2024\n"
                            ";;;;;;;;;;\n");
  expect_accounted(read.report, 2);
  EXPECT_EQ(read.report.rows, 3U);
  EXPECT_EQ(read.report.unchanged, 1U);
  ASSERT_EQ(read.answers.size(), 2U);
  const auto& first = read.answers[0];
  EXPECT_EQ(first.station, "9901011001001");
  EXPECT_EQ(first.flooded, Answered::yes);
  EXPECT_EQ(first.when, "pasang Oktober 2024");
  EXPECT_EQ(first.height, Mark::knee);
  EXPECT_EQ(first.road_cut, "Jalan Pantai");
  EXPECT_EQ(first.alternative, "Balai");
  EXPECT_EQ(first.owner_agrees, Answered::yes);
  EXPECT_EQ(first.office, "PKD Contoh Hilir");
  EXPECT_EQ(first.told_at, parse_date("2024-11-18", zone()));
  EXPECT_EQ(read.answers[1].station, "9901011001002");
  EXPECT_EQ(read.answers[1].flooded, Answered::no);
  EXPECT_EQ(read.answers[1].height, Mark::unknown);
}

TEST(Answers, WhatCannotBeKeptIsRefusedWithRowColumnValueAndWhy) {
  const auto read = answers(std::string(kHead) +
                            "9901011009009;;;ya;;;;;;;\n"
                            ";;TPS 001;ya;;;;;;;\n"
                            ";;;ya;;;;;;;\n"
                            "9901011001001;;;mungkin;;;;;;;\n"
                            "9901011001001;;;ya;;atap;;;;;\n"
                            "9901011001001;;;ya;;;;;;;kemarin\n"
                            "9901011001001;;;ya;;;;rumah warga 0812-3456-7890;;;\n"
                            "9901011001001;;;ya;;;;;;1472050101900001;\n");
  expect_accounted(read.report, 0);
  ASSERT_EQ(read.report.refused.size(), 8U);
  const auto expect = [&read](std::size_t i, std::size_t row, const char* column, const char* value,
                              const char* code) {
    const auto& refusal = read.report.refused[i];
    EXPECT_EQ(refusal.row, row);
    EXPECT_EQ(refusal.column, column);
    EXPECT_EQ(refusal.value, value);
    EXPECT_EQ(refusal.why.code, code);
  };
  expect(0, 2, "Kunci TPS", "9901011009009", "told.refused.unknown-station");
  expect(1, 3, "Nama TPS", "TPS 001", "told.refused.ambiguous-station");
  expect(2, 4, "Nama TPS", "", "told.refused.no-station");
  expect(3, 5, "Pernah tergenang?", "mungkin", "told.refused.flooded");
  expect(4, 6, "Setinggi apa?", "atap", "told.refused.height");
  expect(5, 7, "Tanggal", "kemarin", "told.refused.told-at");
  expect(6, 8, "Ke mana TPS dapat pindah?", "08…", "guard.phone");
  expect(7, 9, "Dijawab oleh (jabatan)", "14…", "guard.nik");
}

TEST(Answers, NotesSayWhatWasReadWithAThought) {
  const auto read = answers("TPS;Desa;Banjir;Tinggi\n1;Contoh Hilir;tidak;40 cm\n");
  ASSERT_EQ(read.answers.size(), 1U);
  std::set<std::string> notes;
  for (const auto& note : read.report.notes) notes.insert(note.code);
  EXPECT_EQ(notes, (std::set<std::string>{"told.note.measured", "told.note.contradictory",
                                          "told.note.without-office"}));
}

TEST(Answers, MapOverridesHeadings) {
  Options options;
  options.columns = {{"key", "A"}, {"flooded", "B"}};
  const auto read = answers("A,B\n9901011001001,ya\n", options);
  ASSERT_EQ(read.answers.size(), 1U);
  options.columns = {{"key", "A"}, {"flooded", "C"}};
  EXPECT_THROW(answers("A,B\n9901011001001,ya\n", options), Error);
  options.columns = {{"colour", "B"}};
  EXPECT_THROW(answers("A,B\n9901011001001,ya\n", options), Error);
}

std::string code_of(const std::string& csv) {
  try {
    answers(csv);
  } catch (const Error& error) {
    return error.message().code;
  }
  return "read";
}

TEST(Answers, AFileThatIsNoQuestionnaireSaysWhatIsMissing) {
  EXPECT_EQ(code_of("a,b\n1,2\n"), "told.no-station-column");
  EXPECT_EQ(code_of("Kunci TPS,b\n9901011001001,2\n"), "told.no-question");
  EXPECT_EQ(code_of("Kapan,b\n1,2\n"), "told.no-station-column");
  EXPECT_EQ(code_of(""), "geo.no-header");
}

TEST(Questionnaire, ATableAVillageARowAStation) {
  const auto r = told_register();
  const auto tables = questionnaires(r.stations, r.areas, "99.01.01.1001", "id");
  ASSERT_EQ(tables.size(), 1U);
  EXPECT_EQ(tables[0].name, "Contoh Hilir");
  ASSERT_EQ(tables[0].rows.size(), 2U);
  EXPECT_EQ(tables[0].columns[4], "Pernah tergenang? (ya/tidak)");
  EXPECT_EQ(tables[0].rows[0][0], "9901011001001");
  EXPECT_EQ(tables[0].rows[0][1], "Contoh Hilir");
  EXPECT_EQ(tables[0].rows[0][4], "");
  EXPECT_EQ(questionnaires(r.stations, r.areas, "99.01.01", "en").size(), 2U);
  EXPECT_EQ(questionnaires(r.stations, r.areas, "", "id").size(), 2U);
  EXPECT_THROW(questionnaires(r.stations, r.areas, "99.99", "id"), Error);
}

TEST(Questionnaire, TwoVillagesOfOneNameGetTwoSheets) {
  auto r = told_register();
  for (auto& area : r.areas) area.name = "Suka Maju";
  std::set<std::string> names;
  for (const auto& table : questionnaires(r.stations, r.areas, "", "id")) names.insert(table.name);
  EXPECT_EQ(names.size(), 2U);
}

// Every station of every sheet comes back as it went out, in both languages and every format.
TEST(Questionnaire, WhatIsFilledInComesBack) {
  const Scratch scratch;
  const auto r = told_register();
  for (const std::string language : {"id", "en"}) {
    for (const std::string format : {"xlsx", "ods", "csv"}) {
      auto tables = questionnaires(r.stations, r.areas, "", language);
      if (format == "csv") tables.resize(1);
      std::size_t rows = 0;
      for (auto& table : tables) {
        for (auto& row : table.rows) {
          row[4] = language == "en" ? "yes" : "ya";
          row[6] = language == "en" ? "knee" : "lutut";
          row[7] = "Jalan \"Pantai\"; ujung, kiri";
          row[10] = "PKD";
          row[11] = "18/11/2024";
          ++rows;
        }
      }
      const auto path = scratch.path("q-" + language + "." + format);
      geo::write_tables(path, tables);
      const auto read = read_answers(path, r.stations, r.areas, zone(), {});
      ASSERT_EQ(read.report.refused.size(), 0U) << path;
      ASSERT_EQ(read.answers.size(), rows) << path;
      for (const auto& answer : read.answers) {
        EXPECT_EQ(answer.flooded, Answered::yes) << path;
        EXPECT_EQ(answer.height, Mark::knee) << path;
        EXPECT_EQ(answer.road_cut, "Jalan \"Pantai\"; ujung, kiri") << path;
        EXPECT_EQ(answer.told_at, parse_date("2024-11-18", zone())) << path;
      }
    }
  }
}

TEST(Questionnaire, BlankComesBackAsNothingSaid) {
  const Scratch scratch;
  const auto r = told_register();
  const auto path = scratch.path("q.xlsx");
  geo::write_tables(path, questionnaires(r.stations, r.areas, "", "id"));
  const auto read = read_answers(path, r.stations, r.areas, zone(), {});
  EXPECT_EQ(read.report.rows, 3U);
  EXPECT_EQ(read.report.unchanged, 3U);
  EXPECT_TRUE(read.answers.empty());
}

RC_GTEST_PROP(AnswersProperty, EveryRowIsAccountedFor, ()) {
  const auto cell = rc::gen::weightedOneOf<std::string>(
      {{4, rc::gen::element<std::string>("", "ya", "tidak", "lutut", "9901011001001", "TPS 001",
                                         "Contoh Hilir", "18/11/2024", "0812 3456 7890")},
       {1, rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab1 -,.?@/")))}});
  std::string csv = kHead;
  const auto rows = *rc::gen::inRange(1, 8);
  std::size_t filled = 0;
  for (int i = 0; i < rows; ++i) {
    bool any = false;
    for (int c = 0; c < 11; ++c) {
      const auto text = *cell;
      any = any || !one_line(text).empty();
      csv += (c == 0 ? "" : ";") + text;
    }
    csv += "\n";
    filled += any ? 1 : 0;
  }
  const auto read = answers(csv);
  RC_ASSERT(read.report.rows == filled);
  RC_ASSERT(read.report.rows ==
            read.answers.size() + read.report.unchanged + read.report.refused.size());
}

}  // namespace
}  // namespace adem::intake
