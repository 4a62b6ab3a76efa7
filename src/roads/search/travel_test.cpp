#include "roads/search/travel.h"

#include <gtest/gtest.h>
#include <random>
#include <rapidcheck/gtest.h>

#include "roads/search/map_fixture.h"

namespace adem::roads {
namespace {

constexpr std::uint32_t kMinute = 60'000;

// A minute for each 100 m.
Travel on_foot(const WaterMap& map) {
  auto time = map.length_m;
  for (auto& each : time) each = each / 100 * kMinute;
  return {map.graph, time};
}

TEST(Travel, WhomTheWaterWouldCatchDoesNotEnter) {
  // Ten minutes from A to B. Water in the second quarter-hour.
  const auto map = water_map({"A----1-----B"});
  const Travel travel = on_foot(map);
  const Closures closures = map.when({"", "1", "", ""});
  const Hours hours{closures};
  TravelSearch search;
  const auto arrive = [&](std::uint32_t depart) {
    const auto ms = search.arrivals(travel, hours, map.at('A'), depart * kMinute)[map.at('B')];
    return ms == kNever ? -1 : static_cast<int>(ms / kMinute);
  };
  EXPECT_EQ(arrive(0), 10);
  EXPECT_EQ(arrive(5), 15);   // out as the water comes
  EXPECT_EQ(arrive(6), 40);   // would be caught: waits till it has gone
  EXPECT_EQ(arrive(20), 40);  // water on the road
  EXPECT_EQ(arrive(50), 60);
  EXPECT_EQ(arrive(51), -1);  // beyond the window nothing is known

  const auto leave = [&](std::uint32_t deadline) {
    const auto ms = search.departures(travel, hours, map.at('B'), deadline * kMinute)[map.at('A')];
    return ms == kNever ? -1 : static_cast<int>(ms / kMinute);
  };
  EXPECT_EQ(leave(9), -1);
  EXPECT_EQ(leave(12), 2);
  EXPECT_EQ(leave(39), 5);
  EXPECT_EQ(leave(40), 30);
  EXPECT_EQ(leave(500), 50);
}

TEST(Travel, ALongWayMayBeSafer) {
  const auto map = water_map({
      "A---1----B",  //
      "|        |",  //
      "|        |",  //
      "C--------D",
  });
  const Travel travel = on_foot(map);
  const Closures closures = map.when({"", "1", "1", ""});
  TravelSearch search;
  EXPECT_EQ(search.times(travel, map.at('A'))[map.at('B')], 8 * kMinute);
  EXPECT_EQ(search.arrivals(travel, {closures}, map.at('A'), 0)[map.at('B')], 8 * kMinute);
  EXPECT_EQ(search.arrivals(travel, {closures}, map.at('A'), 8 * kMinute)[map.at('B')],
            20 * kMinute);
}

TEST(Travel, OneWayAndForbiddenRoads) {
  const auto map = water_map({"A->-B---C D"});
  const Travel travel = on_foot(map);
  TravelSearch search;
  EXPECT_EQ(search.times(travel, map.at('A'))[map.at('C')], 6 * kMinute);
  EXPECT_EQ(search.times(travel, map.at('C'))[map.at('A')], kNever);
  EXPECT_EQ(search.times(travel, map.at('A'))[map.at('D')], kNever);
  const std::vector<std::uint32_t> forbidden = {0, kNever};
  const Travel none(map.graph, forbidden);
  EXPECT_EQ(search.times(none, map.at('A'))[map.at('B')], 1U);  // no road takes no time
  EXPECT_EQ(search.times(none, map.at('A'))[map.at('C')], kNever);
}

TEST(Travel, TheLastSafeStepIsTheLastOneThatArrives) {
  const auto map = water_map({"A----1-----B-2-C  D"});
  const Travel travel = on_foot(map);
  const Closures closures = map.when({"", "", "2", "1", "", "1"});
  const std::vector<std::uint32_t> targets = {map.at('A'), map.at('B'), map.at('C'), map.at('D')};
  TravelSearch search;
  EXPECT_EQ(last_safe_steps(search, travel, {closures}, map.at('A'), 60 * kMinute, targets),
            (std::vector<std::uint32_t>{4, 2, 2, kNever}));
  EXPECT_EQ(last_safe_steps(search, travel, {closures}, map.at('A'), 44 * kMinute, targets),
            (std::vector<std::uint32_t>{2, 2, 1, kNever}));
}

// Small enough to look at every moment: four of them to a step.
struct Small {
  Graph graph;
  std::vector<std::uint32_t> time;
  Closures closures;
  static constexpr std::uint32_t kStep = 4;

