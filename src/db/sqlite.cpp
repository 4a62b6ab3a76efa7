#include "db/sqlite.h"

#include <cmath>
#include <sqlite3.h>
#include <utility>

#include "base/error.h"

namespace adem::db {

namespace {

[[noreturn]] void fail(sqlite3* handle) {
  const int code = handle == nullptr ? SQLITE_NOMEM : sqlite3_errcode(handle);
  const bool disk = code == SQLITE_FULL || code == SQLITE_READONLY || code == SQLITE_IOERR;
  const char* file = handle == nullptr ? nullptr : sqlite3_db_filename(handle, "main");
  throw Error(disk ? ErrorKind::io : ErrorKind::conflict, "db.failed",
              {{"why", std::string(handle == nullptr ? "out of memory" : sqlite3_errmsg(handle))}},
              file == nullptr ? "" : file);
}

}  // namespace

Statement::Statement(sqlite3* handle, std::string_view sql) : handle_(handle) {
  if (sqlite3_prepare_v2(handle, sql.data(), static_cast<int>(sql.size()), &statement_, nullptr) !=
      SQLITE_OK) {
    fail(handle);
  }
}

Statement::Statement(Statement&& other) noexcept
    : handle_(other.handle_), statement_(std::exchange(other.statement_, nullptr)) {}

Statement::~Statement() { sqlite3_finalize(statement_); }

Statement& Statement::bind(int position, std::string_view text) {
  // A null pointer would bind NULL; the empty text is a value of its own.
  const char* data = text.data() == nullptr ? "" : text.data();
  if (sqlite3_bind_text64(statement_, position, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8) !=
      SQLITE_OK) {
    fail(handle_);
  }
  return *this;
}

Statement& Statement::bind(int position, std::int64_t value) {
  if (sqlite3_bind_int64(statement_, position, value) != SQLITE_OK) fail(handle_);
  return *this;
}

Statement& Statement::bind(int position, double value) {
  if (std::isnan(value)) return bind_null(position);
  if (sqlite3_bind_double(statement_, position, value) != SQLITE_OK) fail(handle_);
  return *this;
}

Statement& Statement::bind_null(int position) {
  if (sqlite3_bind_null(statement_, position) != SQLITE_OK) fail(handle_);
  return *this;
}

Statement& Statement::bind_blob(int position, std::span<const std::uint8_t> bytes) {
  const int result = bytes.empty() ? sqlite3_bind_zeroblob(statement_, position, 0)
                                   : sqlite3_bind_blob64(statement_, position, bytes.data(),
                                                         bytes.size(), SQLITE_TRANSIENT);
  if (result != SQLITE_OK) fail(handle_);
  return *this;
}

bool Statement::step() {
  const int result = sqlite3_step(statement_);
  if (result == SQLITE_ROW) return true;
  if (result != SQLITE_DONE) {
    sqlite3_reset(statement_);
    fail(handle_);
  }
  return false;
}

void Statement::run() {
  while (step()) {
  }
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

std::string Statement::text(int column) const {
  const auto* data = sqlite3_column_text(statement_, column);
  if (data == nullptr) return {};
  return {reinterpret_cast<const char*>(data),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}

double Statement::real(int column) const {
  return is_null(column) ? std::nan("") : sqlite3_column_double(statement_, column);
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::span<const std::uint8_t> Statement::blob(int column) const {
  const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Database::Database(const std::string& path) {
  if (sqlite3_open_v2(path.c_str(), &handle_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                      nullptr) != SQLITE_OK) {
    const std::string why = handle_ == nullptr ? "out of memory" : sqlite3_errmsg(handle_);
    sqlite3_close(handle_);
    throw Error(ErrorKind::io, "db.cannot-open", {{"path", path}, {"why", why}}, path);
  }
  sqlite3_busy_timeout(handle_, 10'000);
  try {
    execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON");
  } catch (...) {
    sqlite3_close(handle_);
    throw;
  }
}

Database::~Database() { sqlite3_close(handle_); }

void Database::execute(const std::string& sql) {
  if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(handle_);
}

Statement Database::prepare(std::string_view sql) { return {handle_, sql}; }

void Database::migrate(std::span<const std::string_view> migrations) {
  Statement read = prepare("PRAGMA user_version");
  read.step();
  auto version = static_cast<std::size_t>(read.integer(0));
  read.run();
  if (version > migrations.size()) {
    throw Error(ErrorKind::conflict, "db.newer",
                {{"found", static_cast<std::int64_t>(version)},
                 {"known", static_cast<std::int64_t>(migrations.size())}});
  }
  for (; version < migrations.size(); ++version) {
    Transaction transaction(*this);
    execute(std::string(migrations[version]));
    execute("PRAGMA user_version=" + std::to_string(version + 1));
    transaction.commit();
  }
}

Transaction::Transaction(Database& database) : database_(database) {
  database_.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  if (done_) return;
  try {
    database_.execute("ROLLBACK");
  } catch (const Error&) {
    // The failure that brought us here is already on its way up; closing rolls back as well.
  }
}

void Transaction::commit() {
  database_.execute("COMMIT");
  done_ = true;
}

}  // namespace adem::db
