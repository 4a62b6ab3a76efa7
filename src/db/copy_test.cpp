// Rows from one store to another and back, whatever the stores are.
#include "db/copy.h"

#include <array>
#include <atomic>
#include <gtest/gtest.h>
#include <limits>
#include <thread>

#include "base/error.h"
#include "stores/store.h"

namespace adem::db {
namespace {

constexpr std::string_view kSqlite[] = {
    "CREATE TABLE t (a BIGINT PRIMARY KEY, b TEXT, c DOUBLE PRECISION, d BLOB)",
    "CREATE TABLE u (name TEXT PRIMARY KEY)"};
constexpr std::string_view kPostgresql[] = {
    "CREATE TABLE t (a BIGINT PRIMARY KEY, b TEXT, c DOUBLE PRECISION, d BYTEA)",
    "CREATE TABLE u (name TEXT COLLATE \"C\" PRIMARY KEY)"};
constexpr std::string_view kNames[] = {"t", "u"};
constexpr TableList kList{
    .name = "copied", .sqlite = kSqlite, .postgresql = kPostgresql, .tables = kNames};
constexpr std::string_view kMoreMade[] = {"CREATE TABLE v (a BIGINT)"}, kMoreNames[] = {"v"};
constexpr TableList kMore{
    .name = "more", .sqlite = kMoreMade, .postgresql = kMoreMade, .tables = kMoreNames};

void fill(Database& database) {
  database.migrate(kList);
  const std::array<std::uint8_t, 3> bytes = {0, 255, 7};
  auto write = database.prepare("INSERT INTO t (a, b, c, d) VALUES ($1, $2, $3, $4)");
  write.bind(1, std::numeric_limits<std::int64_t>::min()).bind(2, "pasang \xc3\xa9 'x'\n");
  write.bind(3, 0.1).bind_blob(4, bytes).run();
  write.bind(1, std::int64_t{2}).bind(2, std::string_view()).bind(3, -1e300).bind_blob(4, {}).run();
  write.bind(1, std::int64_t{3}).run();  // nothing known
  auto name = database.prepare("INSERT INTO u (name) VALUES ($1)");
  for (int i = 0; i < 500; ++i) name.bind(1, "n" + std::to_string(i)).run();
}

std::string told(Database& database) {
  std::string all;
  auto read = database.prepare("SELECT a, b, c, d FROM t ORDER BY a");
  while (read.step()) {
    for (int i = 0; i < 4; ++i) all += read.is_null(i) ? "-" : "+";
    all += read.text(0) + "|" + read.text(1) + "|" + std::to_string(read.real(2)) + "|";
    for (const auto byte : read.blob(3)) all += std::to_string(byte) + ",";
    all += "\n";
  }
  auto names = database.prepare("SELECT count(*), max(name) FROM u");
  names.step();
  return all + names.text(0) + " " + names.text(1);
}

template <typename Kind>
class CopyTest : public stores::OnStore<Kind> {};
TYPED_TEST_SUITE(CopyTest, stores::AllStores, stores::Name);

TYPED_TEST(CopyTest, GoesThereAndBack) {
  auto here = this->open();
  fill(*here);
  const auto place = stores::File::place();
  auto there = open(place->where());
  there->migrate(kList);
  there->execute("INSERT INTO u (name) VALUES ('old')");  // gives way
  std::uint64_t rows = 0, of = 0;
  copy_tables(*here, *there, std::array{kList, kMore}, [&](auto done, auto total) {
    rows = done;
    of = total;
  });
  EXPECT_EQ(rows, 503U);
  EXPECT_EQ(of, 503U);
  EXPECT_EQ(told(*there), told(*here));
  EXPECT_TRUE(there->has(kMore)) << "made, and empty";
  EXPECT_FALSE(here->has(kMore)) << "the one that is read is left as it is";
  const auto again = this->place();
  auto back = open(again);
  copy_tables(*there, *back, std::array{kList});
  EXPECT_EQ(told(*back), told(*here));
}

TYPED_TEST(CopyTest, IsOneMomentOrNothing) {
  if (!TypeParam::kKeeps) GTEST_SKIP() << "one connection";
  auto here = this->open();
  here->migrate(kList);
  std::atomic<bool> over{false};
  std::thread writer([&, other = here->again()] {
    // Both rows or neither.
    for (std::int64_t i = 0; !over; ++i) {
      Transaction transaction(*other);
      other->prepare("INSERT INTO t (a) VALUES ($1)").bind(1, i).run();
      other->prepare("INSERT INTO u (name) VALUES ($1)").bind(1, std::to_string(i)).run();
      transaction.commit();
    }
  });
  for (int i = 0; i < 20; ++i) {
    const auto place = stores::File::place();
    auto there = open(place->where());
    copy_tables(*here, *there, std::array{kList});
    auto both = there->prepare("SELECT (SELECT count(*) FROM t), (SELECT count(*) FROM u)");
    ASSERT_TRUE(both.step());
    EXPECT_EQ(both.integer(0), both.integer(1));
  }
  over = true;
  writer.join();
  // What cannot all be taken leaves the other as it was.
  const auto place = stores::File::place();
  auto there = open(place->where());
  fill(*there);
  const auto before = told(*there);
  there->execute("CREATE TRIGGER no BEFORE INSERT ON u BEGIN SELECT RAISE(ABORT, 'full'); END");
  EXPECT_THROW(copy_tables(*here, *there, std::array{kList}), Error);
  EXPECT_EQ(told(*there), before);
}

}  // namespace
}  // namespace adem::db
