#include "db/sqlite.h"

#include <cstdlib>
#include <sqlite3.h>
#include <vector>

#include "base/error.h"
#include "db/statement.h"

namespace adem::db {

namespace {

constexpr int kBusyMs = 10'000;

// Closes the handle once the last statement is gone too.
using Handle = std::shared_ptr<sqlite3>;

[[noreturn]] void fail(sqlite3* handle) {
  int code = handle == nullptr ? SQLITE_NOMEM : sqlite3_errcode(handle);
  // The log beside the database cannot be made where nothing can be written.
  if (code == SQLITE_CANTOPEN && sqlite3_db_readonly(handle, "main") == 1) code = SQLITE_READONLY;
  const char* file = handle == nullptr ? nullptr : sqlite3_db_filename(handle, "main");
  const std::string where = file == nullptr ? "" : file;
  switch (code) {
    case SQLITE_FULL:
      throw Error(ErrorKind::io, "db.full", {}, where);
    case SQLITE_READONLY:
      throw Error(ErrorKind::io, "db.read-only", {}, where);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Error(ErrorKind::conflict, "db.busy", {}, where);
    default:
      throw Error(code == SQLITE_IOERR ? ErrorKind::io : ErrorKind::conflict, "db.failed",
                  {{"why", std::string(handle == nullptr ? "out of memory"  //
                                                         : sqlite3_errmsg(handle))}},
                  where);
  }
}

void run_script(sqlite3* handle, const std::string& sql) {
  if (sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(handle);
}

class SqliteStatement final : public Statement::Impl {
 public:
  SqliteStatement(Handle handle, std::string_view sql) : handle_(std::move(handle)) {
    if (sqlite3_prepare_v2(handle_.get(), sql.data(), static_cast<int>(sql.size()), &statement_,
                           nullptr) != SQLITE_OK) {
      fail(handle_.get());
    }
    // SQLite numbers $1, $2 … by first use; here the number is what it says.
    const int count = sqlite3_bind_parameter_count(statement_);
    index_.assign(static_cast<std::size_t>(count) + 1, 0);
    for (int i = 1; i <= count; ++i) {
      const char* name = sqlite3_bind_parameter_name(statement_, i);
      const int position = name == nullptr ? i : std::atoi(name + 1);
      if (position >= 1 && position <= count) index_[static_cast<std::size_t>(position)] = i;
    }
  }
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;
  ~SqliteStatement() override { sqlite3_finalize(statement_); }

  void bind(int position, std::string_view text) override {
    // A null pointer would bind NULL; the empty text is a value of its own.
    const char* data = text.data() == nullptr ? "" : text.data();
    check(sqlite3_bind_text64(statement_, at(position), data, text.size(), SQLITE_TRANSIENT,
                              SQLITE_UTF8));
  }
  void bind(int position, std::int64_t value) override {
    check(sqlite3_bind_int64(statement_, at(position), value));
  }
  void bind(int position, double value) override {
    check(sqlite3_bind_double(statement_, at(position), value));
  }
  void bind_null(int position) override { check(sqlite3_bind_null(statement_, at(position))); }
  void bind_blob(int position, std::span<const std::uint8_t> bytes) override {
    check(bytes.empty() ? sqlite3_bind_zeroblob(statement_, at(position), 0)
                        : sqlite3_bind_blob64(statement_, at(position), bytes.data(), bytes.size(),
                                              SQLITE_TRANSIENT));
  }

  bool step() override {
    if (ended_) return false;  // SQLite itself would begin again
    started_ = used_ = true;
    const int result = sqlite3_step(statement_);
    if (result == SQLITE_ROW) return true;
    if (result != SQLITE_DONE) {
      sqlite3_reset(statement_);
      fail(handle_.get());
    }
    ended_ = true;
    return false;
  }
  void run() override {
    if (!started_) step();
    reset();
  }
  void reset() override {
    if (!used_) return;
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
    started_ = ended_ = used_ = false;
  }

  std::string text(int column) const override {
    const auto* data = sqlite3_column_text(statement_, column);
    if (data == nullptr) return {};
    return {reinterpret_cast<const char*>(data),
            static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }
  std::int64_t integer(int column) const override {
    return sqlite3_column_int64(statement_, column);
  }
  double real(int column) const override { return sqlite3_column_double(statement_, column); }
  bool is_null(int column) const override {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
  }
  std::span<const std::uint8_t> blob(int column) const override {
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }

 private:
  int at(int position) {
    used_ = true;
    const auto i = static_cast<std::size_t>(position);
    return i < index_.size() ? index_[i] : 0;
  }
  void check(int result) const {
    if (result != SQLITE_OK) fail(handle_.get());
  }

  Handle handle_;
  sqlite3_stmt* statement_ = nullptr;
  std::vector<int> index_;
  bool started_ = false;
  bool ended_ = false;
  bool used_ = false;  // bound or stepped since it was reset
};

class SqliteDatabase final : public Database {
 public:
  explicit SqliteDatabase(const std::string& path) : path_(path) {
    sqlite3* handle = nullptr;
    // One thread at a time, as the header says: SQLite need not lock as well.
    const int result =
        sqlite3_open_v2(path.c_str(), &handle,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    handle_ = Handle(handle, [](sqlite3* each) { sqlite3_close_v2(each); });
    if (result != SQLITE_OK) {
      const std::string why = handle == nullptr ? "out of memory" : sqlite3_errmsg(handle);
      throw Error(ErrorKind::io, "db.cannot-open", {{"path", path}, {"why", why}}, path);
    }
    sqlite3_busy_timeout(handle, kBusyMs);
    // The log grows to 64 MB before it is copied into the database: a commit is one sync, and
    // copying is rare. Up to 32 MB of pages stay in memory, so that what is written to again and
    // again (indices, states) need not be read again from the log.
    run_script(handle,
               "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
               "PRAGMA secure_delete=ON; PRAGMA wal_autocheckpoint=16384; "
               "PRAGMA cache_size=-32768");
  }

  Store store() const override { return Store::sqlite; }
  void execute(const std::string& sql) override { run_script(handle_.get(), sql); }
  Statement prepare(std::string_view sql) override {
    return Statement(std::make_unique<SqliteStatement>(handle_, sql));
  }
  std::unique_ptr<Database> again() const override {
    return path_ == ":memory:" ? nullptr : open_sqlite(path_);
  }
  void scrub(const std::string&) override { execute("PRAGMA wal_checkpoint(TRUNCATE)"); }

 protected:
  void begin() override { execute("BEGIN IMMEDIATE"); }
  void begin_reading() override { execute("BEGIN"); }
  void commit() override { execute("COMMIT"); }
  void rollback() override {
    // Some failures (a full disk) have rolled back already.
    if (sqlite3_get_autocommit(handle_.get()) == 0) execute("ROLLBACK");
  }
  bool has_versions() override {
    return prepare("SELECT 1 FROM sqlite_master WHERE name = 'schema_version'").step();
  }
  void prepare_versions() override {
    if (has_versions()) return;
    execute("CREATE TABLE schema_version (name TEXT PRIMARY KEY, version BIGINT NOT NULL)");
    auto read = prepare("PRAGMA user_version");
    const std::int64_t before = read.step() ? read.integer(0) : 0;
    read.reset();
    if (before == 0) return;
    prepare("INSERT INTO schema_version (name, version) VALUES ($1, $2)")
        .bind(1, kFirstList)
        .bind(2, before)
        .run();
    // The release that reads user_version now sees a newer database and says so.
    execute("PRAGMA user_version=" + std::to_string(before + 1));
  }

 private:
  std::string path_;
  Handle handle_;
};

}  // namespace

std::unique_ptr<Database> open_sqlite(const std::string& path) {
  return std::make_unique<SqliteDatabase>(path);
}

}  // namespace adem::db
