// Fill-spill-merge and the local inertial engine know nothing of each other: one pours volumes
// through a tree of hollows, the other moves water through time. On real ground, with rain enough
// to fill the hollows, both must end in the same ponds.
#include <cmath>
#include <gtest/gtest.h>
#include <vector>

#include "geo/terrain.h"
#include "shared_data.h"
#include "water/solver/solver.h"
#include "water/terrain/pond.h"

namespace adem::water {
namespace {

// 128 × 128 cells of 10 m on the Ciliwung's right bank: 49 ponds up to 2 m deep. Shallow ponds let
// the engine take long steps, and low friction lets thin water run off in two days instead of a
// week; where it stops depends on neither.
geo::Grid<float> window(const std::string& path) {
  const auto all = geo::read_terrain(path).ground;
  geo::Grid<float> cut = all;
  cut.width = cut.height = 128;
  cut.cells.clear();
  for (std::size_t row = 384; row < 384 + cut.height; ++row) {
    for (std::size_t column = 64; column < 64 + cut.width; ++column) {
      cut.cells.push_back(all.at(column, row));
    }
  }
  return cut;
}

Solver open_on_all_sides(const geo::Grid<float>& terrain, SolverInput input) {
  auto domain = Domain::make(terrain, {0.01F, {}});
  for (const Edge edge : {Edge::north, Edge::east, Edge::south, Edge::west}) {
    input.boundaries.push_back({"edge", BoundaryKind::free, edge_cells(*domain, edge), {}});
  }
  return {domain, std::move(input)};
}

std::vector<float> depths(const Solver& solver) {
  std::vector<float> out(solver.domain().width() * solver.domain().height());
  solver.values(Quantity::depth, 0, out);
  return out;
}

PondOptions rain(double mm) {
  PondOptions options;
  options.rain_mm = mm;
  options.rims.nodata = Rim::wall;  // as the engine takes it
  return options;
}

TEST(Ponding, IsWhereTheEngineComesToRestOnJakarta) {
  ADEM_NEED_SHARED(path, "dem-jakarta-ciliwung/dem.asc");
  const auto terrain = window(path);
  const auto expected = pond(terrain, rain(200));
  ASSERT_EQ(expected.ponds.size(), 49U);
  SolverInput input;
  input.initial_depth_m.everywhere = 0.2F;
  auto solver = open_on_all_sides(terrain, input);
  solver.advance(48 * 3600);
  const auto found = depths(solver);
  // All water in the terrain, the film that has not run off yet included.
  EXPECT_NEAR(solver.ledger().stored_m3 / expected.ponded_m3, 1, 0.01);
  std::size_t ponded = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    ASSERT_EQ(found[i] > 0.01F, expected.depth_m[i] > 0.01F) << "cell " << i;
    if (!(found[i] > 0.01F)) continue;
    ++ponded;
    EXPECT_NEAR(found[i], expected.depth_m[i], 0.02F) << "cell " << i;
  }
  EXPECT_EQ(ponded, 402U);
}

// Rain that fills some hollows in part: the engine shares it out differently, but what stands by
// fill-spill-merge is at rest for the engine too.
TEST(Ponding, StandsStillForTheEngine) {
  ADEM_NEED_SHARED(path, "dem-jakarta-ciliwung/dem.asc");
  const auto terrain = window(path);
  const auto expected = pond(terrain, rain(40));
  ASSERT_GT(expected.ponded_m3, 1000);
  SolverInput input;
  input.initial_depth_m.cells = expected.depth_m;
  auto solver = open_on_all_sides(terrain, input);
  solver.advance(2 * 3600);
  const auto found = depths(solver);
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (std::isnan(terrain.cells[i])) continue;
    ASSERT_NEAR(found[i], expected.depth_m[i], 1e-4F) << "cell " << i;
  }
  EXPECT_NEAR(solver.ledger().stored_m3, expected.ponded_m3, 1e-5 * expected.ponded_m3);
}

}  // namespace
}  // namespace adem::water
