#include "roads/search/walk.h"

#include <gtest/gtest.h>
#include <queue>
#include <random>
#include <rapidcheck/gtest.h>

#include "roads/search/map_fixture.h"

namespace adem::roads {
namespace {

using Counts = std::vector<std::uint32_t>;

TEST(Walk, VotersBehindTheWaterWalkRoundOrStay) {
  // From S: A 400 m, B 800 m over water 1 or 1600 m round; C only over water 2.
  const auto map = water_map({
      "S----A-1--B",  //
      "|         |",  //
      "|         |",  //
      "D---------E",  //
      "2          ",  //
      "C          ",
  });
  const std::vector<VotersAt> voters = {{{map.at('A'), 50}, 100},
                                        {{map.at('B'), 0}, 20},
                                        {{map.at('C'), 0}, 3},
                                        {{map.at('B'), 200}, 1000}};
  const Closures closures = map.when({"", "1", "2", "12"});
  WalkSearch near(map.graph, map.length_m, 800), far(map.graph, map.length_m, 1400);
  EXPECT_EQ(near.voters_within(closures, {map.at('S'), 0}, voters), (Counts{123, 103, 120, 100}));
  EXPECT_EQ(far.voters_within(closures, {map.at('S'), 0}, voters), (Counts{1123, 123, 1120, 120}));
  // A station 100 m off its road; then too far from any.
  EXPECT_EQ(near.voters_within(closures, {map.at('S'), 100}, voters), (Counts{103, 103, 100, 100}));
  EXPECT_EQ(near.voters_within(closures, {map.at('S'), 801}, voters), (Counts{0, 0, 0, 0}));
}

// One Dijkstra search of one future.
std::vector<std::uint64_t> metres_of(const Graph& graph, const Counts& length_m,
                                     const Closures& closures, std::size_t lane,
                                     const WalkEnd& from) {
  std::vector<std::uint64_t> best(graph.nodes(), UINT64_MAX);
  using Item = std::pair<std::uint64_t, std::uint32_t>;
  std::priority_queue<Item, std::vector<Item>, std::greater<>> queue;
  queue.push({best[from.node] = from.metres, from.node});
  while (!queue.empty()) {
    const auto [metres, node] = queue.top();
    queue.pop();
    if (metres > best[node]) continue;
    for (std::uint32_t a = graph.first[node]; a < graph.first[node + 1]; ++a) {
      const std::uint32_t head = graph.head[a], edge = graph.edge[a];
      if (!closures.open(edge, lane) || metres + length_m[edge] >= best[head]) continue;
      queue.push({best[head] = metres + length_m[edge], head});
    }
  }
  return best;
}

RC_GTEST_PROP(Walk, IsOneDijkstraAFuture, (std::uint64_t seed)) {
  std::mt19937_64 random(seed);
  const auto draw = [&](std::uint64_t below) {
    return static_cast<std::uint32_t>(random() % below);
  };
  const std::uint32_t nodes = 1 + draw(12), lanes = 1 + draw(kLanes), limit = draw(40);
  std::vector<ListedArc> arcs;
  Counts length_m;
  for (std::uint32_t edge = 0; edge < 2 * nodes; ++edge) {
    const std::uint32_t a = draw(nodes), b = draw(nodes);
    arcs.push_back({a, b, edge});
    if (draw(5) > 0) arcs.push_back({b, a, edge});
    length_m.push_back(1 + draw(12));
  }
  const Graph graph = graph_of(nodes, arcs);
  Closures closures(length_m.size(), lanes);
  for (std::uint32_t edge = 0; edge < length_m.size(); ++edge) {
    Lanes open;
    const std::uint32_t often = draw(11);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      if (draw(10) < often) open.set(lane);
    }
    closures.set(edge, open);
  }
  std::vector<VotersAt> voters;
  for (std::uint32_t v = 0; v < 6; ++v) voters.push_back({{draw(nodes), draw(9)}, 1 + draw(50)});
  WalkSearch search(graph, length_m, limit);
  for (int again = 0; again < 2; ++again) {
    const WalkEnd station{draw(nodes), draw(5)};
    const auto count = search.voters_within(closures, station, voters);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const auto metres = metres_of(graph, length_m, closures, lane, station);
      std::uint32_t sum = 0;
      for (const auto& each : voters) {
        const std::uint64_t way = metres[each.end.node];
        if (way <= limit && way + each.end.metres <= limit) sum += each.voters;
      }
      RC_ASSERT(count[lane] == sum);
    }
  }
}

}  // namespace
}  // namespace adem::roads
