#pragma once

#include <string_view>

namespace adem::workspace {

// Two extra columns (JSON object texts) that hold the same names and values, in whatever order.
bool same_extra(std::string_view a, std::string_view b);

}  // namespace adem::workspace
