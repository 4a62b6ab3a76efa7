#include <chrono>
#include <random>
#include <string>

#include "base/format.h"
#include "parts.h"
#include "roads/causes/common_causes.h"

namespace adem::bench {

namespace {

constexpr std::size_t kMembers = 20, kSteps = 72, kPart = 24;  // a block: 24 steps of 20 members
constexpr std::size_t kStations = 1000;
constexpr unsigned kThreads = 2;

// The lines of the grid as roads: as long as a road with a name.
std::vector<std::uint32_t> lines_of(const RoadMap& map) {
  std::vector<std::uint32_t> road;
  for (std::size_t e = 0; e < map.edges(); ++e) {
    const bool along = map.head[e] == map.tail[e] + 1;
    road.push_back(static_cast<std::uint32_t>(along ? map.tail[e] / map.side
                                                    : map.side + map.tail[e] % map.side));
  }
  return road;
}

}  // namespace

void bench_causes(const RoadMap& map) {
  const Flood flood(map, kMembers, kSteps, kFutureSeed);
  const float limit = flood.limit_for(0.1);
  std::vector<roads::Closures> blocks;
  for (std::size_t step = 0; step < kSteps; step += kPart) {
    const auto rows = flood.rows(limit, step, kPart);
    blocks.push_back(roads::closures_of(rows.open, rows.words, rows.futures));
  }
  std::mt19937_64 random(kWorkSeed + 5);
  std::vector<roads::CutTarget> stations;
  for (const std::uint32_t node : draw_junctions(map, kStations, kWorkSeed + 3)) {
    stations.push_back({node, static_cast<std::uint32_t>(200 + random() % 400), {}});
  }
  const std::vector<roads::CutSource> warehouse{
      {draw_junctions(map, 1, kWorkSeed + 4).front(), {}}};
  const roads::Links links(map.graph);
  const auto road = lines_of(map);
  const auto start = std::chrono::steady_clock::now();
  const roads::CutQuestion question{links, road, blocks, warehouse, stations, kThreads};
  const std::vector<std::vector<roads::CutSource>> services{warehouse};
  const auto causes = roads::common_causes(question, services);
  const double took_s =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  fmt::print(
      "common causes: {} stations, {} members x {} quarter-hours, 10 % of edges disputed, {} "
      "threads: **{:.2f} s**\n"
      "  {} voter-lanes lost; {} groups; best stretch {} of {} edges; pairs {} of {} tried\n",
      kStations, kMembers, kSteps, kThreads, took_s, causes.lost, causes.groups.size(),
      causes.worth.empty() ? 0 : causes.worth.front().gain,
      causes.worth.empty() ? 0 : causes.worth.front().edges.size(), causes.pairs_tried,
      causes.pairs_found);
  for (const auto& step : causes.best) {
    fmt::print("  of the small set: {} stretches, {}\n", step.stretches.size(), step.gain);
  }
}

}  // namespace adem::bench
