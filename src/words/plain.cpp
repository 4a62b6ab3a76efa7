#include "words/plain.h"

#include <algorithm>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace adem::words {

namespace {

bool ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

icu::UnicodeString folded(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  // Bytes that are no UTF-8 become U+FFFD, which is no letter.
  const auto wide = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  const auto* form = icu::Normalizer2::getNFKCCasefoldInstance(status);
  return U_FAILURE(status) ? wide : form->normalize(wide, status);
}

bool of_a_word(UChar32 c) {
  constexpr auto marks = U_GC_MN_MASK | U_GC_MC_MASK;
  return u_isalnum(c) != 0 || (U_GET_GC_MASK(c) & marks) != 0;
}

// Most texts: nothing to normalise.
std::string ascii_words(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (char c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

std::string unicode_words(const icu::UnicodeString& text) {
  icu::UnicodeString kept;
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    const UChar32 c = text.char32At(at);
    if (of_a_word(c)) {
      kept.append(c);
    } else if (!kept.isEmpty() && kept.charAt(kept.length() - 1) != u' ') {
      kept.append(u' ');
    }
  }
  std::string out;
  kept.toUTF8String(out);
  return out;
}

}  // namespace

std::string plain_words(std::string_view text) {
  std::string out = ascii(text) ? ascii_words(text) : unicode_words(folded(text));
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace adem::words
