#include <algorithm>
#include <array>
#include <cctype>

#include "rules.h"

namespace adem::tidy {

namespace {

// UTF-8 code points.
std::size_t width_of(std::string_view line) {
  return static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
  }));
}

// Files that may be longer, each with its reason. None is needed today.
struct LongFile {
  std::string_view path;
  std::string_view why;
};
constexpr std::array<LongFile, 0> kLongFiles = {};

bool blank(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

// What stands before a brace decides what it opens.
enum class Block { scope, function, other };

bool has_word(std::string_view text, std::string_view word) {
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const auto end = at + word.size();
    const bool starts = at == 0 || (std::isalnum(static_cast<unsigned char>(text[at - 1])) == 0 &&
                                    text[at - 1] != '_');
    const bool ends =
        end == text.size() ||
        (std::isalnum(static_cast<unsigned char>(text[end])) == 0 && text[end] != '_');
    if (starts && ends) return true;
  }
  return false;
}

Block block_of(std::string_view head) {
  if (has_word(head, "namespace") || has_word(head, "extern")) return Block::scope;
  if (head.find('(') != std::string_view::npos) return Block::function;
  for (const auto* word : {"class", "struct", "union"}) {
    if (has_word(head, word) && head.find('=') == std::string_view::npos) return Block::scope;
  }
  return Block::other;
}

// Walks the braces outside functions; inside one only its end matters.
class FunctionWalk {
 public:
  explicit FunctionWalk(const File& file) : file_(file), code_(code_only(file.text)) {}

  Findings run() {
    for (at_ = 0; at_ < code_.size(); ++at_) {
      const char c = code_[at_];
      if (c == '\n') ++line_;
      if (c == '{') {
        open();
      } else if (c == '}') {
        close();
      } else if (inner_ == 0) {
        take(c);
      }
    }
    return std::move(findings_);
  }

 private:
  void open() {
    if (inner_ > 0) {
      ++inner_;
    } else if (block_of(head_) == Block::scope) {
      head_.clear();
    } else {
      is_function_ = block_of(head_) == Block::function;
      inner_ = 1;
    }
  }

  void close() {
    if (inner_ == 0) {
      head_.clear();
      return;
    }
    if (--inner_ > 0) return;
    // A member initialised with braces is still part of the head: "Foo() : a_{1}, b_{2} {".
    auto next = at_ + 1;
    while (next < code_.size() && blank(code_[next])) ++next;
    if (next < code_.size() && (code_[next] == ',' || code_[next] == '{')) return;
    const auto length = line_ - start_ + 1;
    if (is_function_ && length > kFunctionMax) {
      findings_.push_back({file_.path, start_,
                           "function of " + std::to_string(length) + " lines (about 70 at most)"});
    }
    head_.clear();
  }

  void take(char c) {
    if (c == ';') {
      head_.clear();
    } else if (!blank(c) || !head_.empty()) {
      if (head_.empty()) start_ = line_;
      head_ += c;
    }
  }

  const File& file_;
  std::string code_, head_;
  std::size_t at_ = 0, line_ = 1, start_ = 1, inner_ = 0;
  bool is_function_ = false;
  Findings findings_;
};

}  // namespace

Findings long_lines(const File& file) {
  Findings findings;
  std::size_t number = 0;
  for (const auto line : lines_of(file.text)) {
    ++number;
    if (const auto width = width_of(line); width > kLineMax) {
      findings.push_back({file.path, number, "line of " + std::to_string(width) + " columns"});
    }
  }
  return findings;
}

Findings long_file(const File& file) {
  const auto count = lines_of(file.text).size();
  const bool listed =
      std::any_of(kLongFiles.begin(), kLongFiles.end(),
                  [&file](const LongFile& known) { return known.path == file.path; });
  if (count <= kFileMax || listed) return {};
  return {{file.path, 0, "file of " + std::to_string(count) + " lines (about 400 at most)"}};
}

Findings long_functions(const File& file) { return FunctionWalk(file).run(); }

}  // namespace adem::tidy
