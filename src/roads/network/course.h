// The points of an edge between its two ends, as differences in variable-length numbers: a point
// costs three or four bytes, so a nation's roads fit a laptop.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "roads/network/place.h"

namespace adem::roads {

// Puts the points behind what `out` holds; `start` is the edge's first end.
void encode_course(Place start, std::span<const Place> between, std::string& out);
// Stops at the end of the bytes, whatever they are.
void decode_course(Place start, std::string_view bytes, std::vector<Place>& out);

}  // namespace adem::roads
