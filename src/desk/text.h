// What may be written down as a free text, and how it is tidied.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace adem::desk {

// Without spaces at the ends; runs of blanks and control characters become one space.
std::string tidy(std::string_view text);
// Parts divided by ";", "," or line ends, tidied, empty ones left out.
std::vector<std::string> split_list(std::string_view text);
// Tidied. Errors desk.not-text, desk.empty, desk.too-long {field, limit}, guard.* {field, shown}.
std::string public_words(const std::string& text, const std::string& field, bool required = true);
// The same for the name of an office in words, which is short.
std::string office_words(const std::string& text, const std::string& field);

}  // namespace adem::desk
