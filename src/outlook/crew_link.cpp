#include "outlook/crew_link.h"

#include <algorithm>

#include "outlook/open_ways.h"
#include "roads/search/blocks.h"
#include "roads/search/travel.h"

namespace adem::outlook {

namespace {

using election::Mode;

// Stations that have crew from a village, and which of their shares it is.
struct Bound {
  std::uint32_t home = 0;
  std::vector<std::uint32_t> rows, targets;
  std::vector<std::size_t> share;
};

std::vector<Bound> bound_by_village(const RoadWorld& world) {
  std::vector<Bound> all(world.crew_homes.size());
  for (std::uint32_t row = 0; row < world.stations.size(); ++row) {
    const auto& station = world.stations[row];
    if (!station.at.node) continue;
    for (std::size_t k = 0; k < station.crew.size(); ++k) {
      auto& bound = all[station.crew[k].village];
      bound.rows.push_back(row);
      bound.targets.push_back(*station.at.node);
      bound.share.push_back(k);
    }
  }
  // Villages that are not known on the roads bind nobody.
  std::vector<Bound> out;
  for (std::size_t v = 0; v < all.size(); ++v) {
    if (!world.crew_homes[v].node || all[v].rows.empty()) continue;
    all[v].home = *world.crew_homes[v].node;
    out.push_back(std::move(all[v]));
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
    for (const Mode mode : world_.crew_by) {
      const auto dry = dry_steps(mode);
      in_futures(mode, dry, roads::Reading::sure);
      if (!open_.certain(mode)) {
        in_futures(mode, dry, roads::Reading::maybe);
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
  // By bound: how many steps the way takes on dry roads, kNoStep where there is none.
  std::vector<std::vector<std::size_t>> dry_steps(Mode mode) {
    const auto& roads = world_.roads(mode);
    const roads::Travel travel(roads.graph, roads.time_ms);
    std::vector<std::vector<std::size_t>> dry(bound_.size());
    roads::over_blocks(bound_.size(), threads_, [&](std::size_t village, unsigned worker) {
      const auto& bound = bound_[village];
      const auto times = workers_[worker].times(travel, bound.home);
      for (std::size_t i = 0; i < bound.rows.size(); ++i) {
        const auto ms = times[bound.targets[i]];
        dry[village].push_back(ms == roads::kNever ? kNoStep : steps_in(world_, ms));
        if (ms != roads::kNever) times_.mapped[bound.rows[i]][bound.share[i]] = 1;
      }
    });
    return dry;
  }

  void in_futures(Mode mode, const std::vector<std::vector<std::size_t>>& dry,
                  roads::Reading reading) {
    const Steps steps{world_.crew_leaves, world_.duties.voting.end};
    std::vector<std::uint32_t> homes, stations;
    for (const auto& bound : bound_) homes.push_back(bound.home);
    for (const auto& station : world_.stations) stations.push_back(station.at.node.value_or(0));
    const OpenWays ways(world_, open_, mode, reading, steps, homes, stations, threads_);
    auto& there = times_.there[static_cast<std::size_t>(reading)];
    for (std::size_t v = 0; v < bound_.size(); ++v) {
      for (std::size_t i = 0; i < bound_[v].rows.size(); ++i) {
        if (dry[v][i] == kNoStep) continue;
        const auto row = bound_[v].rows[i];
        arrive(ways, steps, dry[v][i], v, row, &there[row][bound_[v].share[i] * members_]);
      }
    }
  }

  // The first step by which a way has been open for as long as the journey takes.
  void arrive(const OpenWays& ways, Steps steps, std::size_t takes, std::size_t village,
              std::size_t row, std::uint16_t* first) const {
    std::vector<std::size_t> run(members_, 0);
    for (std::size_t s = steps.begin; s < steps.end; ++s) {
      const auto open = ways.at(s, village, row);
      for (std::size_t m = 0; m < members_; ++m) {
        if (run[m] >= takes) first[m] = std::min(first[m], static_cast<std::uint16_t>(s));
        run[m] = open[m] ? run[m] + 1 : 0;
      }
    }
  }

  const RoadWorld& world_;
  const OpenRoads& open_;
  unsigned threads_;
  std::size_t members_;
  std::vector<Bound> bound_;
  std::vector<roads::TravelSearch> workers_;
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
