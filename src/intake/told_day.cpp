#include <array>
#include <cctype>
#include <utility>
#include <vector>

#include "base/format.h"
#include "election/find_station.h"
#include "intake/told_words.h"

namespace adem::intake {

namespace {

// Months by their first three letters, in both languages.
constexpr std::array<std::pair<std::string_view, int>, 18> kMonths = {{
    {"jan", 1},
    {"feb", 2},
    {"peb", 2},
    {"mar", 3},
    {"apr", 4},
    {"mei", 5},
    {"may", 5},
    {"jun", 6},
    {"jul", 7},
    {"agu", 8},
    {"ags", 8},
    {"aug", 8},
    {"sep", 9},
    {"okt", 10},
    {"oct", 10},
    {"nov", 11},
    {"nop", 11},
    {"des", 12},
}};

std::optional<int> whole(std::string_view text) {
  if (text.empty() || text.size() > 4) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<int> month(std::string_view word) {
  if (const auto number = whole(word)) return number;
  if (word.starts_with("dec")) return 12;
  for (const auto& [begin, number] : kMonths) {
    if (word.starts_with(begin)) return number;
  }
  return std::nullopt;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : election::plain_name(text) + " ") {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

}  // namespace

std::optional<Instant> read_day(std::string_view text, const Zone& zone) {
  const auto line = one_line(text);
  if (const auto at = parse_instant(line, zone)) return at;
  const auto words = words_of(line);
  // year month day, or day month year; then perhaps hour and minute.
  if (words.size() < 3 || words.size() > 6) return std::nullopt;
  const bool year_first = words[0].size() == 4;
  const auto year = whole(words[year_first ? 0 : 2]);
  const auto in_year = month(words[1]);
  const auto day = whole(words[year_first ? 2 : 0]);
  if (!year || *year < 1900 || !in_year || !day) return std::nullopt;
  std::string iso = fmt::format("{:04}-{:02}-{:02}", *year, *in_year, *day);
  if (words.size() > 3) {
    const auto hour = whole(words[3]);
    const auto minute = words.size() > 4 ? whole(words[4]) : std::optional(0);
    if (!hour || !minute) return std::nullopt;
    iso += fmt::format("T{:02}:{:02}", *hour, *minute);
  }
  return parse_instant(iso, zone);
}

}  // namespace adem::intake
