#include "roads/network/lines.h"

namespace adem::roads {

std::uint32_t Names::number(std::string_view name) {
  if (name.empty()) return 0;
  const auto [it, added] =
      numbers_.try_emplace(std::string(name), static_cast<std::uint32_t>(list_.size()));
  if (added) list_.emplace_back(name);
  return it->second;
}

}  // namespace adem::roads
