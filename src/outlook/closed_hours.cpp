#include "outlook/closed_hours.h"

#include <algorithm>

namespace adem::outlook {

std::vector<float> closed_hours(const OpenRoads& open, election::Mode mode, Steps steps,
                                int step_s) {
  std::vector<std::size_t> closed;  // lanes by edge
  const std::size_t together = steps_in_block(open.members());
  for (std::size_t step = steps.begin; step < steps.end; step += together) {
    const auto block =
        open.block(mode, roads::Reading::maybe, step, std::min(together, steps.end - step));
    closed.resize(block.edges());
    for (std::uint32_t edge = 0; edge < block.edges(); ++edge) {
      const std::uint32_t state = block.state(edge);
      if (state == roads::Closures::kOpen) continue;
      closed[edge] += block.lanes();
      if (state != roads::Closures::kClosed) closed[edge] -= block.rows()[state].count();
    }
  }
  const double lane_h = step_s / 3600.0 / static_cast<double>(open.members());
  std::vector<float> hours;
  hours.reserve(closed.size());
  for (const std::size_t lanes : closed) {
    hours.push_back(static_cast<float>(static_cast<double>(lanes) * lane_h));
  }
  return hours;
}

}  // namespace adem::outlook
