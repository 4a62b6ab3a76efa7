// The forms behind roads/passage/layer_on_roads.h, and by nothing else.
#pragma once

#include "roads/passage/edge_samples.h"
#include "roads/passage/layer_on_roads.h"
#include "roads/passage/passable.h"

namespace adem::roads {

// The same answer in every member.
Known in_every(const Lanes& all, Passable answer);

// Places that a raster of such cells is looked at along an edge, on the average.
double places_per_edge(const Network& network, const geo::Raster& raster);

// Depths of a raster's moments.
std::unique_ptr<LayerOnRoads> depth_layer(const Network& network, const LayerFile& file,
                                          std::size_t members);
// Still water from the level series in its file.
std::unique_ptr<LayerOnRoads> still_layer(const Network& network, const LayerFile& file,
                                          std::size_t members, const election::Window& window);
// A raster that is above nought where a road is buried or broken.
std::unique_ptr<LayerOnRoads> footprint_layer(const Network& network, const LayerFile& file,
                                              std::size_t members);
std::unique_ptr<LayerOnRoads> polygon_layer(const Network& network, const LayerFile& file,
                                            std::size_t members);
std::unique_ptr<LayerOnRoads> futures_layer(const Network& network, const LayerFile& file,
                                            std::span<const election::ModeRule> rules);

}  // namespace adem::roads
