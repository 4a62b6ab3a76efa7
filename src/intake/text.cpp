#include "intake/text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace adem::intake {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

void append_escaped(std::string& out, std::string_view text) {
  const auto plain = [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
  };
  out += '"';
  if (std::all_of(text.begin(), text.end(), plain)) {
    out += text;
  } else {
    constexpr std::string_view kHex = "0123456789abcdef";
    for (const char c : text) {
      if (plain(c)) {
        out += c;
      } else if (c == '"' || c == '\\') {
        out += '\\';
        out += c;
      } else {
        out += "\\u00";
        out += kHex[static_cast<unsigned char>(c) >> 4U];
        out += kHex[static_cast<unsigned char>(c) & 15U];
      }
    }
  }
  out += '"';
}

void append_name(std::string& object, std::string_view name) {
  object += object.empty() ? '{' : ',';
  append_escaped(object, name);
  object += ':';
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  for (;;) {
    if (!text.empty() && is_space(text.front())) {
      text.remove_prefix(1);
    } else if (text.starts_with(kNoBreakSpace)) {
      text.remove_prefix(2);
    } else {
      break;
    }
  }
  for (;;) {
    if (!text.empty() && is_space(text.back())) {
      text.remove_suffix(1);
    } else if (text.ends_with(kNoBreakSpace)) {
      text.remove_suffix(2);
    } else {
      return text;
    }
  }
}

std::string folded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const char l = lower(c);
    if (is_digit(l) || (l >= 'a' && l <= 'z') || static_cast<unsigned char>(l) >= 0x80) out += l;
  }
  return out;
}

std::string folded_place(std::string_view name) {
  constexpr std::array<std::string_view, 12> kWords = {
      "kelurahan", "kel", "desa",      "ds",  "nagari", "gampong",
      "kecamatan", "kec", "kabupaten", "kab", "kota",   "distrik"};
  name = trimmed(name);
  const auto end = name.find_first_of(". ");
  if (end != std::string_view::npos) {
    const std::string first = folded(name.substr(0, end));
    const auto rest = folded(name.substr(end));
    const bool kind = std::find(kWords.begin(), kWords.end(), first) != kWords.end();
    if (kind && !rest.empty()) return rest;
  }
  return folded(name);
}

std::string digits_of(std::string_view text) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out), is_digit);
  return out;
}

std::optional<Digits> code_digits(std::string_view text) {
  Digits digits;
  for (const char c : text) {
    if (c == '.' || c == ' ') continue;
    if (!is_digit(c) || digits.count == 18) return std::nullopt;
    digits.value = digits.value * 10 + static_cast<std::uint64_t>(c - '0');
    ++digits.count;
  }
  if (digits.count == 0) return std::nullopt;
  return digits;
}

std::optional<Numbered> numbered_name(std::string_view text) {
  text = trimmed(text);
  std::size_t i = 0;
  while (i < text.size() && is_digit(text[i])) ++i;
  if (i < 2 || i + 1 >= text.size()) return std::nullopt;
  const std::string_view id = text.substr(0, i);
  std::string_view rest = trimmed(text.substr(i));
  if (!rest.starts_with('-')) return std::nullopt;
  rest = trimmed(rest.substr(1));
  const bool letters = std::any_of(rest.begin(), rest.end(), [](char c) {
    const char l = lower(c);
    return (l >= 'a' && l <= 'z') || static_cast<unsigned char>(c) >= 0x80;
  });
  if (!letters) return std::nullopt;
  return Numbered{id, rest};
}

StationLabel station_label(std::string_view text) {
  StationLabel label;
  label.name = trimmed(text);
  if (const auto numbered = numbered_name(label.name)) {
    label.id = numbered->id;
    label.name = numbered->name;
  }
  // The first run of digits is the number; what stands alone is one anyway.
  const auto from = std::find_if(label.name.begin(), label.name.end(), is_digit);
  const auto to = std::find_if_not(from, label.name.end(), is_digit);
  label.number = from == to ? label.name
                            : label.name.substr(static_cast<std::size_t>(from - label.name.begin()),
                                                static_cast<std::size_t>(to - from));
  return label;
}

void append_member(std::string& object, std::string_view name, std::string_view value) {
  append_name(object, name);
  append_escaped(object, value);
}

void append_number(std::string& object, std::string_view name, std::int64_t value) {
  append_name(object, name);
  object += std::to_string(value);
}

void close_object(std::string& object) {
  if (!object.empty()) object += '}';
}

}  // namespace adem::intake
