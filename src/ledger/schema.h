// The ledger's tables, in both stores.
#pragma once

#include <span>
#include <string_view>

#include "db/database.h"

namespace adem::ledger {

// Of Database::migrate("ledger", …). A released entry is never changed; new ones are added at the
// end of both lists.
std::span<const std::string_view> migrations(db::Store store);

}  // namespace adem::ledger
