// Where each station stands, in a few bytes: what the wall and maps look at when they look at all
// of them. It is read from a book once and follows it from then on, so that a look costs the same
// whether nobody has reported or everybody has.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "desk/station_join.h"
#include "desk/station_standing.h"
#include "desk/station_view.h"

namespace adem::desk {

struct StationLine {
  std::uint16_t status = 0;  // which of the words
  std::int8_t rank = 0;      // how much it worries: its status, or what stands beside it
  bool spoken = false;       // somebody reported, or something else is known of it
  bool disagree = false, missing = false;
  std::uint32_t incidents = 0, facts_pending = 0;  // open ones
};

class StationLines {
 public:
  // Of all stations in `area` (empty: anywhere) that somebody spoke of, and of those listed. The
  // list, by ascending key, must last as long; one in another order is copied.
  StationLines(std::span<const ListedStation> stations, const ledger::Reader& book,
               const Surroundings& around, std::string area = {});
  StationLines(StationLines&&) noexcept = default;

  // What was recorded since, in any order and as often as one likes.
  void take(const ledger::Reader& book, std::span<const ledger::Event> recorded);
  // As it stands at this moment: reports come to be late.
  void at(const Surroundings& around);
  bool fits(const Surroundings& around) const;  // nothing would change by it

  // visit(station, line): each station that lies in `area`, once, by key.
  template <typename Visit>
  void each(std::string_view area, const Visit& visit) const;

  const StationLine& silent() const { return silent_; }  // of whom nobody spoke
  const std::string& word(const StationLine& line) const { return words_[line.status]; }
  const AboutStation& about(const std::string& key) const;

 private:
  // An office's latest report; kTakenOut where its status was taken out.
  struct Short {
    std::uint16_t status;
    Instant as_of;
  };
  struct Unlisted {
    ListedStation station;
    std::vector<Short> reports;
    StationLine line;
  };
  static constexpr std::uint16_t kTakenOut = 0xffff;
  static constexpr std::size_t kMostWords = 256;

  void silence();
  void read(const ledger::Reader& book);
  void read_about(const ledger::Reader& book);
  void hear(const Json& state);
  void count(const std::string& key);
  StationLine line_of(const std::vector<Short>& reports, const AboutStation& about);
  std::uint16_t word_at(std::string_view word);
  // What is listed first under a key has the line; as many as there are where none is.
  std::size_t row(std::string_view key) const;

  std::vector<ListedStation> sorted_;
  std::span<const ListedStation> stations_;
  std::string area_;
  const election::RuleBook* rules_;
  Day day_;
  std::size_t late_;
  std::vector<std::string> words_;  // kStatuses, then what newer programs say
  std::vector<StationLine> rows_;
  std::unordered_map<std::uint32_t, std::vector<Short>> reports_;  // by row
  std::map<std::string, Unlisted, std::less<>> unlisted_;
  std::map<std::string, AboutStation> about_;
  StationLine silent_;
};

template <typename Visit>
void StationLines::each(std::string_view area, const Visit& visit) const {
  auto next = unlisted_.begin();
  const auto unlisted_before = [&](const std::string* key) {
    for (; next != unlisted_.end() && (key == nullptr || next->first < *key); ++next) {
      const auto& [station, reports, line] = next->second;
      if (covers(area, station.area)) visit(station, line);
    }
  };
  const std::string* last = nullptr;
  for (std::size_t row = 0; row < stations_.size(); ++row) {
    const ListedStation& station = stations_[row];
    if (last != nullptr && *last == station.key) continue;  // a list may have a key twice
    last = &station.key;
    unlisted_before(last);
    if (covers(area, station.area)) visit(station, rows_[row]);
  }
  unlisted_before(nullptr);
}

}  // namespace adem::desk
