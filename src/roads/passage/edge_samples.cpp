#include "roads/passage/edge_samples.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "roads/passage/passable.h"

namespace adem::roads {

namespace {

// Outside the raster all places are alike: one is enough for an edge.
constexpr std::int64_t kOutside = -1;

// The samples of one range, cell by cell as they come.
class Range {
 public:
  void put(std::span<const geo::Point> points, std::span<const std::int64_t> cells) {
    seen_.clear();
    for (std::size_t i = 0; i < points.size(); ++i) {
      const auto place = place_of(cells[i], points[i]);
      if (std::ranges::find(seen_, place) == seen_.end()) seen_.push_back(place);
    }
    out.at.insert(out.at.end(), seen_.begin(), seen_.end());
  }
  void close(Footing footing) {
    out.first.push_back(static_cast<std::uint32_t>(out.at.size()));
    out.footing.push_back(footing);
  }
  EdgeSamples out{{}, {0}, {}, {}};

 private:
  std::uint32_t place_of(std::int64_t cell, geo::Point point) {
    const auto [it, added] =
        numbers_.try_emplace(cell, static_cast<std::uint32_t>(out.places.size()));
    if (added) out.places.push_back(point);
    return it->second;
  }
  std::vector<std::uint32_t> seen_;
  std::unordered_map<std::int64_t, std::uint32_t> numbers_;
};

}  // namespace

struct EdgeSampler::Impl {
  Impl(const Network& of, const geo::Raster& on, Bridges as)
      : network(of), raster(on), bridges(as) {
    constexpr double kFinest_m = 0.5;
    const auto& info = raster.info();
    spacing_m = std::max(kFinest_m, std::min(info.cell_x_m, info.cell_y_m) / 2);
    if (bridges == Bridges::above) find_decks();
  }

  Footing footing_of(std::size_t edge) const {
    if (floats(network.road(edge))) return Footing::afloat;
    const bool above = bridges == Bridges::above && network.has(edge, kBridge);
    return above ? Footing::deck : Footing::ground;
  }

  // Cells under each bridge, by the nodes at its ends.
  void find_decks() {
    std::vector<geo::Point> points;
    for (std::size_t e = 0; e < network.edges(); ++e) {
      if (footing_of(e) != Footing::deck) continue;
      points.clear();
      points_along(network, e, spacing_m, points);
      auto cells = raster.cells(points);
      std::ranges::sort(cells);
      const auto rest = std::ranges::unique(cells);
      cells.erase(rest.begin(), rest.end());
      for (const auto node : {network.from(e), network.to(e)}) {
        auto& under = decks[node];
        under.insert(under.end(), cells.begin(), cells.end());
      }
    }
    for (auto& [node, cells] : decks) std::ranges::sort(cells);
  }

  bool under_deck(std::size_t edge, std::int64_t cell) const {
    if (cell == kOutside || decks.empty()) return false;
    for (const auto node : {network.from(edge), network.to(edge)}) {
      const auto it = decks.find(node);
      if (it != decks.end() && std::ranges::binary_search(it->second, cell)) return true;
    }
    return false;
  }

  const Network& network;
  const geo::Raster& raster;
  Bridges bridges;
  double spacing_m = 1;
  std::unordered_map<std::uint32_t, std::vector<std::int64_t>> decks;
};

EdgeSampler::EdgeSampler(const Network& network, const geo::Raster& raster, Bridges bridges)
    : impl_(std::make_unique<Impl>(network, raster, bridges)) {}
EdgeSampler::EdgeSampler(EdgeSampler&&) noexcept = default;
EdgeSampler::~EdgeSampler() = default;

EdgeSamples EdgeSampler::take(std::size_t begin, std::size_t end) const {
  Range range;
  // In pieces, so that the points between edges and cells stay few.
  constexpr std::size_t kPiece = 1 << 16;
  std::vector<geo::Point> points;
  std::vector<std::size_t> ends;
  for (std::size_t e = begin, first = begin; e < end; ++e) {
    if (impl_->footing_of(e) == Footing::ground) {
      points_along(impl_->network, e, impl_->spacing_m, points);
    }
    ends.push_back(points.size());
    if (points.size() < kPiece && e + 1 < end) continue;
    auto cells = impl_->raster.cells(points);
    for (std::size_t i = 0, from = 0; i < ends.size(); from = ends[i++]) {
      auto footing = impl_->footing_of(first + i);
      std::size_t kept = from;
      for (std::size_t p = from; p < ends[i]; ++p) {
        if (impl_->under_deck(first + i, cells[p])) continue;
        points[kept] = points[p];
        cells[kept++] = cells[p];
      }
      range.put(std::span(points).subspan(from, kept - from),
                std::span(cells).subspan(from, kept - from));
      if (footing == Footing::ground && kept == from) footing = Footing::deck;
      range.close(footing);
    }
    first = e + 1;
    points.clear();
    ends.clear();
  }
  return std::move(range.out);
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

void points_along(const Network& network, std::size_t edge, double spacing_m,
                  std::vector<geo::Point>& out) {
  std::vector<Place> course;
  network.course(edge, course);
  for (std::size_t i = 0; i + 1 < course.size(); ++i) {
    const auto a = to_point(course[i]), b = to_point(course[i + 1]);
    const double steps = std::max(1.0, std::ceil(length_m(course[i], course[i + 1]) / spacing_m));
    for (double s = 0; s < steps; ++s) {
      out.push_back({std::lerp(a.x, b.x, s / steps), std::lerp(a.y, b.y, s / steps)});
    }
  }
  out.push_back(to_point(course.back()));
}

}  // namespace adem::roads
