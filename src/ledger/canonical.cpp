// Canonical JSON, written and read: one text for one value, so that a hash stands for the value.
#include "ledger/canonical.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/error.h"
#include "ledger/event.h"

namespace adem::ledger {

namespace {

// Length of the UTF-8 character at the start of `text`, 0 where it is none (RFC 3629: no overlong
// forms, no surrogates).
std::size_t utf8_length(std::string_view text) {
  const auto byte = [text](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const auto follows = [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      if ((byte(i) & 0xC0) != 0x80) return false;
    }
    return true;
  };
  const std::uint8_t first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first < 0xE0) return text.size() >= 2 && follows(1, 2) ? 2 : 0;
  if (first >= 0xE0 && first < 0xF0) {
    if (text.size() < 3 || !follows(1, 3)) return 0;
    if (first == 0xE0 && byte(1) < 0xA0) return 0;
    return first == 0xED && byte(1) >= 0xA0 ? 0 : 3;
  }
  if (first >= 0xF0 && first < 0xF5) {
    if (text.size() < 4 || !follows(1, 4)) return 0;
    if (first == 0xF0 && byte(1) < 0x90) return 0;
    return first == 0xF4 && byte(1) >= 0x90 ? 0 : 4;
  }
  return 0;
}

constexpr bool is_plain(std::uint8_t c) { return c >= 0x20 && c != '"' && c != '\\'; }

// ASCII that stands in a text as it is.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::uint8_t c = 0; c < 0x80; ++c) plain[c] = is_plain(c);
  return plain;
}();

// How many bytes, in whole characters, need no escape; nothing where they are not UTF-8.
std::optional<std::size_t> plain_run(std::string_view text) {
  std::size_t run = 0;
  while (run < text.size()) {
    const auto byte = static_cast<std::uint8_t>(text[run]);
    if (kPlain[byte]) {
      ++run;
    } else if (byte < 0x80) {
      break;
    } else {
      const std::size_t length = utf8_length(text.substr(run));
      if (length == 0) return std::nullopt;
      run += length;
    }
  }
  return run;
}

// The letter of a short escape, 0 where there is none.
char short_escape(char c) {
  switch (c) {
    case '"':
      return '"';
    case '\\':
      return '\\';
    case '\b':
      return 'b';
    case '\t':
      return 't';
    case '\n':
      return 'n';
    case '\f':
      return 'f';
    case '\r':
      return 'r';
    default:
      return 0;
  }
}

// A body has about so many; room for them is made at once.
constexpr std::size_t kUsualMembers = 8;

struct NotCanonical {
  std::string path;
};

class Writer {
 public:
  std::string out;

  void value(const Json& json, int depth) {
    switch (json.type()) {
      case Json::value_t::null:
        out += "null";
        break;
      case Json::value_t::boolean:
        out += json.get<bool>() ? "true" : "false";
        break;
      case Json::value_t::number_integer:
        out += std::to_string(json.get<std::int64_t>());
        break;
      case Json::value_t::number_unsigned:
        out += std::to_string(json.get<std::uint64_t>());
        break;
      case Json::value_t::string:
        text(json.get_ref<const std::string&>());
        break;
      case Json::value_t::array:
        array(json, depth);
        break;
      case Json::value_t::object:
        object(json, depth);
        break;
      default:
        throw NotCanonical{};
    }
  }

 private:
  void text(std::string_view text) {
    if (!append_text(out, text)) throw NotCanonical{};
  }

  // Says on the way out where it was.
  void inside(const Json& json, int depth, std::string_view step) {
    try {
      value(json, depth);
    } catch (NotCanonical& problem) {
      problem.path = "/" + std::string(step) + problem.path;
      throw;
    }
  }

  void array(const Json& json, int depth) {
    if (depth >= kMaxDepth) throw NotCanonical{};
    out += '[';
    for (std::size_t i = 0; i < json.size(); ++i) {
      if (i > 0) out += ',';
      inside(json[i], depth + 1, std::to_string(i));
    }
    out += ']';
  }

