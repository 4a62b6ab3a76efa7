// Terrains drawn in tests, and water poured by brute force: every parcel walks downhill, and a pond
// rises cell by cell until it spills. Knows nothing of hierarchies.
#pragma once

#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "water/terrain/basins.h"

namespace adem::water {

// A digit is a height in metres, '#' nodata. Cells of 1 m.
inline geo::Grid<float> drawn(const std::vector<std::string>& rows) {
  geo::Grid<float> g;
  g.width = rows.front().size();
  g.height = rows.size();
  for (const auto& row : rows) {
    for (const char c : row) {
      g.cells.push_back(c == '#' ? std::numeric_limits<float>::quiet_NaN()
                                 : static_cast<float>(c - '0'));
    }
  }
  return g;
}

class BruteForce {
 public:
  BruteForce(const geo::Grid<float>& terrain, const Rims& rims)
      : g_(terrain), rims_(rims), surface_(terrain.cells.begin(), terrain.cells.end()) {}

  // Volume in cells times metres.
  void pour(std::size_t cell, double volume) {
    for (std::optional<std::size_t> at = cell; volume > 0;) {
      if (at) at = foot(*at);
      if (!at) {
        left_ += volume;
        return;
      }
      at = raise(*at, volume);
    }
  }

  // Where ground runs to; nothing: out.
  std::optional<std::size_t> foot(std::size_t cell) const {
    for (;;) {
      std::size_t lowest = cell;
      for (const Side& n : beside(cell)) {
        if (n.outlet) return std::nullopt;
        if (n.cell && g_.cells[*n.cell] < g_.cells[lowest]) lowest = *n.cell;
      }
      if (lowest == cell) return cell;
      cell = lowest;
    }
  }

  // A cell from which water goes three ways has no one answer.
  bool ambiguous() const {
    for (std::size_t i = 0; i < g_.cells.size(); ++i) {
      if (std::isnan(g_.cells[i])) continue;
      std::set<std::optional<std::size_t>> ways;
      for (const Side& n : beside(i)) {
        if (n.outlet) ways.insert(std::nullopt);
        if (n.cell && g_.cells[*n.cell] < g_.cells[i]) ways.insert(foot(*n.cell));
      }
      if (ways.size() > 2) return true;
    }
    return false;
  }

  double depth(std::size_t cell) const {
    return surface_[cell] - static_cast<double>(g_.cells[cell]);
  }
  double left() const { return left_; }

 private:
  struct Side {
    std::optional<std::size_t> cell;
    bool outlet = false;
  };

  std::array<Side, 4> beside(std::size_t cell) const {
    const std::size_t row = cell / g_.width, column = cell % g_.width;
    const auto inside = [this](std::size_t n) {
      return std::isnan(g_.cells[n]) ? Side{{}, rims_.nodata == Rim::outlet} : Side{n, false};
    };
    const auto edge = [](Rim rim) { return Side{{}, rim == Rim::outlet}; };
    return {row > 0 ? inside(cell - g_.width) : edge(rims_.north),
            row + 1 < g_.height ? inside(cell + g_.width) : edge(rims_.south),
            column > 0 ? inside(cell - 1) : edge(rims_.west),
            column + 1 < g_.width ? inside(cell + 1) : edge(rims_.east)};
  }

  // Raises the water over a cell to its next rim at most; where it spills to instead, if it does.
  std::optional<std::size_t> raise(std::size_t cell, double& volume) {
    const double level = surface_[cell];
    std::vector<std::size_t> body = {cell};
    std::set<std::size_t> seen = {cell};
    double next = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < body.size(); ++i) {
      for (const Side& n : beside(body[i])) {
        if (n.outlet) return std::nullopt;
        if (!n.cell || seen.contains(*n.cell)) continue;
        if (surface_[*n.cell] < level) return *n.cell;
        if (surface_[*n.cell] > level) {
          next = std::min(next, surface_[*n.cell]);
          continue;
        }
        seen.insert(*n.cell);
        body.push_back(*n.cell);
      }
    }
    const auto cells = static_cast<double>(body.size());
    const bool reaches = volume >= cells * (next - level);
    const double to = reaches ? next : level + volume / cells;
    volume = reaches ? volume - cells * (next - level) : 0;
    for (const std::size_t each : body) surface_[each] = to;
    return cell;
  }

  const geo::Grid<float>& g_;
  Rims rims_;
  std::vector<double> surface_;
  double left_ = 0;
};

}  // namespace adem::water
