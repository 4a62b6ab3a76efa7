// What `adem import roads` and `adem roads check` both say of a network.
#pragma once

#include "cli/context.h"
#include "roads/network/network.h"

namespace adem::cli {

// Junctions, roads, length, parts, what was joined, what is doubtful: a line each.
void say_network(Context& context, const roads::Network& network);

// {"kind","source","lon","lat", and where it has them "nodes" and "mode"}.
Json flag_json(const roads::Flagged& flag);

}  // namespace adem::cli
