#include "geo/table.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/error.h"
#include "base/file.h"
#include "shared_data.h"

namespace adem::geo {
namespace {

namespace fs = std::filesystem;

class TableTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    directory_ = fs::path(::testing::TempDir()) / (std::string("table-") + info->name());
    fs::remove_all(directory_);
    fs::create_directories(directory_);
  }
  void TearDown() override { fs::remove_all(directory_); }
  std::string path(const std::string& name) const { return (directory_ / name).string(); }
  std::string file(const std::string& name, std::string_view content) const {
    write_file_atomic(path(name), content);
    return path(name);
  }
  fs::path directory_;
};

struct Read {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
  std::vector<std::size_t> numbers;
  std::vector<bool> ragged;
};

Read read(const std::string& path, const TableOptions& options = {}) {
  const auto reader = open_table(path, options);
  Read result{reader->columns(), {}, {}, {}};
  Row row;
  while (reader->next(row)) {
    result.rows.emplace_back(row.cells.begin(), row.cells.end());
    result.numbers.push_back(row.number);
    result.ragged.push_back(row.ragged);
  }
  return result;
}

std::string code_of(const std::string& path, const TableOptions& options = {}) {
  try {
    read(path, options);
  } catch (const Error& error) {
    return error.message().code;
  }
  return {};
}

TEST_F(TableTest, CsvKeepsCellsToTheLetter) {
  const auto got =
      read(file("a.csv", "\xEF\xBB\xBFno,nama\r\n001,\" a \"\"b\"\"\r\nc\"\r\n, x \r\n"));
  EXPECT_EQ(got.columns, (std::vector<std::string>{"no", "nama"}));
  EXPECT_EQ(got.rows[0], (std::vector<std::string>{"001", " a \"b\"\r\nc"}));
  EXPECT_EQ(got.rows[1], (std::vector<std::string>{"", " x "}));
}

TEST_F(TableTest, CsvCountsRowsAsASpreadsheetDoes) {
  const auto got = read(file("a.csv", "a,b\r\n1,2\r\n\r\n3,4\r\n"));
  EXPECT_EQ(got.numbers, (std::vector<std::size_t>{2, 4}));
  const auto unix_lines = read(file("b.csv", "a,b\n1,2\n\n\n3,4"));
  EXPECT_EQ(unix_lines.numbers, (std::vector<std::size_t>{2, 5}));
}

TEST_F(TableTest, CsvKnowsItsDelimiter) {
  EXPECT_EQ(read(file("a.csv", "a;b;c\n1,5;2,5;x\n")).rows[0],
            (std::vector<std::string>{"1,5", "2,5", "x"}));
  EXPECT_EQ(read(file("b.csv", "a\tb\n1,5\t2\n")).rows[0], (std::vector<std::string>{"1,5", "2"}));
  EXPECT_EQ(read(file("c.csv", "sep=;\na;b\n1;2\n")).numbers, (std::vector<std::size_t>{3}));
  EXPECT_EQ(read(file("d.csv", "a\nx\n")).columns, (std::vector<std::string>{"a"}));
}

TEST_F(TableTest, CsvSaysWhichRowsAreRagged) {
  const auto got = read(file("a.csv", "a,b\n1\n1,2,3\n1,2\n"));
  EXPECT_EQ(got.ragged, (std::vector<bool>{true, true, false}));
}

TEST_F(TableTest, CsvFindsTheHeaderUnderATitle) {
  const auto got = read(file("a.csv", "DAFTAR TPS,,\n,,\nno,nama,alamat\n1,a,b\n"));
  EXPECT_EQ(got.columns[1], "nama");
  EXPECT_EQ(got.numbers, (std::vector<std::size_t>{4}));
}

TEST_F(TableTest, CsvNamesColumnsApart) {
  const auto got = read(file("a.csv", "nama,,nama\n1,2,3\n"));
  EXPECT_EQ(got.columns, (std::vector<std::string>{"nama", "column 2", "nama (2)"}));
}

