#include "brief/map_labels.h"

#include <algorithm>
#include <array>

namespace adem::brief {

namespace {

using geo::Box;
using geo::Point;

bool overlap(const Box& a, const Box& b) {
  return a.min_x < b.max_x && b.min_x < a.max_x && a.min_y < b.max_y && b.min_y < a.max_y;
}

bool clear(const Box& box, const std::vector<Box>& taken) {
  return std::none_of(taken.begin(), taken.end(), [&](const Box& t) { return overlap(box, t); });
}

// Points of a coarse lattice over the picture that lie inside the shape, nearest to their own
// middle first.
std::vector<Point> inner_points(const geo::Shape& shape, const Box& picture) {
  constexpr int kLattice = 32;
  Box box = geo::bounds(shape);
  box = {std::max(box.min_x, picture.min_x), std::max(box.min_y, picture.min_y),
         std::min(box.max_x, picture.max_x), std::min(box.max_y, picture.max_y)};
  std::vector<Point> inside;
  if (box.empty()) return inside;
  Point sum;
  for (int row = 0; row < kLattice; ++row) {
    for (int column = 0; column < kLattice; ++column) {
      const Point p{box.min_x + (box.max_x - box.min_x) * (column + 0.5) / kLattice,
                    box.min_y + (box.max_y - box.min_y) * (row + 0.5) / kLattice};
      if (!geo::contains(shape, p)) continue;
      inside.push_back(p);
      sum = {sum.x + p.x, sum.y + p.y};
    }
  }
  if (inside.empty()) return inside;
  const auto n = static_cast<double>(inside.size());
  const Point middle{sum.x / n, sum.y / n};
  const auto away = [middle](Point p) {
    return (p.x - middle.x) * (p.x - middle.x) + (p.y - middle.y) * (p.y - middle.y);
  };
  std::stable_sort(inside.begin(), inside.end(),
                   [&](Point a, Point b) { return away(a) < away(b); });
  return inside;
}

}  // namespace

bool LabelRoom::free_of_words(const Box& box) const {
  return box.min_x >= 0 && box.min_y >= 0 && box.max_x <= width_ && box.max_y <= height_ &&
         clear(box, words_);
}

bool LabelRoom::free_of_all(const Box& box) const {
  return free_of_words(box) && clear(box, symbols_);
}

Box text_box(Point centre, double width, double height) {
  return {centre.x - width / 2, centre.y - height / 2, centre.x + width / 2, centre.y + height / 2};
}

std::optional<Point> place_name(const geo::Shape& shape, const Box& picture, double text_width,
                                double text_height, const LabelRoom& room, bool over_symbols) {
  const auto points = inner_points(shape, picture);
  for (const Point p : points) {
    if (room.free_of_all(text_box(p, text_width, text_height))) return p;
  }
  for (const Point p : points) {
    if (over_symbols && room.free_of_words(text_box(p, text_width, text_height))) return p;
  }
  return std::nullopt;
}

std::optional<Point> place_beside(Point symbol, double symbol_size, double text_width,
                                  double text_height, const LabelRoom& room) {
  const double aside = symbol_size / 2 + text_width / 2 + 2;
  const double above = symbol_size / 2 + text_height / 2;
  const double corner = above * 0.8;
  const std::array<Point, 8> steps{{{aside, 0},
                                    {-aside, 0},
                                    {0, -above},
                                    {0, above},
                                    {aside, -corner},
                                    {-aside, -corner},
                                    {aside, corner},
                                    {-aside, corner}}};
  for (const Point step : steps) {
    const Point p{symbol.x + step.x, symbol.y + step.y};
    if (room.free_of_all(text_box(p, text_width, text_height))) return p;
  }
  return std::nullopt;
}

}  // namespace adem::brief
