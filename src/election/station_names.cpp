#include "election/station_names.h"

#include "base/error.h"

namespace adem::election {

StationNames::StationNames(StationTable stations, std::vector<Area> areas)
    : stations_(std::move(stations)), areas_(std::move(areas)), finder_(stations_, areas_) {}

std::string StationNames::key(std::string_view text) const {
  if (stations_.size() == 0) {
    throw Error(ErrorKind::not_found, "election.no-stations", {{"text", std::string(text)}});
  }
  return std::string(stations_.text(finder_.find(text), StationText::key));
}

std::string StationNames::name(std::string_view key) const {
  const auto rows = finder_.matches(key);
  return rows.size() == 1 ? finder_.label(rows.front()) : std::string(key);
}

std::string StationNames::area(std::string_view key) const {
  const auto rows = finder_.matches(key);
  return rows.size() == 1 ? std::string(stations_.text(rows.front(), StationText::area))
                          : std::string();
}

}  // namespace adem::election
