// What the ledger commands share: fingerprints as people read them, nodes as they name them, and
// who acts.
#pragma once

#include <string>
#include <vector>

#include "cli/room.h"

namespace adem::cli {

// "8d2d 1c26 0127 c744 76b2 7136 c5e3 8c00"
std::string fingerprint(const Id& node);
// As read aloud or scanned: groups, dashes, any case. Error cli.bad-fingerprint.
Id read_fingerprint(const std::string& text);

// A node by its fingerprint, or by a beginning of it that fits one node alone. Errors
// ledger.unknown-node, cli.ambiguous-node.
ledger::Node meant_node(const ledger::Ledger& ledger, const std::string& text);

// "ppk:14.72.05, pkd:14.72.05.1003"; a dash where it may speak for any.
std::string office_list(const std::vector<std::string>& offices);

// An event of whoever acts: account, office, area and time. Where accounts are kept it takes the
// right to keep them (desk.not-allowed); before that, this node's own office stands in the record.
ledger::Draft signed_by(Room& room, std::string office = {});

Json to_json(const ledger::Report& report);
// Counts, gaps and forks in words.
void show(const ledger::Report& report, const Context& context, const words::Speech& speech);

}  // namespace adem::cli
