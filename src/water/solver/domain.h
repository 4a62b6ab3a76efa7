// The ground a flood runs over, prepared once and shared by every run and ensemble member: the
// terrain in tiles, and the roughness. Immutable, so any number of solvers may read it at a time.
//
// Terrain is kept as heights above its lowest cell, rounded to a tenth of a millimetre and then to
// 2^-13 m (0.12 mm). Differences between neighbours are then exact in float32 whatever the datum:
// a metre or a kilometre added to the terrain changes no bit of the water. (At 1000 m a float32
// raster itself knows 0.06 mm.)
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "geo/raster.h"

namespace adem::water {

// A property of the ground: one value everywhere, or one for each cell in the terrain's own frame
// (row-major, as many as the terrain has). Where `cells` is empty `everywhere` holds.
struct CellField {
  float everywhere = 0;
  std::vector<float> cells;
};

enum class Edge { north, east, south, west };

class Domain {
 public:
  // `terrain` in metres, cells dx × dy metres (they may differ); NaN is outside and acts as a wall.
  // Manning's n in s/m^(1/3), 0 allowed (no friction). Cost: one pass; 4 B a cell kept, 8 B where
  // n varies. Errors: water.empty-terrain (no known cell), water.terrain-too-large (2^32 cells or
  // more), water.bad-terrain (infinite, or relief above 16 km: cell), water.bad-roughness
  // (negative, infinite, or NaN on known ground: cell), water.field-size (count).
  static std::shared_ptr<const Domain> make(const geo::Grid<float>& terrain,
                                            const CellField& manning);
  ~Domain();

  std::size_t width() const;
  std::size_t height() const;
  double dx() const;
  double dy() const;
  // Cells are named by their index, row · width + column, row 0 in the north.
  bool inside(std::size_t cell) const;  // false: terrain unknown there
  // Metres in the terrain's datum, as the solver uses it (see above); NaN outside.
  double bed_m(std::size_t cell) const;
  std::size_t known_cells() const;

  // The terrain's frame without its cells: for writing products on the same grid.
  const geo::Grid<float>& frame() const;

  struct Impl;
  const Impl& impl() const { return *impl_; }

 private:
  explicit Domain(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// The cells along one side of the grid that have known terrain.
std::vector<std::size_t> edge_cells(const Domain& domain, Edge edge);

}  // namespace adem::water
