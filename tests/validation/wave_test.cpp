// A wave that runs over a flat bed at a constant speed: exact for the local inertial equations.
#include <algorithm>
#include <gtest/gtest.h>

#include "flood_fixture.h"

namespace adem::water::validation {
namespace {

constexpr double kU = 0.635, kN = 0.03, kG = 9.81, kEnd_s = 3600;

// (3/7) h^(7/3) - (3/4)(u²/g) h^(4/3) = n²u² (ut - x) for h above u²/g; ahead of the front 0.
double exact_depth(double x, double t) {
  const double right = kN * kN * kU * kU * (kU * t - x);
  if (right <= 0) return 0;
  double low = kU * kU / kG, high = 20;
  for (int i = 0; i < 80; ++i) {
    const double h = (low + high) / 2;
    const double left = 3.0 / 7 * std::pow(h, 7.0 / 3) - 0.75 * kU * kU / kG * std::pow(h, 4.0 / 3);
    (left < right ? low : high) = h;
  }
  return low;
}

double rmse_m(double dx) {
  const auto width = static_cast<std::size_t>(3000 / dx);
  auto domain = Domain::make(ground(width, 3, dx, [](double, double) { return 0; }),
                             {static_cast<float>(kN), {}});
  SolverInput input;
  TimeSeries series;
  for (double t = 0; t <= kEnd_s; t += 5) {
    series.time_s.push_back(t);
    series.value.push_back(exact_depth(dx / 2, t));
  }
  input.boundaries.push_back(
      {"wave", BoundaryKind::level, edge_cells(*domain, Edge::west), series});
  Solver solver(domain, input);
  solver.advance(kEnd_s);
  const auto depth = values(solver, Quantity::depth);
  double sum = 0;
  std::size_t count = 0;
  for (std::size_t i = 0; i < width; ++i) {
    const double exact = exact_depth((static_cast<double>(i) + 0.5) * dx, kEnd_s);
    const double off = static_cast<double>(depth[width + i]) - exact;
    if (exact > 0 || depth[width + i] > 0) {
      sum += off * off;
      ++count;
    }
  }
  return std::sqrt(sum / static_cast<double>(count));
}

TEST(Wave, ConvergesToTheExactLocalInertialSolution) {
  const double coarse = rmse_m(50), middle = rmse_m(25), fine = rmse_m(10);
  RecordProperty("rmse_50_25_10_mm", std::to_string(coarse * 1000) + " " +
                                         std::to_string(middle * 1000) + " " +
                                         std::to_string(fine * 1000));
  EXPECT_LE(coarse, 0.015);
  EXPECT_LE(middle, 0.009);
  EXPECT_LE(fine, 0.004);
}

}  // namespace
}  // namespace adem::water::validation
