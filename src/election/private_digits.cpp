#include "election/private_digits.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace adem::election {

namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

// A run of digits and the place it stands.
struct Group {
  std::size_t begin = 0;
  std::string_view digits;
  std::size_t end() const { return begin + digits.size(); }
};

int two(std::string_view digits, std::size_t at) {
  return (digits[at] - '0') * 10 + (digits[at + 1] - '0');
}

// ---- what digits may be without pointing at anybody: blanked before the search ----

// Shape of `text` at `at`: 'd' one digit, anything else itself. The match must not be a piece of a
// longer number.
bool shaped(std::string_view text, std::size_t at, std::string_view shape) {
  if (at + shape.size() > text.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const char c = text[at + i];
    if (shape[i] == 'd' ? !digit(c) : c != shape[i]) return false;
  }
  const auto end = at + shape.size();
  const bool more = end < text.size() && digit(text[end]);
  const bool goes_on =
      end + 1 < text.size() && (text[end] == '.' || text[end] == '-') && digit(text[end + 1]);
  const bool before = at > 0 && digit(text[at - 1]);
  return !more && !before && (!goes_on || shape == "dd.dd" || shape == "d.dd");
}

bool is_day_month(int day, int month) { return day >= 1 && day <= 31 && month >= 1 && month <= 12; }

// Length of the date, hour or area code that begins at `at`; 0 where there is none.
std::size_t harmless(std::string_view text, std::size_t at) {
  for (const std::string_view shape : {"dddd-dd-dd", "dddd.dd.dd"}) {
    if (shaped(text, at, shape) && is_day_month(two(text, at + 8), two(text, at + 5))) return 10;
  }
  for (const std::string_view shape : {"dd-dd-dddd", "dd.dd.dddd"}) {
    const bool date = shaped(text, at, shape) && is_day_month(two(text, at), two(text, at + 3));
    const int century = date ? two(text, at + 6) : 0;
    if (century == 19 || century == 20) return 10;
  }
  if (shaped(text, at, "dd.dd.dd.dddd")) return 13;
  // Hours, also as a span: "08.00-13.00". "08.12.34" goes on and is none.
  if (shaped(text, at, "dd.dd") && two(text, at) <= 24 && two(text, at + 3) <= 59) {
    const auto end = at + 5;
    const bool dotted_on = end + 1 < text.size() && text[end] == '.' && digit(text[end + 1]);
    if (!dotted_on) return 5;
  }
  return 0;
}

std::string without_harmless(std::string_view text) {
  std::string out(text);
  for (std::size_t at = 0; at < out.size(); ++at) {
    if (!digit(out[at])) continue;
    const std::size_t length = harmless(out, at);
    for (std::size_t i = 0; i < length; ++i) out[at + i] = '\x01';
    if (length > 0) at += length - 1;
  }
  return out;
}

std::vector<Group> groups_of(std::string_view text) {
  std::vector<Group> groups;
  for (std::size_t at = 0; at < text.size();) {
    if (!digit(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && digit(text[end])) ++end;
    groups.push_back({at, text.substr(at, end - at)});
    at = end;
  }
  return groups;
}

// At most two of " .-()" stand between.
bool joined(std::string_view text, const Group& a, const Group& b) {
  const auto gap = text.substr(a.end(), b.begin - a.end());
  return gap.size() <= 2 && gap.find_first_not_of(" .-()") == std::string_view::npos;
}

// The digits after a decimal point or comma: "101.4412", "0,0812".
bool is_fraction(std::string_view text, const Group& group) {
  return group.begin >= 2 && (text[group.begin - 1] == '.' || text[group.begin - 1] == ',') &&
         digit(text[group.begin - 2]);
}

// The whole part of a decimal number that goes on: "101" of "101.4412".
bool is_cut(std::string_view text, const Group& group) {
  return group.end() + 1 < text.size() && text[group.end()] == '.' && digit(text[group.end() + 1]);
}

// ---- NIK: province, regency, district; day (women + 40), month, year; serial ----

bool plausible_nik(std::string_view d) {
  const int province = two(d, 0), day = two(d, 6), month = two(d, 8);
  const bool born = (day >= 1 && day <= 31) || (day >= 41 && day <= 71);
  return province >= 11 && province <= 96 && born && month >= 1 && month <= 12 &&
         d.substr(12) != "0000";
}

// Every piece between spaces is one decimal number: a pair of coordinates.
bool are_decimals(std::string_view text) {
  std::size_t points = 0, whole = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i == text.size() || text[i] == ' ') {
      if (points != 1 || whole > 3) return false;
      points = whole = 0;
    } else if (text[i] == '.') {
      ++points;
    } else if (digit(text[i])) {
      whole += points == 0 ? 1 : 0;
    } else if (text[i] != '-') {
      return false;
    }
  }
  return true;
}