  void object(const Json& json, int depth) {
    if (depth >= kMaxDepth) throw NotCanonical{};
    const auto& members = json.get_ref<const Json::object_t&>();
    std::vector<const Json::object_t::value_type*> sorted;
    sorted.reserve(members.size());
    for (const auto& member : members) sorted.push_back(&member);
    std::ranges::sort(sorted, {},
                      [](const auto* member) -> std::string_view { return member->first; });
    out += '{';
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      if (i > 0) out += ',';
      if (i > 0 && sorted[i]->first == sorted[i - 1]->first) {
        throw NotCanonical{"/" + sorted[i]->first};
      }
      text(sorted[i]->first);
      out += ':';
      inside(sorted[i]->second, depth + 1, sorted[i]->first);
    }
    out += '}';
  }
};

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool value(Json& out, int depth) {
    if (text_.empty()) return false;
    switch (text_.front()) {
      case '{':
        return depth < kMaxDepth && object(out, depth);
      case '[':
        return depth < kMaxDepth && array(out, depth);
      case '"':
        out = std::string();
        return text(out.get_ref<std::string&>());
      case 'n':
        out = nullptr;
        return word("null");
      case 't':
        out = true;
        return word("true");
      case 'f':
        out = false;
        return word("false");
      default:
        return number(out);
    }
  }
  bool text(std::string& out) {
    text_.remove_prefix(1);
    while (!text_.empty()) {
      const auto run = plain_run(text_);
      if (!run) return false;
      out += text_.substr(0, *run);
      text_.remove_prefix(*run);
      if (text_.empty()) return false;
      if (text_.front() == '"') {
        text_.remove_prefix(1);
        return true;
      }
      if (text_.front() != '\\' || !escape(out)) return false;
    }
    return false;
  }
  std::string_view rest() const { return text_; }

 private:
  bool word(std::string_view expected) {
    if (!text_.starts_with(expected)) return false;
    text_.remove_prefix(expected.size());
    return true;
  }

  template <typename T>
  bool read(std::string_view digits, Json& out) {
    T number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || end != digits.data() + digits.size()) return false;
    out = number;
    return true;
  }

  bool number(Json& out) {
    const bool negative = text_.front() == '-';
    std::size_t end = negative ? 1 : 0;
    const std::size_t first = end;
    while (end < text_.size() && text_[end] >= '0' && text_[end] <= '9') ++end;
    if (end == first) return false;
    if (text_[first] == '0' && (negative || end > first + 1)) return false;  // -0, 007
    const std::string_view digits = text_.substr(0, end);
    text_.remove_prefix(end);
    return negative ? read<std::int64_t>(digits, out) : read<std::uint64_t>(digits, out);
  }

  bool escape(std::string& out) {
    if (text_.size() < 2) return false;
    static constexpr std::string_view letters = "\"\\btnfr";
    static constexpr std::string_view meanings = "\"\\\b\t\n\f\r";
    if (const auto at = letters.find(text_[1]); at != std::string_view::npos) {
      out += meanings[at];
      text_.remove_prefix(2);
      return true;
    }
    if (text_.size() < 6 || text_.substr(1, 3) != "u00") return false;
    const auto hex = [](char c) {
      if (c >= '0' && c <= '9') return c - '0';
      return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    };
    const int high = hex(text_[4]);
    const int low = hex(text_[5]);
    if (high < 0 || high > 1 || low < 0) return false;  // above 0x1f nothing needs escaping
    const auto c = static_cast<char>(high * 16 + low);
    if (short_escape(c) != 0) return false;
    out += c;
    text_.remove_prefix(6);
    return true;
  }

  bool array(Json& out, int depth) {
    out = Json::array();
    text_.remove_prefix(1);
    if (word("]")) return true;
    while (true) {
      Json item;
      if (!value(item, depth + 1)) return false;
      out.push_back(std::move(item));
      if (word("]")) return true;
      if (!word(",")) return false;
    }
  }

  bool object(Json& out, int depth) {
    out = Json::object();
    // Appended to the vector beneath: the map's own insertion looks through all keys for a twin,
    // which the rising order excludes already.
    auto& members = static_cast<Json::object_t::Container&>(out.get_ref<Json::object_t&>());
    members.reserve(kUsualMembers);
    text_.remove_prefix(1);
    if (word("}")) return true;
    while (true) {
      std::string key;
      if (text_.empty() || text_.front() != '"' || !text(key)) return false;
      if (!members.empty() && members.back().first >= key) return false;
      Json item;
      if (!word(":") || !value(item, depth + 1)) return false;
      members.emplace_back(std::move(key), std::move(item));
      if (word("}")) return true;
      if (!word(",")) return false;
    }
  }

  std::string_view text_;
};

}  // namespace

bool append_text(std::string& out, std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  out += '"';
  while (!text.empty()) {
    const auto run = plain_run(text);
    if (!run) return false;
    out += text.substr(0, *run);
    text.remove_prefix(*run);
    if (text.empty()) break;
    const auto c = static_cast<std::uint8_t>(text.front());
    out += '\\';
    if (const char letter = short_escape(text.front()); letter != 0) {
      out += letter;
    } else {
      out += "u00";
      out += digits[c >> 4U];
      out += digits[c & 15U];
    }
    text.remove_prefix(1);
  }
  out += '"';
  return true;
}

std::string canonical(const Json& value) {
  Writer writer;
  try {
    writer.value(value, 0);
  } catch (const NotCanonical& problem) {
    throw Error(ErrorKind::bad_input, "ledger.not-canonical",
                {{"path", problem.path.empty() ? "/" : problem.path}});
  }
  if (writer.out.size() > kMaxBody) {
    throw Error(ErrorKind::bad_input, "ledger.body-too-large",
                {{"bytes", static_cast<std::int64_t>(writer.out.size())},
                 {"most", static_cast<std::int64_t>(kMaxBody)}});
  }
  return std::move(writer.out);
}

bool take_text(std::string_view& text, std::string& out) {
  if (!text.starts_with('"')) return false;
  Scanner scanner(text);
  if (!scanner.text(out)) return false;
  text = scanner.rest();
  return true;
}

bool take_value(std::string_view& text, Json& out) {
  Scanner scanner(text);
  if (!scanner.value(out, 0)) return false;
  text = scanner.rest();
  return true;
}

std::optional<Json> read_canonical(std::string_view text) {
  Json json;
  if (!take_value(text, json) || !text.empty()) return std::nullopt;
  return json;
}

bool is_short_text(std::string_view text) {
  if (text.size() > kMaxShort) return false;
  while (!text.empty()) {
    const auto run = plain_run(text);
    if (!run) return false;
    text.remove_prefix(*run);
    if (text.empty()) return true;
    if (static_cast<std::uint8_t>(text.front()) < 0x20) return false;
    text.remove_prefix(1);  // a quote or a backslash
  }
  return true;
}

}  // namespace adem::ledger
