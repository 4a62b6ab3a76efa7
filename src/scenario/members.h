// The members of an ensemble: listed one by one, or drawn from ranges with a seed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "scenario/scenario.h"

namespace adem::scenario {

using Range = std::pair<double, double>;

// `count` members drawn by Latin hypercube (McKay, Beckman & Conover 1979): each range is cut into
// `count` equal parts, each part is used once, at a random place within it and in random order. The
// same seed gives the same members on every machine. A range that is absent leaves its default.
std::vector<Member> draw_members(std::size_t count, std::uint64_t seed,
                                 const std::optional<Range>& rain_factor,
                                 const std::optional<Range>& level_offset_m,
                                 const std::optional<Range>& shift_h);

}  // namespace adem::scenario
