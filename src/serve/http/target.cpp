#include "serve/http/target.h"

#include "ledger/event.h"

namespace adem::serve::http {

namespace {

constexpr std::size_t kMostWords = 32;

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// A text that may be echoed, kept and compared.
std::optional<std::string> word(std::string_view text, bool plus_is_space) {
  auto decoded = percent_decoded(text, plus_is_space);
  if (!decoded || !ledger::is_short_text(*decoded)) return std::nullopt;
  return decoded;
}

// Cuts what stands before `mark` off the text, and the mark.
std::string_view cut(std::string_view& text, char mark) {
  const auto at = text.find(mark);
  const auto head = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return head;
}

bool read_path(std::string_view text, Target& target) {
  if (text.empty() || text.front() != '/') return false;
  text.remove_prefix(1);
  // "/lapangan/" is "/lapangan".
  if (text.size() > 1 && text.ends_with('/')) text.remove_suffix(1);
  if (text.empty()) return true;
  for (bool more = true; more;) {
    more = text.find('/') != std::string_view::npos;
    const auto decoded = word(cut(text, '/'), false);
    if (!decoded || decoded->empty() || *decoded == "." || *decoded == "..") return false;
    target.path.push_back(*decoded);
    if (target.path.size() > kMostWords) return false;
  }
  return true;
}

bool read_query(std::string_view text, Target& target) {
  while (!text.empty()) {
    auto pair = cut(text, '&');
    if (pair.empty()) continue;
    const auto name = word(cut(pair, '='), true), value = word(pair, true);
    if (!name || !value || target.query.size() == kMostWords) return false;
    target.query.emplace_back(*name, *value);
  }
  return true;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex(text[i + 1]), low = hex(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      decoded += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      decoded += plus_is_space && text[i] == '+' ? ' ' : text[i];
    }
  }
  return decoded;
}

std::optional<Target> read_target(std::string_view text) {
  Target target;
  if (text.find('#') != std::string_view::npos) return std::nullopt;
  const auto path = cut(text, '?');
  if (!read_path(path, target) || !read_query(text, target)) return std::nullopt;
  return target;
}

}  // namespace adem::serve::http
