// A ledger between adem.db and a server, with what its node keeps beside it.
#pragma once

#include <span>
#include <string>

#include "base/progress.h"
#include "db/copy.h"

namespace adem::workspace {

// Copies what the server `store` has at one moment into `database`; others go on writing there.
// `beside`: the node's tables that lie with the ledger. Progress in rows. Errors: a database's.
void bring_ledger(const std::string& store, db::Database& database,
                  std::span<const db::TableList> beside, const Progress& progress = {});

// Moves it from `database` to the server; it is all there before it goes here. Errors
// workspace.store-in-use {where}: a ledger is there already; those of a database.
void send_ledger(db::Database& database, const std::string& store,
                 std::span<const db::TableList> beside, const Progress& progress = {});

}  // namespace adem::workspace
