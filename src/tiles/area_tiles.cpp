#include "tiles/area_tiles.h"

#include <algorithm>
#include <unordered_map>

#include "tiles/clip.h"
#include "tiles/layer.h"

namespace adem::tiles {

namespace {

constexpr std::int32_t kMargin = kExtent / kMarginShare;
constexpr GridBox kClip{-kMargin, static_cast<std::int32_t>(kExtent) + kMargin};
// Every so many cells of the grid is a place of an outline.
constexpr std::int32_t kCoarse = 4;
// Pixels of a tile's side as maps draw it, and what an area of the middle size must have at least
// to be shown: enough to be told apart, or, where the highest are few, to be seen at all.
constexpr double kPixels = 512, kApart = 24, kSeen = 3;
constexpr std::size_t kFew = 200;

std::string parent_of(const election::Area& area) {
  if (!area.parent.empty()) return area.parent;
  const auto dot = area.code.rfind('.');
  return dot == std::string::npos ? std::string() : area.code.substr(0, dot);
}

// Generations with an outline below each area.
std::vector<unsigned> levels_of(const std::vector<election::Area>& areas) {
  std::unordered_map<std::string_view, std::size_t> by_code;
  for (std::size_t i = 0; i < areas.size(); ++i) by_code.emplace(areas[i].code, i);
  std::vector<unsigned> levels(areas.size(), 0);
  for (const auto& area : areas) {
    if (area.shape.empty()) continue;
    unsigned below = 1;
    // A list may name an area as its own ancestor.
    std::size_t steps = 0;
    for (auto code = parent_of(area); steps < areas.size(); ++steps) {
      const auto above = by_code.find(code);
      if (above == by_code.end()) break;
      const auto& parent = areas[above->second];
      if (!parent.shape.empty()) {
        if (levels[above->second] >= below) break;
        levels[above->second] = below++;
      }
      code = parent_of(parent);
    }
  }
  return levels;
}

std::int32_t coarse(std::int32_t v) { return (v + kCoarse / 2) & ~(kCoarse - 1); }

bool straight(GridPoint a, GridPoint b, GridPoint c) {
  return std::int64_t{b.x - a.x} * (c.y - b.y) == std::int64_t{b.y - a.y} * (c.x - b.x);
}

// Without points that do not turn, there-and-back among them.
std::vector<GridPoint> laid(std::span<const Spot> ring, const Tile& tile) {
  std::vector<GridPoint> out;
  const auto put = [&out](GridPoint p) {
    while (true) {
      if (!out.empty() && out.back() == p) return;
      if (out.size() < 2 || !straight(out[out.size() - 2], out.back(), p)) break;
      out.pop_back();
    }
    out.push_back(p);
  };
  for (const Spot spot : ring) {
    const GridPoint p = grid_point(tile, spot, kExtent);
    put({coarse(p.x), coarse(p.y)});
  }
  while (out.size() > 1 && out.front() == out.back()) out.pop_back();
  while (out.size() > 2 && straight(out[out.size() - 2], out.back(), out.front())) out.pop_back();
  return out;
}

void turn(std::vector<GridPoint>& ring, bool clockwise) {
  if ((area2(ring) > 0) != clockwise) std::reverse(ring.begin(), ring.end());
}

// Where a level line crosses the shape, west to east.
std::vector<double> crossings(const geo::Shape& shape, double y) {
  std::vector<double> xs;
  for (const auto& polygon : shape) {
    for (const auto& ring : polygon) {
      for (std::size_t i = 1; i < ring.size(); ++i) {
        const auto a = ring[i - 1], b = ring[i];
        if ((a.y > y) == (b.y > y)) continue;
        xs.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
      }
    }
  }
  std::sort(xs.begin(), xs.end());
  return xs;
}

// Keys of a layer whose features are called by code and name.
class Names {
 public:
  explicit Names(Layer& layer)
      : layer_(layer),
        code_(layer.key("code")),
        name_(layer.key("name")),
        level_(layer.key("level")) {}
  std::vector<std::uint32_t> tags(const std::string& code, const std::string& name,
                                  unsigned level) {
    return {code_,  layer_.own_value(code),           name_, layer_.value(name),
            level_, layer_.value(std::int64_t{level})};
  }

