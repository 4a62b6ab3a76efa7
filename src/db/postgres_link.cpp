#include "db/postgres_link.h"

#include <poll.h>
#include <utility>

#include "base/error.h"
#include "db/database.h"
#include "db/postgres_connect.h"

namespace adem::db {

namespace {

// So many unanswered commands are waited for: what libpq remembers of them stays small.
constexpr std::size_t kMostOnTheirWay = 1024;
constexpr int kBinary = 1;

// As SQLite has it: one writer at a time, here in each schema.
constexpr const char* kOneWriter =
    "SELECT pg_advisory_xact_lock(hashtextextended('adem ' || current_schema(), 0))";

}  // namespace

Link::Link(std::string where) : where_(std::move(where)), connection_(connect(where_)) {}

Link::~Link() { PQfinish(connection_); }

void Link::lost() {
  on_their_way_ = 0;
  if (open_ != nullptr) close(*open_);
  throw Error(ErrorKind::io, "db.gone", {{"why", plain(PQerrorMessage(connection_))}},
              without_password(where_));
}

void Link::raise(const Failure& failure) {
  const auto where = without_password(where_);
  const auto& state = failure.state;
  if (state.starts_with("57P") || state.starts_with("08") ||
      PQstatus(connection_) == CONNECTION_BAD) {
    throw Error(ErrorKind::io, "db.gone", {{"why", failure.why}}, where);
  }
  if (state == "53100") throw Error(ErrorKind::io, "db.full", {}, where);
  if (state == "25006") throw Error(ErrorKind::io, "db.read-only", {}, where);
  if (state == "55P03") throw Error(ErrorKind::conflict, "db.busy", {}, where);
  const bool machine = state.starts_with("53") || state.starts_with("58");
  throw Error(machine ? ErrorKind::io : ErrorKind::conflict, "db.failed", {{"why", failure.why}},
              where);
}

void Link::ready() {
  if (PQstatus(connection_) == CONNECTION_OK) return;
  if (in_transaction_) lost();
  PGconn* fresh = connect(where_);
  PQfinish(std::exchange(connection_, fresh));
  names_.clear();
}

Result Link::get() { return Result(PQgetResult(connection_)); }

void Link::note(const Result& result, Failure& failure) {
  const auto status = PQresultStatus(result.get());
  if (failure.any() || status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK ||
      status == PGRES_SINGLE_TUPLE || status == PGRES_PIPELINE_ABORTED) {
    return;
  }
  const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
  const char* why = PQresultErrorField(result.get(), PG_DIAG_MESSAGE_PRIMARY);
  failure.state = state == nullptr ? "" : state;
  failure.why = why == nullptr ? plain(PQresultErrorMessage(result.get())) : why;
}

void Link::drain(Failure& failure) {
  for (; on_their_way_ > 0; --on_their_way_) {
    while (const Result result = get()) {
      note(result, failure);
      last_tag_ = PQcmdStatus(result.get());
      if (PQstatus(connection_) == CONNECTION_BAD) lost();
    }
  }
}

void Link::sync() {
  if (PQpipelineSync(connection_) == 0) lost();
}

void Link::expect_sync() {
  const Result result = get();
  if (PQresultStatus(result.get()) != PGRES_PIPELINE_SYNC) lost();
}

void Link::settle() {
  hold();
  if (on_their_way_ == 0) return;
  sync();
  Failure failure;
  drain(failure);
  expect_sync();
  if (failure.any()) raise(failure);
}

void Link::count_sent() {
  if (++on_their_way_ >= kMostOnTheirWay) settle();
}

void Link::send_plain(const char* sql) {
  if (PQsendQueryParams(connection_, sql, 0, nullptr, nullptr, nullptr, nullptr, kBinary) == 0) {
    lost();
  }
  ++on_their_way_;
}

void Link::send(const std::string& sql, const std::vector<Value>& values) {
  const auto& name = prepared(sql);
  std::vector<const char*> data;
  std::vector<int> sizes;
  std::vector<int> formats;
  for (const auto& value : values) {
    data.push_back(value.kind == Value::Kind::null ? nullptr : value.data.c_str());
    sizes.push_back(static_cast<int>(value.data.size()));
    formats.push_back(value.kind == Value::Kind::binary ? 1 : 0);
  }
  if (PQsendQueryPrepared(connection_, name.c_str(), static_cast<int>(values.size()), data.data(),
                          sizes.data(), formats.data(), kBinary) == 0) {
    lost();
  }
}

const std::string& Link::prepared(const std::string& sql) {
  ready();
  const auto known = names_.find(sql);
  if (known != names_.end()) return known->second;
  settle();
  const std::string name = "s" + std::to_string(names_.size());
  if (PQsendPrepare(connection_, name.c_str(), sql.c_str(), 0, nullptr) == 0) lost();
  on_their_way_ = 1;
  settle();
  return names_.emplace(sql, name).first->second;
}

void Link::run(const std::string& sql, const std::vector<Value>& values) {
  hold();
  send(sql, values);
  count_sent();
  if (!in_transaction_) settle();
}

void Link::start(const std::string& sql, const std::vector<Value>& values, Rows& rows) {
  hold();
  send(sql, values);
  sync();
  Failure failure;
  drain(failure);
  if (failure.any()) {  // of an earlier command; ours was not run
    while (get()) {
    }
    expect_sync();
    raise(failure);
  }
  PQsetSingleRowMode(connection_);
  rows.open = true;
  open_ = &rows;
}

void Link::close(Rows& rows) {
  rows.open = false;
  open_ = nullptr;
}

Result Link::fetch(Rows& rows) {
  Result result = get();
  if (PQresultStatus(result.get()) == PGRES_SINGLE_TUPLE) return result;
  if (!result) lost();
  Failure failure;
  note(result, failure);
  if (PQstatus(connection_) == CONNECTION_BAD) lost();
  while (get()) {
  }
  expect_sync();
  close(rows);
  if (failure.any()) raise(failure);
  return nullptr;
}

Result Link::next(Rows& rows) {
  if (rows.ahead.empty()) return rows.open ? fetch(rows) : nullptr;
  Result row = std::move(rows.ahead.front());
  rows.ahead.pop_front();
  return row;
}

void Link::hold() {
  while (open_ != nullptr) {
    Rows& rows = *open_;
    if (Result row = fetch(rows)) rows.ahead.push_back(std::move(row));
  }
}

void Link::drop(Rows& rows) {
  rows.ahead.clear();
  while (rows.open) fetch(rows);
}

void Link::begin(Mode mode) {
  hold();
  // A server that went away while nothing was asked of it shows here, and is asked again.
  pollfd socket{PQsocket(connection_), POLLIN, 0};
  while (on_their_way_ == 0 && socket.fd >= 0 && ::poll(&socket, 1, 0) > 0 &&
         PQconsumeInput(connection_) != 0) {
  }
  ready();
  in_transaction_ = true;
  if (mode == Mode::reading) {
    send_plain("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    return;
  }
  send_plain("BEGIN");
  send_plain(kOneWriter);
}

void Link::commit() {
  ready();
  settle();
  send_plain("COMMIT");
  settle();
  // A server asked to commit what has failed before rolls back and says so.
  if (last_tag_ != "COMMIT") raise({"", "the transaction had failed"});
  in_transaction_ = false;
}

void Link::rollback() {
  in_transaction_ = false;
  if (PQstatus(connection_) != CONNECTION_OK) return;
  try {
    settle();
  } catch (const Error&) {
    // Whatever it was, it is rolled back now.
  }
  if (PQstatus(connection_) != CONNECTION_OK) return;
  send_plain("ROLLBACK");
  settle();
}

void Link::script(const std::string& sql) {
  ready();
  settle();
  // Several statements in one text need the simple protocol, which a pipeline does not speak.
  PQexitPipelineMode(connection_);
  const Result result(PQexec(connection_, sql.c_str()));
  Failure failure;
  note(result, failure);
  if (PQstatus(connection_) == CONNECTION_BAD || PQenterPipelineMode(connection_) == 0) lost();
  if (failure.any()) raise(failure);
}

}  // namespace adem::db
