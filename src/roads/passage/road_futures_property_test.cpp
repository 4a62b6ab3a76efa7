// Water in several futures against the same water looked at in another way.
#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <random>
#include <rapidcheck/gtest.h>

#include "roads/passage/road_futures.h"
#include "roads/passage/water_fixture.h"

namespace adem::roads {
namespace {

TEST(RoadFutures, ThreadsChangeNothing) {
  // A long street, in more than one piece.
  std::string water = "\n";
  constexpr std::size_t kEdges = 900;
  Lines lines;
  for (std::size_t n = 0; n <= kEdges; ++n) {
    lines.number(to_place({101 + static_cast<double>(n) * kStep_m / 111'195.08, 0}));
    water += static_cast<char>('0' + n * n % 7);
  }
  Kind kind;
  kind.road = RoadClass::residential;
  kind.forward = kind.backward = 0x1f;
  for (std::uint32_t n = 0; n < kEdges; ++n) {
    lines.at.insert(lines.at.end(), {n, n + 1});
    lines.close(kind);
  }
  const auto network = Network::of(build(std::move(lines)));
  ASSERT_EQ(network.edges(), kEdges);
  const std::string dry = "\n" + std::string(kEdges + 1, '.');
  const FuturesMap file({drawn({water, dry})});
  const auto one = laid(network, {file.layer()}, 1), three = laid(network, {file.layer()}, 3);
  EXPECT_EQ(one.bytes(), three.bytes());
  for (std::size_t e = 0; e < kEdges; ++e) {
    for (const auto mode : {Mode::car, Mode::truck, Mode::boat}) {
      ASSERT_EQ(one.sure(mode, e, 9), three.sure(mode, e, 9));
      ASSERT_EQ(one.maybe(mode, e, 9), three.maybe(mode, e, 9));
    }
  }
}

// What was drawn at random: streets, a bridge and a river under depths that lie on no limit.
struct Drawn {
  std::vector<std::vector<geo::Grid<float>>> depths;  // moment, member
};
Drawn any_water(std::size_t moments, std::size_t members) {
  std::mt19937 random(*rc::gen::arbitrary<std::uint32_t>());
  constexpr std::array kDepths = {0.0F, 0.03F, 0.0F, 0.13F, 0.23F, 0.33F, 0.43F, 0.63F};
  Drawn out;
  for (std::size_t m = 0; m < moments; ++m) {
    const auto dry = depths_of_drawing("\n.............\n.............");
    auto& row = out.depths.emplace_back(members, dry);
    for (std::size_t cell = 0; cell < dry.cells.size(); ++cell) {
      const bool unknown = std::isnan(dry.cells[cell]) || random() % 10 == 0;
      for (auto& member : row) {
        member.cells[cell] = unknown ? std::nanf("") : kDepths[random() % kDepths.size()];
      }
    }
  }
  return out;
}

Network streets(const AsciiMap& map) {
  return map.network({{"AB", kStreet},
                      {"BC", kBridgeTags},
                      {"CD", kStreet},
                      {"BF", kStreet},
                      {"FG", {{"waterway", "river"}}},
                      {"GD", {{"highway", "track"}, {"ford", "yes"}}}});
}
constexpr const char* kStreets = "\nA--B---C----D\n...F-----G...";

RC_GTEST_PROP(RoadFuturesProperty, OneMemberIsItsDepthsAtTheLimits, ()) {
  const AsciiMap map(kStreets, kStep_m);
  const auto network = streets(map);
  const auto moments = *rc::gen::inRange<std::size_t>(1, 4);
  const auto water = any_water(moments, 1);
  std::vector<geo::Grid<float>> alone;
  for (const auto& moment : water.depths) alone.push_back(moment.front());
  const FuturesMap futures(water.depths);
  const WaterMap depths(alone);
  const auto a = laid(network, {timed(futures.layer(), std::max<std::size_t>(2, moments))});
  const auto b = laid(network, {timed(depths.layer(), std::max<std::size_t>(2, moments))});
  for (std::size_t m = 0; m < election::kModes; ++m) {
    const auto mode = static_cast<Mode>(m);
    for (std::size_t e = 0; e < network.edges(); ++e) {
      for (std::size_t s = 0; s < window().steps; ++s) {
        RC_ASSERT(a.sure(mode, e, s) == b.sure(mode, e, s));
        RC_ASSERT(a.maybe(mode, e, s) == b.maybe(mode, e, s));
      }
    }
  }
}

RC_GTEST_PROP(RoadFuturesProperty, EachMemberIsAsIfItWereAlone, ()) {
  const AsciiMap map(kStreets, kStep_m);
  const auto network = streets(map);
  const auto members = *rc::gen::inRange<std::size_t>(2, 36);
  const auto water = any_water(2, members);
  const auto together = laid(network, {timed(FuturesMap(water.depths).layer(), 2)});
  const auto member = *rc::gen::inRange<std::size_t>(0, members);
  const FuturesMap one({{water.depths[0][member]}, {water.depths[1][member]}});
  const auto alone = laid(network, {timed(one.layer(), 2)});
  for (const auto mode : {Mode::walk, Mode::truck, Mode::boat}) {
    for (std::size_t e = 0; e < network.edges(); ++e) {
      for (std::size_t s = 38; s < 47; ++s) {
        RC_ASSERT(together.sure(mode, e, s)[member] == alone.sure(mode, e, s)[0]);
        RC_ASSERT(together.maybe(mode, e, s)[member] == alone.maybe(mode, e, s)[0]);
      }
    }
  }
}

RC_GTEST_PROP(RoadFuturesProperty, ClosuresSayTheSameLaneByLane, ()) {
  const AsciiMap map(kStreets, kStep_m);
  const auto network = streets(map);
  const auto members = *rc::gen::inRange<std::size_t>(1, 40);
  const auto on = laid(network, {timed(FuturesMap(any_water(3, members).depths).layer(), 3)});
  const auto mode = static_cast<Mode>(*rc::gen::inRange<std::size_t>(0, election::kModes));
  const auto reading = *rc::gen::element(Reading::sure, Reading::maybe);
  const auto count =
      *rc::gen::inRange<std::size_t>(1, std::min<std::size_t>(12, on.steps_in_block()) + 1);
  const auto first = *rc::gen::inRange<std::size_t>(36, 50);
  const auto block = on.block(mode, reading, first, count);
  RC_ASSERT(block.lanes() == members * count);
  const auto open = [&](std::size_t e, std::size_t s) {
    return reading == Reading::sure ? on.sure(mode, e, s) : on.maybe(mode, e, s);
  };
  const auto member = *rc::gen::inRange<std::size_t>(0, members);
  const auto time = on.over_time(mode, reading, member);
  RC_ASSERT(time.lanes() == on.steps());
  for (std::uint32_t e = 0; e < network.edges(); ++e) {
    for (std::size_t s = 0; s < count; ++s) {
      for (std::size_t m = 0; m < members; ++m) {
        RC_ASSERT(block.open(e, m + members * s) == open(e, first + s)[m]);
      }
    }
    for (std::size_t s = 0; s < on.steps(); ++s) RC_ASSERT(time.open(e, s) == open(e, s)[member]);
  }
}

}  // namespace
}  // namespace adem::roads
