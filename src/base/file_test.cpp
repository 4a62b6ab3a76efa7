#include "base/file.h"

#include <filesystem>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/hash.h"

namespace adem {
namespace {

namespace fs = std::filesystem;

std::string scratch(const char* name) {
  const fs::path path = fs::path(::testing::TempDir()) / "adem_file_test";
  fs::create_directories(path);
  return (path / name).string();
}

TEST(File, WritesWholeAndReplacesWhole) {
  const std::string path = scratch("a.txt");
  write_file_atomic(path, std::string("one\0two", 7));
  EXPECT_EQ(read_file(path).size(), 7U);
  write_file_atomic(path, "");
  EXPECT_EQ(read_file(path), "");
  EXPECT_FALSE(fs::exists(path + ".tmp"));
}

TEST(File, LeavesTheOldFileWhereTheNewCannotBeWritten) {
  const std::string path = scratch("no/such/folder.txt");
  try {
    write_file_atomic(path, "x");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.message().code, "base.cannot-write");
    EXPECT_EQ(error.exit_code(), 1);
  }
}

TEST(File, ADirectoryIsNotAFile) {
  EXPECT_THROW(read_file(::testing::TempDir()), Error);
  EXPECT_THROW(read_file(scratch("missing")), Error);
}

TEST(File, ItsHashIsTheHashOfItsContent) {
  const std::string path = scratch("hash.bin");
  const std::string content(3'000'000, 'q');
  write_file_atomic(path, content);
  EXPECT_EQ(file_hash(path), content_hash(content));
  EXPECT_THROW(file_hash(scratch("missing")), Error);
}

}  // namespace
}  // namespace adem
