// A thin RAII wrapper over SQLite: statements, transactions, forward migrations.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace adem::db {

// One prepared statement. Bind by 1-based position, step, read by 0-based column, reset.
class Statement {
 public:
  Statement(sqlite3* handle, std::string_view sql);
  Statement(Statement&& other) noexcept;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement();

  Statement& bind(int position, std::string_view text);
  Statement& bind(int position, std::int64_t value);
  Statement& bind(int position, double value);  // NaN becomes NULL
  Statement& bind_null(int position);
  Statement& bind_blob(int position, std::span<const std::uint8_t> bytes);

  bool step();  // true: a row is there
  void run();   // step to the end and reset, bindings cleared

  std::string text(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;  // NULL becomes NaN
  bool is_null(int column) const;
  std::span<const std::uint8_t> blob(int column) const;

 private:
  sqlite3* handle_;
  sqlite3_stmt* statement_ = nullptr;
};

class Database {
 public:
  // WAL, synchronous=FULL, foreign keys on. Errors db.cannot-open, db.failed.
  explicit Database(const std::string& path);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  void execute(const std::string& sql);
  Statement prepare(std::string_view sql);

  // Runs migrations[version..] in one transaction each; the version lives in user_version.
  // Error db.newer where the file was made by a newer list.
  void migrate(std::span<const std::string_view> migrations);

 private:
  sqlite3* handle_ = nullptr;
};

// Rolls back unless committed.
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