TEST_F(TableTest, CsvInOldEncodings) {
  EXPECT_EQ(read(file("a.csv", "a,b\nCaf\xE9,x\n")).rows[0][0], "Café");
  const std::string utf16(
      "\xFF\xFE"
      "a\0,\0b\0\n\0\xE9\0,\0x\0\n\0",
      18);
  EXPECT_EQ(read(file("b.csv", utf16)).rows[0][0], "é");
  // UTF-8 and other bytes mixed: nobody can say what was meant.
  EXPECT_EQ(code_of(file("c.csv", "a,b\nCaf\xC3\xA9,Caf\xE9\n")), "geo.not-text");
}

TEST_F(TableTest, CsvToleratesAQuoteInsideAPlainCell) {
  EXPECT_EQ(read(file("a.csv", "a,b\nGang \"Mawar\" 3,x\n")).rows[0][0], "Gang \"Mawar\" 3");
}

TEST_F(TableTest, MalformedFilesAreErrorsWithACode) {
  EXPECT_EQ(code_of(file("open.csv", "a,b\n1,\"x\n2,y\n")), "geo.open-quote");
  EXPECT_EQ(code_of(file("after.csv", "a,b\n\"x\"y,2\n")), "geo.bad-quote");
  EXPECT_EQ(code_of(file("empty.csv", "")), "geo.no-header");
  EXPECT_EQ(code_of(file("blank.csv", "\n\n  \n")), "geo.no-header");
  EXPECT_EQ(code_of(file("junk.csv", std::string("\x7F"
                                                 "ELF\0\0\1",
                                                 7))),
            "geo.not-text");
  EXPECT_EQ(code_of(file("cut.xlsx", "PK\x03\x04 cut short")), "geo.bad-table");
  EXPECT_EQ(code_of(file("cut.ods", "PK\x03\x04 cut short")), "geo.bad-table");
  EXPECT_EQ(code_of(file("a.geojson", "{\"type\": \"FeatureCollection\", \"features\": [")),
            "geo.bad-table");
  EXPECT_EQ(code_of(file("a.gpkg", "not a database")), "geo.bad-table");
  EXPECT_EQ(code_of(file("a.shp", "too short")), "geo.bad-table");
  EXPECT_EQ(code_of(file("a.kml", "<kml><Document>")), "geo.bad-table");
  EXPECT_EQ(code_of(file("a.doc", "x")), "geo.unknown-format");
  EXPECT_EQ(code_of(path("absent.csv")), "base.cannot-read");
  EXPECT_TRUE(read(file("header.csv", "a,b\n")).rows.empty());
}

TEST_F(TableTest, AHugeCellIsRead) {
  const std::string cell(std::size_t{3} << 20, 'x');
  EXPECT_EQ(read(file("a.csv", "a,b\n1,\"" + cell + "\"\n2,y\n")).rows[0][1].size(), cell.size());
}

OutTable small_table() {
  OutTable table;
  table.name = "daftar";
  table.columns = {"key", "no", "nama", "lat"};
  table.rows = {{"a", "001", "Jl. \"Mawar\", 3\nRT 01", "-6.1873164"},
                {"b", "002", "é ∞ ; ,", "106,5"},
                {"c", "", "=1+1", "00.10"}};
  return table;
}

TEST_F(TableTest, WhatIsWrittenIsReadBackInEveryFormat) {
  for (const char* name : {"t.csv", "t.xlsx", "t.ods", "t.geojson", "t.gpkg", "t.shp", "t.kml"}) {
    auto table = small_table();
    if (!std::string(name).ends_with("csv")) {
      table.points = {Point{106.679459, -6.1873164}, std::nullopt, Point{-179.5, 0.1}};
    }
    write_tables(path(name), {table});
    const auto reader = open_table(path(name));
    Row row;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      ASSERT_TRUE(reader->next(row)) << name << r;
      for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const auto at =
            std::find(reader->columns().begin(), reader->columns().end(), table.columns[c]);
        ASSERT_NE(at, reader->columns().end()) << name << " " << table.columns[c];
        EXPECT_EQ(row.cells[static_cast<std::size_t>(at - reader->columns().begin())],
                  table.rows[r][c])
            << name;
      }
      if (reader->spatial()) {
        EXPECT_EQ(row.point, table.points[r]) << name;
      }
    }
    EXPECT_FALSE(reader->next(row)) << name;
  }
}

