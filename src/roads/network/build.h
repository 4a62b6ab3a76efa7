// Cuts lines where they meet and makes the network: junctions, edges, components, and what is
// doubtful about them.
#pragma once

#include "roads/network/lines.h"
#include "roads/network/network.h"

namespace adem::roads {

// A component whose roads are shorter than this, and which is not the largest, is a snippet.
inline constexpr double kSnippet_m = 1000;

// Deterministic: the same lines give the same bytes. Time and memory are linear but for sorting.
// Flags: zero-length, duplicate, snippet, one-way-island; those of the lines are kept before them.
Parts build(Lines lines);

}  // namespace adem::roads
