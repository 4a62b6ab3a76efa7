#include "election/find_station.h"

#include <algorithm>
#include <cctype>

#include "base/error.h"

namespace adem::election {

namespace {

constexpr std::size_t kShownCandidates = 5;
constexpr std::size_t kLeastIdDigits = 6;
constexpr int kMostLevels = 12;  // of areas above one another, should a list go in circles

bool digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, digit); }

// The digits of a text that has nothing but digits, spaces, dots and hyphens; else empty.
std::string only_digits(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (digit(c)) {
      out += c;
    } else if (c != ' ' && c != '.' && c != '-') {
      return {};
    }
  }
  return out;
}

std::string_view without_zeros(std::string_view number) {
  while (number.size() > 1 && number.front() == '0') number.remove_prefix(1);
  return number;
}

std::vector<std::string_view> words_of(std::string_view plain) {
  std::vector<std::string_view> words;
  while (!plain.empty()) {
    const auto end = std::min(plain.find(' '), plain.size());
    words.push_back(plain.substr(0, end));
    plain.remove_prefix(std::min(end + 1, plain.size()));
  }
  return words;
}

// The number a station is known by, without leading zeros: "001" of number or of "TPS 001".
std::string number_of(std::string_view number, std::string_view name) {
  for (const auto text : {number, name}) {
    const auto plain = plain_name(text);
    for (const auto word : words_of(plain)) {
      if (all_digits(word)) return std::string(without_zeros(word));
    }
  }
  return {};
}

// A question taken apart: "TPS 001 Guntung" is number 1 and the words "guntung".
struct Asked {
  std::string number;
  std::vector<std::string> words;
  std::string joined;
};

Asked take_apart(std::string_view asked) {
  Asked out;
  const auto plain = plain_name(asked);
  for (const auto word : words_of(plain)) {
    if (word == "tps") continue;
    if (out.number.empty() && all_digits(word)) {
      out.number = without_zeros(word);
      continue;
    }
    // "tps001"
    if (out.number.empty() && word.starts_with("tps") && all_digits(word.substr(3))) {
      out.number = without_zeros(word.substr(3));
      continue;
    }
    out.words.emplace_back(word);
    out.joined += (out.joined.empty() ? "" : " ") + std::string(word);
  }
  return out;
}

}  // namespace

std::string plain_name(std::string_view text) {
  std::string out;
  bool gap = false;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && std::isalnum(byte) == 0) {
      gap = true;
      continue;
    }
    if (gap && !out.empty()) out += ' ';
    gap = false;
    out += byte < 0x80 ? static_cast<char>(std::tolower(byte)) : c;
  }
  return out;
}

StationFinder::StationFinder(const StationTable& stations, const std::vector<Area>& areas)
    : stations_(stations) {
  for (const auto& area : areas) areas_.emplace(area.code, &area);
  keys_.reserve(stations.size());
  for (std::size_t row = 0; row < stations.size(); ++row) {
    const auto key = stations.text(row, StationText::key);
    auto digits = only_digits(key);
    keys_.emplace(digits.empty() ? std::string(key) : std::move(digits), row);
  }
}

std::vector<std::size_t> StationFinder::by_id(std::string_view asked) const {
  std::vector<std::size_t> found;
  if (asked.size() < kLeastIdDigits || asked.size() > 32) return found;
  std::string wanted;
  for (const char c : asked) {
    if (std::isxdigit(static_cast<unsigned char>(c)) == 0) return found;
    wanted += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  for (std::size_t row = 0; row < stations_.size(); ++row) {
    if (stations_.id(row).hex().starts_with(wanted)) found.push_back(row);
  }
  return found;
}

std::string StationFinder::all_words(std::size_t row) const {
  std::string text;
  for (const auto column : {StationText::name, StationText::address, StationText::number}) {
    text += std::string(stations_.text(row, column)) + " ";
  }
  auto code = stations_.text(row, StationText::area);
  for (int level = 0; level < kMostLevels; ++level) {
    const auto area = areas_.find(code);
    if (area == areas_.end()) break;
    text += area->second->name + " ";
    code = area->second->parent;
  }
  return " " + plain_name(text) + " ";
}

std::vector<std::size_t> StationFinder::by_words(std::string_view text) const {
  const Asked asked = take_apart(text);
  if (asked.number.empty() && asked.words.empty()) return {};
  std::vector<std::size_t> village, beginning, words;
  for (std::size_t row = 0; row < stations_.size(); ++row) {
    if (!asked.number.empty() &&
        number_of(stations_.text(row, StationText::number),
                  stations_.text(row, StationText::name)) != asked.number) {
      continue;
    }
    const auto name = plain_name(area_name(row));
    if (!asked.joined.empty() && name == asked.joined) village.push_back(row);
    if (!asked.joined.empty() && name.starts_with(asked.joined)) beginning.push_back(row);
    const auto all = all_words(row);
    const bool every = std::ranges::all_of(asked.words, [&all](const std::string& word) {
      return all.find(" " + word + " ") != std::string::npos;
    });
    if (every) words.push_back(row);
  }
  if (!village.empty()) return village;
  if (!beginning.empty()) return beginning;
  return words;
}

std::vector<std::size_t> StationFinder::matches(std::string_view asked) const {
  while (!asked.empty() && std::isspace(static_cast<unsigned char>(asked.front())) != 0) {
    asked.remove_prefix(1);
  }
  while (!asked.empty() && std::isspace(static_cast<unsigned char>(asked.back())) != 0) {
    asked.remove_suffix(1);
  }
  if (asked.empty()) return {};
  std::vector<std::size_t> found;
  for (const auto& wanted : {std::string(asked), only_digits(asked)}) {
    const auto [first, last] = keys_.equal_range(wanted);
    for (auto it = first; it != last; ++it) found.push_back(it->second);
    if (!found.empty()) break;
  }
  std::ranges::sort(found);
  if (!found.empty()) return found;
  found = by_words(asked);
  return found.empty() ? by_id(asked) : found;
}

std::string StationFinder::area_name(std::size_t row) const {
  return area_name(stations_.text(row, StationText::area));
}

std::string StationFinder::area_name(std::string_view code) const {
  const auto area = areas_.find(code);
  return area == areas_.end() ? std::string(code) : area->second->name;
}

std::string StationFinder::label(std::size_t row) const {
  const std::string name = stations_.call_name(row);
  const auto area = area_name(row);
  // A name that already says its village is not said twice.
  return area.empty() || name.ends_with(area) ? name : name + " " + area;
}

std::size_t StationFinder::find(std::string_view asked) const {
  const auto found = matches(asked);
  if (found.empty()) {
    throw Error(ErrorKind::not_found, "election.no-station", {{"asked", std::string(asked)}});
  }
  if (found.size() == 1) return found.front();
  std::string candidates;
  for (std::size_t i = 0; i < std::min(found.size(), kShownCandidates); ++i) {
    candidates += (i == 0 ? "" : "; ") + std::string(stations_.text(found[i], StationText::key)) +
                  " " + label(found[i]);
  }
  if (found.size() > kShownCandidates) candidates += "; …";
  throw Error(ErrorKind::misuse, "election.ambiguous-station",
              {{"asked", std::string(asked)},
               {"count", static_cast<std::int64_t>(found.size())},
               {"candidates", candidates}});
}

std::size_t find_station(const StationTable& stations, const std::vector<Area>& areas,
                         std::string_view asked) {
  return StationFinder(stations, areas).find(asked);
}

}  // namespace adem::election
