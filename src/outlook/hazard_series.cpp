// What a layer says over time: footprints with hours, series of moments, still water.
#include <algorithm>
#include <cmath>
#include <limits>

#include "outlook/outlook.h"
#include "water/still.h"

namespace adem::outlook {

namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

// A footprint holds within its hours and not outside; unknown stays unknown.
void footprint(float value, const election::HazardLayer& layer, const election::Window& window,
               std::span<float> out) {
  for (std::size_t s = 0; s < out.size(); ++s) {
    const Instant at = window.at(s);
    const bool holds = (!layer.from || at >= *layer.from) && (!layer.to || at < *layer.to);
    out[s] = holds ? value : 0 * value;
  }
}

// Between two moments of a series the worse of them holds; outside its hours nothing is known.
void moments(std::span<const float> values, Instant from, Instant to,
             const election::Window& window, std::span<float> out) {
  const double length = static_cast<double>((to - from).count());
  const double gaps = static_cast<double>(values.size() - 1);
  for (std::size_t s = 0; s < out.size(); ++s) {
    const double position = static_cast<double>((window.at(s) - from).count()) / length * gaps;
    out[s] = kNaN;
    if (!(position >= 0 && position <= gaps)) continue;
    const auto before = static_cast<std::size_t>(position);
    const auto after = static_cast<std::size_t>(std::ceil(position));
    if (std::isnan(values[before]) || std::isnan(values[after])) continue;
    out[s] = std::max(values[before], values[after]);
  }
}

constexpr double kSameDepth_m = 1e-6;

}  // namespace

void HazardAtStations::wet_members(std::size_t row, double limit_m, const election::Window& window,
                                   std::span<float> out) const {
  std::fill(out.begin(), out.end(), kNaN);
  const auto above = std::find_if(above_m.begin(), above_m.end(),
                                  [&](double depth) { return depth > limit_m + kSameDepth_m; });
  if (above == above_m.begin()) return;
  const auto depth = static_cast<std::size_t>(above - above_m.begin()) - 1;
  const auto moments_in = steps / above_m.size();
  std::vector<float> shares(moments_in);
  for (std::size_t m = 0; m < moments_in; ++m) {
    shares[m] = value[row * steps + m * above_m.size() + depth];
  }
  if (moments_in == 1) {
    footprint(shares.front(), layer, window, out);
  } else {
    moments(shares, layer.from.value_or(window.from), layer.to.value_or(window.at(window.steps)),
            window, out);
  }
  for (float& v : out) v = std::round(v * static_cast<float>(members));
}

bool HazardAtStations::series(std::size_t row, const election::Window& window,
                              std::span<float> out) const {
  if (!level_m.empty()) {
    std::vector<float> highest(level_m);
    for (std::size_t s = 1; s < highest.size(); ++s) {
      highest[s] = std::max(highest[s], highest[s - 1]);
    }
    return water::still_depths_at(ground_m[row], connection_m[row], level_m, highest, out);
  }
  const auto values = std::span<const float>(value).subspan(row * steps, steps);
  if (steps == 1) {
    footprint(values.front(), layer, window, out);
  } else {
    moments(values, layer.from.value_or(window.from), layer.to.value_or(window.at(window.steps)),
            window, out);
  }
  return false;
}

}  // namespace adem::outlook
