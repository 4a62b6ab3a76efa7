#include "roads/network/segment_grid.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace adem::roads {

namespace {

constexpr double kCell = 10'000;           // of Place's units
constexpr double kUnit_m = 0.0111'195'08;  // of latitude

double narrow(double lat) {
  return std::max(0.01, std::cos(lat / kPerDegree * std::numbers::pi / 180));
}

std::uint64_t cell_of(double lon, double lat) {
  const auto x = static_cast<std::int64_t>(std::floor(lon / kCell)) + 1'000'000;
  const auto y = static_cast<std::int64_t>(std::floor(lat / kCell)) + 1'000'000;
  return static_cast<std::uint64_t>(y) * 4'000'000 + static_cast<std::uint64_t>(x);
}

// The cells that a segment's pieces, grown by the reach, lie in; some more than once.
template <typename Put>
void each_cell_of(const Segment& segment, double reach_m, Put put) {
  const double dx = static_cast<double>(segment.b.lon) - segment.a.lon;
  const double dy = static_cast<double>(segment.b.lat) - segment.a.lat;
  const double pieces = std::max(1.0, std::ceil(std::max(std::abs(dx), std::abs(dy)) / kCell));
  const double grow_y = reach_m / kUnit_m;
  for (double i = 0; i < pieces; ++i) {
    const double ax = segment.a.lon + dx * i / pieces, bx = segment.a.lon + dx * (i + 1) / pieces;
    const double ay = segment.a.lat + dy * i / pieces, by = segment.a.lat + dy * (i + 1) / pieces;
    const double grow_x = grow_y / narrow(ay);
    const double right = std::floor((std::max(ax, bx) + grow_x) / kCell);
    const double top = std::floor((std::max(ay, by) + grow_y) / kCell);
    for (double y = std::floor((std::min(ay, by) - grow_y) / kCell); y <= top; ++y) {
      for (double x = std::floor((std::min(ax, bx) - grow_x) / kCell); x <= right; ++x) {
        put(cell_of(x * kCell, y * kCell));
      }
    }
  }
}

}  // namespace

Nearness nearness(const Segment& segment, Place place) {
  const double shrink = narrow(place.lat);
  const auto x = [&](Place p) { return (static_cast<double>(p.lon) - place.lon) * shrink; };
  const auto y = [&](Place p) { return static_cast<double>(p.lat) - place.lat; };
  const double ax = x(segment.a), ay = y(segment.a);
  const double dx = x(segment.b) - ax, dy = y(segment.b) - ay;
  const double length2 = dx * dx + dy * dy;
  const double share = length2 > 0 ? std::clamp(-(ax * dx + ay * dy) / length2, 0.0, 1.0) : 0.0;
  return {std::hypot(ax + share * dx, ay + share * dy) * kUnit_m, share};
}

SegmentGrid::SegmentGrid(std::vector<Segment> segments, double reach_m)
    : segments_(std::move(segments)) {
  struct Entry {
    std::uint64_t cell;
    std::uint32_t segment;
    auto operator<=>(const Entry&) const = default;
  };
  std::vector<Entry> entries;
  entries.reserve(segments_.size() * 2);
  for (std::uint32_t s = 0; s < segments_.size(); ++s) {
    each_cell_of(segments_[s], reach_m, [&](std::uint64_t cell) { entries.push_back({cell, s}); });
  }
  std::ranges::sort(entries);
  const auto rest = std::ranges::unique(entries);
  entries.erase(rest.begin(), rest.end());
  members_.reserve(entries.size());
  for (const auto& entry : entries) {
    if (cells_.empty() || cells_.back() != entry.cell) {
      cells_.push_back(entry.cell);
      first_.push_back(members_.size());
    }
    members_.push_back(entry.segment);
  }
  first_.push_back(members_.size());
}

std::span<const std::uint32_t> SegmentGrid::near(Place place) const {
  const auto cell = cell_of(place.lon, place.lat);
  const auto it = std::ranges::lower_bound(cells_, cell);
  if (it == cells_.end() || *it != cell) return {};
  const auto c = static_cast<std::size_t>(it - cells_.begin());
  return std::span(members_).subspan(first_[c], first_[c + 1] - first_[c]);
}

}  // namespace adem::roads
