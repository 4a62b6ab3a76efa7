// The ledger's tables, in both stores.
#pragma once

#include "db/database.h"

namespace adem::ledger {

// A released entry is never changed; new ones are added at the end of both lists.
extern const db::TableList kTables;

}  // namespace adem::ledger
