// The water on every road at every moment of a hazard's raster series.
#pragma once

#include <string>
#include <vector>

#include "base/progress.h"
#include "election/hazard.h"
#include "roads/passage/edge_samples.h"
#include "roads/passage/passable.h"

namespace adem::roads {

class WaterOnRoads {
 public:
  WaterOnRoads(std::size_t edges, std::size_t bands);
  std::size_t edges() const { return edges_; }
  std::size_t bands() const { return bands_; }
  RoadWater at(std::size_t edge, std::size_t band) const;
  void set(std::size_t edge, std::size_t band, const RoadWater& water);

 private:
  std::size_t edges_ = 0, bands_ = 0;
  std::vector<float> deepest_, shallowest_;  // edges × bands, bands fastest
  std::vector<std::uint8_t> complete_;
};

// What a road on the ground has from the depths at its places (one for each place, NaN unknown,
// `stride` apart); a deck is dry and known, and so is what floats.
RoadWater water_at(const EdgeSamples& samples, std::size_t edge, const float* depth_m,
                   std::size_t stride);

// A flood's raster: bands are its moments; depths in metres above the ground, less than nought is
// dry, nodata and outside unknown. Each block of the raster is decoded once. Memory: places × bands
// and edges × bands.
// Errors: those of geo; election.depth-unit.
WaterOnRoads water_on(const Network& network, const election::HazardLayer& layer,
                      const std::string& path, const Progress& progress = {});

}  // namespace adem::roads
