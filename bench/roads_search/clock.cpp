#include <chrono>
#include <fstream>
#include <random>
#include <string>

#include "base/format.h"
#include "parts.h"
#include "roads/search/blocks.h"
#include "roads/search/reach.h"
#include "roads/search/walk.h"

namespace adem::bench {

namespace {

constexpr std::size_t kMembers = 20, kSteps = 72, kPart = 24;  // a block: 24 steps of 20 members
constexpr std::size_t kStations = 1000, kVillages = 20, kPosts = 4, kVotersAt = 40;
constexpr std::uint32_t kWalk_m = 3000;
constexpr unsigned kThreads = 2;

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::string peak_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return line.substr(line.find_first_of("0123456789"));
  }
  return "?";
}

struct Station {
  roads::WalkEnd end;
  std::vector<roads::VotersAt> voters;
};

// Stations at junctions of the largest component, their voters at junctions up to 3 km around.
std::vector<Station> make_stations(const RoadMap& map) {
  std::mt19937_64 random(kWorkSeed + 2);
  const auto off = [&] { return static_cast<long>(random() % 49) - 24; };
  std::vector<Station> stations;
  for (const std::uint32_t node : draw_junctions(map, kStations, kWorkSeed + 3)) {
    Station station{{node, 20}, {}};
    const long side = static_cast<long>(map.side);
    while (station.voters.size() < kVotersAt) {
      const long x = static_cast<long>(node) % side + off(),
                 y = static_cast<long>(node) / side + off();
      if (x < 0 || y < 0 || x >= side || y >= side) continue;
      station.voters.push_back({{static_cast<std::uint32_t>(y * side + x), 30}, 12});
    }
    stations.push_back(std::move(station));
  }
  return stations;
}

// Closures of every block: on foot, by motorbike and by truck, a part of the window each.
struct Blocks {
  std::vector<roads::Closures> closures;
  double made_s = 0;
  double disputed = 0;  // on average
};

Blocks make_blocks(const RoadMap& map) {
  const Flood flood(map, kMembers, kSteps, kFutureSeed);
  const float limit = flood.limit_for(0.1);
  Blocks blocks;
  for (const float more : {-0.1F, 0.0F, 0.15F}) {
    for (std::size_t step = 0; step < kSteps; step += kPart) {
      const auto rows = flood.rows(limit + more, step, kPart);
      blocks.made_s += cpu_seconds_of([&] {
        blocks.closures.push_back(roads::closures_of(rows.open, rows.words, rows.futures));
      });
      blocks.disputed += static_cast<double>(blocks.closures.back().rows().size()) /
                         static_cast<double>(map.edges());
    }
  }
  blocks.disputed /= static_cast<double>(blocks.closures.size());
  return blocks;
}

// Chances of voters' links: voters who can walk, over stations and all lanes.
double walk_all(const RoadMap& map, const Blocks& blocks, const std::vector<Station>& stations) {
  constexpr std::size_t kTogether = 50, parts = kSteps / kPart;  // the first blocks are on foot
  std::vector<roads::WalkSearch> workers;
  for (unsigned t = 0; t < kThreads; ++t) workers.emplace_back(map.graph, map.length_m, kWalk_m);
  std::vector<std::vector<std::uint32_t>> count(stations.size() * parts);
  roads::over_blocks(
      stations.size() / kTogether * parts, kThreads, [&](std::size_t piece, unsigned worker) {
        const auto& closures = blocks.closures[piece % parts];
        const std::size_t from = piece / parts * kTogether;
        for (std::size_t s = from; s < from + kTogether; ++s) {
          count[s * parts + piece % parts] =
              workers[worker].voters_within(closures, stations[s].end, stations[s].voters);
        }
      });
  double sum = 0;
  for (const auto& lanes : count) {
    for (const std::uint32_t each : lanes) sum += each;
  }
  return sum / (static_cast<double>(kStations * kMembers * kSteps * kVotersAt) * 12);
}

}  // namespace

void bench_clock(const RoadMap& map) {
  const auto stations = make_stations(map);
  const auto sources = draw_junctions(map, 1 + kPosts + kVillages, kWorkSeed + 4);
  std::vector<std::uint32_t> targets;
  for (const auto& station : stations) targets.push_back(station.end.node);
  const Blocks blocks = make_blocks(map);
  const auto start = std::chrono::steady_clock::now();
  const roads::Links links(map.graph);
  const auto table = roads::reach_table(
      links, blocks.closures.size(), [&](std::size_t i) { return blocks.closures[i]; }, sources,
      targets, kThreads);
  const double reached_s = seconds_since(start);
  const double walked = walk_all(map, blocks, stations);
  const double all_s = seconds_since(start);
  std::size_t reached = 0;
  for (const auto& lanes : table.reached) reached += lanes.count();
  const double lanes = static_cast<double>(sources.size() * kStations * 3 * kMembers * kSteps);
  fmt::print(
      "clock: 1 warehouse, {} posts, {} villages, {} stations, {} members x {} quarter-hours x 3 "
      "modes, {} threads, {:.1f} % of edges disputed in a block:\n"
      "  closures from rows {:.2f} s (one core), reach {:.2f} s, voters within 3 km {:.2f} s: "
      "**{:.2f} s** (bar 20 s); peak memory {}; reached {:.4f}, walked {:.4f}\n",
      kPosts, kVillages, kStations, kMembers, kSteps, kThreads, 100 * blocks.disputed,
      blocks.made_s, reached_s, all_s - reached_s, blocks.made_s + all_s, peak_memory(),
      static_cast<double>(reached) / lanes, walked);
}

}  // namespace adem::bench
