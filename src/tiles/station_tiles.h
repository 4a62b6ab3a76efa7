// Stations as vector tiles. Far out, those of a small square stand as one point with their number,
// the worst status among them and how many have each; near, each stands for itself.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "election/clock.h"
#include "election/register.h"
#include "tiles/mercator.h"

namespace adem::tiles {

inline constexpr std::size_t kStatuses = 5;  // of election::Status

// What a station's point shows besides its place and number.
struct StationMark {
  election::Status status = election::Status::unknown;
  bool told = false;  // vulnerable by what witnesses say
};

// Immutable once made; a tile is encoded when it is asked for, from any thread.
//
// Layer "stations", points. One station: id its row; "key", "name", "status", "told", "voters" (not
// where it is not known). Several: "count", "worst" (by how much it worries), "told" (how many),
// and how many have each status, by its name. A square is 1/32 of a tile's side: so a tile holds
// about a thousand points at most. From kSingleZoom on stations stand together only where they have
// one place; already from kVillageZoom on where a tile holds no more than that of them.
class StationTiles {
 public:
  static constexpr unsigned kSingleZoom = 15, kVillageZoom = 12;

  // `marks` has one for each row. Stations without a point are in no tile: see `placed`. Neither is
  // needed afterwards.
  StationTiles(const election::StationTable& stations, std::span<const StationMark> marks);

  // The same stations with other marks: both share all else.
  StationTiles(const StationTiles& same, std::span<const StationMark> marks);

  std::size_t placed() const { return places_->codes.size(); }
  // Empty where nothing is there. The tile must be valid.
  std::string tile(const Tile& tile) const;
  // Each station for itself, at any zoom.
  std::string every(const Tile& tile) const;

 private:
  struct Range {
    std::size_t begin, end;
  };
  class Writer;
  Range range(const Tile& tile) const;

  // Texts one behind the other.
  struct Texts {
    std::string heap;
    std::vector<std::size_t> end;
    void add(std::string_view text);
    std::string_view at(std::size_t i) const;
  };

  // By ascending code, so that a tile is read in one go.
  struct Places {
    std::vector<std::uint64_t> codes;
    std::vector<std::uint32_t> rows;
    std::vector<Spot> spots;
    std::vector<std::int32_t> voters;
    Texts keys;
    std::vector<std::uint32_t> name;  // which of names
    Texts names;
  };
  static Places places_of(const election::StationTable& stations);
  StationTiles(std::shared_ptr<const Places> places, std::span<const StationMark> marks);

  std::shared_ptr<const Places> places_;
  std::vector<StationMark> marks_;
};

}  // namespace adem::tiles
