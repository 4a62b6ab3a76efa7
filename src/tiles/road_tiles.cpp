#include "tiles/road_tiles.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <tuple>

#include "tiles/clip.h"
#include "tiles/layer.h"

namespace adem::tiles {

namespace {

constexpr std::int32_t kMargin = kExtent / kMarginShare;
constexpr GridBox kClip{-kMargin, static_cast<std::int32_t>(kExtent) + kMargin};
// Cells of the grid by which a line may leave its course: half a pixel of 512 a side.
constexpr double kTolerance = 4;
constexpr unsigned kNamesFrom = 13;

// The first zoom at which roads of each rank are shown.
constexpr std::array<unsigned, 7> kRankFrom = {0, 7, 9, 10, 11, 12, 13};

// How far p lies from the stretch a-b.
double distance(GridPoint p, GridPoint a, GridPoint b) {
  const double dx = b.x - a.x, dy = b.y - a.y, px = p.x - a.x, py = p.y - a.y;
  const double length2 = dx * dx + dy * dy;
  const double t = length2 == 0 ? 0 : std::clamp((px * dx + py * dy) / length2, 0.0, 1.0);
  return std::hypot(px - t * dx, py - t * dy);
}

// Keeps what is needed to stay within the tolerance (Douglas and Peucker 1973, Cartographica 10).
void simplify(std::vector<GridPoint>& line) {
  if (line.size() < 3) return;
  std::vector<bool> keep(line.size(), false);
  keep.front() = keep.back() = true;
  std::vector<std::pair<std::size_t, std::size_t>> open{{0, line.size() - 1}};
  while (!open.empty()) {
    const auto [from, to] = open.back();
    open.pop_back();
    double farthest = kTolerance;
    std::size_t at = from;
    for (std::size_t i = from + 1; i < to; ++i) {
      const double d = distance(line[i], line[from], line[to]);
      if (d <= farthest) continue;
      farthest = d;
      at = i;
    }
    if (at == from) continue;
    keep[at] = true;
    open.emplace_back(from, at);
    open.emplace_back(at, to);
  }
  std::size_t out = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (keep[i]) line[out++] = line[i];
  }
  line.resize(out);
}

}  // namespace

// A road in a tile, with what is said of it there: roads that say the same stand together.
struct RoadTiles::Shown {
  std::uint32_t road = 0;
  std::size_t rank = 0;
  election::RoadClass of = election::RoadClass::unknown;
  bool bridge = false;
  std::uint32_t name = 0;
  const RoadLook* look = nullptr;
  auto said() const { return std::tie(rank, of, bridge, name, look); }
};

std::size_t RoadTiles::rank_of(election::RoadClass road) {
  using election::RoadClass;
  switch (road) {
    case RoadClass::motorway:
    case RoadClass::trunk:
      return 0;
    case RoadClass::primary:
      return 1;
    case RoadClass::secondary:
    case RoadClass::ferry:
      return 2;
    case RoadClass::tertiary:
      return 3;
    case RoadClass::unclassified:
    case RoadClass::unknown:
      return 4;
    case RoadClass::residential:
    case RoadClass::living_street:
      return 5;
    case RoadClass::service:
    case RoadClass::track:
    case RoadClass::pedestrian:
    case RoadClass::footway:
    case RoadClass::cycleway:
    case RoadClass::path:
    case RoadClass::steps:
    case RoadClass::waterway:
      break;
  }
  return 6;
}

void RoadTiles::add(election::RoadClass road, bool bridge, std::string_view name,
                    std::span<const Spot> course) {
  const auto [known, is_new] =
      name_.try_emplace(std::string(name), static_cast<std::uint32_t>(names_.size()));
  if (name.empty()) known->second = 0;
  if (is_new && !name.empty()) names_.emplace_back(name);
  SpotBox box;
  for (const Spot spot : course) {
    spots_.push_back(spot);
    box.add(spot);
  }
  auto& rank = ranks_[rank_of(road)];
  rank.index.add(box);
  rank.roads.push_back(static_cast<std::uint32_t>(roads_.size()));
  roads_.push_back({road, bridge, known->second, spots_.size()});
}

std::span<const Spot> RoadTiles::course(std::size_t road) const {
  const std::size_t begin = road == 0 ? 0 : roads_[road - 1].end;
  return std::span(spots_).subspan(begin, roads_[road].end - begin);
}

std::string RoadTiles::tile(const Tile& tile, const RoadLooks* looks) const {
  const SpotBox box = with_margin(tile);
  std::vector<Shown> shown;
  for (std::size_t rank = 0; rank < kRanks; ++rank) {
    if (kRankFrom[rank] > tile.zoom) break;
    ranks_[rank].index.touching(box, [&](std::size_t i) {
      const std::uint32_t number = ranks_[rank].roads[i];
      const Road& road = roads_[number];
      shown.push_back({number, rank, road.road, road.bridge,
                       tile.zoom >= kNamesFrom ? road.name : 0,
                       looks == nullptr ? nullptr : &looks->looks[looks->of[number]]});
    });
  }
  std::sort(shown.begin(), shown.end(), [](const Shown& a, const Shown& b) {
    return a.said() != b.said() ? a.said() < b.said() : a.road < b.road;
  });
  for (;;) {
    auto bytes = encode(tile, shown);
    if (bytes.size() <= kTileBytes) return bytes;
    // The least of them go.
    const auto least = shown.back().rank;
    if (least == 0) return {};
    std::erase_if(shown, [least](const Shown& one) { return one.rank == least; });
  }
}

std::string RoadTiles::encode(const Tile& tile, std::vector<Shown>& shown) const {
  Layer layer("roads");
  Course drawn;
  std::vector<GridPoint> line;
  std::vector<std::uint32_t> tags;
  for (std::size_t begin = 0, end = 0; begin < shown.size(); begin = end) {
    const Shown& first = shown[begin];
    drawn.clear();
    for (end = begin; end < shown.size() && shown[end].said() == first.said(); ++end) {
      line.clear();
      for (const Spot spot : course(shown[end].road)) {
        const GridPoint p = grid_point(tile, spot, kExtent);
        if (line.empty() || line.back() != p) line.push_back(p);
      }
      for (auto& part : clip_line(line, kClip)) {
        simplify(part);
        drawn.line(part);
      }
    }
    if (drawn.empty()) continue;
    tags = {layer.key("class"), layer.value(election::name_of(first.of))};
    const auto say = [&](std::string_view key, std::uint32_t value) {
      tags.push_back(layer.key(key));
      tags.push_back(value);
    };
    if (first.bridge) say("bridge", layer.value(true));
    if (first.name != 0) say("name", layer.value(names_[first.name]));
    if (first.look != nullptr) {
      if (!first.look->depth.empty()) say("w", layer.value(first.look->depth));
      if (!first.look->closed.empty()) say("c", layer.value(first.look->closed));
    }
    layer.feature(std::nullopt, Geometry::line, tags, drawn);
  }
  return layer.finish();
}

}  // namespace adem::tiles
