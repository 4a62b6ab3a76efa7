// Two books meet over the wire: this node takes in what was written there since they last met,
// sends what was written here, and fetches what events name and nobody brought. Every request is
// signed with the node's key (node_proof.h); the other side must have enrolled this node.
#pragma once

#include <cstdint>

#include "base/progress.h"
#include "ledger/ledger.h"
#include "serve/caller.h"
#include "workspace/workspace.h"

namespace adem::serve {

struct Exchange {
  ledger::MergeReport taken;   // of what came
  std::uint64_t sent = 0;      // events
  std::uint64_t added = 0;     // of them, new there
  std::uint64_t refused = 0;   // of them, refused there
  std::uint64_t contents = 0;  // lists and photos that were fetched by hash
};

// `peers` keeps how far each meeting came: a meeting that breaks off is begun again from there, and
// what comes twice does no harm. Errors serve.not-known-there {where} (this node is not enrolled
// there, or a clock is off), serve.peer-refused {where, status, what}, serve.bundle-too-large,
// those of Caller::call and of Ledger::merge.
Exchange exchange(const workspace::Workspace& workspace, ledger::Ledger& ledger,
                  db::Database& peers, Caller& there, Instant now, const Progress& progress = {});

}  // namespace adem::serve
