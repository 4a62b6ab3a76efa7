// What the writers and readers of canonical JSON share.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"

namespace adem::ledger {

// A text in quotes with the shortest escapes, at the end of `out`; false where it is not UTF-8.
bool append_text(std::string& out, std::string_view text);

// read_canonical of ledger/event.h for a text that may nest this deep.
std::optional<Json> read_canonical(std::string_view text, int max_depth);

}  // namespace adem::ledger
