// Which bytes is a text file written in? Nothing is guessed away: UTF-8 and UTF-16 are told by
// their marks or their form, Windows-1252 is taken only where no byte sequence is UTF-8.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace adem::geo {

bool valid_utf8(std::string_view text);

enum class Encoding { utf8, utf16, windows_1252 };

struct Decoded {
  Encoding encoding = Encoding::utf8;
  std::string_view view;  // into the input, where that was UTF-8 (without its byte order mark)
  std::string owned;      // else the text made of it
  std::string_view text() const { return encoding == Encoding::utf8 ? view : owned; }
};

// Nothing where the bytes are neither: a NUL byte, or UTF-8 and other bytes mixed.
std::optional<Decoded> decode_text(std::string_view bytes);

// Every byte becomes a character (the five that Windows-1252 leaves open become U+0081 …).
std::string from_windows_1252(std::string_view bytes);

}  // namespace adem::geo
