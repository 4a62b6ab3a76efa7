#include "water/terrain/trace.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace adem::water {

namespace {

using geo::Point;

// In cells from the grid's upper left corner, y down.
Point onto(const geo::Grid<float>& grid, Point p) {
  return {(p.x - grid.origin_x) / grid.dx, (grid.origin_y - p.y) / grid.dy};
}

struct Span {
  double from = 0, to = 1;
};

// The shares of a segment between which it lies within [0, limit] on one axis.
void clip(double a, double b, double limit, Span& span) {
  if (a == b) {
    if (a < 0 || a > limit) span.to = -1;
    return;
  }
  const double at_low = (0 - a) / (b - a), at_high = (limit - a) / (b - a);
  span.from = std::max(span.from, std::min(at_low, at_high));
  span.to = std::min(span.to, std::max(at_low, at_high));
}

// One axis of the walk: which cell it is in, and at what share of the segment it enters the next.
struct Axis {
  Axis(double a, double b, double from, std::size_t cells) : a_(a), slope_(b - a) {
    const double last = static_cast<double>(cells) - 1;
    cell = std::clamp(std::floor(a + from * slope_), 0.0, last);
  }
  double leaves_at() const {
    if (slope_ == 0) return std::numeric_limits<double>::infinity();
    return ((slope_ > 0 ? cell + 1 : cell) - a_) / slope_;
  }
  void step() { cell += slope_ > 0 ? 1 : -1; }
  double cell = 0;

 private:
  double a_, slope_;
};

// A line that turns on a corner would jump to the opposite cell: it goes round instead.
void add(const geo::Grid<float>& grid, Traced next, std::vector<Traced>& out) {
  if (!out.empty()) {
    const std::size_t last = out.back().cell;
    if (last == next.cell) return;
    const auto apart = [](std::size_t a, std::size_t b) { return a > b ? a - b : b - a; };
    const std::size_t row = last / grid.width, column = next.cell % grid.width;
    if (apart(row, next.cell / grid.width) == 1 && apart(last % grid.width, column) == 1) {
      out.push_back({row * grid.width + column, next.along_m});
    }
  }
  out.push_back(next);
}

void trace_segment(const geo::Grid<float>& grid, Point from, Point to, double begin, double length,
                   std::vector<Traced>& out) {
  const Point a = onto(grid, from), b = onto(grid, to);
  const auto width = static_cast<double>(grid.width), height = static_cast<double>(grid.height);
  Span span;
  clip(a.x, b.x, width, span);
  clip(a.y, b.y, height, span);
  if (!(span.from <= span.to)) return;
  Axis x(a.x, b.x, span.from, grid.width), y(a.y, b.y, span.from, grid.height);
  // Amanatides & Woo 1987: always over the nearer face.
  for (double at = span.from;;) {
    const bool over_x = x.leaves_at() <= y.leaves_at();
    const double next = std::min({over_x ? x.leaves_at() : y.leaves_at(), span.to});
    const auto cell =
        static_cast<std::size_t>(y.cell) * grid.width + static_cast<std::size_t>(x.cell);
    add(grid, {cell, begin + (at + std::max(at, next)) / 2 * length}, out);
    if (next >= span.to) return;
    (over_x ? x : y).step();
    if (x.cell < 0 || y.cell < 0 || x.cell >= width || y.cell >= height) return;
    at = next;
  }
}

struct Nearest {
  double distance = 0, share = 0;
};

Nearest nearest(Point p, Point a, Point b) {
  const double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
  const double share =
      square > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.0, 1.0) : 0;
  return {std::hypot(p.x - a.x - share * dx, p.y - a.y - share * dy), share};
}

// Indices of the cells whose middles lie between two offsets from the grid's corner.
std::pair<std::size_t, std::size_t> middles(double from, double to, double step,
                                            std::size_t cells) {
  const auto bound = [cells](double at) {
    return static_cast<std::size_t>(std::clamp(at, 0.0, static_cast<double>(cells)));
  };
  return {bound(std::ceil(from / step - 0.5)), bound(std::floor(to / step - 0.5) + 1)};
}

}  // namespace

double length_of(const std::vector<Point>& line) {
  double sum = 0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    sum += std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
  }
  return sum;
}

std::vector<Traced> trace(const geo::Grid<float>& grid, const std::vector<Point>& line) {
  std::vector<Traced> out;
  double begin = 0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double length = std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
    trace_segment(grid, line[i - 1], line[i], begin, length, out);
    begin += length;
  }
  return out;
}

std::vector<Traced> widen(const geo::Grid<float>& grid, const std::vector<Point>& line,
                          double width_m) {
  std::vector<Traced> out;
  const double reach = width_m / 2;
  double begin = 0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Point a = line[i - 1], b = line[i];
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    const auto [top, bottom] =
        middles(grid.origin_y - std::max(a.y, b.y) - reach,
                grid.origin_y - std::min(a.y, b.y) + reach, grid.dy, grid.height);
    for (std::size_t row = top; row < bottom; ++row) {
      const double y = grid.origin_y - (static_cast<double>(row) + 0.5) * grid.dy;
      // Where the segment comes within reach of this row, so that a long slanting one costs its
      // length and not its box.
      Span span;
      clip(a.y - (y - reach), b.y - (y - reach), 2 * reach, span);
      if (!(span.from <= span.to)) continue;
      const double one = std::lerp(a.x, b.x, span.from), other = std::lerp(a.x, b.x, span.to);
      const auto [left, right] =
          middles(std::min(one, other) - reach - grid.origin_x,
                  std::max(one, other) + reach - grid.origin_x, grid.dx, grid.width);
      for (std::size_t column = left; column < right; ++column) {
        const double x = grid.origin_x + (static_cast<double>(column) + 0.5) * grid.dx;
        const Nearest at = nearest({x, y}, a, b);
        if (at.distance <= reach)
          out.push_back({row * grid.width + column, begin + at.share * length});
      }
    }
    begin += length;
  }
  return out;
}

}  // namespace adem::water
