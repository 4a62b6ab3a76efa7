// The areas of the register as a tree that a page walks down, each with how its stations stand.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "election/register.h"
#include "tiles/station_tiles.h"

namespace adem::serve {

struct AreaRow {
  std::string code, name;
  std::size_t parent = 0;                                // its row; kNone at the top
  std::uint32_t children = 0, stations = 0;              // stations with all that lies below
  std::array<std::uint32_t, tiles::kStatuses> status{};  // of election::Status
  geo::Box box;                                          // of its outline, else of its stations
};

// Immutable.
class AreaList {
 public:
  static constexpr std::size_t kNone = SIZE_MAX;

  // `marks` has one for each station. Neither is needed afterwards. An area whose parent the list
  // does not hold stands below the next known one of its code, "14.72" of "14.72.05.1003", or at
  // the top.
  AreaList(const std::vector<election::Area>& areas, const election::StationTable& stations,
           std::span<const tiles::StationMark> marks);

  const AreaRow& row(std::size_t at) const { return rows_[at]; }
  // How many of some stations, told by the codes of their areas, lie in each area with all that is
  // below it: a number for each row.
  std::vector<std::uint32_t> count(std::span<const std::string_view> codes) const;
  // kNone where there is none.
  std::size_t find(std::string_view code) const;
  // By code. `parent` kNone: those at the top.
  std::vector<std::size_t> children(std::size_t parent) const;
  // Whose name holds these words, or whose code begins with them: those with most stations first.
  std::vector<std::size_t> named(std::string_view words) const;

 private:
  void link(const std::vector<election::Area>& areas);
  std::size_t known_above(std::string_view code) const;
  // The area of a code, else the next known one above it.
  std::size_t lowest(std::string_view code) const;

  std::vector<AreaRow> rows_;  // by code
  std::vector<std::string> plain_;
  std::map<std::string, std::size_t, std::less<>> by_code_;
};

}  // namespace adem::serve
