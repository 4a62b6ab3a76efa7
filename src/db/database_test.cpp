// What every store must do, whichever it is.
#include "db/database.h"

#include <array>
#include <cmath>
#include <functional>
#include <gtest/gtest.h>
#include <limits>
#include <string>

#include "base/error.h"
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

template <typename Kind>
class DatabaseTest : public stores::OnStore<Kind> {
 protected:
  std::unique_ptr<Database> with_numbers() {
    auto database = this->open();
    database->execute("CREATE TABLE t (a BIGINT PRIMARY KEY, b TEXT)");
    return database;
  }
  static std::int64_t count(Database& database) {
    auto read = database.prepare("SELECT count(*) FROM t");
    EXPECT_TRUE(read.step());
    return read.integer(0);
  }
  static void add(Database& database, std::int64_t from, std::int64_t to) {
    auto write = database.prepare("INSERT INTO t (a, b) VALUES ($1, $2)");
    for (auto i = from; i <= to; ++i) write.bind(1, i).bind(2, std::to_string(i)).run();
  }
};
TYPED_TEST_SUITE(DatabaseTest, stores::AllStores, stores::Name);

TYPED_TEST(DatabaseTest, GivesBackWhatItWasGiven) {
  auto database = this->open();
  const std::string bytes = database->store() == Store::sqlite ? "BLOB" : "BYTEA";
  database->execute("CREATE TABLE t (n BIGINT, a TEXT, b BIGINT, c DOUBLE PRECISION, d " + bytes +
                    ")");
  const std::array<std::uint8_t, 3> blob = {0, 255, 7};
  auto write = database->prepare("INSERT INTO t VALUES ($1, $2, $3, $4, $5)");
  write.bind(1, std::int64_t{1}).bind(2, "banjir \xc3\xa9 'x'").bind(3, std::int64_t{-1});
  write.bind(4, std::nan("")).bind_blob(5, blob).run();
  write.bind(1, std::int64_t{2}).bind(2, std::string_view()).bind_null(3).bind(4, 0.1);
  write.bind_blob(5, {}).run();
  write.bind(1, std::int64_t{3}).bind(3, std::numeric_limits<std::int64_t>::min()).bind(4, -1e300);
  write.run();  // what is not bound is NULL: the bindings of the run before are gone
  auto read = database->prepare("SELECT a, b, c, d FROM t ORDER BY n");
  ASSERT_TRUE(read.step());
  EXPECT_EQ(read.text(0), "banjir \xc3\xa9 'x'");
  EXPECT_EQ(read.integer(1), -1);
  EXPECT_EQ(read.text(1), "-1");
  EXPECT_TRUE(std::isnan(read.real(2)));
  ASSERT_EQ(read.blob(3).size(), 3U);
  EXPECT_EQ(read.blob(3)[1], 255);
  ASSERT_TRUE(read.step());
  EXPECT_FALSE(read.is_null(0));  // the empty text is not NULL
  EXPECT_EQ(read.text(0), "");
  EXPECT_TRUE(read.is_null(1));
  EXPECT_EQ(read.real(2), 0.1);
  EXPECT_FALSE(read.is_null(3));
  EXPECT_EQ(read.blob(3).size(), 0U);
  ASSERT_TRUE(read.step());
  EXPECT_TRUE(read.is_null(0));
  EXPECT_EQ(read.integer(1), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(read.real(2), -1e300);
  EXPECT_TRUE(read.is_null(3));
  EXPECT_FALSE(read.step());
}

TYPED_TEST(DatabaseTest, AParameterIsItsNumberWhereverItStands) {
  auto database = this->with_numbers();
  database->prepare("INSERT INTO t (b, a) VALUES ($2, $1)")
      .bind(1, std::int64_t{5})
      .bind(2, "x")
      .run();
  auto read = database->prepare("SELECT b FROM t WHERE a = $1 OR (a = $1 AND b = $2)");
  read.bind(1, std::int64_t{5}).bind(2, "y");
  ASSERT_TRUE(read.step());
  EXPECT_EQ(read.text(0), "x");
}

TYPED_TEST(DatabaseTest, ATransactionNotCommittedLeavesNothing) {
  auto database = this->with_numbers();
  {
    Transaction transaction(*database);
    this->add(*database, 1, 1);
  }
  {
    Transaction transaction(*database);
    this->add(*database, 2, 2);
    transaction.commit();
  }
  auto read = database->prepare("SELECT count(*), min(a) FROM t");
  ASSERT_TRUE(read.step());
  EXPECT_EQ(read.integer(0), 1);
  EXPECT_EQ(read.integer(1), 2);
}

TYPED_TEST(DatabaseTest, AFailureInABatchShowsAndNothingOfItStays) {
  auto database = this->with_numbers();
  this->add(*database, 7, 7);
  const auto code = code_of([&] {
    Transaction transaction(*database);
    this->add(*database, 1, 100);  // 7 is there already
    transaction.commit();
  });
  EXPECT_EQ(code, "db.failed");
  EXPECT_EQ(this->count(*database), 1);
  // And the connection is as good as new.
  Transaction transaction(*database);
  this->add(*database, 8, 3000);
  EXPECT_EQ(this->count(*database), 2994);
  transaction.commit();
}

TYPED_TEST(DatabaseTest, StatementsMayBeSteppedBesideEachOther) {
  auto database = this->with_numbers();
  Transaction transaction(*database);
  this->add(*database, 1, 50);
  auto outer = database->prepare("SELECT a FROM t WHERE a <= 50 ORDER BY a");
  auto inner = database->prepare("SELECT b FROM t WHERE a = $1");
  auto write = database->prepare("INSERT INTO t (a, b) VALUES ($1, $2)");
  std::int64_t seen = 0;
  while (outer.step()) {
    const auto a = outer.integer(0);
    inner.bind(1, a);
    ASSERT_TRUE(inner.step());
    EXPECT_EQ(inner.text(0), std::to_string(a));
    inner.reset();
    write.bind(1, 1000 + a).bind(2, "").run();
    EXPECT_EQ(a, outer.integer(0));  // the row is still the row
    ++seen;
  }
  EXPECT_EQ(seen, 50);
  EXPECT_EQ(this->count(*database), 100);
  transaction.commit();
}

TYPED_TEST(DatabaseTest, ResetLeavesARowUnreadAndTheStatementReady) {
  auto database = this->with_numbers();
  this->add(*database, 1, 100);
  auto read = database->prepare("SELECT a FROM t WHERE a > $1 ORDER BY a");
  for (const std::int64_t from : {0, 40}) {
    read.bind(1, from);
    ASSERT_TRUE(read.step());
    EXPECT_EQ(read.integer(0), from + 1);
    read.reset();
  }
  auto grow = database->prepare("UPDATE t SET b = b || 'x' WHERE a = 1 RETURNING b");
  ASSERT_TRUE(grow.step());
  EXPECT_FALSE(grow.step());
  grow.run();  // only ends what step() began
  auto b = database->prepare("SELECT b FROM t WHERE a = 1");
  ASSERT_TRUE(b.step());
  EXPECT_EQ(b.text(0), "1x");
}

TYPED_TEST(DatabaseTest, SaysWhatIsWrongWithAStatement) {
  auto database = this->with_numbers();
  EXPECT_EQ(code_of([&] { database->prepare("SELECT nonsense FROM t"); }), "db.failed");
  EXPECT_EQ(code_of([&] { database->execute("CREATE NONSENSE"); }), "db.failed");
  EXPECT_EQ(this->count(*database), 0);
}

TYPED_TEST(DatabaseTest, MigratesForwardOnceAndRefusesTheFuture) {
  constexpr std::array<std::string_view, 2> list = {"CREATE TABLE a (x BIGINT)",
                                                    "CREATE TABLE b (x BIGINT); "
                                                    "CREATE INDEX b_x ON b (x)"};
  auto database = this->open();
  database->migrate("one", std::span(list).first(1));
  database->migrate("one", list);
  database->migrate("one", list);
  database->execute("INSERT INTO b VALUES (1)");
  EXPECT_EQ(code_of([&] { database->migrate("one", std::span(list).first(1)); }), "db.newer");
  constexpr std::array<std::string_view, 1> other = {"CREATE TABLE c (x BIGINT)"};
  database->migrate("other", other);  // counts for itself
  database->execute("INSERT INTO c VALUES (1)");
}

TYPED_TEST(DatabaseTest, AFailedMigrationLeavesTheVersionBefore) {
  auto database = this->open();
  constexpr std::array<std::string_view, 1> bad = {"CREATE TABLE a (x BIGINT); CREATE NONSENSE"};
  EXPECT_EQ(code_of([&] { database->migrate("one", bad); }), "db.failed");
  constexpr std::array<std::string_view, 1> good = {"CREATE TABLE a (x BIGINT)"};
  database->migrate("one", good);  // would fail if the first half had stayed
}

TYPED_TEST(DatabaseTest, AReaderBesideAWriterSeesWhatIsCommitted) {
  if (!TypeParam::kKeeps) GTEST_SKIP() << "one connection only";
  auto writer = this->with_numbers();
  auto reader = writer->again();
  Transaction transaction(*writer);
  this->add(*writer, 1, 3);
  EXPECT_EQ(this->count(*writer), 3);
  EXPECT_EQ(this->count(*reader), 0);
  transaction.commit();
  EXPECT_EQ(this->count(*reader), 3);
}

TYPED_TEST(DatabaseTest, ScrubbingKeepsWhatIsLeft) {
  auto database = this->with_numbers();
  this->add(*database, 1, 10);
  database->execute("DELETE FROM t WHERE a > 5");
  database->scrub("t");
  EXPECT_EQ(this->count(*database), 5);
}

TYPED_TEST(DatabaseTest, AStatementMayOutliveItsDatabase) {
  auto database = this->with_numbers();
  this->add(*database, 1, 2);
  auto read = database->prepare("SELECT a FROM t ORDER BY a");
  ASSERT_TRUE(read.step());
  database.reset();
  ASSERT_TRUE(read.step());
  EXPECT_EQ(read.integer(0), 2);
}

}  // namespace
}  // namespace adem::db
