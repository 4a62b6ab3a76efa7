#include "db/sqlite.h"

#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <string>

#include "base/error.h"

namespace adem::db {
namespace {

class SqliteTest : public ::testing::Test {
 protected:
  void SetUp() override {
    directory_ = std::filesystem::path(::testing::TempDir()) /
                 ("adem_sqlite_" +
                  std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::filesystem::remove_all(directory_);
    std::filesystem::create_directories(directory_);
  }
  void TearDown() override { std::filesystem::remove_all(directory_); }
  std::string path() const { return (directory_ / "t.db").string(); }

  std::filesystem::path directory_;
};

std::string code_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const Error& error) {
    return error.message().code;
  }
  return "";
}

TEST_F(SqliteTest, GivesBackWhatItWasGiven) {
  Database database(path());
  database.execute("CREATE TABLE t (a TEXT, b INTEGER, c REAL, d BLOB)");
  const std::array<std::uint8_t, 3> bytes = {0, 255, 7};
  database.prepare("INSERT INTO t VALUES (?,?,?,?)")
      .bind(1, std::string_view("a\0b", 3))
      .bind(2, std::int64_t{-1})
      .bind(3, std::nan(""))
      .bind_blob(4, bytes)
      .run();
  database.prepare("INSERT INTO t VALUES (?,?,?,?)")
      .bind(1, std::string_view())
      .bind_null(2)
      .bind(3, 0.1)
      .bind_blob(4, {})
      .run();
  auto read = database.prepare("SELECT * FROM t ORDER BY rowid");
  ASSERT_TRUE(read.step());
  EXPECT_EQ(read.text(0), std::string("a\0b", 3));
  EXPECT_EQ(read.integer(1), -1);
  EXPECT_TRUE(std::isnan(read.real(2)));
  EXPECT_EQ(read.blob(3).size(), 3U);
  ASSERT_TRUE(read.step());
  EXPECT_FALSE(read.is_null(0));  // the empty text is not NULL
  EXPECT_TRUE(read.is_null(1));
  EXPECT_EQ(read.real(2), 0.1);
  EXPECT_FALSE(read.is_null(3));
  EXPECT_FALSE(read.step());
}

TEST_F(SqliteTest, ATransactionNotCommittedLeavesNothing) {
  Database database(path());
  database.execute("CREATE TABLE t (a)");
  {
    Transaction transaction(database);
    database.execute("INSERT INTO t VALUES (1)");
  }
  {
    Transaction transaction(database);
    database.execute("INSERT INTO t VALUES (2)");
    transaction.commit();
  }
  auto read = database.prepare("SELECT count(*), min(a) FROM t");
  read.step();
  EXPECT_EQ(read.integer(0), 1);
  EXPECT_EQ(read.integer(1), 2);
}

TEST_F(SqliteTest, MigratesForwardOnceAndRefusesTheFuture) {
  constexpr std::array<std::string_view, 2> list = {"CREATE TABLE a (x)", "CREATE TABLE b (x)"};
  {
    Database(path()).migrate(std::span(list).first(1));
  }
  Database database(path());
  database.migrate(list);
  database.migrate(list);
  database.execute("INSERT INTO b VALUES (1)");
  EXPECT_EQ(code_of([&] { database.migrate(std::span(list).first(1)); }), "db.newer");
}

TEST_F(SqliteTest, AFailedMigrationLeavesTheVersionBefore) {
  Database database(path());
  constexpr std::array<std::string_view, 1> bad = {"CREATE TABLE a (x); CREATE NONSENSE"};
  EXPECT_EQ(code_of([&] { database.migrate(bad); }), "db.failed");
  constexpr std::array<std::string_view, 1> good = {"CREATE TABLE a (x)"};
  database.migrate(good);  // would fail if the first half had stayed
}

TEST_F(SqliteTest, SaysWhatIsWrongWithABadFile) {
  std::ofstream(path()) << std::string(4096, 'x');
  EXPECT_EQ(code_of([&] { Database database(path()); }), "db.failed");
  EXPECT_EQ(code_of([&] { Database database(directory_.string()); }), "db.cannot-open");
}

}  // namespace
}  // namespace adem::db
