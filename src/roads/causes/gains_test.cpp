// The quick answers against plain searches, one lane at a time, on small random maps.
#include "roads/causes/gains.h"

#include <array>
#include <gtest/gtest.h>
#include <random>
#include <rapidcheck/gtest.h>
#include <set>

#include "roads/causes/common_causes.h"
#include "roads/search/map_fixture.h"

namespace adem::roads {
namespace {

struct World {
  Graph graph;
  std::vector<std::uint32_t> road;
  std::vector<Closures> blocks;
  std::vector<CutSource> sources;
  std::vector<CutTarget> targets;
};

// Of the whole range at any size of the property.
rc::Gen<unsigned> any_seed() { return rc::gen::resize(100, rc::gen::arbitrary<unsigned>()); }

Lanes some(std::mt19937& random, std::size_t lanes, unsigned of) {
  Lanes out;
  for (std::size_t l = 0; l < lanes; ++l) {
    if (random() % of != 0) out.set(l);
  }
  return out;
}

World make_world(unsigned seed) {
  std::mt19937 random(seed);
  const auto pick = [&random](std::uint32_t count) {
    return static_cast<std::uint32_t>(random() % count);
  };
  World world;
  const std::uint32_t nodes = 2 + pick(8), edges = pick(14);
  std::vector<ListedArc> arcs;
  for (std::uint32_t e = 0; e < edges; ++e) {
    const std::uint32_t a = pick(nodes), b = pick(nodes);
    arcs.push_back({a, b, e});
    if (pick(4) != 0) arcs.push_back({b, a, e});
    world.road.push_back(pick(4));
  }
  world.graph = graph_of(nodes, arcs);
  for (const std::uint32_t lanes : {1 + pick(5), 1 + pick(3)}) {
    Closures closures(edges, lanes);
    for (std::uint32_t e = 0; e < edges; ++e) {
      if (pick(3) != 0) closures.set(e, some(random, lanes, 1 + pick(3)));
    }
    world.blocks.push_back(std::move(closures));
  }
  for (unsigned s = 0; s < 1 + pick(2); ++s) {
    world.sources.push_back({pick(nodes), {}});
    if (pick(2) == 0) world.sources.back().works = {some(random, 5, 3), some(random, 3, 3)};
  }
  for (unsigned t = 0; t < 1 + pick(4); ++t) {
    world.targets.push_back({pick(nodes), pick(100), {}});
    if (pick(2) == 0) world.targets.back().needed = {some(random, 5, 3), some(random, 3, 3)};
  }
  return world;
}

// Weight times lanes in which targets are reached, with the edges of `opened` open as well.
std::uint64_t served(const World& world, const std::set<std::uint32_t>& opened) {
  std::uint64_t sum = 0;
  for (std::size_t b = 0; b < world.blocks.size(); ++b) {
    for (std::size_t lane = 0; lane < world.blocks[b].lanes(); ++lane) {
      std::vector<char> seen(world.graph.nodes());
      std::vector<std::uint32_t> waiting;
      for (const auto& source : world.sources) {
        if (source.works.empty() || source.works[b][lane]) waiting.push_back(source.node);
      }
      while (!waiting.empty()) {
        const auto at = waiting.back();
        waiting.pop_back();
        if (seen[at]++ != 0) continue;
        for (auto a = world.graph.first[at]; a < world.graph.first[at + 1]; ++a) {
          const auto edge = world.graph.edge[a];
          if (world.blocks[b].open(edge, lane) || opened.contains(edge)) {
            waiting.push_back(world.graph.head[a]);
          }
        }
      }
      for (const auto& target : world.targets) {
        const bool counts = target.needed.empty() || target.needed[b][lane];
        if (counts && seen[target.node] != 0) sum += target.weight;
      }
    }
  }
  return sum;
}

std::set<std::uint32_t> edges_of(const Stretches& stretches,
                                 std::initializer_list<std::uint32_t> which) {
  std::set<std::uint32_t> out;
  for (const auto s : which) {
    for (const auto edge : stretches.edges(s)) out.insert(edge);
  }
  return out;
}

RC_GTEST_PROP(Gains, AreThoseOfWholeSearches, ()) {
  const World world = make_world(*any_seed());
  const Links links(world.graph);
  const Gains gains({links, world.road, world.blocks, world.sources, world.targets, 1});
  const auto before = served(world, {});
  const auto alone = gains.alone();
  const auto& stretches = gains.stretches();
  for (std::uint32_t s = 0; s < stretches.size(); ++s) {
    RC_ASSERT(alone[s] == served(world, edges_of(stretches, {s})) - before);
  }
  // Every pair that is worth more than its sum is found, and is worth what is said.
  std::size_t found = 0;
  const auto pairs = gains.pairs(1000, found);
  const auto together = gains.together(pairs);
  RC_ASSERT(found == pairs.size());
  for (std::uint32_t a = 0; a < stretches.size(); ++a) {
    for (std::uint32_t b = a + 1; b < stretches.size(); ++b) {
      const auto gain = served(world, edges_of(stretches, {a, b})) - before;
      const auto at = std::find(pairs.begin(), pairs.end(), PairOf{a, b});
      if (gain > alone[a] + alone[b]) RC_ASSERT(at != pairs.end());
      if (at != pairs.end()) {
        RC_ASSERT(together[static_cast<std::size_t>(at - pairs.begin())] == gain);
      }
    }
  }
}

RC_GTEST_PROP(Gains, WhatIsKeptStaysOpen, ()) {
  const World world = make_world(*any_seed());
  const Links links(world.graph);
  Gains gains({links, world.road, world.blocks, world.sources, world.targets, 1});
  const auto& stretches = gains.stretches();
  RC_PRE(stretches.size() > 0);
  const auto kept = static_cast<std::uint32_t>(*rc::gen::inRange<std::size_t>(0, stretches.size()));
  const auto lost = gains.lost();
  gains.keep(std::array{kept});
  const auto before = served(world, edges_of(stretches, {kept}));
  RC_ASSERT(lost - gains.lost() == before - served(world, {}));
  const auto alone = gains.alone();
  for (std::uint32_t s = 0; s < stretches.size(); ++s) {
    RC_ASSERT(alone[s] == served(world, edges_of(stretches, {kept, s})) - before);
  }
}

RC_GTEST_PROP(CommonCauses, GroupsAccountForEverythingLost, ()) {
  const World world = make_world(*any_seed());
  const Links links(world.graph);
  CutQuestion question{links, world.road, world.blocks, world.sources, world.targets, 1};
  const auto causes = common_causes(question);
  std::uint64_t lost = 0;
  std::vector<std::vector<Lanes>> seen(world.targets.size(), std::vector<Lanes>(2));
  for (const auto& group : causes.groups) {
    lost += group.lost;
    for (const auto& member : group.members) {
      for (std::size_t b = 0; b < 2; ++b) {
        RC_ASSERT(!(member.lanes[b] & seen[member.target][b]).any());
        seen[member.target][b] |= member.lanes[b];
      }
    }
    // What a group is put down to serves it.
    std::set<std::uint32_t> opened;
    for (const auto& stretch : group.stretches) opened.insert(stretch.begin(), stretch.end());
    RC_ASSERT(served(world, opened) - served(world, {}) >= group.lost || group.stretches.empty());
  }
  RC_ASSERT(lost == causes.lost);
  std::set<std::uint32_t> opened;
  std::uint64_t gain = 0;
  std::size_t count = 0;
  for (const auto& step : causes.best) {
    gain += step.gain;
    count += step.stretches.size();
    for (const auto& stretch : step.stretches) opened.insert(stretch.begin(), stretch.end());
  }
  RC_ASSERT(count <= 3U);
  RC_ASSERT(gain == served(world, opened) - served(world, {}));
  // Threads change nothing.
  question.threads = 4;
  const auto again = common_causes(question);
  RC_ASSERT(again.worth.size() == causes.worth.size() &&
            again.groups.size() == causes.groups.size());
  for (std::size_t i = 0; i < causes.worth.size(); ++i) {
    RC_ASSERT(again.worth[i].edges == causes.worth[i].edges);
  }
}

}  // namespace
}  // namespace adem::roads
