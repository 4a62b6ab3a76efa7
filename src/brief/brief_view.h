// What every form of the brief shows, chosen once: which stations worry people most, which promises
// are due, how the villages stand. Reads the input; owns no sentence.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "brief/brief.h"

namespace adem::brief {

inline constexpr std::size_t kStatuses = 5;

// A village (the area that stations are listed under) and how its stations stand.
struct Village {
  std::string code, name;
  std::size_t stations = 0;
  std::array<std::size_t, kStatuses> by_status{};
  std::size_t told = 0;              // vulnerable by witness
  std::size_t unplaced = 0;          // no point, or one too doubtful to draw
  std::vector<std::size_t> unknown;  // indices into the outlook
  std::size_t affected() const { return by_status[1] + by_status[2] + by_status[3]; }
};

struct View {
  std::array<std::size_t, kStatuses> by_status{};
  std::size_t told = 0;
  std::size_t affected = 0;  // by computation
  // Stations that worry, as indices into the outlook: those that both sources name first, then
  // turn by turn by computation and by witness, each in the outlook's order, so that neither
  // source hides the other.
  std::vector<std::size_t> worry;
  std::vector<Village> villages;                         // most affected first, then by name
  std::unordered_map<std::string, std::size_t> by_code;  // of villages
  std::vector<desk::Commitment> promises;                // overdue first, then by date
  std::size_t overdue = 0;
  std::string today;    // ISO date
  bool spread = false;  // some chance lies between 0 and 1
};

View make_view(const Input& input, const Zone& zone);

// Trouble by computation: opens late, may be interrupted, cannot open.
bool computed_trouble(const election::StationOutlook& station);

// A point that can be drawn: there is one and it is not mis-scaled, swapped or outside the region.
bool drawable(const election::StationTable& stations, std::size_t row);

// Whole days from one ISO date to another; 0 where either is no date.
std::int64_t days_between(const std::string& from, const std::string& to, const Zone& zone);

}  // namespace adem::brief
