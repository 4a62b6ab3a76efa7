#include "db/sqlite.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <iterator>
#include <string>

#include "base/error.h"
#include "stores/store.h"

namespace adem::db {
namespace {

class SqliteTest : public stores::OnStore<stores::File> {};

std::string code_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const Error& error) {
    return error.message().code;
  }
  return "";
}

std::int64_t number(Database& database, const std::string& sql) {
  auto read = database.prepare(sql);
  return read.step() ? read.integer(0) : -1;
}

bool holds(const std::string& path, const std::string& what) {
  std::ifstream in(path, std::ios::binary);
  const std::string all(std::istreambuf_iterator<char>(in), {});
  return all.find(what) != std::string::npos;
}

TEST_F(SqliteTest, IsSetUpToLoseNothing) {
  auto database = open();
  EXPECT_EQ(number(*database, "PRAGMA synchronous"), 2);  // FULL
  EXPECT_EQ(number(*database, "PRAGMA foreign_keys"), 1);
  EXPECT_EQ(number(*database, "PRAGMA secure_delete"), 1);
  auto mode = database->prepare("PRAGMA journal_mode");
  ASSERT_TRUE(mode.step());
  EXPECT_EQ(mode.text(0), "wal");
}

TEST_F(SqliteTest, SaysWhatIsWrongWithABadFile) {
  std::ofstream(where()) << std::string(4096, 'x');
  EXPECT_EQ(code_of([&] { open(); }), "db.failed");
  const auto directory = std::filesystem::path(where()).parent_path().string();
  EXPECT_EQ(code_of([&] { db::open(directory); }), "db.cannot-open");
}

TEST_F(SqliteTest, TheFirstListTakesOverTheVersionItHad) {
  constexpr std::array<std::string_view, 2> list = {"CREATE TABLE a (x)", "CREATE TABLE b (x)"};
  open()->execute(std::string(list[0]) + "; PRAGMA user_version = 1");
  auto database = open();
  database->migrate("ledger", std::span(list).subspan(1));  // another list takes nothing over
  database->execute("DROP TABLE b");
  database->migrate(kFirstList, list);
  EXPECT_EQ(number(*database, "SELECT version FROM schema_version WHERE name = 'register'"), 2);
  // The release that knows one version refuses what it would not understand.
  EXPECT_EQ(number(*database, "PRAGMA user_version"), 2);
}

TEST_F(SqliteTest, WhatIsScrubbedIsInNoFile) {
  const std::string secret = "NIK-1471010101010001";
  auto database = open();
  database->execute("CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('" + secret + "')");
  EXPECT_TRUE(holds(where() + "-wal", secret));
  database->execute("UPDATE t SET a = NULL");
  database->scrub("t");
  EXPECT_FALSE(holds(where(), secret));
  EXPECT_FALSE(holds(where() + "-wal", secret));
}

}  // namespace
}  // namespace adem::db
