#include "geo/content.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/error.h"
#include "base/file.h"
#include "geo/raster.h"
#include "geo/table.h"

namespace adem::geo {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMost = 1U << 20;

std::string in_temp(const std::string& name) { return (fs::path(::testing::TempDir()) / name); }

std::string kind_of(std::string_view bytes, std::uint64_t most = kMost) {
  const auto path = in_temp("content-any");
  write_file_atomic(path, bytes);
  try {
    return content_extension(path, most);
  } catch (const Error& error) {
    return error.message().code;
  }
}

// Whatever a writer makes is known again, without its name.
TEST(Content, IsKnownWhateverTheFileIsCalled) {
  OutTable table;
  table.name = "Daftar";
  table.columns = {"nama"};
  table.rows = {{"TPS 001"}};
  for (const char* extension : {"csv", "xlsx", "ods", "gpkg"}) {
    const auto path = in_temp(std::string("content.") + extension);
    write_tables(path, {table});
    EXPECT_EQ(kind_of(read_file(path)), extension);
  }
  table.points = {Point{101.5, 1.6}};
  for (const char* extension : {"geojson", "kml"}) {
    const auto path = in_temp(std::string("content-map.") + extension);
    write_tables(path, {table});
    EXPECT_EQ(kind_of(read_file(path)), extension);
  }
  EXPECT_EQ(kind_of("II*\0rest of it"), "csv") << "a literal ends at its nought";
  EXPECT_EQ(kind_of(std::string_view("II*\0rest", 8)), "tif");
  EXPECT_EQ(kind_of(std::string_view("\0\0\0\x0d\x0a\x09OSMHeader", 15)), "pbf");
  EXPECT_EQ(kind_of("<?xml version='1.0'?>\n<osm version=\"0.6\">"), "osm");
  EXPECT_EQ(kind_of("NCOLS 3\nnrows 2\n"), "asc");
  EXPECT_EQ(kind_of("\xef\xbb\xbfnama;alamat\n"), "csv");
  EXPECT_EQ(kind_of(std::string_view("\xff\xfen\0a\0", 6)), "csv");
}

TEST(Content, WhatIsNothingKnownIsSaid) {
  EXPECT_EQ(kind_of(""), "geo.unknown-content");
  EXPECT_EQ(kind_of(" \n"), "geo.unknown-content");
  EXPECT_EQ(kind_of("<html><body>"), "geo.unknown-content");
  EXPECT_EQ(kind_of("<VRTDataset><SourceFilename>/etc/passwd</SourceFilename>"),
            "geo.unknown-content");
  EXPECT_EQ(kind_of(std::string_view("\x7f"
                                     "ELF\0\0\0\0",
                                     8)),
            "geo.unknown-content");
  EXPECT_EQ(kind_of("PK\x03\x04 and nothing of an archive"), "geo.unknown-content");
  EXPECT_THROW(content_extension(in_temp("content-none"), kMost), Error);
}

TEST(Content, AnArchiveThatUnpacksToTooMuchIsRefusedBeforeItIsUnpacked) {
  OutTable table;
  table.name = "Daftar";
  table.columns = {"nama"};
  for (int i = 0; i < 2000; ++i) table.rows.push_back({std::string(300, 'a')});
  const auto path = in_temp("content-large.xlsx");
  write_tables(path, {table});
  const auto bytes = read_file(path);
  EXPECT_EQ(kind_of(bytes), "xlsx");
  EXPECT_EQ(kind_of(bytes, 10'000), "geo.unpacks-too-large");
}

RC_GTEST_PROP(Content, AnyBytesAreLookedAtInPeace, (const std::string& bytes)) {
  kind_of(bytes);
  kind_of("PK\x03\x04" + bytes + "PK\x05\x06" + bytes);
}

}  // namespace
}  // namespace adem::geo
