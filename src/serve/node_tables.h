// What a server keeps for itself, beside the ledger and in its database, and hands to nobody by
// exchange: logins, rooms for questions, how far the meetings with other servers came.
#pragma once

#include <span>
#include <string_view>

#include "db/database.h"

namespace adem::serve {

// Of passwords, invitations and logins; of rooms and what waits in them; of other servers.
extern const db::TableList kLoginTables, kRoomTables, kPeerTables;
std::span<const db::TableList> node_tables();  // all of them

// What nobody else may have: emptied where the tables are handed on. What waits in a hall to be
// asked is no record yet either.
inline constexpr std::string_view kPrivateTables[] = {
    "serve_password", "serve_invite", "serve_login", "serve_room", "serve_question"};

}  // namespace adem::serve
