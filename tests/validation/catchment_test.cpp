// The tilted V catchment of Di Giammarco et al. 1996.
#include <gtest/gtest.h>

#include "flood_fixture.h"

namespace adem::water::validation {
namespace {

TEST(Catchment, TheTiltedVGivesWhatItGets) {
  const double dx = 20;
  const std::size_t width = 81, height = 50, middle = 40;
  auto terrain = ground(width, height, dx, [&](double x, double y) {
    const double from_channel = std::max(0.0, std::abs(x - 810) - 10);
    return 0.05 * from_channel + 0.02 * (1000 - y);
  });
  CellField manning;
  manning.cells.assign(width * height, 0.015F);
  for (std::size_t row = 0; row < height; ++row) manning.cells[row * width + middle] = 0.15F;
  auto domain = Domain::make(terrain, manning);
  SolverInput input;
  input.boundaries.push_back({"outlet", BoundaryKind::free, {(height - 1) * width + middle}, {}});
  Solver solver(domain, input);
  solver.set_rain(rain_of(10.8));
  solver.advance(85 * 60);
  const double before = solver.ledger().outflow_m3;
  solver.advance(90 * 60);
  EXPECT_NEAR((solver.ledger().outflow_m3 - before) / 300, 4.86, 0.01 * 4.86);
  solver.set_rain({});
  solver.advance(240 * 60);
  const auto ledger = solver.ledger();
  EXPECT_NEAR(ledger.rain_m3, 26244, 1e-6 * 26244);
  EXPECT_NEAR((ledger.outflow_m3 + ledger.stored_m3) / ledger.rain_m3, 1, 1e-6);
  EXPECT_GT(ledger.outflow_m3, 0.98 * ledger.rain_m3);
}

}  // namespace
}  // namespace adem::water::validation
