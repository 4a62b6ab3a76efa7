#include <algorithm>

#include "rules.h"

namespace adem::tidy {

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

std::string module_of(std::string_view path) {
  if (!path.starts_with("src/")) return {};
  path.remove_prefix(4);
  const auto slash = path.find('/');
  return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash));
}

bool is_test(std::string_view path) {
  return path.ends_with("_test.cpp") || path.ends_with("_fixture.h") ||
         path.ends_with("_fuzz.cpp") || path.starts_with("tests/") || path.starts_with("bench/");
}

namespace {

class Stripper {
 public:
  explicit Stripper(std::string_view text) : text_(text), out_(text) {}

  std::string run() {
    while (at_ < text_.size()) step();
    return std::move(out_);
  }

 private:
  bool here(std::string_view what) const { return text_.substr(at_).starts_with(what); }

  void blank_to(std::size_t end) {
    end = std::min(end, text_.size());
    for (; at_ < end; ++at_) {
      if (out_[at_] != '\n') out_[at_] = ' ';
    }
  }

  // Past the end of `what`, or the end of the text.
  std::size_t past(std::string_view what, std::size_t from) const {
    const auto found = text_.find(what, from);
    return found == std::string_view::npos ? text_.size() : found + what.size();
  }

  void step() {
    const char c = text_[at_];
    if (here("//")) {
      blank_to(text_.find('\n', at_));
    } else if (here("/*")) {
      blank_to(past("*/", at_ + 2));
    } else if (here("R\"") && !in_word()) {
      const auto open = text_.find('(', at_);
      if (open == std::string_view::npos) return blank_to(text_.size());
      const std::string close = ")" + std::string(text_.substr(at_ + 2, open - at_ - 2)) + "\"";
      blank_to(past(close, open));
    } else if (c == '"') {
      blank_to(end_of_literal('"'));
    } else if (c == '\'' && !in_word()) {  // in a word it separates digits
      blank_to(end_of_literal('\''));
    } else if (c == '#' && first_of_line()) {
      blank_to(end_of_directive());
    } else {
      ++at_;
    }
  }

  bool in_word() const {
    if (at_ == 0) return false;
    const char before = text_[at_ - 1];
    return (before >= '0' && before <= '9') || (before >= 'a' && before <= 'z') ||
           (before >= 'A' && before <= 'Z') || before == '_';
  }

  bool first_of_line() const {
    auto i = at_;
    while (i > 0 && (text_[i - 1] == ' ' || text_[i - 1] == '\t')) --i;
    return i == 0 || text_[i - 1] == '\n';
  }

  std::size_t end_of_literal(char quote) const {
    for (auto i = at_ + 1; i < text_.size(); ++i) {
      if (text_[i] == '\\') {
        ++i;
      } else if (text_[i] == quote) {
        return i + 1;
      }
    }
    return text_.size();
  }

  std::size_t end_of_directive() const {
    auto end = text_.find('\n', at_);
    while (end != std::string_view::npos && text_[end - 1] == '\\') end = text_.find('\n', end + 1);
    return end;
  }

  std::string_view text_;
  std::string out_;
  std::size_t at_ = 0;
};

}  // namespace

std::string code_only(std::string_view text) { return Stripper(text).run(); }

}  // namespace adem::tidy