// A list with a script in every cell stays a list.
TEST_F(TableTest, ScriptsInCellsAreTexts) {
  const std::vector<std::string> scripts = {"=HYPERLINK(\"http://x\",\"y\")",
                                            "=cmd|' /C calc'!A0",
                                            "+1+cmd",
                                            "-2+3",
                                            "@SUM(1,2)",
                                            "'=1+1",
                                            "''=1+1",
                                            "<script>alert(1)</script>",
                                            "'s hari",
                                            "-101.44",
                                            "+62"};
  OutTable table;
  table.columns = {"name", "note"};
  for (const auto& script : scripts) table.rows.push_back({script, script});
  for (const char* name : {"a.csv", "a.xlsx", "a.ods", "a.gpkg", "a.geojson"}) {
    write_tables(path(name), {table});
    EXPECT_EQ(read(path(name)).rows, table.rows) << name;
  }
  const auto csv = read_file(path("a.csv"));
  for (std::size_t at = 0; at < csv.size(); ++at) {
    const bool begins = at == 0 || csv[at - 1] == ',' || csv[at - 1] == '\n';
    const auto text = at + 1 < csv.size() && csv[at] == '"' ? csv[at + 1] : csv[at];
    if (begins) {
      EXPECT_TRUE(text != '=' && text != '@') << csv.substr(at, 20);
    }
  }
  EXPECT_NE(csv.find("\n-101.44,"), std::string::npos);  // a number is a number
  table.rows = {{"of:=1+1", ""}};
  EXPECT_THROW(write_tables(path("b.ods"), {table}), Error);  // GDAL would make it a formula
  write_tables(path("b.xlsx"), {table});
  EXPECT_EQ(read(path("b.xlsx")).rows[0][0], "of:=1+1");
}

TEST_F(TableTest, OutlinesKeepTheirPoints) {
  auto table = small_table();
  const Shape square = {{{{101, 1}, {101.5, 1}, {101.5, 1.25}, {101, 1.25}, {101, 1}},
                         {{101.1, 1.1}, {101.1, 1.2}, {101.2, 1.2}, {101.1, 1.1}}}};
  table.shapes = {square, {}, square};
  for (const char* name : {"t.geojson", "t.gpkg", "t.shp", "t.kml"}) {
    write_tables(path(name), {table});
    const auto reader = open_table(path(name));
    Row row;
    ASSERT_TRUE(reader->next(row));
    ASSERT_NE(row.shape, nullptr) << name;
    EXPECT_EQ(*row.shape, square) << name;
    ASSERT_TRUE(reader->next(row));
    EXPECT_EQ(row.shape, nullptr) << name;
  }
  EXPECT_EQ(from_wkt(to_wkt(square)), square);
  EXPECT_FALSE(from_wkt("POINT (1 2)"));
  EXPECT_FALSE(from_wkt("junk"));
}

TEST_F(TableTest, AShapefileDoesNotCutInSilence) {
  auto table = small_table();
  table.columns[2] = "nama yang panjang";
  EXPECT_THROW(write_tables(path("t.shp"), {table}), Error);
  EXPECT_FALSE(fs::exists(path("t.shp")));
}

TEST_F(TableTest, AVectorFileWithoutACrsMustBeToldOne) {
  auto table = small_table();
  table.points = {Point{701000, 9315000}, std::nullopt, std::nullopt};
  write_tables(path("t.shp"), {table});
  fs::remove(path("t.prj"));
  EXPECT_EQ(code_of(path("t.shp")), "geo.no-crs");
  EXPECT_EQ(code_of(path("t.shp"), {.layer = "", .crs = "nonsense"}), "geo.unknown-crs");
  const auto reader = open_table(path("t.shp"), {.layer = "", .crs = "EPSG:32748"});
  Row row;
  ASSERT_TRUE(reader->next(row));
  ASSERT_TRUE(row.point);
  EXPECT_NEAR(row.point->x, 106.817, 0.01);
  EXPECT_NEAR(row.point->y, -6.194, 0.01);
}

