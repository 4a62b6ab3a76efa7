#include "water/still.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace adem::water {

StillDepths still_depths(std::span<const float> ground_m, std::span<const float> connection_m,
                         std::span<const double> level_m) {
  StillDepths out;
  out.steps = level_m.size();
  out.depth_m.resize(ground_m.size() * out.steps);
  out.recession_unknown.assign(ground_m.size(), false);
  std::vector<float> level(level_m.begin(), level_m.end());
  std::vector<float> highest(level);  // so far
  for (std::size_t s = 1; s < highest.size(); ++s) {
    highest[s] = std::max(highest[s], highest[s - 1]);
  }
  for (std::size_t row = 0; row < ground_m.size(); ++row) {
    float* depth = out.depth_m.data() + row * out.steps;
    const float ground = ground_m[row];
    // The sea never gets there: no still water, at any level.
    const float connection = std::isnan(connection_m[row]) && !std::isnan(ground)
                                 ? std::numeric_limits<float>::max()
                                 : connection_m[row];
    // Once over the sill, water stands at the sea's level, on the ebb at the sill's.
    const float kept = std::max(connection, ground);
    for (std::size_t s = 0; s < out.steps; ++s) {
      const float stands = std::max(level[s], kept) - ground;
      depth[s] = highest[s] >= connection ? stands : 0 * ground;
    }
    const bool reached = out.steps > 0 && highest.back() >= connection;
    if (!reached || !(connection > ground)) continue;
    for (std::size_t s = 0; s < out.steps && !out.recession_unknown[row]; ++s) {
      out.recession_unknown[row] = highest[s] >= connection && level[s] < connection;
    }
  }
  return out;
}

}  // namespace adem::water
