#include "outlook/world_hours.h"

#include <algorithm>

namespace adem::outlook {

std::vector<roads::FutureHours> hours_of(const RoadWorld& world, const OpenRoads& open,
                                         election::Mode mode, roads::Reading reading) {
  const std::size_t members = open.members(), steps = world.window.steps;
  std::vector<roads::FutureHours> words;
  for (std::size_t first = 0; first < members; first += roads::kWordFutures) {
    words.emplace_back(world.length_m.size(), std::min(roads::kWordFutures, members - first), steps,
                       world.step_ms());
  }
  const std::size_t part = steps_in_block(members);
  for (std::size_t step = 0; step < steps; step += part) {
    const auto block = open.block(mode, reading, step, std::min(part, steps - step));
    for (std::size_t w = 0; w < words.size(); ++w) {
      words[w].take(block, members, w * roads::kWordFutures);
    }
  }
  return words;
}

roads::FutureHours dry_hours(const RoadWorld& world) {
  return {world.length_m.size(), 1, world.window.steps, world.step_ms()};
}

}  // namespace adem::outlook
