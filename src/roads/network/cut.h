// Lines cut at their junctions, used by build.cpp only.
#pragma once

#include <vector>

#include "roads/network/lines.h"

namespace adem::roads {

// An edge whose ends and points between are numbers of `Lines::points`.
struct Piece {
  std::uint32_t line = 0;
  std::uint32_t begin = 0, end = 0;  // into Lines::at, both included
  std::uint32_t from = 0, to = 0;    // points, after those at one place were made one
  double length_m = 0;
};

// Junctions are the ends of lines, points that lines share or that one line passes twice, and
// landing stages. Pieces without length are flagged and their ends made one; pieces that repeat an
// earlier one for the same modes are flagged and left out. In the order of the lines.
std::vector<Piece> cut(const Lines& lines, std::vector<Flagged>& flagged);

}  // namespace adem::roads