TEST_F(TableTest, LongitudesTo360Turn) {
  const auto json = file("a.geojson", R"({"type":"Feature","properties":{"a":1,"b":2},)"
                                      R"("geometry":{"type":"Point","coordinates":[204.9,19.7]}})");
  const auto reader = open_table(json);
  Row row;
  ASSERT_TRUE(reader->next(row));
  EXPECT_NEAR(row.point->x, -155.1, 1e-9);
}

// Cells of the signs that formats trip over.
rc::Gen<std::string> awkward_text() {
  static const std::vector<std::string> kPieces = {
      "a", "B", "0", " ", ";", ",", "\"",  "\t",  "\n",      "\r",   "'",
      "=", "-", "<", "&", "é", "∞", "]]>", "001", "_x000D_", "\r\n", "\\"};
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kPieces)),
                      [](const std::vector<std::string>& pieces) {
                        std::string text;
                        for (const auto& piece : pieces) text += piece;
                        return text;
                      });
}

// Whatever a format holds comes back to the letter; what it cannot hold it refuses.
void check_round_trip(const std::string& name) {
  OutTable table;
  table.name = "t";
  table.columns = {"a", "b", "c"};
  table.rows = *rc::gen::container<std::vector<std::vector<std::string>>>(
      rc::gen::container<std::vector<std::string>>(3, awkward_text()));
  table.rows.push_back({"", "", ""});
  // A blank row is no row.
  for (auto& row : table.rows) row[0] = "x" + row[0] + "x";
  const std::string path = (fs::path(::testing::TempDir()) / name).string();
  try {
    write_tables(path, {table});
  } catch (const Error& error) {
    RC_ASSERT(error.message().code == "geo.cannot-hold");
    return;
  }
  const auto reader = open_table(path);
  Row row;
  for (const auto& expected : table.rows) {
    RC_ASSERT(reader->next(row));
    for (std::size_t c = 0; c < 3; ++c) {
      const auto at =
          std::find(reader->columns().begin(), reader->columns().end(), table.columns[c]);
      RC_ASSERT(at != reader->columns().end());
      const auto cell = row.cells[static_cast<std::size_t>(at - reader->columns().begin())];
      RC_ASSERT(cell == expected[c]);
    }
  }
  RC_ASSERT(!reader->next(row));
}

RC_GTEST_PROP(TableProperty, CsvRoundTrips, ()) { check_round_trip("round.csv"); }
RC_GTEST_PROP(TableProperty, XlsxRoundTrips, ()) { check_round_trip("round.xlsx"); }
RC_GTEST_PROP(TableProperty, OdsRoundTrips, ()) { check_round_trip("round.ods"); }
RC_GTEST_PROP(TableProperty, GeoJsonRoundTrips, ()) { check_round_trip("round.geojson"); }
RC_GTEST_PROP(TableProperty, GeoPackageRoundTrips, ()) { check_round_trip("round.gpkg"); }
RC_GTEST_PROP(TableProperty, KmlRoundTrips, ()) { check_round_trip("round.kml"); }

TEST(RealTables, TangerangSheetEqualsItsCsv) {
  ADEM_NEED_SHARED(xlsx, "tangerang-tps-2024-east/tps_tangerang_east.xlsx");
  ADEM_NEED_SHARED(csv, "tangerang-tps-2024-east/tps_tangerang_east.csv");
  const auto sheet = read(xlsx), text = read(csv);
  EXPECT_EQ(sheet.columns, text.columns);
  ASSERT_EQ(sheet.rows.size(), 1230U);
  EXPECT_EQ(sheet.rows, text.rows);
  EXPECT_EQ(sheet.numbers, text.numbers);
}

}  // namespace
}  // namespace adem::geo