 private:
  Layer& layer_;
  std::uint32_t code_, name_, level_;
};

}  // namespace

geo::Point point_inside(const geo::Shape& shape) {
  const geo::Point middle = geo::label_point(shape);
  if (geo::contains(shape, middle)) return middle;
  const auto box = geo::bounds(shape);
  // Through the middle first, then through other heights until one crosses the shape.
  for (const double share : {-1.0, 0.5, 0.25, 0.75, 0.125, 0.375, 0.625, 0.875}) {
    const double y = share < 0 ? middle.y : box.min_y + share * (box.max_y - box.min_y);
    const auto xs = crossings(shape, y);
    double width = 0;
    geo::Point best = middle;
    for (std::size_t i = 1; i < xs.size(); i += 2) {
      if (xs[i] - xs[i - 1] <= width) continue;
      width = xs[i] - xs[i - 1];
      best = {(xs[i - 1] + xs[i]) / 2, y};
    }
    if (width > 0) return best;
  }
  return middle;
}

AreaTiles::AreaTiles(const std::vector<election::Area>& areas) {
  const auto levels = levels_of(areas);
  for (std::size_t i = 0; i < areas.size(); ++i) {
    if (!areas[i].shape.empty()) keep(areas[i], levels[i]);
  }
  set_zooms();
}

void AreaTiles::keep(const election::Area& area, unsigned level) {
  Outline outline{area.code, area.name, level, {}, rings_.size(), rings_.size()};
  SpotBox box;
  for (const auto& polygon : area.shape) {
    for (std::size_t r = 0; r < polygon.size(); ++r) {
      for (std::size_t p = 0; p + 1 < polygon[r].size(); ++p) {
        const auto spot = spot_of(polygon[r][p]);
        if (!spot) continue;
        spots_.push_back(*spot);
        box.add(*spot);
        bounds_.add(polygon[r][p]);
      }
      rings_.push_back({spots_.size(), r > 0});
    }
  }
  outline.end_ring = rings_.size();
  const auto label = spot_of(point_inside(area.shape));
  if (!label) return;
  outline.label = *label;
  areas_.push_back(std::move(outline));
  index_.add(box);
  sides_.push_back(box.side());
}

// By the side of the area in the middle of each level.
void AreaTiles::set_zooms() {
  std::vector<std::vector<std::uint32_t>> by_level;
  for (std::size_t i = 0; i < areas_.size(); ++i) {
    if (by_level.size() <= areas_[i].level) by_level.resize(areas_[i].level + 1);
    by_level[areas_[i].level].push_back(sides_[i]);
  }
  for (std::size_t level = 0; level < by_level.size(); ++level) {
    auto& sides = by_level[level];
    unsigned zoom = 0;
    if (!sides.empty()) {
      const auto middle = sides.begin() + static_cast<std::ptrdiff_t>(sides.size() / 2);
      std::nth_element(sides.begin(), middle, sides.end());
      const bool few = level + 1 == by_level.size() && sides.size() <= kFew;
      const double wanted = few ? kSeen : kApart;
      const auto pixels = [&](unsigned z) {
        return static_cast<double>(*middle) * kPixels / (4294967296.0 / (1U << z));
      };
      while (zoom < kOutlineZoom && pixels(zoom) < wanted) ++zoom;
    }
    from_zoom_.push_back(zoom);
  }
}

std::span<const Spot> AreaTiles::spots_of(std::size_t ring) const {
  const std::size_t begin = ring == 0 ? 0 : rings_[ring - 1].end;
  return std::span(spots_).subspan(begin, rings_[ring].end - begin);
}

std::string AreaTiles::tile(const Tile& tile) const {
  unsigned lowest = 0;
  while (lowest < from_zoom_.size() && from_zoom_[lowest] > tile.zoom) ++lowest;
  for (; lowest < from_zoom_.size(); ++lowest) {
    auto bytes = encode(tile, lowest);
    if (bytes.size() <= kTileBytes) return bytes;
  }
  return {};
}

std::string AreaTiles::encode(const Tile& tile, unsigned lowest) const {
  Layer outlines("areas"), labels("area_names");
  Names of_outline(outlines), of_label(labels);
  Course course;
  index_.touching(with_margin(tile), [&](std::size_t i) {
    const Outline& area = areas_[i];
    if (area.level < lowest) return;
    course.clear();
    bool outer_left = false;
    for (std::size_t r = area.first_ring; r < area.end_ring; ++r) {
      if (rings_[r].hole && !outer_left) continue;
      auto ring = clip_ring(laid(spots_of(r), tile), kClip);
      if (!rings_[r].hole) outer_left = !ring.empty();
      if (ring.empty()) continue;
      turn(ring, !rings_[r].hole);
      course.ring(ring);
    }
    if (!course.empty()) {
      outlines.feature(std::nullopt, Geometry::polygon,
                       of_outline.tags(area.code, area.name, area.level), course);
    }
    const GridPoint at = grid_point(tile, area.label, kExtent);
    const auto extent = static_cast<std::int32_t>(kExtent);
    if (at.x < 0 || at.y < 0 || at.x >= extent || at.y >= extent) return;
    course.clear();
    course.point(at);
    labels.feature(std::nullopt, Geometry::point, of_label.tags(area.code, area.name, area.level),
                   course);
  });
  return outlines.finish() + labels.finish();
}

}  // namespace adem::tiles
