// Where in a text something private stands. Used by private_text.cpp and mask_text.cpp only.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace adem::election {

struct PrivateSpan {
  const char* code = "";  // "guard.nik", "guard.phone", …
  std::size_t begin = 0, end = 0;
};

// The first thing that may point at a person (see private_text.h), of any kind. Of a profile link
// the span ends within it. `plain` is what plain_text returned.
std::optional<PrivateSpan> private_span(std::string_view plain);

// Identity and phone numbers alone. `text` has plain ASCII digits and spaces (see plain_text).
std::optional<PrivateSpan> private_digits(std::string_view text);

// No-break and thin spaces as spaces, dashes as '-', full-width and Arabic-Indic digits and '@' as
// ASCII, zero-width marks dropped; everything else byte for byte.
std::string plain_text(std::string_view text);

}  // namespace adem::election
