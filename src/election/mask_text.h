// Takes out of a text what may point at a person, so that the claim in it can be written down.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace adem::election {

struct MaskedText {
  std::string text;                // with [NIK], [nomor], [surel], [akun], [tautan] instead
  std::vector<std::string> found;  // codes of what was masked, in the order of the text
};

// What comes back passes require_public_text. Names cannot be recognised (private_text.h). Spaces,
// hyphens and digits of other scripts become plain ones; all else stays byte for byte.
MaskedText masked_text(std::string_view text);

}  // namespace adem::election
