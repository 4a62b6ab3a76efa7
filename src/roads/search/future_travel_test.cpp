#include "roads/search/future_travel.h"

#include <gtest/gtest.h>
#include <random>
#include <rapidcheck/gtest.h>

#include "roads/search/map_fixture.h"

namespace adem::roads {
namespace {

constexpr std::uint32_t kMinute = 60'000;

Travel on_foot(const WaterMap& map) {
  auto time = map.length_m;
  for (auto& each : time) each = each / 100 * kMinute;
  return {map.graph, time};
}

TEST(FutureTravel, EachFutureWaitsForItsOwnWater) {
  // Ten minutes from A to B. Future 0 is dry, 1 has water in the second quarter-hour, 2 always.
  const auto map = water_map({"A----1-----B"});
  const Travel travel = on_foot(map);
  FutureHours hours(1, 3, 4, 15 * kMinute);
  hours.take(map.when({"", "", "1", "", "1", "1"}), 3, 0);  // two steps of three futures
  hours.take(map.when({"", "", "1", "", "", "1"}), 3, 0);
  FutureSearch search;
  const std::vector<std::uint32_t> to = {map.at('B')}, from = {map.at('A')};
  const FutureStart start{map.at('A'), 6 * kMinute, hours.all()};
  EXPECT_EQ(search.arrivals(travel, hours, {&start, 1}, 60 * kMinute, to),
            (std::vector<std::uint32_t>{16 * kMinute, 40 * kMinute, kNever}));
  EXPECT_EQ(search.departures(travel, hours, map.at('B'), 39 * kMinute, from),
            (std::vector<std::uint32_t>{29 * kMinute, 5 * kMinute, kNever}));
}

TEST(FutureTravel, StartsMayDifferFromFutureToFuture) {
  const auto map = water_map({"A--B", "   |", "C--D"});
  const Travel travel = on_foot(map);
  FutureHours hours(3, 2, 4, 15 * kMinute);
  hours.take(map.when({"", "", "", "", "", "", "", ""}), 2, 0);
  FutureSearch search;
  const std::vector<FutureStart> starts = {{map.at('A'), 0, 1}, {map.at('C'), 7 * kMinute, 3}};
  const std::vector<std::uint32_t> to = {map.at('D'), map.at('D')};
  EXPECT_EQ(search.arrivals(travel, hours, starts, 60 * kMinute, to),
            (std::vector<std::uint32_t>{3 * kMinute, 9 * kMinute, 3 * kMinute, 9 * kMinute}));
}

// A graph with roads that open and close at random in every future.
struct Drawn {
  static constexpr std::uint32_t kStep = 4;
  Graph graph;
  std::vector<std::uint32_t> time;
  std::size_t futures, steps;
  std::vector<std::vector<Lanes>> open;  // futures, edges: steps

  explicit Drawn(std::mt19937_64& random)
      : futures(1 + random() % 70), steps(1 + random() % 7), open(futures) {
    const auto draw = [&](std::uint64_t below) {
      return static_cast<std::uint32_t>(random() % below);
    };
    const std::uint32_t nodes = 1 + draw(9), edges = 2 * nodes;
    std::vector<ListedArc> arcs;
    for (std::uint32_t edge = 0; edge < edges; ++edge) {
      const std::uint32_t a = draw(nodes), b = draw(nodes);
      arcs.push_back({a, b, edge});
      if (draw(3) > 0) arcs.push_back({b, a, edge});
      time.push_back(draw(9) == 0 ? kNever : 1 + draw(draw(3) == 0 ? 12 : 4));
    }
    graph = graph_of(nodes, arcs);
    std::vector<std::uint32_t> often(edges);
    for (auto& each : often) each = draw(4) == 0 ? draw(2) * 10 : draw(11);
    for (auto& future : open) {
      for (std::uint32_t edge = 0; edge < edges; ++edge) {
        Lanes lanes;
        for (std::size_t s = 0; s < steps; ++s) {
          if (draw(10) < often[edge]) lanes.set(s);
        }
        future.push_back(lanes);
      }
    }
  }

  // Steps from `first` of all futures, as blocks have them.
  Closures block(std::size_t first, std::size_t count) const {
    Closures out(time.size(), count * futures);
    for (std::uint32_t edge = 0; edge < time.size(); ++edge) {
      Lanes lanes;
      for (std::size_t s = 0; s < count; ++s) {
        for (std::size_t f = 0; f < futures; ++f) {
          if (open[f][edge][first + s]) lanes.set(s * futures + f);
        }
      }
      out.set(edge, lanes);
    }
    return out;
  }
  Closures over_time(std::size_t future) const {
    Closures out(time.size(), steps);
    for (std::uint32_t edge = 0; edge < time.size(); ++edge) out.set(edge, open[future][edge]);
    return out;
  }
};

RC_GTEST_PROP(FutureTravel, IsOneTravelSearchAFuture, (std::uint64_t seed)) {
  std::mt19937_64 random(seed);
  const Drawn map(random);
  const auto nodes = static_cast<std::uint32_t>(map.graph.nodes());
  const Travel travel(map.graph, map.time);
  const auto at = static_cast<std::uint32_t>(random() % nodes);
  const auto moment = static_cast<std::uint32_t>(random() % (map.steps * Drawn::kStep + 4));
  const std::size_t part = 1 + random() % std::min<std::size_t>(map.steps, kLanes / map.futures);
  std::vector<std::uint32_t> targets(nodes);
  for (std::uint32_t n = 0; n < nodes; ++n) targets[n] = n;
  FutureSearch search;
  TravelSearch plain;
  for (std::size_t first = 0; first < map.futures; first += kWordFutures) {
    const std::size_t count = std::min(kWordFutures, map.futures - first);
    FutureHours hours(map.time.size(), count, map.steps, Drawn::kStep);
    for (std::size_t s = 0; s < map.steps; s += part) {
      hours.take(map.block(s, std::min(part, map.steps - s)), map.futures, first);
    }
    const FutureStart start{at, moment, hours.all()};
    const auto arrivals = search.arrivals(travel, hours, {&start, 1}, hours.end_ms(), targets);
    const auto departures = search.departures(travel, hours, at, moment, targets);
    for (std::size_t f = 0; f < count; ++f) {
      const auto closures = map.over_time(first + f);
      const Hours one{closures, Drawn::kStep};
      const auto arrive = plain.arrivals(travel, one, at, moment);
      for (std::uint32_t n = 0; n < nodes; ++n) RC_ASSERT(arrivals[n * count + f] == arrive[n]);
      const auto leave = plain.departures(travel, one, at, moment);
      for (std::uint32_t n = 0; n < nodes; ++n) RC_ASSERT(departures[n * count + f] == leave[n]);
    }
  }
}

}  // namespace
}  // namespace adem::roads
