// Stations as vector tiles. Far out, those of a small square stand as one point with their number,
// the worst status among them and how many have each; near, each stands for itself. What a status
// is, a scale says: computed (election::Status), or reported.
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

inline constexpr std::size_t kStatuses = 5;       // of election::Status
inline constexpr std::size_t kMostStatuses = 16;  // of any scale

// What a station's point shows besides its place and number: a status by its place in the scale,
// and whether what the scale flags is so.
struct StationMark {
  std::uint8_t status = static_cast<std::uint8_t>(election::Status::unknown);
  bool flagged = false;
};

// Names last as long as the tiles.
struct Scale {
  std::span<const std::string_view> names;  // kMostStatuses at most
  std::span<const std::uint8_t> by_worry;   // places in it, least first; each once
  std::string_view flag;
};
// election::Status by its numbers; "told" is vulnerable by what witnesses say.
const Scale& computed_scale();

// Immutable once made; a tile is encoded when it is asked for, from any thread.
//
// Layer "stations", points. One station: id its row; "key", "name", "status", the flag, "voters"
// (not where it is not known). Several: "count", "worst" (by how much it worries), the flag (how
// many), and how many have each status, by its name. A square is 1/32 of a tile's side: so a tile
// holds about a thousand points at most. From kSingleZoom on stations stand together only where
// they have one place; already from kVillageZoom on where a tile holds no more than that of them.
class StationTiles {
 public:
  static constexpr unsigned kSingleZoom = 15, kVillageZoom = 12;

  // `marks` has one for each row. Stations without a point are in no tile: see `placed`. Neither is
  // needed afterwards.
  StationTiles(const election::StationTable& stations, std::span<const StationMark> marks,
               const Scale& scale = computed_scale());

  // The same stations with other marks: both share all else.
  StationTiles(const StationTiles& same, std::span<const StationMark> marks,
               const Scale& scale = computed_scale());

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
  StationTiles(std::shared_ptr<const Places> places, std::span<const StationMark> marks,
               const Scale& scale);

  std::shared_ptr<const Places> places_;
  std::vector<StationMark> marks_;
  Scale scale_;
  std::array<std::uint8_t, kMostStatuses> worry_{};  // of each status, greater is worse
};

}  // namespace adem::tiles
