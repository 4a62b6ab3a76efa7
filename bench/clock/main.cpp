// The links of the station clock at the size of a regency, as the outlook computes them:
//   bench_clock [side] [unknown]
// The map and the flood of bench/roads_search: 1 warehouse, 4 posts, 20 crew villages, 1,000
// stations, 20 members × 72 quarter-hours, on foot, by motorbike and by truck. With "unknown" every
// fiftieth disputed road is unknown instead, so that both readings must be computed. Wall time on
// two threads.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <time.h>

#include "base/format.h"
#include "outlook/box_link.h"
#include "outlook/crew_link.h"
#include "outlook/help_link.h"
#include "outlook/link_futures.h"
#include "outlook/voters_link.h"
#include "roads_search/map.h"

namespace adem::bench {

namespace {

using election::Mode;

constexpr std::size_t kMembers = 20, kSteps = 72, kStations = 1000, kVillages = 20, kPosts = 4;
constexpr std::size_t kHomesAt = 40;
constexpr unsigned kThreads = 2;

// The flood on every road, for each mode that matters.
class FloodedRoads final : public outlook::OpenRoads {
 public:
  FloodedRoads(const RoadMap& map, bool unknown) : edges_(map.edges()), unknown_(unknown) {
    const Flood flood(map, kMembers, kSteps, kFutureSeed);
    const float limit = flood.limit_for(0.1);
    for (const auto& [mode, more] : {std::pair{Mode::walk, -0.1F}, std::pair{Mode::motorbike, 0.0F},
                                     std::pair{Mode::truck, 0.15F}}) {
      auto& open = open_[static_cast<std::size_t>(mode)];
      open.row.assign(edges_, kNone);
      for (std::size_t s = 0; s < kSteps; ++s) {
        const auto rows = flood.rows(limit + more, s, 1);
        for (std::size_t e = 0; e < edges_; ++e) {
          const auto members = static_cast<std::uint32_t>(rows.open[e * rows.words]);
          if (members == kAll && open.row[e] == kNone) continue;
          if (open.row[e] == kNone) {
            open.row[e] = static_cast<std::uint32_t>(open.members.size());
            open.members.resize(open.members.size() + kSteps, kAll);
          }
          open.members[open.row[e] + s] = members;
        }
      }
    }
  }
  std::size_t members() const override { return kMembers; }
  roads::Closures over_time(Mode mode, roads::Reading reading, std::size_t member) const override {
    const auto& open = open_[static_cast<std::size_t>(mode)];
    roads::Closures out(edges_, kSteps);
    for (std::size_t e = 0; e < edges_; ++e) {
      if (open.row[e] == kNone || unknown_here(e, reading)) continue;
      roads::Lanes lanes;
      for (std::size_t s = 0; s < kSteps; ++s) {
        if ((open.members[open.row[e] + s] >> member & 1U) != 0) lanes.set(s);
      }
      out.set(static_cast<std::uint32_t>(e), lanes);
    }
    return out;
  }
  bool certain(Mode /*mode*/) const override { return !unknown_; }
  roads::Closures block(Mode mode, roads::Reading reading, std::size_t first,
                        std::size_t steps) const override {
    const auto& open = open_[static_cast<std::size_t>(mode)];
    roads::Closures out(edges_, kMembers * steps);
    for (std::size_t e = 0; e < edges_; ++e) {
      if (open.row[e] == kNone) continue;
      const auto* row = &open.members[open.row[e]];
      bool all = true;
      for (std::size_t s = first; s < first + steps; ++s) all = all && row[s] == kAll;
      if (all) continue;
      if (unknown_here(e, reading)) continue;
      roads::Lanes lanes;
      for (std::size_t s = 0; s < steps; ++s) {
        for (std::size_t m = 0; m < kMembers; ++m) {
          if ((row[first + s] >> m & 1U) != 0) lanes.set(s * kMembers + m);
        }
      }
      out.set(static_cast<std::uint32_t>(e), lanes);
    }
    return out;
  }

