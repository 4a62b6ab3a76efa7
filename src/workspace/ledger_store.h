// The ledger of a workspace: in adem.db beside the register, or on the server that adem.toml names.
// The node's secret key is node.key, readable by its owner only, made at the first need. A copy of
// a workspace that keeps node.key is the same node twice, which the ledger reports as a fork.
#pragma once

#include <memory>

#include "ledger/ledger.h"
#include "workspace/workspace.h"

namespace adem::workspace {

// Meetings that an earlier adem kept in meetings.jsonl move into the ledger once, with their times;
// the file stays as meetings.jsonl.moved. Errors: those of Ledger::open, workspace.bad-node-key,
// base.cannot-write, ledger.broken for a damaged meetings.jsonl.
std::unique_ptr<ledger::Ledger> open_ledger(Workspace& workspace, const ledger::Fold& fold);

// The key in node.key; made where there is none.
SigningKey node_key(const Workspace& workspace);

}  // namespace adem::workspace
