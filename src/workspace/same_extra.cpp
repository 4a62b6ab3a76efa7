#include "workspace/same_extra.h"

#include "base/json.h"

namespace adem::workspace {

bool same_extra(std::string_view a, std::string_view b) {
  if (a == b) return true;
  if (a.empty() || b.empty() || a.size() != b.size()) return false;
  // The plain type sorts its keys.
  return nlohmann::json::parse(a, nullptr, false) == nlohmann::json::parse(b, nullptr, false);
}

}  // namespace adem::workspace
