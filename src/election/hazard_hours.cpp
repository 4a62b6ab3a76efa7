#include "election/hazard_hours.h"

#include <cmath>

namespace adem::election {

namespace {

Ruling of_footprint(const HazardLayer& layer, Instant at) {
  const bool holds = (!layer.from || at >= *layer.from) && (!layer.to || at < *layer.to);
  return {holds ? Ruling::What::moments : Ruling::What::not_there, 0, 0};
}

}  // namespace

std::vector<Ruling> rulings(const HazardLayer& layer, std::size_t moments, const Window& window) {
  std::vector<Ruling> out(window.steps);
  const auto from = layer.from.value_or(window.from);
  const auto length =
      static_cast<double>((layer.to.value_or(window.at(window.steps)) - from).count());
  const double gaps = static_cast<double>(moments) - 1;
  for (std::size_t s = 0; s < out.size(); ++s) {
    if (moments == 1) {
      out[s] = of_footprint(layer, window.at(s));
      continue;
    }
    const double position = static_cast<double>((window.at(s) - from).count()) / length * gaps;
    if (!(position >= 0 && position <= gaps)) continue;
    out[s] = {Ruling::What::moments, static_cast<std::size_t>(position),
              static_cast<std::size_t>(std::ceil(position))};
  }
  return out;
}

}  // namespace adem::election
