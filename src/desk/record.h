// One act, judged and recorded in one commit: what every face does with what it was asked.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "desk/act.h"
#include "desk/seat.h"
#include "ledger/event.h"
#include "ledger/ledger.h"

namespace adem::desk {

struct Recorded {
  Json result;            // what the act returned
  bool repeated = false;  // was recorded before under this name: nothing was done, no result
};

// `actor` finds out who acts, inside the commit. With `once` it is recorded a single time under
// that name. Where an act hands something over ("redact" in its result) the texts of that leave the
// book after it. Errors: those of perform(), of the actor and of Ledger::commit; nothing is
// recorded.
Recorded record(ledger::Ledger& ledger, const Surroundings& around,
                const std::function<Actor(const ledger::Reader&)>& actor, std::string_view name,
                const Json& values, const std::string& once = {});

// The name under which an act with an id of its own is recorded once, whichever way it comes. The
// same id of two accounts is two acts: nobody can take another's.
std::string once_of(const std::string& account, const Id& id);

}  // namespace adem::desk