  explicit Small(std::mt19937_64& random) : closures(0, 1) {
    const auto draw = [&](std::uint64_t below) {
      return static_cast<std::uint32_t>(random() % below);
    };
    const std::uint32_t nodes = 1 + draw(7), lanes = 1 + draw(8), edges = 2 * nodes;
    std::vector<ListedArc> arcs;
    for (std::uint32_t edge = 0; edge < edges; ++edge) {
      const std::uint32_t a = draw(nodes), b = draw(nodes);
      arcs.push_back({a, b, edge});
      if (draw(3) > 0) arcs.push_back({b, a, edge});
      time.push_back(draw(9) == 0 ? kNever : 1 + draw(draw(3) == 0 ? 12 : 4));
    }
    graph = graph_of(nodes, arcs);
    closures = Closures(edges, lanes);
    const std::uint32_t often = draw(11);
    for (std::uint32_t edge = 0; edge < edges; ++edge) {
      Lanes open;
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        if (draw(10) < often) open.set(lane);
      }
      closures.set(edge, open);
    }
  }
  std::uint32_t end() const { return static_cast<std::uint32_t>(closures.lanes()) * kStep; }

  // Everywhere one can be at every moment, by waiting and by riding.
  std::vector<std::uint32_t> first_times(std::uint32_t from, std::uint32_t depart) const {
    std::vector<std::vector<char>> there(end() + 1, std::vector<char>(graph.nodes()));
    std::vector<std::uint32_t> first(graph.nodes(), kNever);
    if (depart > end()) return first;
    there[depart][from] = 1;
    for (std::uint32_t t = depart; t <= end(); ++t) {
      for (std::uint32_t n = 0; n < graph.nodes(); ++n) {
        if (there[t][n] == 0) continue;
        first[n] = std::min(first[n], t);
        if (t < end()) there[t + 1][n] = 1;
        for (std::uint32_t a = graph.first[n]; a < graph.first[n + 1]; ++a) {
          const std::uint32_t ride = time[graph.edge[a]];
          if (ride == kNever || t + ride > end()) continue;
          bool open = true;
          for (std::uint32_t u = t; u < t + ride; ++u) {
            open = open && closures.open(graph.edge[a], u / kStep);
          }
          if (open) there[t + ride][graph.head[a]] = 1;
        }
      }
    }
    return first;
  }
};

RC_GTEST_PROP(Travel, IsTheSearchOfEveryMoment, (std::uint64_t seed)) {
  std::mt19937_64 random(seed);
  const Small map(random);
  const auto nodes = static_cast<std::uint32_t>(map.graph.nodes());
  const Travel travel(map.graph, map.time);
  const Hours hours{map.closures, Small::kStep};
  TravelSearch search;
  const auto at = static_cast<std::uint32_t>(random() % nodes);
  const auto moment = static_cast<std::uint32_t>(random() % (map.end() + 4));
  const auto arrivals = search.arrivals(travel, hours, at, moment);
  const auto expected = map.first_times(at, moment);
  RC_ASSERT(std::vector<std::uint32_t>(arrivals.begin(), arrivals.end()) == expected);

  const auto departures = search.departures(travel, hours, at, moment);
  for (std::uint32_t n = 0; n < nodes; ++n) {
    std::uint32_t last = kNever;
    for (std::uint32_t t = 0; t <= std::min(moment, map.end()); ++t) {
      if (map.first_times(n, t)[at] <= moment) last = t;
    }
    RC_ASSERT(departures[n] == last);
  }
  std::vector<std::uint32_t> targets(nodes);
  for (std::uint32_t n = 0; n < nodes; ++n) targets[n] = n;
  const auto steps = last_safe_steps(search, travel, hours, at, moment, targets);
  for (std::uint32_t n = 0; n < nodes; ++n) {
    std::uint32_t last = kNever;
    for (std::uint32_t s = 0; s * Small::kStep <= std::min(moment, map.end()); ++s) {
      if (map.first_times(at, s * Small::kStep)[n] <= moment) last = s;
    }
    RC_ASSERT(steps[n] == last);
  }
}

}  // namespace
}  // namespace adem::roads
