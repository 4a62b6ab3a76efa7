// Base64 (RFC 4648, section 4) for seals and content in bundles.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace adem::ledger {

std::string base64(std::string_view bytes);
// Nothing where the text is not exactly what base64() writes.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace adem::ledger
