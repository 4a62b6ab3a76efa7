// Keys and names of one register's stations, for those who only speak of them: a StationFinder that
// owns the lists it looks in.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "election/find_station.h"
#include "election/register.h"

namespace adem::election {

class StationNames {
 public:
  StationNames(StationTable stations, std::vector<Area> areas);
  StationNames(const StationNames&) = delete;
  StationNames& operator=(const StationNames&) = delete;

  // The key of the one station meant. Errors: election.no-stations (no list yet) and those of
  // StationFinder::find.
  std::string key(std::string_view text) const;

  // "TPS 001 Guntung": the station's name and its area's; the key itself where it is not listed.
  std::string name(std::string_view key) const;

  // The code of its area; empty where it is not listed.
  std::string area(std::string_view key) const;

  // The name of an area; its code where the name is not known.
  std::string area_name(std::string_view code) const { return finder_.area_name(code); }

  // The list itself, and the row of a key in it; nothing where it is not listed.
  const StationTable& stations() const { return stations_; }
  const std::vector<Area>& areas() const { return areas_; }
  std::optional<std::size_t> row(std::string_view key) const;

 private:
  StationTable stations_;
  std::vector<Area> areas_;
  StationFinder finder_;
};

}  // namespace adem::election
