#include "tiles/clip.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace adem::tiles {

namespace {

GridPoint between(GridPoint a, GridPoint b, double t) {
  const auto at = [t](std::int32_t from, std::int32_t to) {
    return static_cast<std::int32_t>(std::lround(from + t * (double{1} * to - from)));
  };
  return {at(a.x, b.x), at(a.y, b.y)};
}

// The part of a segment inside the box, as shares of its length.
std::optional<std::pair<double, double>> inside(GridPoint a, GridPoint b, GridBox box) {
  double from = 0, to = 1;
  const auto cut = [&](double step, double room) {
    if (step == 0) return room >= 0;
    const double t = room / step;
    if (step < 0) {
      from = std::max(from, t);
    } else {
      to = std::min(to, t);
    }
    return from <= to;
  };
  const double dx = double{1} * b.x - a.x, dy = double{1} * b.y - a.y;
  const bool some = cut(-dx, double{1} * a.x - box.min) && cut(dx, double{1} * box.max - a.x) &&
                    cut(-dy, double{1} * a.y - box.min) && cut(dy, double{1} * box.max - a.y);
  if (!some) return std::nullopt;
  return std::pair(from, to);
}

void put(std::vector<GridPoint>& line, GridPoint p) {
  if (line.empty() || line.back() != p) line.push_back(p);
}

// One side of the box: what `keeps` keeps, with a new point where the ring crosses `edge`.
template <class Keeps, class Coordinate>
std::vector<GridPoint> cut_side(const std::vector<GridPoint>& ring, std::int32_t edge, Keeps keeps,
                                Coordinate coordinate) {
  std::vector<GridPoint> out;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const GridPoint a = ring[i], b = ring[(i + 1) % ring.size()];
    if (keeps(a)) put(out, a);
    if (keeps(a) == keeps(b)) continue;
    const double from = coordinate(a), to = coordinate(b);
    put(out, between(a, b, (edge - from) / (to - from)));
  }
  if (out.size() > 1 && out.front() == out.back()) out.pop_back();
  return out;
}

}  // namespace

std::vector<std::vector<GridPoint>> clip_line(std::span<const GridPoint> line, GridBox box) {
  std::vector<std::vector<GridPoint>> parts;
  std::vector<GridPoint> part;
  const auto end_part = [&] {
    if (part.size() > 1) parts.push_back(std::move(part));
    part.clear();
  };
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const auto in = inside(line[i], line[i + 1], box);
    if (!in) {
      end_part();
      continue;
    }
    if (in->first > 0) end_part();
    put(part, between(line[i], line[i + 1], in->first));
    put(part, between(line[i], line[i + 1], in->second));
    if (in->second < 1) end_part();
  }
  end_part();
  return parts;
}

std::vector<GridPoint> clip_ring(std::span<const GridPoint> ring, GridBox box) {
  std::vector<GridPoint> out(ring.begin(), ring.end());
  const auto x = [](GridPoint p) { return p.x; };
  const auto y = [](GridPoint p) { return p.y; };
  out = cut_side(out, box.min, [&](GridPoint p) { return p.x >= box.min; }, x);
  out = cut_side(out, box.max, [&](GridPoint p) { return p.x <= box.max; }, x);
  out = cut_side(out, box.min, [&](GridPoint p) { return p.y >= box.min; }, y);
  out = cut_side(out, box.max, [&](GridPoint p) { return p.y <= box.max; }, y);
  if (out.size() < 3 || area2(out) == 0) out.clear();
  return out;
}

std::int64_t area2(std::span<const GridPoint> ring) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const GridPoint a = ring[i], b = ring[(i + 1) % ring.size()];
    sum += std::int64_t{a.x} * b.y - std::int64_t{b.x} * a.y;
  }
  return sum;
}

}  // namespace adem::tiles
