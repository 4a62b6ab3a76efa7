// Finds identity and phone numbers among the digits of a text. Used by private_text.cpp only.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace adem::election {

struct PrivateSpan {
  const char* code = "";  // "guard.nik" or "guard.phone"
  std::size_t begin = 0, end = 0;
};

// `text` has plain ASCII digits and spaces (see plain_text).
std::optional<PrivateSpan> private_digits(std::string_view text);

// No-break and thin spaces as spaces, dashes as '-', full-width and Arabic-Indic digits and '@' as
// ASCII, zero-width marks dropped; everything else byte for byte.
std::string plain_text(std::string_view text);

}  // namespace adem::election
