#include "roads/network/tie.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "roads/network/build.h"
#include "roads/network/segment_grid.h"

namespace adem::roads {

namespace {

constexpr double kCell = 50'000;           // of Place's units: 556 m of latitude
constexpr double kUnit_m = 0.0111'195'08;  // of latitude

std::int64_t cell(double value) { return static_cast<std::int64_t>(std::floor(value / kCell)); }

std::uint64_t key_of(std::int64_t x, std::int64_t y) {
  return static_cast<std::uint64_t>(y + 100'000) * 400'000 +
         static_cast<std::uint64_t>(x + 100'000);
}

double narrow(double lat) {
  return std::max(0.01, std::cos(lat / kPerDegree * std::numbers::pi / 180));
}

}  // namespace

TieIndex::TieIndex(const Network& network, double reach_m) : network_(network), reach_m_(reach_m) {
  std::vector<Place> course;
  for (std::uint32_t e = 0; e < network.edges(); ++e) {
    const auto road = network.road(e);
    const bool stood_at = road != RoadClass::ferry && road != RoadClass::waterway &&
                          (network.modes(e) & bit(Mode::walk)) != 0;
    if (!stood_at) continue;
    course.clear();
    network.course(e, course);
    for (std::size_t i = 0; i + 1 < course.size(); ++i) {
      // A long straight piece is put into the cells of its box; roads are drawn finer than that.
      const auto [left, right] = std::minmax(course[i].lon, course[i + 1].lon);
      const auto [low, high] = std::minmax(course[i].lat, course[i + 1].lat);
      for (auto y = cell(low); y <= cell(high); ++y) {
        for (auto x = cell(left); x <= cell(right); ++x) cells_.push_back({key_of(x, y), e});
      }
    }
  }
  std::ranges::sort(cells_);
  const auto rest = std::ranges::unique(cells_);
  cells_.erase(rest.begin(), rest.end());
}

bool TieIndex::is_small(std::uint32_t edge) const {
  const auto component = network_.component(network_.from(edge));
  return component != 0 && network_.components()[component].length_m < kSnippet_m;
}

double TieIndex::to_edge_m(geo::Point lonlat, std::uint32_t edge) const {
  std::vector<Place> course;
  network_.course(edge, course);
  double best = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i + 1 < course.size(); ++i) {
    best = std::min(best, nearness({course[i], course[i + 1], 0, 0}, to_place(lonlat)).distance_m);
  }
  return best;
}

template <typename Visit>
void TieIndex::each_near(geo::Point lonlat, double reach_m, Visit visit) const {
  const double lon = lonlat.x * kPerDegree, lat = lonlat.y * kPerDegree;
  const double up = reach_m / kUnit_m, wide = up / narrow(lat);
  std::vector<std::uint32_t> edges;
  for (auto y = cell(lat - up); y <= cell(lat + up); ++y) {
    for (auto x = cell(lon - wide); x <= cell(lon + wide); ++x) {
      auto it = std::ranges::lower_bound(cells_, Cell{key_of(x, y), 0});
      for (; it != cells_.end() && it->key == key_of(x, y); ++it) edges.push_back(it->edge);
    }
  }
  std::ranges::sort(edges);
  const auto rest = std::ranges::unique(edges);
  edges.erase(rest.begin(), rest.end());
  for (const auto edge : edges) visit(edge);
}

Tie TieIndex::tie_to(geo::Point lonlat, std::uint32_t edge) const {
  std::vector<Place> course;
  network_.course(edge, course);
  Tie tie;
  tie.edge = edge;
  tie.distance_m = std::numeric_limits<float>::infinity();
  double passed_m = 0;
  for (std::size_t i = 0; i + 1 < course.size(); ++i) {
    const double piece_m = roads::length_m(course[i], course[i + 1]);
    const auto how = nearness({course[i], course[i + 1], 0, 0}, to_place(lonlat));
    if (how.distance_m < double{tie.distance_m}) {
      tie.distance_m = static_cast<float>(how.distance_m);
      tie.along_m = static_cast<float>(passed_m + how.share * piece_m);
    }
    passed_m += piece_m;
  }
  const float rest_m = std::max(0.0F, network_.length_m(edge) - tie.along_m);
  const bool back = tie.along_m <= rest_m;
  tie.node = back ? network_.from(edge) : network_.to(edge);
  tie.to_node_m = back ? tie.along_m : rest_m;
  tie.snippet = is_small(edge);
  return tie;
}

std::optional<Tie> TieIndex::find(geo::Point lonlat) const {
  if (!on_earth(lonlat)) return std::nullopt;
  Near any, large;
  each_near(lonlat, reach_m_, [&](std::uint32_t edge) {
    const double far_m = to_edge_m(lonlat, edge);
    if (far_m > reach_m_) return;
    if (far_m < any.distance_m) any = {far_m, edge};
    if (far_m < large.distance_m && !is_small(edge)) large = {far_m, edge};
  });
  const Near& best = std::isfinite(large.distance_m) ? large : any;
  if (!std::isfinite(best.distance_m)) return std::nullopt;
  return tie_to(lonlat, best.edge);
}

double TieIndex::distance_m(geo::Point lonlat) const {
  double best = std::numeric_limits<double>::infinity();
  if (!on_earth(lonlat)) return best;
  for (double reach_m = 1000; reach_m <= kFarthest_m; reach_m *= 10) {
    each_near(lonlat, reach_m,
              [&](std::uint32_t edge) { best = std::min(best, to_edge_m(lonlat, edge)); });
    if (best <= reach_m) return best;
  }
  return std::numeric_limits<double>::infinity();
}

}  // namespace adem::roads
