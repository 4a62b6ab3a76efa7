#include "outlook/voters_link.h"

#include <algorithm>
#include <cmath>

#include "roads/search/blocks.h"
#include "roads/search/walk.h"

namespace adem::outlook {

namespace {

using election::Mode;

struct Block {
  std::size_t first, steps;
  roads::Closures open;
};

class Walks {
 public:
  Walks(const RoadWorld& world, const OpenRoads& open, unsigned threads)
      : world_(world), open_(open), threads_(threads), members_(open.members()) {
    const auto& graph = world.roads(Mode::walk).graph;
    for (unsigned t = 0; t < threads; ++t) {
      workers_.emplace_back(graph, world.length_m, world.walk_limit_m);
    }
    for (const auto& station : world.stations) {
      const bool known = station.at.node && !station.voters.empty();
      const std::size_t steps = known ? world.window.steps : 0;
      ways_.stations.push_back({std::vector<roads::Lanes>(steps), std::vector<roads::Lanes>(steps),
                                world.duties.voting});
    }
  }

  VoterWays run() {
    const bool certain = open_.certain(Mode::walk);
    const std::size_t part = steps_in_block(members_);
    for (std::size_t s = world_.duties.voting.begin; s < world_.duties.voting.end; s += part) {
      const std::size_t steps = std::min(part, world_.duties.voting.end - s);
      walk({s, steps, open_.block(Mode::walk, roads::Reading::sure, s, steps)}, true, certain);
      if (!certain) {
        walk({s, steps, open_.block(Mode::walk, roads::Reading::maybe, s, steps)}, false, true);
      }
    }
    return std::move(ways_);
  }

 private:
  void walk(const Block& block, bool sure, bool maybe) {
    constexpr std::size_t kTogether = 32;
    const std::size_t stations = world_.stations.size();
    roads::over_blocks((stations + kTogether - 1) / kTogether, threads_,
                       [&](std::size_t piece, unsigned worker) {
                         const std::size_t end = std::min(stations, (piece + 1) * kTogether);
                         for (std::size_t row = piece * kTogether; row < end; ++row) {
                           if (!ways_.stations[row].sure.empty()) {
                             station(row, block, workers_[worker], sure, maybe);
                           }
                         }
                       });
  }

  void station(std::size_t row, const Block& block, roads::WalkSearch& search, bool sure,
               bool maybe) {
    const auto& station = world_.stations[row];
    const auto count =
        search.voters_within(block.open, {*station.at.node, station.walk_m}, station.voters);
    double all = 0;
    for (const auto& voters : station.voters) all += voters.voters;
    const double least = world_.voters_share * all;
    for (std::size_t lane = 0; lane < count.size(); ++lane) {
      if (count[lane] < least) continue;
      const std::size_t step = block.first + lane / members_, member = lane % members_;
      if (sure) ways_.stations[row].sure[step].set(member);
      if (maybe) ways_.stations[row].maybe[step].set(member);
    }
  }

  const RoadWorld& world_;
  const OpenRoads& open_;
  unsigned threads_;
  std::size_t members_;
  std::vector<roads::WalkSearch> workers_;
  VoterWays ways_;
};

}  // namespace

VoterWays voter_ways(const RoadWorld& world, const OpenRoads& open, unsigned threads) {
  return Walks(world, open, threads).run();
}

}  // namespace adem::outlook
