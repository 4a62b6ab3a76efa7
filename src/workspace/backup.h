// A whole workspace in one tar file, and back. The file can be made while a server runs: the
// database is copied as it stands at one moment, and what it names is never changed afterwards.
//
//   adem.db, adem.toml, layers/…, runs/…, uploads/…, tls/…   as in the workspace
//   manifest.json  last: {"adem":"backup","version":1,"made_at","election","exercise","with_key",
//                  "from_server","files":[{"path","bytes","hash"}]}, BLAKE2b-256 of each
//
// A ledger that lies on a server comes along in adem.db, as it stands at one moment; where the
// server is, and its password, do not.
//
// Secrets stay behind unless they are asked for: the node's key, the keys of TLS, and the tables of
// passwords and logins.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/progress.h"
#include "db/database.h"
#include "workspace/workspace.h"

namespace adem::workspace {

struct BackupOrder {
  bool with_key = false;
  std::vector<std::string> private_tables;  // emptied in the copy where the key does not go along
  std::span<const db::TableList> beside;    // the ledger, in its database
};

struct RestoreOrder {
  std::string store;                      // "postgresql://…": the ledger goes there
  std::span<const db::TableList> beside;  // goes with it
};

struct BackedUp {
  std::size_t files = 0;
  std::uint64_t bytes = 0;
  std::string made_at;  // ISO 8601 in UTC
  std::string election;
  bool exercise = false, with_key = false;
  bool from_server = false;  // the ledger was not in adem.db
};

// `file` appears whole or not at all. Progress in bytes; before it in rows of a ledger that is on a
// server. Errors workspace.backup-changed {path}, base.cannot-read, base.cannot-write, and those of
// a database.
BackedUp back_up(Workspace& workspace, const std::string& file, const BackupOrder& order,
                 Instant now, const Progress& progress = {});

// Reads all of it and compares every hash before anything is written; `directory` appears whole or
// not at all. Without the key in it the workspace goes on as a new node, which others must enrol.
// Errors workspace.not-empty {path}, workspace.not-a-backup {path, why}, workspace.newer-backup,
// workspace.backup-broken {files}, workspace.store-in-use {where}, base.cannot-read,
// base.cannot-write, and those of a database.
BackedUp restore(const std::string& file, const std::string& directory,
                 const RestoreOrder& order = {}, const Progress& progress = {});

}  // namespace adem::workspace
