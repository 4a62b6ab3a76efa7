// Roads as vector tiles, with what the water does to them over the hours of the map.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "election/travel.h"
#include "tiles/area_tiles.h"
#include "tiles/box_index.h"

namespace adem::tiles {

// What is said of a road hour by hour, a character each; many roads share one. Empty: nothing.
struct RoadLook {
  std::string depth;   // "w"
  std::string closed;  // "c"
  bool operator==(const RoadLook&) const = default;
};
struct RoadLooks {
  std::vector<RoadLook> looks;
  std::vector<std::uint32_t> of;  // which of them each road has
};

// Immutable once made; a tile is encoded when it is asked for, from any thread.
//
// Layer "roads", lines: "class" (election::RoadClass), "bridge" where it is one, "name" near, and
// "w" and "c" of its look. Roads that say the same are one feature of many lines. Far out only
// great roads are shown; where a tile would be larger than kTileBytes still fewer.
class RoadTiles {
 public:
  // Roads are numbered as they are added; near ones one after another make tiles quick.
  void add(election::RoadClass road, bool bridge, std::string_view name,
           std::span<const Spot> course);

  std::size_t roads() const { return roads_.size(); }
  // `looks` of as many roads, or none. Empty where nothing is there. The tile must be valid, and no
  // finer than kOutlineZoom.
  std::string tile(const Tile& tile, const RoadLooks* looks) const;

 private:
  static constexpr std::size_t kRanks = 7;
  struct Road {
    election::RoadClass road;
    bool bridge;
    std::uint32_t name;
    std::size_t end;  // of its spots, which begin where the road before ends
  };
  // Roads of like weight.
  struct Rank {
    BoxIndex index;
    std::vector<std::uint32_t> roads;  // by their numbers in the index
  };
  struct Shown;
  static std::size_t rank_of(election::RoadClass road);
  std::span<const Spot> course(std::size_t road) const;
  std::string encode(const Tile& tile, std::vector<Shown>& shown) const;

  std::vector<Road> roads_;
  std::vector<Spot> spots_;
  std::array<Rank, kRanks> ranks_;
  std::vector<std::string> names_{""};
  std::unordered_map<std::string, std::uint32_t> name_;
};

}  // namespace adem::tiles
