#include "water/still.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace adem::water {

bool still_depths_at(float ground_m, float connection_m, std::span<const float> level_m,
                     std::span<const float> highest_m, std::span<float> depth_m) {
  // The sea never gets there: no still water, at any level.
  const float connection = std::isnan(connection_m) && !std::isnan(ground_m)
                               ? std::numeric_limits<float>::max()
                               : connection_m;
  // Once over the sill, water stands at the sea's level, on the ebb at the sill's.
  const float kept = std::max(connection, ground_m);
  for (std::size_t s = 0; s < level_m.size(); ++s) {
    const float stands = std::max(level_m[s], kept) - ground_m;
    depth_m[s] = highest_m[s] >= connection ? stands : 0 * ground_m;
  }
  if (level_m.empty() || !(connection > ground_m) || !(highest_m.back() >= connection)) {
    return false;
  }
  for (std::size_t s = 0; s < level_m.size(); ++s) {
    if (highest_m[s] >= connection && level_m[s] < connection) return true;
  }
  return false;
}

StillDepths still_depths(std::span<const float> ground_m, std::span<const float> connection_m,
                         std::span<const double> level_m) {
  StillDepths out;
  out.steps = level_m.size();
  out.depth_m.resize(ground_m.size() * out.steps);
  out.recession_unknown.resize(ground_m.size());
  std::vector<float> level;
  for (const double l : level_m) level.push_back(static_cast<float>(l));
  std::vector<float> highest(level);
  for (std::size_t s = 1; s < highest.size(); ++s) {
    highest[s] = std::max(highest[s], highest[s - 1]);
  }
  const std::span<float> depths(out.depth_m);
  for (std::size_t row = 0; row < ground_m.size(); ++row) {
    out.recession_unknown[row] = still_depths_at(ground_m[row], connection_m[row], level, highest,
                                                 depths.subspan(row * out.steps, out.steps));
  }
  return out;
}

}  // namespace adem::water
