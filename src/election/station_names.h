// Stations as people write and say them: "TPS 001 Guntung", "TPS 1 Kel. Guntung", or the key.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "election/register.h"

namespace adem::election {

// An index over one station list; building it costs one pass. Holds no view of its arguments.
class StationNames {
 public:
  StationNames(const StationTable& stations, const std::vector<Area>& areas);

  // The key of the one station meant. Errors: election.no-stations (no list yet),
  // election.unknown-station, election.ambiguous-station (with the keys that fit).
  std::string key(std::string_view text) const;

  // "TPS 001 Guntung": the station's name and its area's; the key itself where it is not listed.
  std::string name(std::string_view key) const;

 private:
  std::unordered_map<std::string, std::string> names_;                // key -> name
  std::unordered_map<std::string, std::vector<std::string>> spoken_;  // folded name -> keys
};

}  // namespace adem::election
