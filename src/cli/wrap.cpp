#include "cli/wrap.h"

#include <algorithm>

namespace adem::cli {

namespace {

constexpr std::size_t kColumns = 80;

}  // namespace

std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

void wrap(std::string_view text, const std::string& first, const std::string& rest,
          std::vector<std::string>& out) {
  std::string line = first;
  bool empty = true;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find(' ', begin), text.size());
    const auto word = text.substr(begin, end - begin);
    if (!empty && width(line) + 1 + width(word) > kColumns) {
      out.push_back(line);
      line = rest;
      empty = true;
    }
    if (!empty) line += ' ';
    line += word;
    empty = false;
    begin = end + 1;
  }
  out.push_back(line);
}

}  // namespace adem::cli
