#include "roads/passage/water_on.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace adem::roads {

WaterOnRoads::WaterOnRoads(std::size_t edges, std::size_t bands)
    : edges_(edges),
      bands_(bands),
      deepest_(edges * bands, std::numeric_limits<float>::quiet_NaN()),
      shallowest_(deepest_),
      complete_(edges * bands, 0) {}

RoadWater WaterOnRoads::at(std::size_t edge, std::size_t band) const {
  const auto i = edge * bands_ + band;
  RoadWater water;
  water.deepest_m = deepest_[i];
  water.shallowest_m = shallowest_[i];
  water.complete = complete_[i] != 0;
  return water;
}

void WaterOnRoads::set(std::size_t edge, std::size_t band, const RoadWater& water) {
  const auto i = edge * bands_ + band;
  deepest_[i] = water.deepest_m;
  shallowest_[i] = water.shallowest_m;
  complete_[i] = water.complete ? 1 : 0;
}

RoadWater water_at(const EdgeSamples& samples, std::size_t edge, const float* depth_m,
                   std::size_t stride) {
  RoadWater water;
  water.complete = true;
  if (samples.footing[edge] != Footing::ground) {
    water.deepest_m = water.shallowest_m = 0;
    return water;
  }
  for (const auto place : samples.of(edge)) {
    const float depth = depth_m[place * stride];
    if (std::isnan(depth)) {
      water.complete = false;
      continue;
    }
    // fmax and fmin pass over NaN.
    water.deepest_m = std::fmax(water.deepest_m, depth);
    water.shallowest_m = std::fmin(water.shallowest_m, depth);
  }
  return water;
}

WaterOnRoads water_on(const Network& network, const election::HazardLayer& layer,
                      const std::string& path, const Progress& progress) {
  const auto raster = geo::Raster::open(path, layer.crs);
  const auto factor = static_cast<float>(election::metres_in(raster.info().unit, layer.name));
  const auto samples = sample_edges(network, raster);
  const auto bands = static_cast<std::size_t>(raster.info().bands);
  std::vector<int> numbers(bands);
  std::iota(numbers.begin(), numbers.end(), 1);
  std::vector<float> depth_m(samples.places.size() * bands);
  raster.sample_series(numbers, samples.places, depth_m, progress);
  for (float& depth : depth_m) {
    if (!std::isnan(depth)) depth = std::max(0.0F, depth * factor);
  }
  WaterOnRoads out(network.edges(), bands);
  for (std::size_t e = 0; e < network.edges(); ++e) {
    for (std::size_t b = 0; b < bands; ++b) {
      out.set(e, b, water_at(samples, e, depth_m.data() + b, bands));
    }
  }
  return out;
}

}  // namespace adem::roads
