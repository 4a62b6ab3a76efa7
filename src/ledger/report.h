// What is held, counted.
#pragma once

#include "ledger/tables.h"

namespace adem::ledger {

// Everything but the hash of the state.
Report count_events(Tables& tables);
std::string state_hash(Tables& tables);

}  // namespace adem::ledger
