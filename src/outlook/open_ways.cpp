#include "outlook/open_ways.h"

#include <algorithm>

namespace adem::outlook {

OpenWays::OpenWays(const RoadWorld& world, const OpenRoads& open, election::Mode mode,
                   roads::Reading reading, Steps steps, const std::vector<std::uint32_t>& sources,
                   const std::vector<std::uint32_t>& targets, unsigned threads)
    : members_(open.members()), part_(steps_in_block(members_)), steps_(steps) {
  const roads::Links links(world.roads(mode).graph);
  const std::size_t count = steps.end - steps.begin;
  table_ = roads::reach_table(
      links, (count + part_ - 1) / part_,
      [&](std::size_t block) {
        const std::size_t first = steps.begin + block * part_;
        return open.block(mode, reading, first, std::min(part_, steps.end - first));
      },
      sources, targets, threads);
}

roads::Lanes OpenWays::at(std::size_t step, std::size_t source, std::size_t target) const {
  const std::size_t from = step - steps_.begin;
  const auto& lanes = table_.at(from / part_, source, target);
  roads::Lanes out;
  for (std::size_t m = 0; m < members_; ++m) {
    if (lanes[from % part_ * members_ + m]) out.set(m);
  }
  return out;
}

roads::Lanes OpenWays::through(std::size_t first, std::size_t last, std::size_t source,
                               std::size_t target) const {
  auto out = roads::Lanes::first(members_);
  for (std::size_t s = first; s <= last && out.any(); ++s) out &= at(s, source, target);
  return out;
}

}  // namespace adem::outlook
