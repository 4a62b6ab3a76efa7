#include "desk/dates.h"

#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <vector>

#include "base/format.h"

namespace adem::desk {

namespace {

// First letters that tell the months apart in both languages.
constexpr std::array<std::array<std::string_view, 3>, 12> kMonths = {{{"jan", "", ""},
                                                                      {"feb", "peb", ""},
                                                                      {"mar", "", ""},
                                                                      {"apr", "", ""},
                                                                      {"mei", "may", ""},
                                                                      {"jun", "", ""},
                                                                      {"jul", "", ""},
                                                                      {"agu", "aug", "ags"},
                                                                      {"sep", "", ""},
                                                                      {"okt", "oct", ""},
                                                                      {"nov", "nop", ""},
                                                                      {"des", "dec", ""}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text) {
    const bool same = !word.empty() && is_digit(word.back()) == is_digit(c);
    if ((is_digit(c) || is_letter(c)) && (word.empty() || same)) {
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      continue;
    }
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
    if (is_digit(c) || is_letter(c)) {
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.size() > 5) return {};
  return value;
}

std::optional<int> month(std::string_view word) {
  if (const auto digits = number(word)) return *digits;
  if (word.size() < 3) return {};
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    for (const auto start : kMonths[i]) {
      if (!start.empty() && word.starts_with(start)) return static_cast<int>(i) + 1;
    }
  }
  return {};
}

std::optional<std::string> iso(int year, int month_number, int day) {
  const std::string text = fmt::format("{:04}-{:02}-{:02}", year, month_number, day);
  static const Zone utc("UTC");
  if (year < 1900 || year > 2999 || !parse_date(text, utc)) return {};
  return text;
}

std::optional<double> decimal(std::string_view text) {
  std::string plain(text);
  for (char& c : plain) {
    if (c == ',') c = '.';
  }
  double value = 0;
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  if (error != std::errc{} || end != plain.data() + plain.size()) return {};
  return value;
}

// Days since 30 December 1899, as spreadsheets count; 1954 to 2173 is what a form can mean.
std::optional<std::string> spreadsheet_day(std::string_view text) {
  const auto value = decimal(text);
  if (!value || *value < 20000 || *value > 99999) return {};
  constexpr std::int64_t kUnixDay = 25569;
  const auto days = static_cast<std::int64_t>(std::floor(*value)) - kUnixDay;
  return iso_utc(Instant{Seconds{days * 86400}}).substr(0, 10);
}

}  // namespace

std::optional<std::string> read_date(std::string_view text) {
  if (const auto day = spreadsheet_day(text)) return day;
  auto words = words_of(text);
  // A weekday may stand in front.
  if (!words.empty() && !is_digit(words.front().front())) words.erase(words.begin());
  if (words.size() < 3) return {};
  // Behind a date only a clock may stand; "27/11/2024/5" is no date.
  if (words.size() > 3 && !read_clock(text.substr(text.find_last_of(" T") + 1))) return {};
  const auto middle = month(words[1]);
  if (!middle) return {};
  const auto first = number(words[0]);
  const auto last = number(words[2]);
  if (!first || !last) return {};
  if (words[0].size() == 4) return iso(*first, *middle, *last);
  if (words[2].size() == 4) return iso(*last, *middle, *first);
  return {};
}

std::optional<int> read_clock(std::string_view text) {
  std::vector<std::string> words = words_of(text);
  if (const auto share = decimal(text);
      share && *share > 0 && *share < 1 && words.size() == 2 && words[0] == "0") {
    return static_cast<int>(std::lround(*share * 24 * 60)) % (24 * 60);
  }
  if (!words.empty() && (words.front() == "pukul" || words.front() == "jam")) {
    words.erase(words.begin());
  }
  if (!words.empty() && is_letter(words.back().front())) words.pop_back();  // WIB
  if (words.size() < 2 || words.size() > 3) return {};
  const auto hour = number(words[0]);
  const auto minute = number(words[1]);
  if (!hour || !minute || *hour > 23 || *minute > 59 || words[1].size() != 2) return {};
  return *hour * 60 + *minute;
}

std::optional<Instant> read_moment(std::string_view text, const Zone& zone) {
  if (const auto at = parse_instant(text, zone)) return at;
  const auto cut = text.find_last_of("0123456789");
  if (cut == std::string_view::npos) return {};
  const auto space = text.substr(0, cut).rfind(' ');
  if (space == std::string_view::npos) return {};
  std::string_view day = text.substr(0, space);
  const auto clock = read_clock(text.substr(space + 1));
  if (day.ends_with(" pukul")) day.remove_suffix(6);
  while (!day.empty() && (day.back() == ' ' || day.back() == ',')) day.remove_suffix(1);
  const auto date = read_date(day);
  if (!date || !clock) return {};
  return *parse_date(*date, zone) + std::chrono::minutes{*clock};
}

std::string date_of(Instant at, const Zone& zone) { return iso_local(at, zone).substr(0, 10); }

}  // namespace adem::desk
