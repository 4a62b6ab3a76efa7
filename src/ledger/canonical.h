// What the writers and readers of canonical JSON share.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"

namespace adem::ledger {

// A text in quotes with the shortest escapes, at the end of `out`; false where it is not UTF-8.
bool append_text(std::string& out, std::string_view text);

// Each takes what it names from the front of `text` and leaves the rest; false where it does not
// stand there in canonical form: `text` and `out` then hold anything.
bool take_text(std::string_view& text, std::string& out);  // in quotes
bool take_value(std::string_view& text, Json& out);        // may nest kMaxDepth deep

}  // namespace adem::ledger
