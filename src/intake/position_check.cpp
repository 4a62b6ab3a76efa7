#include "intake/position_check.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace adem::intake {

namespace {

using election::Flag;

// Simplified outlines are off by hundreds of metres; a proposal may be as far off its village.
constexpr double kOwnMargin_deg = 0.02;
constexpr int kMaxExponent = 9;

// A point falls in a village, not in the sub-district around it.
std::vector<const geo::Shape*> leaf_shapes(const AreaIndex& areas) {
  static const geo::Shape kNone;
  std::vector<const geo::Shape*> shapes;
  shapes.reserve(areas.areas().size());
  for (std::uint32_t i = 0; i < areas.areas().size(); ++i) {
    shapes.push_back(areas.is_parent(i) ? &kNone : &areas.area(i).shape);
  }
  return shapes;
}

double scale(double value, int exponent) { return value * std::pow(10.0, exponent); }

// Powers of ten that bring a value between two bounds; 0 alone where it is there already.
std::vector<int> exponents(double value, double low, double high) {
  if (value >= low && value <= high) return {0};
  std::vector<int> found;
  if (value == 0) return found;
  for (int e = -kMaxExponent; e <= kMaxExponent; ++e) {
    const double moved = scale(value, e);
    if (moved >= low && moved <= high) found.push_back(e);
  }
  return found;
}

}  // namespace

bool on_globe(Position at) { return std::abs(at.lat) <= 90 && std::abs(at.lon) <= 180; }

PositionCheck::PositionCheck(const AreaIndex& areas, const geo::Box& listed)
    : areas_(areas), locator_(leaf_shapes(areas)) {
  boxes_.reserve(areas.areas().size());
  for (const auto& area : areas.areas()) {
    boxes_.push_back(geo::bounds(area.shape));
    region_.add(boxes_.back());
  }
  outlines_ = !region_.empty();
  if (!outlines_) {
    region_ = listed;
    return;
  }
  const double size = std::max(region_.max_x - region_.min_x, region_.max_y - region_.min_y);
  region_ = region_.grown(std::max(0.1, size / 4));
}

const geo::Shape* PositionCheck::outline(std::uint32_t area) const {
  if (area == kNoArea || areas_.area(area).shape.empty()) return nullptr;
  return &areas_.area(area).shape;
}

std::optional<Position> PositionCheck::scaled(Position at, std::uint32_t area) const {
  const auto within = [&](const geo::Box& box) -> std::optional<Position> {
    const auto lat = exponents(at.lat, box.min_y, box.max_y);
    const auto lon = exponents(at.lon, box.min_x, box.max_x);
    // Two answers are no answer.
    if (lat.size() != 1 || lon.size() != 1 || (lat[0] == 0 && lon[0] == 0)) return std::nullopt;
    return Position{scale(at.lat, lat[0]), scale(at.lon, lon[0])};
  };
  if (outline(area) != nullptr) {
    if (const auto own = within(boxes_[area].grown(kOwnMargin_deg))) return own;
  }
  if (region_.empty() || (on_globe(at) && in_region(at))) return std::nullopt;
  return within(region_);
}

std::optional<Position> PositionCheck::swapped(Position at, std::uint32_t area) const {
  const Position other{at.lon, at.lat};
  if (!on_globe(other)) return std::nullopt;
  const geo::Point point{other.lon, other.lat};
  if (outline(area) != nullptr && boxes_[area].grown(kOwnMargin_deg).contains(point)) return other;
  if (region_.empty() || (on_globe(at) && in_region(at)) || !in_region(other)) return std::nullopt;
  return other;
}

PositionFinding PositionCheck::look(Position at, std::uint32_t area) const {
  PositionFinding finding;
  const bool possible = on_globe(at);
  const auto* own = outline(area);
  const geo::Point point{at.lon, at.lat};
  if (possible && own != nullptr && boxes_[area].contains(point) && geo::contains(*own, point)) {
    return finding;
  }
  const bool inside = possible && (region_.empty() || in_region(at));
  if (inside && own == nullptr) return finding;
  const bool near =
      possible && own != nullptr && boxes_[area].grown(kOwnMargin_deg).contains(point);
  if (!near) {
    if ((finding.proposal = scaled(at, area))) {
      finding.flags.set(Flag::mis_scaled);
    } else if ((finding.proposal = swapped(at, area))) {
      finding.flags.set(Flag::swapped);
    }
  }
  if (!possible || (!inside && outlines_)) finding.flags.set(Flag::outside_region);
  if (possible && own != nullptr) {
    finding.flags.set(Flag::outside_area);
    finding.distance_m = geo::distance_m(point, *own);
    if (inside) finding.found_area = locator_.find(point).value_or(kNoArea);
  }
  return finding;
}

}  // namespace adem::intake
