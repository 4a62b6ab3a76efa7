// Reads TOML (rule books, adem.toml) into Json; dates and times become ISO text.
#pragma once

#include <string>
#include <string_view>

#include "base/json.h"

namespace adem {

// Error base.bad-toml with line and column. `name` says where the text came from.
Json parse_toml(std::string_view text, const std::string& name);

}  // namespace adem
