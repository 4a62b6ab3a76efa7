// Finds segments that are near a place or near each other: a grid of about 110 m.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "roads/network/place.h"

namespace adem::roads {

struct Segment {
  Place a, b;
  std::uint32_t line = 0;
  std::uint32_t index = 0;  // of its first point within the line
};

// How near a segment comes to a place, in metres, and where (0 at a, 1 at b). Planar.
struct Nearness {
  double distance_m = 0;
  double share = 0;
};
Nearness nearness(const Segment& segment, Place place);

class SegmentGrid {
 public:
  // Finds within `reach_m` at most, which is at least 0 and under 100.
  SegmentGrid(std::vector<Segment> segments, double reach_m);
  std::span<const Segment> segments() const { return segments_; }

  // Numbers of all segments that may be within the reach of the place; each once.
  std::span<const std::uint32_t> near(Place place) const;
  // Calls `visit` with the segments of each cell, so that every pair that could touch is together
  // in one at least.
  template <typename Visit>
  void each_cell(Visit visit) const {
    for (std::size_t c = 0; c + 1 < first_.size(); ++c) {
      visit(std::span(members_).subspan(first_[c], first_[c + 1] - first_[c]));
    }
  }

 private:
  std::vector<Segment> segments_;
  std::vector<std::uint64_t> cells_;  // ascending
  std::vector<std::size_t> first_;    // cells + 1
  std::vector<std::uint32_t> members_;
};

}  // namespace adem::roads
