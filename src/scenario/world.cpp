#include "scenario/world.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/format.h"
#include "base/hash.h"

namespace adem::scenario {

namespace {

std::string where(const Scenario& scenario, int line) {
  return fmt::format("{}:{}", scenario.path, line);
}

// A raster on the terrain's cells; what it does not know on known ground is an error.
water::CellField field(const geo::Terrain& terrain, const std::string& path) {
  water::CellField out;
  out.cells = geo::like_terrain(terrain, path).cells;
  const auto& ground = terrain.ground;
  for (std::size_t i = 0; i < out.cells.size(); ++i) {
    if (!std::isnan(out.cells[i]) || std::isnan(ground.cells[i])) continue;
    const auto at = geo::middle_of(ground, i);
    throw Error(ErrorKind::bad_input, "scenario.raster-outside",
                {{"path", path}, {"x", at.x}, {"y", at.y}}, path);
  }
  return out;
}

water::CellField manning(const Domain& asked, const geo::Terrain& terrain) {
  if (!asked.manning.raster.empty()) return field(terrain, asked.manning.raster);
  return {static_cast<float>(asked.manning.value), {}};
}

// A level that never reaches any bed does nothing: the usual sign of a wrong datum.
void check_reaches(double highest_m, const std::vector<std::size_t>& cells,
                   const geo::Grid<float>& ground, const std::string& what, const std::string& at) {
  const auto lowest =
      *std::ranges::min_element(cells, {}, [&ground](std::size_t c) { return ground.cells[c]; });
  const auto bed = static_cast<double>(ground.cells[lowest]);
  if (highest_m > bed) return;
  throw Error(ErrorKind::bad_input, "scenario.level-below-bed",
              {{"boundary", what}, {"level_m", highest_m}, {"bed_m", bed}}, at);
}

double most_in_run(const Series& series, double length_s) {
  double most = std::max(series.linear(0), series.linear(length_s));
  for (std::size_t i = 0; i < series.at_s.size(); ++i) {
    if (series.at_s[i] >= 0 && series.at_s[i] <= length_s) most = std::max(most, series.values[i]);
  }
  return most;
}

PlacedBoundary place(const Boundary& asked, const geo::Terrain& terrain, const Scenario& scenario,
                     std::size_t number) {
  PlacedBoundary out;
  out.kind = asked.kind;
  out.name = asked.edge.empty() ? fmt::format("boundary {}", number) : "edge:" + asked.edge;
  out.cells = boundary_cells(asked, terrain, scenario.path);
  if (asked.kind == BoundaryKind::free) return out;
  const bool level = asked.kind == BoundaryKind::level;
  out.series =
      read_series(asked.series, level ? Quantity::level_m : Quantity::flow_m3_s, scenario.time);
  if (level) {
    for (auto& value : out.series.values) value += asked.offset_m.value_or(0);
  }
  return out;
}

void check_boundary(const PlacedBoundary& b, const Boundary& asked, const World& world,
                    const geo::Grid<float>& ground) {
  const auto& time = world.scenario.time;
  if (b.kind == BoundaryKind::free) return;
  must_cover(b.series, time, 0);
  double least_offset = 0;
  for (const auto& member : world.scenario.members) {
    must_cover(b.series, time, member.shift_h);
    least_offset = std::min(least_offset, member.level_offset_m);
  }
  if (b.kind == BoundaryKind::level) {
    check_reaches(most_in_run(b.series, world.length_s()) + least_offset, b.cells, ground, b.name,
                  where(world.scenario, asked.line));
  }
}

void check_initial(const World& world, const geo::Grid<float>& ground) {
  if (!world.scenario.initial.level_m) return;
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < ground.cells.size(); ++i) {
    if (!std::isnan(ground.cells[i])) all.push_back(i);
  }
  check_reaches(*world.scenario.initial.level_m, all, ground, "initial", world.scenario.path);
}

void name_run(World& world) {
  std::string all;
  for (const auto& file : world.scenario.files) {
    const bool known = std::ranges::any_of(
        world.sources, [&file](const auto& source) { return source.path == file.path; });
    if (!known) world.sources.push_back({file.path, file_hash(file.path)});
  }
  if (world.rain) {
    for (const auto& path : world.rain->files()) world.sources.push_back({path, file_hash(path)});
  }
  for (const auto& source : world.sources) all += source.path + '\0' + source.hash + '\n';
  world.fingerprint = content_hash(all);
}

}  // namespace

std::vector<double> World::reports() const {
  std::vector<double> out;
  const double every = scenario.time.report_every_s;
  for (std::size_t i = 0; every * static_cast<double>(i) <= length_s(); ++i) {
    out.push_back(every * static_cast<double>(i));
  }
  return out;
}

World open_world(Scenario scenario) {
  World world;
  world.scenario = std::move(scenario);
  const auto& asked = world.scenario;
  const auto terrain = geo::read_terrain(asked.domain.terrain, asked.domain.crs);
  world.rain.emplace(asked.rain, terrain, asked.time);
  world.rain->must_cover(asked.time, 0);
  for (const auto& member : asked.members) world.rain->must_cover(asked.time, member.shift_h);
  for (std::size_t i = 0; i < asked.boundaries.size(); ++i) {
    world.boundaries.push_back(place(asked.boundaries[i], terrain, asked, i + 1));
    check_boundary(world.boundaries.back(), asked.boundaries[i], world, terrain.ground);
  }
  check_initial(world, terrain.ground);
  world.gauges = place_gauges(asked, terrain);
  if (!asked.initial.depth.empty()) world.initial_depth_m = field(terrain, asked.initial.depth);
  world.domain = water::Domain::make(terrain.ground, manning(asked.domain, terrain));
  name_run(world);
  return world;
}

water::SolverInput input_for(const World& world, const Member& member) {
  water::SolverInput input;
  const auto& asked = world.scenario;
  for (const auto& b : world.boundaries) {
    water::Boundary to;
    to.name = b.name;
    to.cells = b.cells;
    to.kind = b.kind == BoundaryKind::level  ? water::BoundaryKind::level
              : b.kind == BoundaryKind::flow ? water::BoundaryKind::flow
                                             : water::BoundaryKind::free;
    const double offset = b.kind == BoundaryKind::level ? member.level_offset_m : 0;
    for (std::size_t i = 0; i < b.series.at_s.size(); ++i) {
      to.series.time_s.push_back(b.series.at_s[i] + member.shift_h * 3600);
      to.series.value.push_back(b.series.values[i] + offset);
    }
    input.boundaries.push_back(std::move(to));
  }
  input.initial_depth_m = world.initial_depth_m;
  input.initial_level_m = asked.initial.level_m;
  const auto everywhere = [](double value) {
    return water::CellField{static_cast<float>(value), {}};
  };
  const auto& in = asked.infiltration;
  if (in.method == InfiltrationMethod::constant) {
    input.infiltration = water::ConstantInfiltration{everywhere(in.rate_mm_per_h)};
  } else if (in.method == InfiltrationMethod::green_ampt) {
    input.infiltration =
        water::GreenAmpt{everywhere(in.conductivity_mm_per_h), everywhere(in.suction_mm),
                         everywhere(in.moisture_deficit)};
  }
  input.drains_mm_per_h = everywhere(in.drains_mm_per_h);
  return input;
}

}  // namespace adem::scenario
