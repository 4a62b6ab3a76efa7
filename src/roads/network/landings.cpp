#include "roads/network/landings.h"

#include <cmath>
#include <limits>
#include <numbers>
#include <unordered_map>

namespace adem::roads {

namespace {

constexpr std::int64_t kCell = 10'000;  // 0.001 degree, 111 m of latitude

std::int64_t cell_of(Place place, std::int64_t east, std::int64_t north) {
  // Moved so that the division rounds one way.
  const auto x = (std::int64_t{place.lon} + 1'800'000'000) / kCell + east;
  const auto y = (std::int64_t{place.lat} + 900'000'000) / kCell + north;
  return y * 1'000'000 + x;
}

}  // namespace

void attach_landings(const std::vector<LooseLanding>& landings, double reach_m, Lines& lines) {
  if (landings.empty()) return;
  std::unordered_multimap<std::int64_t, std::uint32_t> near;
  for (std::uint32_t i = 0; i < landings.size(); ++i) {
    const Place place = landings[i].place;
    const double narrow = std::cos(to_point(place).y * std::numbers::pi / 180);
    const auto wide = static_cast<std::int64_t>(std::min(100.0, std::ceil(1 / narrow)));
    for (std::int64_t north = -1; north <= 1; ++north) {
      for (std::int64_t east = -wide; east <= wide; ++east) {
        near.emplace(cell_of(place, east, north), i);
      }
    }
  }
  struct Best {
    double distance_m = std::numeric_limits<double>::infinity();
    std::uint32_t point = 0;
  };
  std::vector<Best> best(landings.size());
  for (std::uint32_t p = 0; p < lines.points.size(); ++p) {
    const auto [begin, end] = near.equal_range(cell_of(lines.points[p], 0, 0));
    for (auto it = begin; it != end; ++it) {
      const double far_m = length_m(lines.points[p], landings[it->second].place);
      auto& known = best[it->second];
      if (far_m <= reach_m && far_m < known.distance_m) known = {far_m, p};
    }
  }
  for (std::size_t i = 0; i < landings.size(); ++i) {
    if (std::isfinite(best[i].distance_m)) {
      lines.point_traits[best[i].point] |= kLanding;
    } else {
      lines.flagged.push_back(
          {landings[i].source, landings[i].place, 0, FlagKind::far_landing, 0xFF, 0});
    }
  }
}

}  // namespace adem::roads
