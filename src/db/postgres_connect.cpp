#include "db/postgres_connect.h"

#include <array>
#include <poll.h>
#include <regex>

#include "base/error.h"
#include "db/database.h"

namespace adem::db {

namespace {

constexpr int kConnectMs = 10'000;

// Where a verbose message carries the server's code ("FATAL:  28P01: password …").
const std::regex& state_pattern() {
  static const std::regex pattern("  ([0-9A-Z]{5}): ");
  return pattern;
}

[[noreturn]] void refuse(PGconn* connection, const std::string& where) {
  const std::string message = connection == nullptr ? "" : PQerrorMessage(connection);
  const bool password = connection != nullptr && PQconnectionNeedsPassword(connection) != 0;
  PQfinish(connection);
  const auto shown = without_password(where);
  const auto why = plain(message.c_str());
  std::smatch state;
  const bool answered = std::regex_search(message, state, state_pattern());
  const std::string code = answered ? state[1].str() : "";
  if (password || code.starts_with("28")) {
    throw Error(ErrorKind::forbidden, "db.refused", {{"why", why}}, shown);
  }
  // 57P0x: starting up or shutting down.
  if (!answered || code.starts_with("57P")) {
    throw Error(ErrorKind::io, "db.unreachable", {{"why", why}}, shown);
  }
  throw Error(ErrorKind::io, "db.cannot-open", {{"path", shown}, {"why", why}}, shown);
}

// False: it took too long or failed.
bool wait_until_open(PGconn* connection) {
  auto wanted = PGRES_POLLING_WRITING;
  while (wanted != PGRES_POLLING_OK) {
    pollfd socket{};
    socket.fd = PQsocket(connection);
    socket.events = wanted == PGRES_POLLING_READING ? POLLIN : POLLOUT;
    if (socket.fd < 0 || ::poll(&socket, 1, kConnectMs) <= 0) return false;
    wanted = PQconnectPoll(connection);
    if (wanted == PGRES_POLLING_FAILED) return false;
  }
  return true;
}

}  // namespace

std::string plain(const char* message) {
  std::string text(message);
  text = std::regex_replace(text, state_pattern(), "  ");
  text = text.substr(0, text.find('\n'));
  while (!text.empty() && (text.back() == '.' || text.back() == ' ')) text.pop_back();
  return text.empty() ? "no answer" : text;
}

PGconn* connect(const std::string& where) {
  const std::array<const char*, 4> keys = {"dbname", "client_encoding", "fallback_application_name",
                                           nullptr};
  const std::array<const char*, 4> values = {where.c_str(), "UTF8", "adem", nullptr};
  PGconn* connection = PQconnectStartParams(keys.data(), values.data(), 1);
  if (connection == nullptr || PQstatus(connection) == CONNECTION_BAD) refuse(connection, where);
  PQsetErrorVerbosity(connection, PQERRORS_VERBOSE);  // brings the server's code along
  PQsetNoticeProcessor(connection, [](void*, const char*) {}, nullptr);
  if (!wait_until_open(connection)) refuse(connection, where);
  PQsetErrorVerbosity(connection, PQERRORS_TERSE);
  const PGresult* set = PQexec(connection,
                               "SET lock_timeout = '10s'; SET client_min_messages = warning; "
                               "SELECT set_config('synchronous_commit', 'on', false) "
                               "WHERE current_setting('synchronous_commit') = 'off'");
  const bool fine = PQresultStatus(set) == PGRES_TUPLES_OK;
  PQclear(const_cast<PGresult*>(set));
  if (!fine || PQenterPipelineMode(connection) == 0) refuse(connection, where);
  return connection;
}

}  // namespace adem::db
