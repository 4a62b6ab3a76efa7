#include "alike/spelling.h"

#include <algorithm>

#include "base/error.h"
#include "base/resources.h"
#include "words/plain.h"

namespace adem::alike {

namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

// Shorter stems are words of their own: "ny" alone is none.
constexpr std::size_t kShortestStem = 3;

// Every letter once where it stands several times in a row; digits as they are.
std::string single(std::string_view word) {
  std::string out;
  for (const char c : word) {
    if (out.empty() || c != out.back() || digit(c) || static_cast<unsigned char>(c) >= 0x80) {
      out += c;
    }
  }
  return out;
}

[[noreturn]] void bad(const std::string& word) {
  throw Error(ErrorKind::bad_input, "alike.bad-spelling", {{"word", word}});
}

void append(std::string& out, std::string_view word) {
  if (!out.empty()) out += ' ';
  out += word;
}

std::string_view last_word(std::string_view text) {
  const auto space = text.rfind(' ');
  return space == std::string_view::npos ? text : text.substr(space + 1);
}

}  // namespace

Spelling::Spelling(const Json& table) {
  for (const auto& [word, spellings] : table.at("words").items()) {
    for (const auto& one : spellings) {
      const auto written = one.get<std::string>();
      if (written.empty() || words::plain_words(written) != written ||
          written.find(' ') != std::string::npos) {
        bad(written);
      }
      const auto meant = single(word);
      const auto [known, fresh] = words_.emplace(single(written), meant);
      if (!fresh && known->second != meant) bad(written);
    }
  }
  // A word that is itself a spelling of another would depend on the order of reading.
  for (const auto& [word, spellings] : table.at("words").items()) {
    if (words_.contains(single(word))) bad(word);
  }
  for (const auto& [meant, spellings] : table.at("endings").items()) {
    for (const auto& one : spellings) endings_.emplace_back(one.get<std::string>(), meant);
  }
  for (const auto& [word, digits] : table.at("numbered").items()) {
    numbered_.emplace(single(word), digits.get<std::size_t>());
  }
}

const Spelling& Spelling::indonesian() {
  static const Spelling table(Json::parse(resource("locales/spelling-id.json")));
  return table;
}

void Spelling::add_number(std::string& out, std::string_view digits) const {
  const auto places = numbered_.find(last_word(out));
  if (places == numbered_.end()) return append(out, digits);
  auto bare = digits;
  while (bare.size() > 1 && bare.front() == '0') bare.remove_prefix(1);
  std::string padded(places->second - std::min(places->second, bare.size()), '0');
  append(out, padded.append(bare));
}

void Spelling::add(std::string& out, std::string_view word) const {
  if (std::ranges::all_of(word, digit)) return add_number(out, word);
  // "tps12"
  const auto letters = word.substr(0, word.find_first_of("0123456789"));
  const auto rest = word.substr(letters.size());
  if (!rest.empty() && std::ranges::all_of(rest, digit) && numbered_.contains(single(letters))) {
    append(out, single(letters));
    return add_number(out, rest);
  }
  // "hati2" is "hati hati"
  if (rest == "2" && letters.size() > 1) {
    add(out, letters);
    return add(out, letters);
  }
  const std::string bare = single(word);
  if (const auto known = words_.find(bare); known != words_.end()) {
    return append(out, known->second);
  }
  for (const auto& [written, meant] : endings_) {
    if (bare.size() >= written.size() + kShortestStem && bare.ends_with(written)) {
      return append(out, bare.substr(0, bare.size() - written.size()) + meant);
    }
  }
  append(out, bare);
}

std::string Spelling::normal(std::string_view text) const {
  const std::string plain = words::plain_words(text);
  std::string out;
  out.reserve(plain.size() + plain.size() / 4);
  for (std::size_t at = 0; at < plain.size();) {
    const auto end = std::min(plain.find(' ', at), plain.size());
    add(out, std::string_view(plain).substr(at, end - at));
    at = end + 1;
  }
  return out;
}

}  // namespace adem::alike
