#include "desk/text.h"

#include "base/error.h"
#include "election/private_text.h"

namespace adem::desk {

namespace {

constexpr std::size_t kLongestText = 2000;   // bytes; a page has about 3,000
constexpr std::size_t kLongestOffice = 120;  //

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80           ? 1
                               : (lead >> 5) == 0x6  ? 2
                               : (lead >> 4) == 0xe  ? 3
                               : (lead >> 3) == 0x1e ? 4
                                                     : 0;
    if (length == 0 || i + length > text.size()) return false;
    for (std::size_t k = 1; k < length; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) >> 6) != 0x2) return false;
    }
    i += length;
  }
  return true;
}

}  // namespace

std::string tidy(std::string_view text) {
  std::string out;
  bool blank = false;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= ' ' || byte == 0x7f) {
      blank = !out.empty();
      continue;
    }
    if (blank) out += ' ';
    blank = false;
    out += c;
  }
  return out;
}

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> parts;
  std::string part;
  const auto take = [&] {
    if (auto clean = tidy(part); !clean.empty()) parts.push_back(std::move(clean));
    part.clear();
  };
  for (const char c : text) {
    if (c == ';' || c == ',' || c == '\n') {
      take();
    } else {
      part += c;
    }
  }
  take();
  return parts;
}

std::string public_words(const std::string& text, const std::string& field, bool required) {
  if (!is_utf8(text)) throw Error(ErrorKind::bad_input, "desk.not-text", {{"field", field}});
  std::string clean = tidy(text);
  if (clean.empty() && required) {
    throw Error(ErrorKind::bad_input, "desk.empty", {{"field", field}});
  }
  if (clean.size() > kLongestText) {
    throw Error(ErrorKind::bad_input, "desk.too-long",
                {{"field", field}, {"limit", static_cast<std::int64_t>(kLongestText)}});
  }
  election::require_public_text(clean, field);
  return clean;
}

std::string office_words(const std::string& text, const std::string& field) {
  std::string clean = public_words(text, field);
  if (clean.size() > kLongestOffice) {
    throw Error(ErrorKind::bad_input, "desk.too-long",
                {{"field", field}, {"limit", static_cast<std::int64_t>(kLongestOffice)}});
  }
  return clean;
}

}  // namespace adem::desk
