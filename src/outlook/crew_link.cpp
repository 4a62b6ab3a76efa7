#include "outlook/crew_link.h"

#include <algorithm>

#include "outlook/world_hours.h"
#include "roads/search/blocks.h"
#include "roads/search/future_travel.h"

namespace adem::outlook {

namespace {

using election::Mode;
using roads::FutureHours;

// Stations that have crew from a village, and which of their shares it is.
struct Bound {
  std::vector<std::uint32_t> rows, targets;
  std::vector<std::size_t> share;
};

std::vector<Bound> bound_by_village(const RoadWorld& world) {
  std::vector<Bound> out(world.crew_homes.size());
  for (std::uint32_t row = 0; row < world.stations.size(); ++row) {
    const auto& station = world.stations[row];
    if (!station.at.node) continue;
    for (std::size_t k = 0; k < station.crew.size(); ++k) {
      auto& bound = out[station.crew[k].village];
      bound.rows.push_back(row);
      bound.targets.push_back(*station.at.node);
      bound.share.push_back(k);
    }
  }
  return out;
}

class Crews {
 public:
  Crews(const RoadWorld& world, const OpenRoads& open, unsigned threads)
      : world_(world),
        open_(open),
        threads_(threads),
        members_(open.members()),
        bound_(bound_by_village(world)),
        workers_(threads) {
    for (const auto& station : world.stations) {
      const std::size_t shares = station.crew.size();
      for (auto& reading : times_.there) reading.emplace_back(shares * members_, kNoStep);
      times_.mapped.emplace_back(shares, 0);
    }
  }

  CrewTimes run() {
    const FutureHours dry = dry_hours(world_);
    for (const Mode mode : world_.crew_by) {
      const auto& roads = world_.roads(mode);
      const roads::Travel travel(roads.graph, roads.time_ms);
      search(travel, dry,
             [&](std::uint32_t row, std::size_t share, std::size_t, std::uint16_t step) {
               if (step != kNoStep) times_.mapped[row][share] = 1;
             });
      in_futures(mode, travel, roads::Reading::sure);
      if (!open_.certain(mode)) {
        in_futures(mode, travel, roads::Reading::maybe);
        continue;
      }
      for (std::size_t row = 0; row < times_.there[0].size(); ++row) {
        const auto& sure = times_.there[0][row];
        auto& maybe = times_.there[1][row];
        for (std::size_t i = 0; i < sure.size(); ++i) maybe[i] = std::min(maybe[i], sure[i]);
      }
    }
    return std::move(times_);
  }

 private:
  void in_futures(Mode mode, const roads::Travel& travel, roads::Reading reading) {
    const auto words = hours_of(world_, open_, mode, reading);
    auto& there = times_.there[static_cast<std::size_t>(reading)];
    for (std::size_t w = 0; w < words.size(); ++w) {
      search(travel, words[w],
             [&](std::uint32_t row, std::size_t share, std::size_t future, std::uint16_t step) {
               auto& kept = there[row][share * members_ + w * roads::kWordFutures + future];
               kept = std::min(kept, step);
             });
    }
  }

  // A station's shares are of different villages, so no two pieces keep the same number.
  template <typename Keep>
  void search(const roads::Travel& travel, const FutureHours& hours, const Keep& keep) {
    const std::uint32_t step_ms = world_.step_ms();
    const auto leave = static_cast<std::uint32_t>(world_.crew_leaves) * step_ms;
    roads::over_blocks(bound_.size(), threads_, [&](std::size_t village, unsigned worker) {
      const auto& bound = bound_[village];
      const auto& home = world_.crew_homes[village].node;
      if (!home || bound.rows.empty()) return;
      const roads::FutureStart start{*home, leave, hours.all()};
      const auto times =
          workers_[worker].arrivals(travel, hours, {&start, 1}, hours.end_ms(), bound.targets);
      for (std::size_t i = 0; i < times.size(); ++i) {
        const std::size_t at = i / hours.futures(), future = i % hours.futures();
        const auto step = times[i] == roads::kNever
                              ? kNoStep
                              : static_cast<std::uint16_t>((times[i] + step_ms - 1) / step_ms);
        keep(bound.rows[at], bound.share[at], future, step);
      }
    });
  }

  const RoadWorld& world_;
  const OpenRoads& open_;
  unsigned threads_;
  std::size_t members_;
  std::vector<Bound> bound_;
  std::vector<roads::FutureSearch> workers_;
  CrewTimes times_;
};

}  // namespace

CrewTimes crew_times(const RoadWorld& world, const OpenRoads& open, unsigned threads) {
  return Crews(world, open, threads).run();
}

LinkFutures crew_futures(const RoadWorld& world, const CrewTimes& times, std::size_t members,
                         std::size_t row) {
  const std::size_t steps = world.window.steps;
  const auto& duties = world.duties;
  LinkFutures out{std::vector<roads::Lanes>(steps),
                  std::vector<roads::Lanes>(steps),
                  {duties.set_up.begin, std::max(duties.voting.end, duties.counting.end)}};
  const auto& crew = world.stations[row].crew;
  for (const auto reading : {roads::Reading::sure, roads::Reading::maybe}) {
    auto& lanes = reading == roads::Reading::sure ? out.sure : out.maybe;
    const auto& there = times.there[static_cast<std::size_t>(reading)][row];
    for (std::size_t m = 0; m < members; ++m) {
      for (std::size_t s = out.asked.begin; s < out.asked.end; ++s) {
        int count = 0;
        for (std::size_t k = 0; k < crew.size(); ++k) {
          const bool unmapped = reading == roads::Reading::maybe && times.mapped[row][k] == 0;
          if (there[k * members + m] <= s || unmapped) count += crew[k].members;
        }
        if (count >= world.crew_least) lanes[s].set(m);
      }
    }
  }
  return out;
}

}  // namespace adem::outlook
