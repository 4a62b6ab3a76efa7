// Roads as a source draws them, before they are cut into edges: lines of numbered points. Lines
// meet where they share a point's number, and nowhere else.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "roads/network/network.h"

namespace adem::roads {

// Names, each kept once. Number 0 is "no name".
class Names {
 public:
  Names() : list_(1) {}
  std::uint32_t number(std::string_view name);
  std::vector<std::string>& list() { return list_; }

 private:
  std::vector<std::string> list_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

// What holds for a whole line; `from`, `to` and `length_m` of the edge are not used.
using Kind = Edge;

struct Lines {
  std::vector<Place> points;
  std::vector<std::uint8_t> point_traits;  // NodeTrait; per point
  std::vector<Kind> kinds;                 // per line
  std::vector<std::uint32_t> first = {0};  // lines + 1
  std::vector<std::uint32_t> at;           // points of all lines, one after the other
  Names names;
  std::vector<Flagged> flagged;

  std::size_t size() const { return kinds.size(); }
  std::uint32_t number(Place place) {
    points.push_back(place);
    point_traits.push_back(0);
    return static_cast<std::uint32_t>(points.size() - 1);
  }
  void close(const Kind& kind) {
    kinds.push_back(kind);
    first.push_back(static_cast<std::uint32_t>(at.size()));
  }
};

}  // namespace adem::roads
