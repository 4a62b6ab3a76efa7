// Reads TOML (rule books, adem.toml) into Json; dates and times become ISO text.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/json.h"

namespace adem {

// Line (from 1) of each value by its path: "rain.series", "boundary[1].where".
using TomlLines = std::map<std::string, int>;

// Error base.bad-toml with line and column. `name` says where the text came from; `lines`, where
// given, is filled.
Json parse_toml(std::string_view text, const std::string& name, TomlLines* lines = nullptr);

}  // namespace adem
