#include "roads/search/reach.h"

#include <deque>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "roads/search/blocks.h"
#include "roads/search/map_fixture.h"

namespace adem::roads {
namespace {

// The lanes, as ones and zeros, in which `from` reaches `to`.
std::string reach(const WaterMap& map, const std::vector<std::string>& up, char from, char to) {
  const Closures closures = map.when(up);
  Contraction contraction;
  contraction.prepare(Links(map.graph), closures);
  const Seed start{map.at(from), closures.all()}, goal{map.at(to), closures.all()};
  ReachSearch there, back;
  there.from(contraction, {&start, 1});
  back.to(contraction, {&goal, 1});
  std::string lanes;
  for (std::size_t lane = 0; lane < up.size(); ++lane) {
    EXPECT_EQ(there.at(map.at(to))[lane], back.at(map.at(from))[lane]);
    lanes += there.at(map.at(to))[lane] ? '1' : '0';
  }
  return lanes;
}

TEST(Reach, AnIslandIsReachedWhileOneOfItsRoadsIsDry) {
  const auto map = water_map({
      "W---A-1-B",  //
      "|       |",  //
      "C---2---D",
  });
  const std::vector<std::string> up = {"", "1", "2", "12"};
  EXPECT_EQ(reach(map, up, 'W', 'B'), "1110");
  EXPECT_EQ(reach(map, up, 'W', 'A'), "1111");
  EXPECT_EQ(reach(map, up, 'D', 'B'), "1111");
}

TEST(Reach, AChainIsAsGoodAsItsWorstRoad) {
  const auto map = water_map({"W-1-A-2-B-3-C  D-1-E"});
  const std::vector<std::string> up = {"", "1", "2", "3", "13"};
  EXPECT_EQ(reach(map, up, 'W', 'C'), "10000");
  EXPECT_EQ(reach(map, up, 'A', 'B'), "11011");
  EXPECT_EQ(reach(map, up, 'W', 'D'), "00000");
  EXPECT_EQ(reach(map, up, 'D', 'E'), "10110");
}

TEST(Reach, AOneWayStreetLeadsOneWay) {
  const auto map = water_map({
      "W->-A->1B",  //
      "    |   |",  //
      "    C-<-D",
  });
  const std::vector<std::string> up = {"", "1"};
  EXPECT_EQ(reach(map, up, 'W', 'D'), "10");
  EXPECT_EQ(reach(map, up, 'D', 'A'), "11");
  EXPECT_EQ(reach(map, up, 'D', 'B'), "11");
  EXPECT_EQ(reach(map, up, 'A', 'W'), "00");
}

TEST(Reach, ACircleOfOneWayStreetsIsOnePlace) {
  const auto map = water_map({
      "A->-B-1-W",  //
      "^   v    ",  //
      "D-<-C-2-E",
  });
  Components components;
  components.find(Links(map.graph), map.when({"", "12"}));
  EXPECT_EQ(components.of(map.at('A')), components.of(map.at('C')));
  EXPECT_NE(components.of(map.at('A')), components.of(map.at('W')));
  EXPECT_EQ(reach(map, {"", "1", "2"}, 'E', 'W'), "100");
}

TEST(Reach, APlaceOnDryGroundReachesItself) {
  const auto map = water_map({"A-1-B C-D E"});
  EXPECT_EQ(reach(map, {"", "1"}, 'C', 'D'), "11");
  EXPECT_EQ(reach(map, {"", "1"}, 'E', 'E'), "11");
  EXPECT_EQ(reach(map, {"", "1"}, 'E', 'A'), "00");
}

TEST(Reach, SeedsCountInTheirOwnLanesOnly) {
  const auto map = water_map({"A-1-B-2-C D-E"});
  const Closures closures = map.when({"", "1", "2"});
  Contraction contraction;
  contraction.prepare(Links(map.graph), closures);
  Lanes first, beyond;
  first.set(0);
  beyond.set(2);
  beyond.set(400);
  const std::vector<Seed> seeds = {
      {map.at('A'), first}, {map.at('C'), beyond}, {map.at('D'), first}, {map.at('E'), beyond}};
  ReachSearch search;
  search.from(contraction, seeds);
  EXPECT_EQ(search.at(map.at('B')), first);
  EXPECT_EQ(search.at(map.at('C')).count(), 2U);
  EXPECT_EQ(search.at(map.at('D')).count(), 2U);
}

// A graph of one of several shapes: anything at all, with parallels, rings of one node and shared
// edges; or a piece of a grid, in which dead ends, chains and ladders abound.
struct Case {
  Graph graph;
  std::size_t edges = 0, lanes = 0;
  std::vector<std::uint64_t> rows;  // kWords words an edge

  explicit Case(std::uint64_t seed) : state_(seed) {
    grid_ = draw(2) == 0;
    one_way_ = draw(3);
    lanes = 1 + draw(draw(2) == 0 ? 6 : kLanes);
    const std::size_t side = 2 + draw(9);
    std::vector<ListedArc> arcs;
    if (grid_) {
      for (std::uint32_t n = 0; n < side * side; ++n) {
        if (n % side + 1 < side) add(arcs, n, n + 1);
        if (n / side + 1 < side) add(arcs, n, n + static_cast<std::uint32_t>(side));
      }
    } else {
      for (std::uint32_t i = 0; i < 3 * side; ++i) add(arcs, draw(2 * side), draw(2 * side));
    }
    edges = edges_;
    graph = graph_of(grid_ ? side * side : 2 * side, arcs);
    draw_rows();
  }

  std::uint32_t draw(std::size_t below) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::uint32_t>((state_ >> 33) % below);
  }

