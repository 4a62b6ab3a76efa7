#include "scenario/place.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "base/error.h"
#include "base/format.h"
#include "geo/features.h"

namespace adem::scenario {

namespace {

std::string where(const std::string& file, int line) { return fmt::format("{}:{}", file, line); }

std::string named(const Boundary& b) {
  return b.edge.empty() ? std::filesystem::path(b.file).filename().string() : "edge:" + b.edge;
}

// Water can leave over a side that has nothing beyond it.
bool at_rim(const geo::Grid<float>& ground, std::size_t cell) {
  const std::size_t row = cell / ground.width, column = cell % ground.width;
  if (row == 0 || column == 0 || row + 1 == ground.height || column + 1 == ground.width) {
    return true;
  }
  const auto& z = ground.cells;
  return std::isnan(z[cell - 1]) || std::isnan(z[cell + 1]) || std::isnan(z[cell - ground.width]) ||
         std::isnan(z[cell + ground.width]);
}

std::vector<std::size_t> under_features(const std::string& path, const geo::Terrain& terrain) {
  std::vector<std::size_t> out;
  const auto add = [&out](const std::vector<std::size_t>& cells) {
    out.insert(out.end(), cells.begin(), cells.end());
  };
  for (const auto& feature : geo::read_features(path, terrain)) {
    for (const auto& line : feature.lines) add(geo::cells_on(terrain.ground, line));
    for (const auto& polygon : feature.polygons) {
      const auto inside = geo::cells_in(terrain.ground, {polygon});
      add(inside);
      if (inside.empty()) add(geo::cells_on(terrain.ground, polygon.front()));
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace

std::vector<std::size_t> side_cells(const geo::Grid<float>& ground, const std::string& edge) {
  const bool across = edge == "north" || edge == "south";
  const bool from_end = edge == "south" || edge == "east";
  const std::size_t lines = across ? ground.width : ground.height;
  const std::size_t depth = across ? ground.height : ground.width;
  std::vector<std::size_t> out;
  for (std::size_t line = 0; line < lines; ++line) {
    for (std::size_t i = 0; i < depth; ++i) {
      const std::size_t in = from_end ? depth - 1 - i : i;
      const std::size_t cell = across ? in * ground.width + line : line * ground.width + in;
      if (std::isnan(ground.cells[cell])) continue;
      out.push_back(cell);
      break;
    }
  }
  return out;
}

std::vector<std::size_t> boundary_cells(const Boundary& b, const geo::Terrain& terrain,
                                        const std::string& file) {
  auto cells =
      b.edge.empty() ? under_features(b.file, terrain) : side_cells(terrain.ground, b.edge);
  std::erase_if(cells, [&](std::size_t c) { return std::isnan(terrain.ground.cells[c]); });
  if (cells.empty()) {
    throw Error(ErrorKind::bad_input, "scenario.no-cell", {{"boundary", named(b)}},
                where(file, b.line));
  }
  if (b.kind == BoundaryKind::free) {
    std::erase_if(cells, [&](std::size_t c) { return !at_rim(terrain.ground, c); });
    if (cells.empty()) {
      throw Error(ErrorKind::bad_input, "scenario.free-inside", {{"boundary", named(b)}},
                  where(file, b.line));
    }
  }
  return cells;
}

std::vector<PlacedGauge> place_gauges(const Scenario& scenario, const geo::Terrain& terrain) {
  std::vector<PlacedGauge> out;
  const auto put = [&](const std::string& name, geo::Point at, const std::string& from) {
    const auto cell = geo::cell_at(terrain.ground, at);
    if (!cell || std::isnan(terrain.ground.cells[*cell])) {
      throw Error(ErrorKind::bad_input, "scenario.gauge-outside",
                  {{"gauge", name}, {"x", fmt::format("{}", at.x)}, {"y", fmt::format("{}", at.y)}},
                  from);
    }
    const bool twice =
        std::ranges::any_of(out, [&name](const auto& other) { return other.name == name; });
    if (twice) throw Error(ErrorKind::bad_input, "scenario.gauge-twice", {{"gauge", name}}, from);
    out.push_back({name, *cell, at.x, at.y});
  };
  for (const auto& gauge : scenario.gauges) {
    put(gauge.name, geo::onto(terrain, {gauge.x, gauge.y}), where(scenario.path, gauge.line));
  }
  for (const auto& layer : scenario.gauge_layers) {
    std::size_t number = 0;
    for (const auto& feature : geo::read_features(layer, terrain)) {
      ++number;
      for (const auto& point : feature.points) {
        put(feature.name.empty() ? std::to_string(number) : feature.name, point, layer);
      }
    }
  }
  return out;
}

}  // namespace adem::scenario
