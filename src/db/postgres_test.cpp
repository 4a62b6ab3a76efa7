// What only a server can do to a database: not be there, refuse, go away, fill its own disk.
#include "db/postgres.h"

#include <filesystem>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <string>
#include <sys/resource.h>

#include "base/error.h"
#include "stores/faulty_disk.h"
#include "stores/postgres_server.h"
#include "stores/store.h"

namespace adem::db {
namespace {

Message message_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const Error& error) {
    return error.message();
  }
  return {};
}

std::int64_t number(Database& database, const std::string& sql) {
  auto read = database.prepare(sql);
  return read.step() ? read.integer(0) : -1;
}

void add(Database& database, std::int64_t from, std::int64_t to) {
  auto write = database.prepare("INSERT INTO t (a, b) VALUES ($1, $2)");
  for (auto i = from; i <= to; ++i) write.bind(1, i).bind(2, std::string(1000, 'x')).run();
}

constexpr const char* kTable = "CREATE TABLE t (a BIGINT PRIMARY KEY, b TEXT)";

class PostgreSqlTest : public stores::OnStore<stores::PostgreSql> {};

TEST_F(PostgreSqlTest, SaysWhyItCannotBeReached) {
  const auto nobody = "postgresql://adem@/postgres?host=" + ::testing::TempDir();
  EXPECT_EQ(message_of([&] { db::open(nobody); }).code, "db.unreachable");
  EXPECT_EQ(message_of([&] { db::open("postgresql://adem@127.0.0.1:1/postgres"); }).code,
            "db.unreachable");
  auto elsewhere = where();
  elsewhere.replace(elsewhere.find("/postgres?"), 10, "/elsewhere?");
  EXPECT_EQ(message_of([&] { db::open(elsewhere); }).code, "db.cannot-open");
}

TEST_F(PostgreSqlTest, AWrongPasswordIsRefusedAndNeverShown) {
  open()->execute("DROP ROLE IF EXISTS locked; CREATE ROLE locked LOGIN PASSWORD 'benar'");
  const auto& server = stores::shared_server();
  db::open(server.where("", "locked:benar"));
  const auto refused = message_of([&] { db::open(server.where("", "locked:salah")); });
  EXPECT_EQ(refused.code, "db.refused");
  EXPECT_EQ(debug_text(refused).find("salah"), std::string::npos);
  EXPECT_EQ(message_of([&] { db::open(server.where("", "locked")); }).code, "db.refused");
  EXPECT_EQ(message_of([&] { db::open(server.where("", "stranger")); }).code, "db.refused");
}

TEST(WithoutPassword, LeavesTheRest) {
  EXPECT_EQ(without_password("postgresql://a:rahasia@h:5/d?x=1"), "postgresql://a@h:5/d?x=1");
  EXPECT_EQ(without_password("postgresql://h/d?password=rahasia&x=1"), "postgresql://h/d?x=1");
  EXPECT_EQ(without_password("postgresql://a@h:5/d"), "postgresql://a@h:5/d");
  EXPECT_EQ(without_password("C:/a:b@c.db"), "C:/a:b@c.db");
}

TEST_F(PostgreSqlTest, InATransactionRunDoesNotWaitAndTheCommitTells) {
  auto database = open();
  database->execute(kTable);
  add(*database, 1, 1);
  Transaction transaction(*database);
  EXPECT_NO_THROW(add(*database, 1, 1));  // not answered yet
  EXPECT_EQ(message_of([&] { transaction.commit(); }).code, "db.failed");
}

TEST_F(PostgreSqlTest, AFailureThatWasSwallowedIsNotCommitted) {
  auto database = open();
  database->execute(kTable);
  Transaction transaction(*database);
  add(*database, 1, 1);
  EXPECT_EQ(message_of([&] { number(*database, "SELECT 1 / 0"); }).code, "db.failed");
  EXPECT_EQ(message_of([&] { transaction.commit(); }).code, "db.failed");
}

