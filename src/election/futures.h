// Water in every future at once: a raster of sets of members. For each moment, each depth and each
// word of 31 members there is one band of 32-bit numbers, words fastest, then depths: bit k of word
// w is set where member 31·w + k has water deeper than that, bit 31 where nothing is known. The
// texts inside the raster say the rest (election/hazard.h): hours, members, depths.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "geo/raster.h"

namespace adem::election {

inline constexpr int kMembersInBand = 31;
inline constexpr std::uint32_t kCellUnknown = std::uint32_t{1} << 31U;
inline constexpr int kMostMembers = 512;

struct FuturesHead {
  std::vector<double> above_m;  // rising
  int members = 0;              // 1 to kMostMembers
  std::size_t moments = 0;

  std::size_t words() const {
    return static_cast<std::size_t>((members + kMembersInBand - 1) / kMembersInBand);
  }
  // Counted from 1, as rasters do.
  int band(std::size_t moment, std::size_t depth, std::size_t word) const {
    return static_cast<int>((moment * above_m.size() + depth) * words() + word) + 1;
  }
  // The deepest of the depths that is not above the limit, so that wet futures are never counted
  // too few; nothing where the limit lies below all of them.
  std::optional<std::size_t> at_most(double limit_m) const;
  // The shallowest that is not below it: what is deeper has that depth for sure.
  std::optional<std::size_t> at_least(double limit_m) const;
};

// Members that a band's word holds: the first 31, the next, … and the rest in the last.
std::uint32_t members_of_word(const FuturesHead& head, std::size_t word);

// Depths as kThresholdsText writes them: "0.05,0.3". Nothing where they are no numbers.
std::optional<std::vector<double>> depths_of(const std::string& text);

// What a futures raster says of itself. Error election.bad-futures {name, why}: `why` is "type"
// (bands that are no sets of bits), "form" (not 31 members a band), "depths" (missing, not rising),
// "members" (missing, not 1 to 512) or "bands" (their number does not fit).
FuturesHead futures_head(const geo::Raster& raster, const std::string& name);

// Layers of computed futures are laid together member by member, so they must have as many: that
// number, or 1 where there is none. Error election.members-differ.
int shared_members(std::span<const std::pair<std::string, int>> members_by_layer);

}  // namespace adem::election
