#include "workspace/map_water.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <mutex>

#include "election/futures.h"
#include "workspace/hazard_store.h"
#include "workspace/sheet_layer.h"

namespace adem::workspace {

namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

bool touch(const geo::Box& a, const Lattice& lattice) {
  return !a.empty() && a.min_x <= lattice.lon.back() && lattice.lon.front() <= a.max_x &&
         a.min_y <= lattice.lat.front() && lattice.lat.back() <= a.max_y;
}

std::uint8_t class_of(float depth_m, const std::vector<double>& breaks) {
  // Breaks are decimals and depths are floats: what is at a break must not fail for the last bit.
  const auto reached = std::ranges::upper_bound(breaks, static_cast<double>(depth_m) + 1e-6);
  return static_cast<std::uint8_t>(reached - breaks.begin());
}

// "6 in 10" says no certainty that is not there: only none is 0, and only all is 10.
std::uint8_t tenths_of(double share) {
  const double tenths = std::round(share * 10);
  if (share <= 0) return 0;
  if (share >= 1) return 10;
  return static_cast<std::uint8_t>(std::clamp(tenths, 1.0, 9.0));
}

}  // namespace

std::vector<double> depth_breaks(const election::RuleBook& rules) {
  std::vector<double> breaks{rules.threshold("floor-depth")};
  for (const auto& depth : rules.depth_classes) breaks.push_back(depth.from_m);
  std::ranges::sort(breaks);
  const auto rest = std::ranges::unique(breaks);
  breaks.erase(rest.begin(), rest.end());
  return breaks;
}

std::size_t steps_an_hour(const election::Window& window) {
  return static_cast<std::size_t>(std::max(1, 3600 / window.step_s));
}

struct WaterSheet::Impl {
  std::vector<double> breaks;
  std::vector<std::unique_ptr<SheetLayer>> layers;
  geo::Box bounds;
  std::mutex reading;  // a layer's file is read by one at a time

  std::vector<std::uint8_t> depths(std::size_t step, const Lattice& lattice) {
    DepthsThere there{std::vector<float>(lattice.size(), kNaN),
                      std::vector<std::uint8_t>(lattice.size(), 0)};
    for (const auto& layer : layers) {
      if (layer->of() == WaterOf::depth && touch(layer->bounds(), lattice)) {
        layer->add_depths(step, lattice, there);
      }
    }
    std::vector<std::uint8_t> out(lattice.size(), kPlaceUnknown);
    for (std::size_t i = 0; i < out.size(); ++i) {
      if (!std::isnan(there.depth_m[i])) out[i] = class_of(there.depth_m[i], breaks);
      if (there.wet[i] != 0 && (out[i] == 0 || out[i] == kPlaceUnknown)) out[i] = kPlaceWet;
    }
    return out;
  }

  std::vector<std::uint8_t> chances(std::size_t step, const Lattice& lattice) {
    FuturesThere there{.members = 0,
                       .wet = {},
                       .known = std::vector<std::uint8_t>(lattice.size(), 0),
                       .share = std::vector<float>(lattice.size(), kNaN)};
    for (const auto& layer : layers) {
      if (layer->of() == WaterOf::chance && touch(layer->bounds(), lattice)) {
        layer->add_futures(step, lattice, there);
      }
    }
    std::vector<std::uint8_t> out(lattice.size(), kPlaceUnknown);
    const std::size_t words = there.wet.size() / std::max<std::size_t>(1, lattice.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
      std::size_t wet = 0;
      for (std::size_t w = 0; w < words; ++w) {
        wet += static_cast<std::size_t>(std::popcount(there.wet[i * words + w]));
      }
      float share = there.share[i];
      // What is known of some futures is less than all, and still something where it is water.
      if (there.known[i] != 0 || wet > 0) {
        share = std::fmax(share, static_cast<float>(wet) / static_cast<float>(there.members));
      }
      if (!std::isnan(share)) out[i] = tenths_of(static_cast<double>(share));
    }
    return out;
  }
};

WaterSheet::WaterSheet(Workspace& workspace) : impl_(std::make_unique<Impl>()) {
  impl_->breaks = depth_breaks(workspace.rules());
  for (const auto& layer : hazards(workspace)) {
    auto made =
        sheet_layer(layer, workspace.path(layer.file), workspace.rules(), workspace.window());
    if (!made) continue;
    impl_->bounds.add(made->bounds());
    impl_->layers.push_back(std::move(made));
  }
}

WaterSheet::~WaterSheet() = default;

bool WaterSheet::has(WaterOf of) const {
  return std::ranges::any_of(impl_->layers, [of](const auto& layer) { return layer->of() == of; });
}

const geo::Box& WaterSheet::bounds() const { return impl_->bounds; }

std::vector<std::uint8_t> WaterSheet::at(WaterOf of, std::size_t step,
                                         const Lattice& lattice) const {
  const std::lock_guard lock(impl_->reading);
  return of == WaterOf::depth ? impl_->depths(step, lattice) : impl_->chances(step, lattice);
}

}  // namespace adem::workspace
