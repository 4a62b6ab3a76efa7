// One thin interface over SQLite and PostgreSQL: statements, transactions, forward migrations.
//
// SQL is written once: parameters are $1, $2 …, upserts are ON CONFLICT …, integers are BIGINT,
// bytes are BLOB (BYTEA in PostgreSQL: the migration lists of the two stores differ, nothing else
// does). PostgreSQL takes the type of a parameter from where it stands, and gives sums of BIGINT as
// numeric: write CAST(sum(x) AS BIGINT).
//
// Not thread-safe: one connection, one thread at a time.
//
// Errors, all of them from any call: db.full (no space left), db.read-only, db.busy (another
// process held the lock for 10 s), db.gone (the server went away: what was not acknowledged is not
// kept, unless it was the commit itself that got no answer), db.failed {why} for the rest. A
// connection that was lost is made again by the next transaction or statement outside of one.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace adem::db {

enum class Store { sqlite, postgresql };

// One prepared statement. Bind by 1-based position, step, read by 0-based column, reset.
class Statement {
 public:
  struct Impl;
  explicit Statement(std::unique_ptr<Impl> impl);
  Statement(Statement&&) noexcept;
  Statement& operator=(Statement&&) noexcept;
  ~Statement();

  Statement& bind(int position, std::string_view text);
  Statement& bind(int position, std::int64_t value);
  Statement& bind(int position, double value);  // NaN becomes NULL
  Statement& bind_null(int position);
  Statement& bind_blob(int position, std::span<const std::uint8_t> bytes);

  // True: a row is there; false: no more, until reset. PostgreSQL brings rows as they are asked
  // for; when another statement runs in between, the rest is read into memory first: walk long
  // tables in pages where you write too.
  bool step();
  // Runs to the end (of what step() began, if it did) and resets. Inside a transaction PostgreSQL
  // sends it down the pipeline without waiting, and an error shows at a later run(), step() or
  // commit().
  void run();
  void reset();  // ready to run again, bindings cleared

  std::string text(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;  // NULL becomes NaN
  bool is_null(int column) const;
  std::span<const std::uint8_t> blob(int column) const;  // until the next step or reset

 private:
  std::unique_ptr<Impl> impl_;
};

// A list of migrations in both stores, and the tables that it makes. Names last as long as the
// program.
struct TableList {
  std::string_view name;  // one database can hold several lists
  std::span<const std::string_view> sqlite, postgresql;
  std::span<const std::string_view> tables;
};

class Database {
 public:
  virtual ~Database() = default;
  virtual Store store() const = 0;
  // Any number of statements, separated by semicolons; what they return is dropped.
  virtual void execute(const std::string& sql) = 0;
  // The statement may outlive the database. PostgreSQL keeps each text prepared as long as the
  // connection: texts are constants, values are bound.
  virtual Statement prepare(std::string_view sql) = 0;
  // A second connection to the same database, for readers beside a writer; none to ":memory:".
  virtual std::unique_ptr<Database> again() const = 0;
  // What was deleted from or overwritten in `table` leaves the files too: SQLite zeroes it at once
  // (secure_delete) and here empties its log; PostgreSQL rewrites the table. Not in a transaction.
  virtual void scrub(const std::string& table) = 0;

  // Runs migrations[version..], all in one transaction; `name` names the list (one database can
  // hold several: the register's, the ledger's). Two processes may do it at once. Error db.newer
  // where a newer list made it.
  void migrate(std::string_view name, std::span<const std::string_view> migrations);
  void migrate(const TableList& list);
  // Whether it was ever migrated here.
  bool has(const TableList& list);

 protected:
  friend class Transaction;
  friend class Snapshot;
  virtual void begin() = 0;
  virtual void begin_reading() = 0;
  virtual void commit() = 0;
  virtual void rollback() = 0;
  // Makes the table of versions if it is not there, inside a transaction.
  virtual void prepare_versions() = 0;
  virtual bool has_versions() = 0;
};

// Before lists had names there was one, and its version stood in SQLite's user_version.
inline constexpr std::string_view kFirstList = "register";

// "postgresql://…" or a file's path; ":memory:" is kept nowhere. SQLite: WAL, synchronous=FULL,
// foreign keys, secure_delete. PostgreSQL: synchronous_commit, UTF-8.
// Errors db.cannot-open {path, why}, db.unreachable, db.refused (name or password), db.failed.
std::unique_ptr<Database> open(const std::string& where);

// "postgresql://…" without its password, for showing; other texts as they are.
std::string without_password(const std::string& where);

// Rolls back unless committed. One at a time in a database, whichever program it is (SQLite: BEGIN
// IMMEDIATE, PostgreSQL: a lock per schema); reading statements outside of it are not held up. Not
// nested.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();  // on return it is on the disk

 private:
  Database& database_;
  bool done_ = false;
};

// What is read shows one moment, however many questions are asked; nobody is held up, and nothing
// is written. Not nested, neither in a transaction.
class Snapshot {
 public:
  explicit Snapshot(Database& database);
  ~Snapshot();
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

 private:
  Database& database_;
};

}  // namespace adem::db