 private:
  void add(std::vector<ListedArc>& arcs, std::uint32_t tail, std::uint32_t head) {
    if (draw(10) < 3) return;
    if (edges_ == 0 || grid_ || draw(10) > 0) ++edges_;
    const auto edge = static_cast<std::uint32_t>(edges_ - 1);
    arcs.push_back({tail, head, edge});
    if (draw(4) >= one_way_) arcs.push_back({head, tail, edge});
  }
  void draw_rows() {
    rows.assign(edges * Lanes::kWords, 0);
    const std::uint32_t disputed = draw(11), often = 1 + draw(9);
    for (std::size_t e = 0; e < edges; ++e) {
      const std::uint32_t kind = draw(10);
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        const bool open = kind < disputed ? draw(10) < often : kind < 9;
        rows[e * Lanes::kWords + lane / 64] |= std::uint64_t{open} << lane % 64;
      }
    }
  }
  std::uint64_t state_;
  bool grid_ = false;
  std::uint32_t one_way_ = 0;
  std::size_t edges_ = 0;
};

std::vector<char> one_search(const Graph& graph, const Closures& closures, std::size_t lane,
                             std::uint32_t source) {
  std::vector<char> seen(graph.nodes());
  std::deque<std::uint32_t> queue = {source};
  seen[source] = 1;
  while (!queue.empty()) {
    const std::uint32_t node = queue.front();
    queue.pop_front();
    for (std::uint32_t a = graph.first[node]; a < graph.first[node + 1]; ++a) {
      if (seen[graph.head[a]] != 0 || !closures.open(graph.edge[a], lane)) continue;
      seen[graph.head[a]] = 1;
      queue.push_back(graph.head[a]);
    }
  }
  return seen;
}

RC_GTEST_PROP(Reach, IsOneBreadthFirstSearchAFuture, (std::uint64_t seed)) {
  Case map(seed);
  if (map.edges == 0) return;
  const Closures closures = closures_of(map.rows, Lanes::kWords, map.lanes);
  Contraction contraction;
  contraction.prepare(Links(map.graph), closures);
  const auto nodes = static_cast<std::uint32_t>(map.graph.nodes());
  const Seed source{map.draw(nodes), closures.all()};
  ReachSearch from, to;
  from.from(contraction, {&source, 1});
  for (std::size_t lane = 0; lane < map.lanes; ++lane) {
    const auto seen = one_search(map.graph, closures, lane, source.node);
    for (std::uint32_t n = 0; n < nodes; ++n) RC_ASSERT(from.at(n)[lane] == (seen[n] != 0));
  }
  const Seed target{map.draw(nodes), closures.all()};
  to.to(contraction, {&target, 1});
  for (std::uint32_t n = 0; n < nodes; ++n) {
    const auto lane = map.draw(map.lanes);
    RC_ASSERT(to.at(n)[lane] == (one_search(map.graph, closures, lane, n)[target.node] != 0));
  }
}

// Block by block with the memory of the last one, at any number of threads.
RC_GTEST_PROP(Reach, IsTheSameAtAnyNumberOfThreads, (std::uint64_t seed)) {
  Case map(seed);
  if (map.edges == 0) return;
  const Links links(map.graph);
  const auto block = [&](std::size_t i) {
    Closures closures = closures_of(map.rows, Lanes::kWords, map.lanes);
    for (std::uint32_t e = 0; e < map.edges; ++e) {
      if ((e + i) % 5 == 0) closures.set(e, i % 2 == 0 ? Lanes() : closures.all());
    }
    return closures;
  };
  const auto nodes = static_cast<std::uint32_t>(map.graph.nodes());
  const std::vector<std::uint32_t> sources = {0, map.draw(nodes)}, targets = {nodes - 1, 0};
  const auto once = reach_table(links, 5, block, sources, targets, 1);
  for (const unsigned threads : {2U, 4U}) {
    RC_ASSERT(reach_table(links, 5, block, sources, targets, threads).reached == once.reached);
  }
  for (std::size_t i = 0; i < 5; ++i) {
    const Closures closures = block(i);
    for (std::size_t lane = 0; lane < map.lanes; lane += 1 + lane / 3) {
      const auto seen = one_search(map.graph, closures, lane, sources[1]);
      RC_ASSERT(once.at(i, 1, 0)[lane] == (seen[nodes - 1] != 0));
    }
  }
}

TEST(Blocks, TheFirstFailureIsTheOneSeen) {
  for (const unsigned threads : {1U, 2U, 4U}) {
    try {
      over_blocks(8, threads, [](std::size_t i, unsigned) {
        if (i == 3 || i == 6) throw std::runtime_error(std::to_string(i));
      });
      FAIL();
    } catch (const std::runtime_error& error) {
      EXPECT_STREQ(error.what(), "3");
    }
  }
}

TEST(Closures, OnlyDisputedEdgesHaveRows) {
  Closures closures(4, 70);
  Lanes some;
  some.set(69);
  some.set(100);
  closures.set(1, {});
  closures.set(2, some);
  closures.set(3, Lanes::first(kLanes));
  EXPECT_EQ(closures.state(0), Closures::kOpen);
  EXPECT_EQ(closures.state(1), Closures::kClosed);
  EXPECT_EQ(closures.state(3), Closures::kOpen);
  ASSERT_EQ(closures.rows().size(), 1U);
  EXPECT_EQ(closures.rows()[0].count(), 1U);
  EXPECT_TRUE(closures.open(2, 69));
  EXPECT_EQ(closures.rows()[0].next(0), 69U);
  EXPECT_EQ(closures.all().next_clear(3), 70U);
  EXPECT_EQ(Lanes::first(kLanes).next_clear(0), kLanes);
}

}  // namespace
}  // namespace adem::roads
