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

std::optional<std::size_t> StationNames::row(std::string_view key) const {
  const auto rows = finder_.matches(key);
  if (rows.size() != 1) return std::nullopt;
  return rows.front();
}

std::string StationNames::name(std::string_view key) const {
  const auto at = row(key);
  return at ? finder_.label(*at) : std::string(key);
}

std::string StationNames::area(std::string_view key) const {
  const auto at = row(key);
  return at ? std::string(stations_.text(*at, StationText::area)) : std::string();
}

}  // namespace adem::election
