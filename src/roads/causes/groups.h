// Targets that are missed for the same cause.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "roads/causes/common_causes.h"

namespace adem::roads {

// Each target's missed lanes are put down to the first of: the source that does not work; the
// suspects (one stretch or two) in their order, where opening them would serve it; several; no
// road. Most lost first.
std::vector<CutGroup> cut_groups(const Gains& gains, const CutQuestion& question,
                                 std::span<const std::vector<std::uint32_t>> suspects,
                                 std::span<const std::vector<CutSource>> services);

}  // namespace adem::roads
