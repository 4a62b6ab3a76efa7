// Where boundaries and gauges lie on a grid.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "geo/terrain.h"
#include "scenario/scenario.h"

namespace adem::scenario {

// Cells of a side as seen from outside: in each row or column the first one with ground. So a
// terrain that was turned into its UTM zone, whose corners are nodata, has sides too.
std::vector<std::size_t> side_cells(const geo::Grid<float>& ground, const std::string& edge);

// Cells with ground that a boundary names: on its edge, under its lines, in its polygons (or, where
// a polygon is too thin to hold a cell's middle, under its outline).
// Errors: scenario.no-cell, scenario.free-inside, those of geo::read_features.
std::vector<std::size_t> boundary_cells(const Boundary& boundary, const geo::Terrain& terrain,
                                        const std::string& file);

struct PlacedGauge {
  std::string name;
  std::size_t cell = 0;
  double x = 0, y = 0;  // in the grid's coordinates
};

// Inline gauges first, then those of the layers, in order. A point of a layer without a name gets
// its number. Errors: scenario.gauge-outside, scenario.gauge-twice.
std::vector<PlacedGauge> place_gauges(const Scenario& scenario, const geo::Terrain& terrain);

}  // namespace adem::scenario
