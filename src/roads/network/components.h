// Which junctions hang together. Used by build.cpp only.
#pragma once

#include "roads/network/network.h"

namespace adem::roads {

// Fills `component` per node and `components`, by falling length.
void find_components(Parts& parts);

// One-way islands, per vehicle mode: within what hangs together for the mode, the largest strongly
// connected part is where one can both come from and get back to; what lies outside it can be
// entered but not left, or left but not entered. Neighbouring nodes of that sort make one island,
// flagged at its first node with one of its roads.
// Strongly connected parts by Tarjan (1972), without recursion.
void flag_islands(Parts& parts);

}  // namespace adem::roads
