// What a disk can do to a database: fill up, refuse, fail to sync. The error is clear, what was
// acknowledged stays, and work goes on when the disk does.
#include <filesystem>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <string>

#include "base/error.h"
#include "db/database.h"
#include "stores/faulty_disk.h"
#include "stores/store.h"

namespace adem::db {
namespace {

std::string code_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const Error& error) {
    return error.message().code;
  }
  return "";
}

std::int64_t count(Database& database) {
  auto read = database.prepare("SELECT count(*) FROM t");
  return read.step() ? read.integer(0) : -1;
}

// One transaction of ten rows of about 1 kB.
void add(Database& database) {
  Transaction transaction(database);
  auto write = database.prepare("INSERT INTO t (b) VALUES ($1)");
  for (int i = 0; i < 10; ++i) write.bind(1, std::string(1000, 'x')).run();
  transaction.commit();
}

constexpr const char* kTable = "CREATE TABLE t (b TEXT)";

class DiskTest : public stores::OnStore<stores::File> {
 protected:
  stores::FaultyDisk disk_;
};

TEST_F(DiskTest, ACommitIsOneSync) {
  auto database = open();
  database->execute(kTable);
  add(*database);
  const auto before = disk_.syncs();
  for (int i = 0; i < 100; ++i) add(*database);
  EXPECT_EQ(disk_.syncs() - before, 100);
}

TEST_F(DiskTest, AFullDiskLosesNothingWhereverItFills) {
  for (std::int64_t writes = 0; writes < 60; writes += 7) {
    const auto where = place();
    auto database = db::open(where);
    database->execute(kTable);
    std::int64_t acknowledged = 0;
    disk_.full_after(writes);
    const auto code = code_of([&] {
      for (;;) {
        add(*database);
        acknowledged += 10;
      }
    });
    EXPECT_EQ(code, "db.full") << writes;
    EXPECT_EQ(count(*database), acknowledged) << writes;
    disk_.heal();
    add(*database);
    EXPECT_EQ(count(*database), acknowledged + 10) << writes;
    EXPECT_EQ(count(*db::open(where)), acknowledged + 10) << writes;
  }
}

TEST_F(DiskTest, ADiskThatDoesNotSyncAcknowledgesNothing) {
  auto database = open();
  database->execute(kTable);
  add(*database);
  disk_.fail_syncs();
  try {
    add(*database);
    FAIL() << "acknowledged what was not synced";
  } catch (const Error& error) {
    EXPECT_EQ(error.message().code, "db.failed");
    EXPECT_EQ(error.kind(), ErrorKind::io);
  }
  disk_.heal();
  add(*database);
  EXPECT_EQ(count(*database), 20);
}

TEST_F(DiskTest, AReadOnlyDatabaseSaysSoAndIsAsItWas) {
  {
    auto database = open();
    database->execute(kTable);
    add(*database);
  }
  disk_.open_read_only();
  EXPECT_EQ(code_of([&] { open(); }), "db.read-only");
  disk_.heal();
  auto database = open();
  add(*database);
  EXPECT_EQ(count(*database), 20);
}

TEST(TinyDiskTest, ARealDiskFillsUpAndIsEmptiedAgain) {
  stores::TinyDisk disk(4 << 20);
  if (!disk.missing().empty()) GTEST_SKIP() << disk.missing();
  auto database = open(disk.path() + "/test.db");
  database->execute(kTable);
  const auto ballast = disk.path() + "/ballast";
  std::ofstream(ballast) << std::string(2 << 20, 'x');
  std::int64_t acknowledged = 0;
  const auto code = code_of([&] {
    for (;;) {
      add(*database);
      acknowledged += 10;
    }
  });
  EXPECT_EQ(code, "db.full");
  EXPECT_GT(acknowledged, 100);
  EXPECT_EQ(count(*database), acknowledged);
  std::filesystem::remove(ballast);
  add(*database);
  EXPECT_EQ(count(*database), acknowledged + 10);
}

TEST(TinyDiskTest, ARealReadOnlyDiskSaysSoAndIsAsItWas) {
  stores::TinyDisk disk(4 << 20);
  if (!disk.missing().empty()) GTEST_SKIP() << disk.missing();
  const auto where = disk.path() + "/test.db";
  {
    auto database = open(where);
    database->execute(kTable);
    add(*database);
  }
  disk.set_read_only(true);
  EXPECT_EQ(code_of([&] { open(where); }), "db.read-only");
  disk.set_read_only(false);
  auto database = open(where);
  add(*database);
  EXPECT_EQ(count(*database), 20);
}

}  // namespace
}  // namespace adem::db
