// A text as bare words, for comparing what was written in different ways.
#pragma once

#include <string>
#include <string_view>

namespace adem::words {

// Compatibility forms made one, cases folded, invisible characters dropped (Unicode NFKC_Casefold):
// full-width, circled and "fancy" letters of chats become plain ones. What remains of letters,
// their marks and digits is kept; everything else parts words: one space between them, none at the
// ends. Bytes that are no UTF-8 part words. Linear; never throws for input.
std::string plain_words(std::string_view text);

}  // namespace adem::words
