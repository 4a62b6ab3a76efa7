#include "db/database.h"

#include <cmath>
#include <regex>

#include "base/error.h"
#include "db/postgres.h"
#include "db/sqlite.h"
#include "db/statement.h"

namespace adem::db {

Statement::Statement(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Statement::Statement(Statement&&) noexcept = default;
Statement& Statement::operator=(Statement&&) noexcept = default;
Statement::~Statement() = default;

Statement& Statement::bind(int position, std::string_view text) {
  impl_->bind(position, text);
  return *this;
}

Statement& Statement::bind(int position, std::int64_t value) {
  impl_->bind(position, value);
  return *this;
}

Statement& Statement::bind(int position, double value) {
  if (std::isnan(value)) {
    impl_->bind_null(position);
  } else {
    impl_->bind(position, value);
  }
  return *this;
}

Statement& Statement::bind_null(int position) {
  impl_->bind_null(position);
  return *this;
}

Statement& Statement::bind_blob(int position, std::span<const std::uint8_t> bytes) {
  impl_->bind_blob(position, bytes);
  return *this;
}

bool Statement::step() { return impl_->step(); }
void Statement::run() { impl_->run(); }
void Statement::reset() { impl_->reset(); }

std::string Statement::text(int column) const { return impl_->text(column); }
std::int64_t Statement::integer(int column) const { return impl_->integer(column); }

double Statement::real(int column) const {
  return is_null(column) ? std::nan("") : impl_->real(column);
}

bool Statement::is_null(int column) const { return impl_->is_null(column); }
std::span<const std::uint8_t> Statement::blob(int column) const { return impl_->blob(column); }

namespace {

std::size_t version_of(Database& database, std::string_view name) {
  auto read = database.prepare("SELECT version FROM schema_version WHERE name = $1");
  read.bind(1, name);
  return read.step() ? static_cast<std::size_t>(read.integer(0)) : 0;
}

// True: nothing is left to do.
bool is_current(std::size_t version, std::size_t known) {
  if (version > known) {
    throw Error(ErrorKind::conflict, "db.newer",
                {{"found", static_cast<std::int64_t>(version)},
                 {"known", static_cast<std::int64_t>(known)}});
  }
  return version == known;
}

}  // namespace

void Database::migrate(std::string_view name, std::span<const std::string_view> migrations) {
  // Most openings find nothing to do, and then a read-only disk is no obstacle.
  if (has_versions() && is_current(version_of(*this, name), migrations.size())) return;
  Transaction transaction(*this);
  prepare_versions();
  const std::size_t version = version_of(*this, name);
  if (!is_current(version, migrations.size())) {
    for (const auto& migration : migrations.subspan(version)) execute(std::string(migration));
    auto write = prepare(
        "INSERT INTO schema_version (name, version) VALUES ($1, $2) "
        "ON CONFLICT (name) DO UPDATE SET version = excluded.version");
    write.bind(1, name).bind(2, static_cast<std::int64_t>(migrations.size())).run();
  }
  transaction.commit();
}

bool Database::has(const TableList& list) {
  return has_versions() && version_of(*this, list.name) > 0;
}

void Database::migrate(const TableList& list) {
  migrate(list.name, store() == Store::sqlite ? list.sqlite : list.postgresql);
}

Transaction::Transaction(Database& database) : database_(database) { database_.begin(); }

Transaction::~Transaction() {
  if (done_) return;
  try {
    database_.rollback();
  } catch (const Error&) {
    // The failure that brought us here is already on its way up; closing rolls back as well.
  }
}

void Transaction::commit() {
  database_.commit();
  done_ = true;
}

Snapshot::Snapshot(Database& database) : database_(database) { database_.begin_reading(); }

Snapshot::~Snapshot() {
  try {
    database_.rollback();
  } catch (const Error&) {
    // Nothing was written; a connection that is gone has no snapshot left to end.
  }
}

std::unique_ptr<Database> open(const std::string& where) {
  return is_postgres(where) ? open_postgres(where) : open_sqlite(where);
}

std::string without_password(const std::string& where) {
  if (!is_postgres(where)) return where;
  static const std::regex in_name("(://[^/@:]*):[^/@]*@");
  static const std::regex in_options("([?&])password=[^&]*&?");
  return std::regex_replace(std::regex_replace(where, in_name, "$1@"), in_options, "$1");
}

}  // namespace adem::db