 private:
  static constexpr std::uint32_t kAll = (1U << kMembers) - 1, kNone = 0xFFFFFFFF;
  std::size_t edges_;
  bool unknown_;
  // Where nobody knows, the road is perhaps open.
  bool unknown_here(std::size_t edge, roads::Reading reading) const {
    return unknown_ && edge % 50 == 0 && reading == roads::Reading::maybe;
  }
  // Roads that are not always open: where their members begin, one word a step.
  struct Open {
    std::vector<std::uint32_t> row, members;
  };
  std::array<Open, election::kModes> open_;
};

outlook::ModeRoads roads_at(const RoadMap& map, double km_h) {
  outlook::ModeRoads out{map.graph, map.length_m};
  for (auto& each : out.time_ms) each = static_cast<std::uint32_t>(each * 3600.0 / km_h);
  return out;
}

std::size_t nearest(const RoadMap& map, const std::vector<std::uint32_t>& nodes,
                    std::uint32_t node) {
  const auto distance = [&](std::uint32_t a) {
    const auto side = static_cast<long>(map.side);
    const long dx = a % side - node % side, dy = a / side - node / side;
    return dx * dx + dy * dy;
  };
  std::size_t best = 0;
  for (std::size_t i = 1; i < nodes.size(); ++i) {
    if (distance(nodes[i]) < distance(nodes[best])) best = i;
  }
  return best;
}

outlook::RoadWorld make_world(const RoadMap& map) {
  outlook::RoadWorld world;
  world.window.steps = kSteps;
  world.duties.set_up = {28, 36};
  world.duties.voting = {36, 60};
  world.duties.counting = {60, kSteps};
  world.box_due = 24;
  world.crew_leaves = 24;
  world.crew_least = 5;
  world.voters_share = 0.5;
  world.demanded_chance = 0.9;
  world.walk_limit_m = 3000;
  world.length_m = map.length_m;
  world.modes[static_cast<std::size_t>(Mode::walk)] = roads_at(map, 4.5);
  world.modes[static_cast<std::size_t>(Mode::motorbike)] = roads_at(map, 25);
  world.modes[static_cast<std::size_t>(Mode::truck)] = roads_at(map, 20);
  world.box_by = {Mode::truck, Mode::motorbike};
  world.crew_by = {Mode::motorbike, Mode::walk};
  world.help_by = {Mode::motorbike};
  const auto posts = draw_junctions(map, 1 + kPosts, kWorkSeed + 4);
  for (const auto node : posts) world.depots.push_back({{node, {}}, "", 0});
  const auto villages = draw_junctions(map, kVillages, kWorkSeed + 5);
  for (const auto node : villages) world.crew_homes.push_back({node});
  world.hospitals = {villages[0]};
  world.police = {villages[1]};
  std::mt19937_64 random(kWorkSeed + 2);
  const auto off = [&] { return static_cast<long>(random() % 49) - 24; };
  const std::vector<std::uint32_t> only_posts(posts.begin() + 1, posts.end());
  for (const auto node : draw_junctions(map, kStations, kWorkSeed + 3)) {
    outlook::StationWorld station;
    station.at.node = node;
    station.walk_m = 20;
    station.warehouse = 0;
    station.post = 1 + nearest(map, only_posts, node);
    const auto village = nearest(map, villages, node);
    station.crew = {{village, 4}, {(village + 1) % kVillages, 3}};
    const long side = static_cast<long>(map.side);
    while (station.voters.size() < kHomesAt) {
      const long x = static_cast<long>(node) % side + off(),
                 y = static_cast<long>(node) / side + off();
      if (x < 0 || y < 0 || x >= side || y >= side) continue;
      station.voters.push_back({{static_cast<std::uint32_t>(y * side + x), 30}, 1200});
    }
    world.stations.push_back(std::move(station));
  }
  return world;
}

std::string peak_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return line.substr(line.find_first_of("0123456789"));
  }
  return "?";
}

// Of all threads together: what the work costs, also where other work shares the machine.
double cpu_seconds() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

template <typename Work>
double seconds_of(const Work& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void bench(std::size_t side, bool unknown) {
  const RoadMap map = make_roads(side, 0.64, 0, kMapSeed);
  const FloodedRoads open(map, unknown);
  const auto world = make_world(map);
  fmt::print("{0} x {0} junctions, {1} edges; before: peak memory {2}\n", side, map.edges(),
             peak_memory());
  outlook::BoxTimes box;
  outlook::CrewTimes crew;
  outlook::VoterWays voters;
  outlook::CutOff help;
  const double before_s = cpu_seconds();
  const double box_s = seconds_of([&] { box = outlook::box_times(world, open, kThreads); });
  const double crew_s = seconds_of([&] { crew = outlook::crew_times(world, open, kThreads); });
  const double voters_s = seconds_of([&] { voters = outlook::voter_ways(world, open, kThreads); });
  const double help_s = seconds_of([&] { help = outlook::cut_off(world, open, kThreads); });
  double works = 0;
  const double join_s = seconds_of([&] {
    for (std::size_t row = 0; row < kStations; ++row) {
      const auto b = box_futures(world, box, kMembers, row);
      const auto c = crew_futures(world, crew, kMembers, row);
      const auto all = outlook::together({&b, &c, &voters.stations[row]}, kSteps, kMembers);
      for (const auto& lanes : all.sure) works += static_cast<double>(lanes.count());
    }
  });
  fmt::print(
      "box with last departures {:.2f} s, crew {:.2f} s, voters {:.2f} s, hospital and police "
      "{:.2f} s, joined {:.2f} s: **{:.2f} s** (bar 20 s), "
      "{:.2f} s of processor time; peak memory {}; works {:.4f}\n",
      box_s, crew_s, voters_s, help_s, join_s, box_s + crew_s + voters_s + help_s + join_s,
      cpu_seconds() - before_s, peak_memory(),
      works / static_cast<double>(kStations * kSteps * kMembers));
}

}  // namespace

}  // namespace adem::bench

int main(int argc, char** argv) {
  const std::size_t side = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 700;
  adem::bench::bench(side, argc > 2 && std::string(argv[2]) == "unknown");
  return 0;
}
