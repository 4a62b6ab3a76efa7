// One thin interface over SQLite and PostgreSQL: statements, transactions, forward migrations.
//
// SQL is written once: parameters are $1, $2 … in order of first use, upserts are ON CONFLICT …,
// integers are BIGINT, bytes are BLOB (BYTEA in PostgreSQL: the migration lists of the two stores
// differ, nothing else does). Not thread-safe: one connection, one thread at a time.
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

  bool step();  // true: a row is there
  // Runs to the end and resets, bindings cleared. PostgreSQL sends it down the pipeline and an
  // error shows at the next step() or commit().
  void run();
  void reset();

  std::string text(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;  // NULL becomes NaN
  bool is_null(int column) const;
  std::span<const std::uint8_t> blob(int column) const;

 private:
  std::unique_ptr<Impl> impl_;
};

class Database {
 public:
  virtual ~Database() = default;
  virtual Store store() const = 0;
  virtual void execute(const std::string& sql) = 0;
  virtual Statement prepare(std::string_view sql) = 0;
  // A second connection to the same database, for readers beside a writer. Not for ":memory:".
  virtual std::unique_ptr<Database> again() const = 0;

  // Runs migrations[version..] in one transaction each; `name` names the list (one database can
  // hold several: the register's, the ledger's). Error db.newer where a newer list made it.
  void migrate(std::string_view name, std::span<const std::string_view> migrations);
};

// "postgresql://…" or a file's path. SQLite: WAL, synchronous=FULL, foreign keys, secure_delete.
// Errors db.cannot-open, db.failed.
std::unique_ptr<Database> open(const std::string& where);

// Rolls back unless committed. SQLite: BEGIN IMMEDIATE.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& database_;
  bool done_ = false;
};

}  // namespace adem::db
