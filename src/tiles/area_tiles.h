// Areas as vector tiles: outlines, and a point inside each for its name.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "election/register.h"
#include "tiles/box_index.h"
#include "tiles/mercator.h"

namespace adem::tiles {

// No finer tiles of lines and areas are made: a cell of theirs is 15 cm there, and a map shows the
// last one larger.
inline constexpr unsigned kOutlineZoom = 16;
// No tile is larger.
inline constexpr std::size_t kTileBytes = 500'000;

// Immutable once made; a tile is encoded when it is asked for, from any thread.
//
// Layer "areas", polygons: "code", "name", "level"; layer "area_names", points inside them, the
// same. A level is how many generations of areas with an outline lie below: 0 are the lowest. Far
// out only levels are shown whose areas can be told apart. Outlines lie on every fourth cell of the
// tile's grid, half a pixel of 512 a side, so that neighbours keep one border.
class AreaTiles {
 public:
  // Areas without an outline are in no tile. They are not needed afterwards.
  explicit AreaTiles(const std::vector<election::Area>& areas);

  std::size_t outlined() const { return areas_.size(); }
  // Of all outlines; empty where there are none.
  const geo::Box& bounds() const { return bounds_; }
  // Empty where nothing is there. The tile must be valid, and no finer than kOutlineZoom.
  std::string tile(const Tile& tile) const;

 private:
  struct Outline {
    std::string code, name;
    unsigned level = 0;
    Spot label;
    std::size_t first_ring = 0, end_ring = 0;
  };
  struct Ring {
    std::size_t end = 0;  // of its spots, which begin where the ring before ends
    bool hole = false;
  };
  std::span<const Spot> spots_of(std::size_t ring) const;
  void keep(const election::Area& area, unsigned level);
  void set_zooms();
  std::string encode(const Tile& tile, unsigned lowest) const;

  std::vector<Outline> areas_;
  std::vector<Ring> rings_;
  std::vector<Spot> spots_;
  BoxIndex index_;
  std::vector<std::uint32_t> sides_;  // of the areas' boxes
  std::vector<unsigned> from_zoom_;   // by level
  geo::Box bounds_;
};

// A point inside the shape where its name can stand: its middle, or where that lies outside the
// middle of the widest part beside it.
geo::Point point_inside(const geo::Shape& shape);

}  // namespace adem::tiles