std::optional<std::size_t> nik_end(std::string_view text, const std::vector<Group>& groups,
                                   std::size_t first) {
  if (is_fraction(text, groups[first])) return std::nullopt;
  if (groups[first].digits.size() == 16) return groups[first].end();
  std::string digits;
  bool fours = true;
  for (std::size_t i = first; i < groups.size(); ++i) {
    const auto& group = groups[i];
    if (i > first && !joined(text, groups[i - 1], group)) break;
    // A piece of one digit, or a station key of 13, is no part of an NIK.
    if (group.digits.size() < 2 || group.digits.size() > 12) break;
    digits += group.digits;
    fours = fours && group.digits.size() == 4;
    if (digits.size() < 16) continue;
    const auto span = text.substr(groups[first].begin, group.end() - groups[first].begin);
    if (digits.size() == 16 && (fours || plausible_nik(digits)) && !are_decimals(span) &&
        !is_cut(text, group)) {
      return group.end();
    }
    break;
  }
  return std::nullopt;
}

// ---- phones: 08…, 628…, +62… and any other +… ----

// The digits after a mobile prefix: 81-83, 85-89.
bool mobile(std::string_view after) {
  return after.size() >= 2 && after[0] == '8' && after[1] >= '1' && after[1] <= '9' &&
         after[1] != '4';
}

struct PhoneStart {
  std::size_t fewest = 0, most = 0;  // digits in all
};

std::optional<PhoneStart> phone_start(std::string_view text, const std::vector<Group>& groups,
                                      std::size_t at) {
  const auto& group = groups[at];
  const auto d = group.digits;
  if (is_fraction(text, group)) return std::nullopt;
  if (group.begin > 0 && text[group.begin - 1] == '+') return PhoneStart{9, 15};
  if (d.size() >= 4 && d[0] == '0' && mobile(d.substr(1))) return PhoneStart{10, 14};
  if (d.size() >= 5 && d.starts_with("62") && mobile(d.substr(2))) return PhoneStart{11, 15};
  const bool apart = d == "62" && at + 1 < groups.size() && joined(text, group, groups[at + 1]) &&
                     groups[at + 1].digits.size() >= 3 && mobile(groups[at + 1].digits);
  if (apart) return PhoneStart{11, 15};
  return std::nullopt;
}

std::optional<std::size_t> phone_end(std::string_view text, const std::vector<Group>& groups,
                                     std::size_t first) {
  const auto start = phone_start(text, groups, first);
  if (!start) return std::nullopt;
  std::size_t digits = 0;
  for (std::size_t i = first; i < groups.size(); ++i) {
    if (i > first && (!joined(text, groups[i - 1], groups[i]) || groups[i].digits.size() < 2)) {
      break;
    }
    digits += groups[i].digits.size();
    if (digits > start->most) break;
    if (digits < start->fewest) continue;
    const auto span = text.substr(groups[first].begin, groups[i].end() - groups[first].begin);
    if (are_decimals(span)) break;
    return groups[i].end();
  }
  return std::nullopt;
}

}  // namespace

std::optional<PrivateSpan> private_digits(std::string_view original) {
  const std::string text = without_harmless(original);
  const auto groups = groups_of(text);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (const auto end = nik_end(text, groups, i)) {
      return PrivateSpan{"guard.nik", groups[i].begin, *end};
    }
    if (const auto end = phone_end(text, groups, i)) {
      return PrivateSpan{"guard.phone", groups[i].begin, *end};
    }
  }
  return std::nullopt;
}

std::string plain_text(std::string_view text) {
  // UTF-8 sequences and what they stand for.
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kSame = {{
      {"\xC2\xA0", " "},
      {"\xE2\x80\x87", " "},
      {"\xE2\x80\x88", " "},
      {"\xE2\x80\x89", " "},
      {"\xE2\x80\xAF", " "},
      {"\xE2\x80\x8B", ""},
      {"\xE2\x80\x8C", ""},
      {"\xE2\x80\x8D", ""},
      {"\xEF\xBB\xBF", ""},
      {"\xE2\x80\x90", "-"},
      {"\xE2\x80\x91", "-"},
      {"\xE2\x80\x93", "-"},
      {"\xE2\x80\x94", "-"},
      {"\xEF\xBC\xA0", "@"},
  }};
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto rest = text.substr(at);
    if (static_cast<unsigned char>(rest[0]) < 0x80) {
      out += rest[0];
      ++at;
      continue;
    }
    const auto same = std::ranges::find_if(
        kSame, [&rest](const auto& pair) { return rest.starts_with(pair.first); });
    if (same != kSame.end()) {
      out += same->second;
      at += same->first.size();
    } else if (rest.starts_with("\xEF\xBC") && rest.size() >= 3 && rest[2] >= '\x90' &&
               rest[2] <= '\x99') {  // full-width 0-9
      out += static_cast<char>('0' + (rest[2] - '\x90'));
      at += 3;
    } else if (rest.starts_with("\xD9") && rest.size() >= 2 && rest[1] >= '\xA0' &&
               rest[1] <= '\xA9') {  // Arabic-Indic 0-9
      out += static_cast<char>('0' + (rest[1] - '\xA0'));
      at += 2;
    } else {
      out += rest[0];
      ++at;
    }
  }
  return out;
}

}  // namespace adem::election
