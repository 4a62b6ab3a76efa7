#include "roads/passage/edge_samples.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace adem::roads {

namespace {

// Outside the raster all places are alike: one is enough for an edge.
constexpr std::int64_t kOutside = -1;

Footing footing_of(const Network& network, std::size_t edge) {
  const auto road = network.road(edge);
  if (road == RoadClass::ferry || road == RoadClass::waterway) return Footing::afloat;
  return network.has(edge, kBridge) ? Footing::deck : Footing::ground;
}

// Points along a course at most `spacing_m` apart, its own points among them.
void put_points(const std::vector<Place>& course, double spacing_m, std::vector<geo::Point>& out) {
  for (std::size_t i = 0; i + 1 < course.size(); ++i) {
    const auto a = to_point(course[i]), b = to_point(course[i + 1]);
    const double steps = std::max(1.0, std::ceil(length_m(course[i], course[i + 1]) / spacing_m));
    for (double s = 0; s < steps; ++s) {
      out.push_back({std::lerp(a.x, b.x, s / steps), std::lerp(a.y, b.y, s / steps)});
    }
  }
  out.push_back(to_point(course.back()));
}

class Sampling {
 public:
  Sampling(const Network& network, const geo::Raster& raster) : network_(network), raster_(raster) {
    constexpr double kFinest_m = 0.5;
    const auto& info = raster.info();
    spacing_m_ = std::max(kFinest_m, std::min(info.cell_x_m, info.cell_y_m) / 2);
  }

  EdgeSamples run() {
    find_decks();
    out_.first.push_back(0);
    // In pieces, so that the points between edges and cells stay few.
    constexpr std::size_t kPiece = 1 << 16;
    std::size_t begin = 0;
    std::vector<geo::Point> points;
    std::vector<std::size_t> ends;
    for (std::size_t e = 0; e < network_.edges(); ++e) {
      if (footing_of(network_, e) == Footing::ground) put_edge(e, points);
      ends.push_back(points.size());
      if (points.size() < kPiece && e + 1 < network_.edges()) continue;
      take(begin, points, ends);
      begin = e + 1;
      points.clear();
      ends.clear();
    }
    return std::move(out_);
  }

 private:
  void put_edge(std::size_t edge, std::vector<geo::Point>& points) {
    course_.clear();
    network_.course(edge, course_);
    put_points(course_, spacing_m_, points);
  }

  // Cells under each bridge, by the nodes at its ends.
  void find_decks() {
    std::vector<geo::Point> points;
    for (std::size_t e = 0; e < network_.edges(); ++e) {
      if (footing_of(network_, e) != Footing::deck) continue;
      points.clear();
      put_edge(e, points);
      auto cells = raster_.cells(points);
      std::ranges::sort(cells);
      const auto rest = std::ranges::unique(cells);
      cells.erase(rest.begin(), rest.end());
      for (const auto node : {network_.from(e), network_.to(e)}) {
        auto& under = decks_[node];
        under.insert(under.end(), cells.begin(), cells.end());
      }
    }
    for (auto& [node, cells] : decks_) std::ranges::sort(cells);
  }

  bool under_deck(std::size_t edge, std::int64_t cell) const {
    for (const auto node : {network_.from(edge), network_.to(edge)}) {
      const auto it = decks_.find(node);
      if (it != decks_.end() && std::ranges::binary_search(it->second, cell)) return true;
    }
    return false;
  }

  void take(std::size_t begin, const std::vector<geo::Point>& points,
            const std::vector<std::size_t>& ends) {
    const auto cells = raster_.cells(points);
    std::size_t p = 0;
    for (std::size_t i = 0; i < ends.size(); ++i) {
      const auto edge = begin + i;
      auto footing = footing_of(network_, edge);
      seen_.clear();
      for (; p < ends[i]; ++p) {
        if (cells[p] != kOutside && under_deck(edge, cells[p])) continue;
        const auto place = place_of(cells[p], points[p]);
        if (std::ranges::find(seen_, place) == seen_.end()) seen_.push_back(place);
      }
      if (footing == Footing::ground && seen_.empty()) footing = Footing::deck;
      out_.at.insert(out_.at.end(), seen_.begin(), seen_.end());
      out_.first.push_back(static_cast<std::uint32_t>(out_.at.size()));
      out_.footing.push_back(footing);
    }
  }

  std::uint32_t place_of(std::int64_t cell, geo::Point point) {
    const auto [it, added] =
        numbers_.try_emplace(cell, static_cast<std::uint32_t>(out_.places.size()));
    if (added) out_.places.push_back(point);
    return it->second;
  }

  const Network& network_;
  const geo::Raster& raster_;
  double spacing_m_ = 1;
  EdgeSamples out_;
  std::vector<Place> course_;
  std::vector<std::uint32_t> seen_;
  std::unordered_map<std::uint32_t, std::vector<std::int64_t>> decks_;
  std::unordered_map<std::int64_t, std::uint32_t> numbers_;
};

}  // namespace

EdgeSamples sample_edges(const Network& network, const geo::Raster& raster) {
  return Sampling(network, raster).run();
}

}  // namespace adem::roads
