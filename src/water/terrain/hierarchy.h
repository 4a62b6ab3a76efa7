// The hierarchy of hollows: which two join when water rises over the lowest rim between them, what
// each holds until then, and where it spills. And the pouring of water into it.
//
// Barnes, Callaghan & Wickert 2020 ("Computing water flow through complex landscapes", parts 2 and
// 3, Earth Surface Dynamics 8 and 9): here the rims are found between basins first and joined from
// the lowest up, as Kruskal joins a tree, so that no cell waits in a queue.
#pragma once

#include <cstdint>
#include <vector>

#include "water/terrain/basins.h"

namespace adem::water {

// A hollow (1..hollows, one per lowest place), or two that have joined. A pair spills into each
// other over the same rim, at the level at which it becomes one; the rest spill out.
struct Hollow {
  float born_m = 0;   // level at which it begins: its lowest ground, or where its parts joined
  float spill_m = 0;  // infinity where nothing lets water out
  std::uint32_t parent = 0;  // what it joins into; 0 where it spills to water that leaves
  std::uint32_t other = 0;   // its partner in `parent`
  std::uint32_t into = 0;    // the lowest place across the rim, where its overflow runs to; 0: out
  std::uint32_t own = 0;     // cells from born_m up to spill_m
  std::uint64_t cells = 0;   // below spill_m
  double room = 0;           // between born_m and spill_m, in metres times cells
  double under = 0;          // below born_m: what its parts hold
};

struct Hierarchy {
  std::vector<Hollow> hollows;           // 0 is outside; children come before their parent
  std::vector<std::uint64_t> catchment;  // cells that run to each lowest place, 0: out at once
};

// Time O(cells + rims log rims). Memory beside the basins: 64 bytes a hollow, of which there are at
// most two a lowest place, and 12 a rim.
Hierarchy find_hierarchy(const Basins& basins);

struct Poured {
  std::vector<double> held;         // above born_m, metres times cells
  std::vector<bool> full;           // up to spill_m
  std::vector<std::uint32_t> pond;  // the hollow whose water stands highest over this one
  double left = 0;                  // ran out
};

// Lays `rain_m` on every cell. What does not fit spills over the lowest rim, downhill to the next
// lowest place, and so on; where it finally stands does not depend on the order. About O(hollows).
Poured pour(const Hierarchy& hierarchy, double rain_m);

}  // namespace adem::water
