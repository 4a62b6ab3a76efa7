#include "intake/numbers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "base/format.h"
#include "intake/text.h"

namespace adem::intake {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<double> plain_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) {
    return std::nullopt;
  }
  return value;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

// "6.187.316" and "1,234,567": every group after the first has three digits.
bool grouped(std::string_view digits, char separator) {
  std::size_t at = digits.find(separator);
  if (at == std::string_view::npos || at == 0 || at > 3) return false;
  while (at != std::string_view::npos) {
    const auto next = digits.find(separator, at + 1);
    const auto end = next == std::string_view::npos ? digits.size() : next;
    if (end - at - 1 != 3) return false;
    at = next;
  }
  return true;
}

std::string without(std::string_view text, char c) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out), [c](char x) { return x != c; });
  return out;
}

// A number with local separators; the sign may stand apart.
std::optional<double> local_number(std::string_view text) {
  text = trimmed(text);
  double sign = 1;
  if (text.starts_with('-') || text.starts_with('+')) {
    sign = text.front() == '-' ? -1 : 1;
    text = trimmed(text.substr(1));
  }
  if (text.empty() || !(is_digit(text.front()) || text.front() == '.' || text.front() == ',')) {
    return std::nullopt;
  }
  const auto dots = std::count(text.begin(), text.end(), '.');
  const auto commas = std::count(text.begin(), text.end(), ',');
  std::optional<double> value;
  if (commas == 0 && dots <= 1) {
    value = plain_number(text);
  } else if (commas == 1 && dots == 0) {
    value = plain_number(replaced(std::string(text), ",", "."));
  } else if (commas == 0 && grouped(text, '.')) {
    value = plain_number(without(text, '.'));
  } else if (dots == 0 && grouped(text, ',')) {
    value = plain_number(without(text, ','));
  } else if (commas == 1 && grouped(text.substr(0, text.find(',')), '.')) {
    value = plain_number(replaced(without(text, '.'), ",", "."));
  } else if (dots == 1 && grouped(text.substr(0, text.find('.')), ',')) {
    value = plain_number(without(text, ','));
  }
  if (!value) return std::nullopt;
  return sign * *value;
}

// One way of writing each mark that lists use.
std::string plain_marks(std::string_view text) {
  constexpr std::array<std::array<std::string_view, 2>, 13> kMarks = {{{"\u2212", "-"},
                                                                       {"\u2013", "-"},
                                                                       {"\u00A0", " "},
                                                                       {"\u202F", " "},
                                                                       {"\u2032", "'"},
                                                                       {"\u2019", "'"},
                                                                       {"\u2033", "\""},
                                                                       {"\u201D", "\""},
                                                                       {"''", "\""},
                                                                       {"\u00BA", "\u00B0"},
                                                                       {"\u02DA", "\u00B0"},
                                                                       {"deg", "\u00B0"},
                                                                       {"\t", " "}}};
  std::string plain(text);
  for (const auto& mark : kMarks) plain = replaced(std::move(plain), mark[0], mark[1]);
  return std::string(trimmed(plain));
}

// Takes a compass word off either end: -1 for south and west, 1 for north and east, 0 for none.
int take_side(std::string& text) {
  constexpr std::array<std::pair<std::string_view, int>, 12> kSides = {{{"LINTANG SELATAN", -1},
                                                                        {"LINTANG UTARA", 1},
                                                                        {"BUJUR TIMUR", 1},
                                                                        {"BUJUR BARAT", -1},
                                                                        {"LS", -1},
                                                                        {"LU", 1},
                                                                        {"BT", 1},
                                                                        {"BB", -1},
                                                                        {"S", -1},
                                                                        {"N", 1},
                                                                        {"E", 1},
                                                                        {"W", -1}}};
  std::string upper = text;
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  for (const auto& [word, side] : kSides) {
    if (upper.size() <= word.size()) continue;
    if (upper.ends_with(word)) {
      text = std::string(trimmed(text.substr(0, text.size() - word.size())));
      return side;
    }
    if (upper.starts_with(word)) {
      text = std::string(trimmed(text.substr(word.size())));
      return side;
    }
  }
  return 0;
}

// Degrees, and where they are given minutes and seconds, apart by marks, colons or spaces.
std::optional<double> degrees(std::string text) {
  bool negative = false;
  if (text.starts_with('-')) {
    negative = true;
    text.erase(0, 1);
  }
  std::array<double, 3> parts{};
  std::size_t count = 0;
  std::string part;
  const auto finish = [&] {
    if (part.empty()) return true;
    const auto value = count < 3 ? local_number(part) : std::nullopt;
    part.clear();
    if (!value || *value < 0) return false;
    parts.at(count++) = *value;
    return true;
  };
  for (const char c : replaced(std::move(text), "\u00B0", " ")) {
    if (is_digit(c) || c == '.' || c == ',') {
      part += c;
    } else if (c != ' ' && c != '\'' && c != '"' && c != ':') {
      return std::nullopt;
    } else if (!finish()) {
      return std::nullopt;
    }
  }
  if (!finish() || count == 0 || parts[1] >= 60 || parts[2] >= 60) return std::nullopt;
  const double value = parts[0] + parts[1] / 60 + parts[2] / 3600;
  return negative ? -value : value;
}

}  // namespace

std::optional<double> parse_coordinate(std::string_view text) {
  text = trimmed(text);
  if (text.empty()) return std::nullopt;
  if (const auto value = plain_number(text)) return value;
  std::string plain = plain_marks(text);
  const int side = take_side(plain);
  auto value = local_number(plain);
  if (!value) value = degrees(plain);
  if (!value || side == 0) return value;
  return side < 0 ? -std::abs(*value) : *value;
}

std::optional<std::int32_t> parse_count(std::string_view text) {
  text = trimmed(text);
  std::int32_t whole = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
  if (error == std::errc() && end == text.data() + text.size()) {
    return whole >= 0 ? std::optional(whole) : std::nullopt;
  }
  // 1.200 people are twelve hundred, not one and a fifth.
  std::optional<double> value;
  for (const char separator : {'.', ','}) {
    if (grouped(text, separator)) value = plain_number(without(text, separator));
  }
  if (!value) value = local_number(text);
  if (!value || *value < 0 || *value != std::floor(*value) ||
      *value > std::numeric_limits<std::int32_t>::max()) {
    return std::nullopt;
  }
  return static_cast<std::int32_t>(*value);
}

std::optional<double> parse_metres(std::string_view text) {
  text = trimmed(text);
  double unit = 1;
  if (text.ends_with("cm")) {
    unit = 0.01;
    text.remove_suffix(2);
  } else if (text.ends_with('m')) {
    text.remove_suffix(1);
  }
  const auto value = local_number(plain_marks(text));
  if (!value) return std::nullopt;
  return *value * unit;
}

std::string decimal_text(double value) {
  std::string text = fmt::format("{:.9f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text == "-0" ? "0" : text;
}

}  // namespace adem::intake
