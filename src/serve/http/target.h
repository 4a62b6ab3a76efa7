// The target of a request, taken apart: "/api/v1/stations/12?area=14.72" is three words of a path
// and one of a query.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace adem::serve::http {

struct Target {
  std::vector<std::string> path;  // decoded word by word: "%2F" never divides
  std::vector<std::pair<std::string, std::string>> query;
};

// Nothing where it is no path of this server: not from the root, an empty word or "." or ".." in
// it, an escape that is none, bytes that are no UTF-8 text, control characters, a word longer than
// 500 bytes, more than 32 words. In a query '+' is a space.
std::optional<Target> read_target(std::string_view text);

// "a%20b" as "a b"; nothing where an escape is broken.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space);

}  // namespace adem::serve::http
