// What is held, counted.
#pragma once

#include "ledger/tables.h"

namespace adem::ledger {

// Everything but the hash of the state.
Report count_events(Tables& tables);
// Of those that arrived after `after`.
std::uint64_t count_quarantined(Tables& tables, std::uint64_t after);
std::string state_hash(Tables& tables);

}  // namespace adem::ledger
