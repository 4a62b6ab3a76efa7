// What the clock's other links are made of: the streets as roads with their bridges, where boxes,
// crews and help come from, and where people live. Each list follows a rule that could be read
// aloud; none is fitted to a result (docs/method/demo.md).
#pragma once

#include <string>
#include <vector>

#include "demo/scene.h"

namespace adem::demo {

// A piece of street, over a creek or beside it.
struct RoadPiece {
  std::size_t street = 0;  // of Scene::streets
  bool bridge = false;
  std::vector<geo::Point> line;  // metres in the frame
};

// The coast road is cut where it meets the banks of creeks and goes over them by bridges that reach
// 15 m beyond. Other streets never cross one; a landing's path is led to the coast road.
std::vector<RoadPiece> road_pieces(const Scene& scene);

// GeoJSON lines with Indonesian columns: the coast road a collector road, lanes residential, a
// landing's path too narrow for cars.
std::string road_geojson(const Scene& scene);

// - The warehouse of the PPK is in the highest building of the village where the middle of the
//   coast road is; each PPS keeps its boxes in the highest building of its village.
// - Crews live where most people of a village live.
// - The health centre is where most people of all live; the police post at the road's middle.
geo::OutTable place_table(const Scene& scene);

// Of seven, five live in the station's village and two in the next one.
geo::OutTable crew_table(const Scene& scene);

// A village's voters over its dwellings, by their weights.
geo::OutTable home_table(const Scene& scene);

}  // namespace adem::demo
