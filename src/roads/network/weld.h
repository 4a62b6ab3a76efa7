// Makes lines that were only drawn meet: sources without a topology of their own.
#pragma once

#include <cstdint>
#include <vector>

#include "roads/network/lines.h"

namespace adem::roads {

struct Drawn {
  std::vector<Place> points;
  Kind kind;
};

struct Welding {
  std::uint64_t snapped = 0;  // ends moved onto another end
  std::uint64_t split = 0;    // points put into a line where another one ends on it
};

inline constexpr double kLongestSnap_m = 20;

// Three ways of meeting, and no more: (1) an end within the tolerance of an earlier end moves onto
// it; (2) lines share a point exactly (to 11 mm); (3) an end within the tolerance of another line,
// which is neither bridge nor tunnel, puts a point into it. Lines that cross without any of these
// do not meet; where both are at the same level and neither is a bridge or tunnel, the crossing is
// flagged. The tolerance is from 0 to kLongestSnap_m. In the order of the lines: deterministic.
Lines weld(std::vector<Drawn> drawn, double tolerance_m, Welding& done);

}  // namespace adem::roads
