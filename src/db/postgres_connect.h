// Opens the connection and says in adem's words why it cannot.
#pragma once

#include <libpq-fe.h>
#include <string>

namespace adem::db {

// Ready for pipeline mode: UTF-8, binary answers, locks waited for 10 s, commits synced.
PGconn* connect(const std::string& where);

// The first line of what libpq says, without the server's error code.
std::string plain(const char* message);

}  // namespace adem::db
