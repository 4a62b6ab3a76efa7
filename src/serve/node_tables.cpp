#include "serve/node_tables.h"

namespace adem::serve {

namespace {

// Texts and whole numbers only: the same on every store.

constexpr std::string_view kLogins[] = {R"sql(
  CREATE TABLE serve_password (handle TEXT PRIMARY KEY, kept TEXT NOT NULL);
  CREATE TABLE serve_invite (handle TEXT PRIMARY KEY, code_hash TEXT NOT NULL,
    until BIGINT NOT NULL);
  CREATE TABLE serve_login (token_hash TEXT PRIMARY KEY, handle TEXT NOT NULL,
    device BIGINT NOT NULL, since BIGINT NOT NULL, until BIGINT NOT NULL);
  CREATE TABLE serve_generation (one BIGINT PRIMARY KEY, n BIGINT NOT NULL);
  INSERT INTO serve_generation (one, n) VALUES (1, 0);
)sql"};
constexpr std::string_view kLoginNames[] = {"serve_password", "serve_invite", "serve_login",
                                            "serve_generation"};

constexpr std::string_view kRooms[] = {R"sql(
  CREATE TABLE serve_room (meeting TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE);
  CREATE TABLE serve_question (meeting TEXT NOT NULL, id TEXT NOT NULL, at BIGINT NOT NULL,
    office TEXT NOT NULL, words TEXT NOT NULL, station TEXT NOT NULL, done BIGINT NOT NULL,
    PRIMARY KEY (meeting, id));
)sql"};
constexpr std::string_view kRoomNames[] = {"serve_room", "serve_question"};

constexpr std::string_view kPeers[] = {R"sql(
  CREATE TABLE serve_peer (url TEXT PRIMARY KEY, node TEXT NOT NULL, theirs BIGINT NOT NULL,
    ours BIGINT NOT NULL);
)sql"};
constexpr std::string_view kPeerNames[] = {"serve_peer"};

}  // namespace

constinit const db::TableList kLoginTables{
    .name = "serve", .sqlite = kLogins, .postgresql = kLogins, .tables = kLoginNames};
constinit const db::TableList kRoomTables{
    .name = "room", .sqlite = kRooms, .postgresql = kRooms, .tables = kRoomNames};
constinit const db::TableList kPeerTables{
    .name = "peers", .sqlite = kPeers, .postgresql = kPeers, .tables = kPeerNames};

std::span<const db::TableList> node_tables() {
  static const db::TableList all[] = {kLoginTables, kRoomTables, kPeerTables};
  return all;
}

}  // namespace adem::serve
