// The tables of adem.db, as forward migrations. Append only: a released migration never changes.
#pragma once

#include <span>
#include <string_view>

namespace adem::workspace {
std::span<const std::string_view> migrations();
}
