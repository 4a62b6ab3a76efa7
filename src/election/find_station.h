// Which station does a person mean? People say "1472051003001", "TPS 001 Guntung", "001 guntung" or
// the first digits of an id.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "election/register.h"

namespace adem::election {

// "guntung kota" of "  Guntung-Kota ": ASCII lower case, runs of anything but letters and digits
// become one space, none at the ends. Other UTF-8 bytes stay.
std::string plain_name(std::string_view text);

// Finds stations in a table; the table and the areas must outlive it and stay unchanged. Building
// it is linear; a key is found in constant time, anything else in one pass over the table.
class StationFinder {
 public:
  StationFinder(const StationTable& stations, const std::vector<Area>& areas);

  // Rows that are meant, in table order. The first way that finds any decides: the key to the
  // letter; its digits; number and village ("TPS 001 Guntung", also a village's beginning); the
  // words of name, address and villages above; the beginning of an id (6 hex digits at least).
  std::vector<std::size_t> matches(std::string_view asked) const;

  // The one row meant. Errors: election.no-station {asked}, election.ambiguous-station {asked,
  // count, candidates}.
  std::size_t find(std::string_view asked) const;

  // "TPS 001 Guntung": how a station is called in a sentence.
  std::string label(std::size_t row) const;
  // Name of the area it belongs to; its code where the name is not known.
  std::string area_name(std::size_t row) const;
  std::string area_name(std::string_view code) const;

 private:
  std::vector<std::size_t> by_id(std::string_view asked) const;
  std::vector<std::size_t> by_words(std::string_view asked) const;
  std::string all_words(std::size_t row) const;

  const StationTable& stations_;
  std::unordered_map<std::string_view, const Area*> areas_;
  std::unordered_multimap<std::string, std::size_t> keys_;  // digits of the key, or the key itself
};

// One look-up: builds a finder and asks it.
std::size_t find_station(const StationTable& stations, const std::vector<Area>& areas,
                         std::string_view asked);

}  // namespace adem::election
