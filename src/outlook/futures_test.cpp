// Layers that hold the computed futures one by one.
#include <array>
#include <cmath>
#include <gtest/gtest.h>

#include "geo/mask_series.h"
#include "outlook/layer_fixture.h"

namespace adem::outlook {
namespace {

using election::kCellUnknown;
using election::Status;
using roads::Lanes;

constexpr int kMembers = 40;  // two words

// Wet members at one moment above one depth.
using Set = std::vector<std::size_t>;

class FuturesAtStations : public testing::LayerTest {
 protected:
  FuturesAtStations() { station("outside", 102); }

  // Above 0.05 and 0.2 m at three moments: 04:00, 09:00 and 14:00.
  HazardAtStations layer(const std::vector<std::array<Set, 2>>& wet) {
    const election::FuturesHead head{{0.05, 0.2}, kMembers, wet.size()};
    geo::MaskSeries series(file_, frame(), static_cast<int>(wet.size() * 4));
    for (std::size_t m = 0; m < wet.size(); ++m) {
      for (std::size_t depth = 0; depth < 2; ++depth) {
        std::array<std::uint32_t, 2> words{};
        for (const auto member : wet[m][depth]) words.at(member / 31) |= 1U << member % 31;
        for (std::size_t w = 0; w < 2; ++w) {
          std::vector<std::uint32_t> cells(100, words.at(w));
          for (std::size_t row = 0; row < 10; ++row) cells[row * 10 + 9] = kCellUnknown;
          series.put(head.band(m, depth, w), cells, "");
        }
      }
    }
    series.finish({{election::kFuturesText, "31"},
                   {election::kThresholdsText, "0.05,0.2"},
                   {election::kMembersText, std::to_string(kMembers)}});
    return sampled(election::HazardForm::futures);
  }

  struct Sets {
    std::vector<Lanes> wet, unknown;
  };
  Sets sets(const HazardAtStations& hazard, std::size_t row, double limit_m) const {
    Sets out{std::vector<Lanes>(window_.steps), std::vector<Lanes>(window_.steps)};
    hazard.futures(row, limit_m, window_, out.wet, out.unknown);
    return out;
  }
  static Lanes lanes(const Set& members) {
    Lanes out;
    for (const auto member : members) out.set(member);
    return out;
  }
};

TEST_F(FuturesAtStations, EachMemberHasItsOwnHours) {
  const auto hazard = layer({{Set{}, Set{}}, {Set{0, 30, 31, 39}, Set{31}}, {Set{0, 5}, Set{}}});
  const auto low = sets(hazard, 0, 0.05);
  EXPECT_EQ(low.wet[step("2024-11-27T04:00")], Lanes{});
  EXPECT_EQ(low.wet[step("2024-11-27T04:15")], lanes({0, 30, 31, 39})) << "the worse of the two";
  EXPECT_EQ(low.wet[step("2024-11-27T09:00")], lanes({0, 30, 31, 39}));
  EXPECT_EQ(low.wet[step("2024-11-27T09:15")], lanes({0, 5, 30, 31, 39}));
  EXPECT_EQ(low.wet[step("2024-11-27T14:00")], lanes({0, 5}));
  EXPECT_EQ(low.unknown[step("2024-11-27T14:00")], Lanes{});
  EXPECT_EQ(low.unknown[step("2024-11-27T14:15")], Lanes::first(kMembers)) << "outside its hours";
  EXPECT_EQ(sets(hazard, 0, 0.2).wet[step("2024-11-27T09:00")], lanes({31}));
  EXPECT_EQ(sets(hazard, 0, 0.04).unknown[step("2024-11-27T09:00")], Lanes::first(kMembers));
}

TEST_F(FuturesAtStations, NodataAndOutsideAreUnknown) {
  const auto hazard = layer({{Set{1}, Set{}}, {Set{1}, Set{}}, {Set{1}, Set{}}});
  for (const std::size_t row : {1U, 2U}) {
    const auto found = sets(hazard, row, 0.05);
    for (std::size_t s = 0; s < window_.steps; ++s) {
      EXPECT_EQ(found.wet[s], Lanes{});
      EXPECT_EQ(found.unknown[s], Lanes::first(kMembers));
    }
  }
}

TEST_F(FuturesAtStations, TheFloorsChanceIsTheShareOfDryFutures) {
  Set most;
  for (std::size_t m = 0; m < 30; ++m) most.push_back(m);
  const auto hazard = layer({{Set{}, Set{}}, {most, Set{39}}, {Set{}, Set{}}});
  const auto s = computed(hazard);
  const auto& floor = s.link(election::Link::floor);
  EXPECT_FLOAT_EQ(floor.at(step("2024-11-27T04:00")), 1);
  EXPECT_FLOAT_EQ(floor.at(step("2024-11-27T08:00")), 0.25F);
  EXPECT_LT(floor.at(step("2024-11-27T03:45")), 0) << "outside its hours nothing is known";
  EXPECT_EQ(s.status, Status::cannot_open);
  ASSERT_EQ(s.notes.size(), 1U);
  EXPECT_EQ(s.notes[0].code, "outlook.note.spread");
  EXPECT_FLOAT_EQ(computed(hazard, 0.15).link(election::Link::floor).at(step("2024-11-27T08:00")),
                  0.975F);
}

}  // namespace
}  // namespace adem::outlook
