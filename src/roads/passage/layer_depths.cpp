// Layers with one depth for each place and moment, the same in every future.
#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numeric>

#include "roads/passage/layers.h"
#include "water/still.h"

namespace adem::roads {

namespace {

// Steps of a layer that knows each of them.
std::vector<election::Ruling> every_step(std::size_t steps) {
  std::vector<election::Ruling> out(steps);
  for (std::size_t s = 0; s < steps; ++s) out[s] = {election::Ruling::What::moments, s, s};
  return out;
}

// A footprint outside its hours: dry where it knows anything.
RoadWater gone(RoadWater water) {
  // Nought times NaN is NaN.
  water.deepest_m *= 0;
  water.shallowest_m *= 0;
  return water;
}

void shorten(std::vector<Known>& at) {
  if (std::ranges::adjacent_find(at, std::not_equal_to<>()) == at.end()) at.resize(1);
}

class Depths : public LayerOnRoads {
 public:
  Depths(const Network& network, const LayerFile& file, std::size_t members)
      : network_(network),
        layer_(file.layer),
        raster_(geo::Raster::open(file.path, file.layer.crs)),
        sampler_(network, raster_),
        all_(Lanes::first(members)) {}

  void load(std::size_t begin, std::size_t end) override {
    begin_ = begin;
    samples_ = sampler_.take(begin, end);
    fill();
  }

  void answer(std::size_t edge, const election::ModeRule& rule, LayerAnswer& out) override {
    const auto road = network_.road(edge);
    out.at.clear();
    for (std::size_t m = 0; m < moments_; ++m) {
      const auto water = water_at(samples_, edge - begin_, depth_m_.data() + m, moments_);
      out.at.push_back(in_every(all_, passable(rule, road, water)));
      if (m == 0) out.not_there = in_every(all_, passable(rule, road, gone(water)));
    }
    shorten(out.at);
  }

  double bytes_per_edge() const override {
    return places_per_edge(network_, raster_) * static_cast<double>(moments_ * sizeof(float));
  }

 protected:
  // Depths at samples_.places, moments_ each.
  virtual void fill() = 0;

  const Network& network_;
  election::HazardLayer layer_;
  geo::Raster raster_;
  EdgeSampler sampler_;
  Lanes all_;
  std::size_t begin_ = 0, moments_ = 1;
  EdgeSamples samples_;
  std::vector<float> depth_m_;
};

class RasterDepths final : public Depths {
 public:
  RasterDepths(const Network& network, const LayerFile& file, std::size_t members)
      : Depths(network, file, members),
        factor_(static_cast<float>(election::metres_in(raster_.info().unit, layer_.name))) {
    moments_ = static_cast<std::size_t>(raster_.info().bands);
  }
  std::vector<election::Ruling> hours(const election::Window& window) const override {
    return election::rulings(layer_, moments_, window);
  }

 private:
  void fill() override {
    std::vector<int> bands(moments_);
    std::iota(bands.begin(), bands.end(), 1);
    depth_m_.resize(samples_.places.size() * moments_);
    raster_.sample_series(bands, samples_.places, depth_m_);
    for (float& depth : depth_m_) {
      // Below nought is an artefact of some models: dry.
      if (!std::isnan(depth)) depth = std::max(0.0F, depth * factor_);
    }
  }
  float factor_;
};

class StillDepths final : public Depths {
 public:
  StillDepths(const Network& network, const LayerFile& file, std::size_t members,
              const election::Window& window)
      : Depths(network, file, members) {
    level_m_ = water::levels_over(water::series_from_text(raster_.text(water::kSeriesText)), window,
                                  layer_.name);
    highest_m_ = level_m_;
    for (std::size_t s = 1; s < highest_m_.size(); ++s) {
      highest_m_[s] = std::max(highest_m_[s], highest_m_[s - 1]);
    }
    moments_ = level_m_.size();
  }
  std::vector<election::Ruling> hours(const election::Window&) const override {
    return every_step(moments_);
  }

 private:
  void fill() override {
    static constexpr std::array kGroundAndConnection = {1, 2};
    std::vector<float> sampled(samples_.places.size() * 2);
    raster_.sample_series(kGroundAndConnection, samples_.places, sampled);
    depth_m_.resize(samples_.places.size() * moments_);
    for (std::size_t p = 0; p < samples_.places.size(); ++p) {
      water::still_depths_at(sampled[2 * p], sampled[2 * p + 1], level_m_, highest_m_,
                             std::span(depth_m_).subspan(p * moments_, moments_));
    }
  }
  std::vector<float> level_m_, highest_m_;
};

// Landslides and earthquakes: a bridge in the footprint is closed like any road, and outside it
// nothing is proved.
class Footprint final : public LayerOnRoads {
 public:
  Footprint(const Network& network, const LayerFile& file, std::size_t members)
      : network_(network),
        layer_(file.layer),
        raster_(geo::Raster::open(file.path, file.layer.crs)),
        sampler_(network, raster_, Bridges::within),
        all_(Lanes::first(members)),
        moments_(static_cast<std::size_t>(raster_.info().bands)) {}

  std::vector<election::Ruling> hours(const election::Window& window) const override {
    return election::rulings(layer_, moments_, window);
  }
  void load(std::size_t begin, std::size_t end) override {
    begin_ = begin;
    samples_ = sampler_.take(begin, end);
    std::vector<int> bands(moments_);
    std::iota(bands.begin(), bands.end(), 1);
    value_.resize(samples_.places.size() * moments_);
    raster_.sample_series(bands, samples_.places, value_);
  }
  void answer(std::size_t edge, const election::ModeRule&, LayerAnswer& out) override {
    out.at.assign(moments_, {});
    out.not_there = {};
    for (std::size_t m = 0; m < moments_; ++m) {
      const bool covered = std::ranges::any_of(
          samples_.of(edge - begin_), [&](auto place) { return value_[place * moments_ + m] > 0; });
      if (covered) out.at[m].closed = all_;
    }
    shorten(out.at);
  }
  double bytes_per_edge() const override {
    return places_per_edge(network_, raster_) * static_cast<double>(moments_ * sizeof(float));
  }

 private:
  const Network& network_;
  election::HazardLayer layer_;
  geo::Raster raster_;
  EdgeSampler sampler_;
  Lanes all_;
  std::size_t moments_, begin_ = 0;
  EdgeSamples samples_;
  std::vector<float> value_;
};

}  // namespace

std::unique_ptr<LayerOnRoads> depth_layer(const Network& network, const LayerFile& file,
                                          std::size_t members) {
  return std::make_unique<RasterDepths>(network, file, members);
}

std::unique_ptr<LayerOnRoads> still_layer(const Network& network, const LayerFile& file,
                                          std::size_t members, const election::Window& window) {
  return std::make_unique<StillDepths>(network, file, members, window);
}

std::unique_ptr<LayerOnRoads> footprint_layer(const Network& network, const LayerFile& file,
                                              std::size_t members) {
  return std::make_unique<Footprint>(network, file, members);
}

}  // namespace adem::roads