TEST_F(PostgreSqlTest, ALongTableIsNotReadIntoMemory) {
#if defined(__SANITIZE_ADDRESS__)
  GTEST_SKIP() << "the sanitizer keeps what is freed";
#endif
  auto database = open();
  rusage before{};
  ::getrusage(RUSAGE_SELF, &before);
  auto read = database->prepare("SELECT repeat('x', 1000), n FROM generate_series(1, 300000) n");
  std::int64_t rows = 0;
  while (read.step()) rows += read.text(0).size() == 1000 ? 1 : 0;
  EXPECT_EQ(rows, 300'000);
  rusage after{};
  ::getrusage(RUSAGE_SELF, &after);
  EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 100'000);  // kB; all of it would be 300 MB
}

TEST_F(PostgreSqlTest, AReadOnlyServerIsReadAndSaysWhyItIsNotWritten) {
  auto writer = open();
  writer->execute(kTable);
  add(*writer, 1, 5);
  auto database = db::open(where() + "%20-cdefault_transaction_read_only%3Don");
  EXPECT_EQ(number(*database, "SELECT count(*) FROM t"), 5);
  const auto code = message_of([&] {
    Transaction transaction(*database);
    add(*database, 6, 7);
    transaction.commit();
  });
  EXPECT_EQ(code.code, "db.read-only");
  EXPECT_EQ(number(*database, "SELECT count(*) FROM t"), 5);
}

TEST_F(PostgreSqlTest, OneWriterAtATimeAndWhoWaitsTooLongIsTold) {
  auto one = open();
  one->execute(kTable);
  auto other = one->again();
  other->execute("SET lock_timeout = '50ms'");
  Transaction holds(*one);
  add(*one, 1, 1);
  EXPECT_EQ(number(*one, "SELECT count(*) FROM t"), 1);
  EXPECT_EQ(number(*other, "SELECT count(*) FROM t"), 0);  // a reader is not held up
  const auto busy = message_of([&] {
    Transaction waits(*other);
    number(*other, "SELECT count(*) FROM t");
  });
  EXPECT_EQ(busy.code, "db.busy");
  holds.commit();
  Transaction next(*other);
  EXPECT_EQ(number(*other, "SELECT count(*) FROM t"), 1);
}

TEST_F(PostgreSqlTest, AServerThatGoesAwayLosesWhatWasNotAcknowledgedAndNothingElse) {
  stores::PostgresServer server;
  auto database = db::open(server.where());
  database->execute(kTable);
  add(*database, 1, 10);
  auto count = database->prepare("SELECT count(*) FROM t");
  const auto act = [&] {
    Transaction transaction(*database);
    add(*database, 11, 20);
    EXPECT_EQ(number(*database, "SELECT count(*) FROM t"), 20);
    server.kill();
    add(*database, 21, 3000);
    transaction.commit();
  };
  EXPECT_EQ(message_of(act).code, "db.gone");
  EXPECT_EQ(message_of([&] { Transaction transaction(*database); }).code, "db.unreachable");
  server.start();
  {
    Transaction transaction(*database);  // the connection is made again
    add(*database, 11, 11);
    transaction.commit();
  }
  ASSERT_TRUE(count.step());  // and statements of before it are good
  EXPECT_EQ(count.integer(0), 11);
  // Stopped in an orderly way while nothing was going on: the next transaction notices by itself.
  server.stop();
  server.start();
  Transaction transaction(*database);
  add(*database, 12, 12);
  transaction.commit();
}

TEST_F(PostgreSqlTest, AFullServerSaysSoAndLosesNothing) {
  stores::TinyDisk disk(8 << 20);
  if (!disk.missing().empty()) GTEST_SKIP() << disk.missing();
  const auto& server = stores::shared_server();
  server.make_directory(disk.path() + "/tables");
  auto database = open();
  database->execute("CREATE TABLESPACE tiny LOCATION '" + disk.path() + "/tables'");
  database->execute("CREATE TABLE t (a BIGINT, b TEXT) TABLESPACE tiny");
  const auto ballast = disk.path() + "/ballast";
  std::ofstream(ballast) << std::string(4 << 20, 'x');
  std::int64_t acknowledged = 0;
  const auto fill = [&] {
    for (;;) {
      Transaction transaction(*database);
      add(*database, acknowledged + 1, acknowledged + 100);
      transaction.commit();
      acknowledged += 100;
    }
  };
  EXPECT_EQ(message_of(fill).code, "db.full");
  EXPECT_GT(acknowledged, 0);
  EXPECT_EQ(number(*database, "SELECT count(*) FROM t"), acknowledged);
  std::filesystem::remove(ballast);
  add(*database, 0, 0);
  EXPECT_EQ(number(*database, "SELECT count(*) FROM t"), acknowledged + 1);
  database->execute("DROP TABLE t");
  database->execute("DROP TABLESPACE tiny");
}

}  // namespace
}  // namespace adem::db
