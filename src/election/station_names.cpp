#include "election/station_names.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "base/error.h"

namespace adem::election {

namespace {

// Lower-case words without the ones that only say what kind of thing it is; numbers lose their
// leading zeros. The words are sorted, so that "001 Guntung" and "Guntung 001" are one.
std::string folded(std::string_view text) {
  static const std::set<std::string> kinds = {"tps",  "no",  "nomor",   "kel", "kelurahan",
                                              "desa", "ds",  "station", "rt",  "polling",
                                              "di",   "kep", "village"};
  std::vector<std::string> words;
  std::string word;
  const auto take = [&] {
    while (word.size() > 1 && word.front() == '0') word.erase(0, 1);
    if (!word.empty() && !kinds.contains(word)) words.push_back(word);
    word.clear();
  };
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool digit = std::isdigit(byte) != 0;
    if (!digit && std::isalpha(byte) == 0 && byte < 0x80) {
      take();
      continue;
    }
    if (!word.empty() && (std::isdigit(static_cast<unsigned char>(word.back())) != 0) != digit) {
      take();
    }
    word += static_cast<char>(std::tolower(byte));
  }
  take();
  std::ranges::sort(words);
  std::string out;
  for (const auto& one : words) out += one + " ";
  return out;
}

std::string joined(const std::vector<std::string>& keys) {
  std::string text;
  for (const auto& key : keys) text += (text.empty() ? "" : ", ") + key;
  return text;
}

}  // namespace

StationNames::StationNames(const StationTable& stations, const std::vector<Area>& areas) {
  std::unordered_map<std::string, std::string> area_names;
  for (const Area& area : areas) area_names[area.code] = area.name;
  for (std::size_t row = 0; row < stations.size(); ++row) {
    std::string key(stations.text(row, StationText::key));
    std::string name(stations.text(row, StationText::name));
    const std::string number(stations.text(row, StationText::number));
    if (name.empty()) name = number.empty() ? key : "TPS " + number;
    const auto area = area_names.find(std::string(stations.text(row, StationText::area)));
    // A name that already says its village is not said twice.
    if (area != area_names.end() && !area->second.empty() &&
        name.find(area->second) == std::string::npos) {
      name += " " + area->second;
    }
    spoken_[folded(name)].push_back(key);
    names_.emplace(std::move(key), std::move(name));
  }
}

std::string StationNames::key(std::string_view text) const {
  if (names_.empty()) {
    throw Error(ErrorKind::not_found, "election.no-stations", {{"text", std::string(text)}});
  }
  if (names_.contains(std::string(text))) return std::string(text);
  const auto found = spoken_.find(folded(text));
  if (found == spoken_.end()) {
    throw Error(ErrorKind::not_found, "election.unknown-station", {{"text", std::string(text)}});
  }
  if (found->second.size() > 1) {
    throw Error(ErrorKind::bad_input, "election.ambiguous-station",
                {{"text", std::string(text)}, {"keys", joined(found->second)}});
  }
  return found->second.front();
}

std::string StationNames::name(std::string_view key) const {
  const auto found = names_.find(std::string(key));
  return found == names_.end() ? std::string(key) : found->second;
}

}  // namespace adem::election
