// The same answer at any number of threads, after a stop, and across a save and load.
#include <cstring>
#include <gtest/gtest.h>

#include "base/error.h"
#include "flood_fixture.h"

namespace adem::water::validation {
namespace {

// Everything at once: tide, river, open edge, varying rain, soil, drains, rough ground, a hole.
struct Everything {
  std::shared_ptr<const Domain> domain;
  SolverInput input;
  Rain rain;

  Everything() {
    auto terrain = ground(260, 140, 10, [](double x, double y) {
      return islands(x, y) + 0.002 * y + 0.3 * std::sin(x / 5.3) * std::sin(y / 7.1);
    });
    for (std::size_t row = 60; row < 70; ++row) {
      for (std::size_t column = 150; column < 190; ++column) {
        terrain.at(column, row) = std::numeric_limits<float>::quiet_NaN();
      }
    }
    CellField manning;
    for (std::size_t i = 0; i < terrain.cells.size(); ++i) {
      manning.cells.push_back(0.02F + 0.03F * static_cast<float>(i % 7));
    }
    domain = Domain::make(terrain, manning);
    input.boundaries.push_back({"sea",
                                BoundaryKind::level,
                                edge_cells(*domain, Edge::north),
                                {{0, 250, 9000}, {0.5, 1.6, 0.2}}});
    input.boundaries.push_back({"river",
                                BoundaryKind::flow,
                                {90 * 260 + 200, 91 * 260 + 200},
                                {{0, 100, 9000}, {5, 40, 10}}});
    input.boundaries.push_back({"open", BoundaryKind::free, edge_cells(*domain, Edge::east), {}});
    input.infiltration = GreenAmpt{{4, {}}, {100, {}}, {0.2F, {}}};
    input.drains_mm_per_h = {3, {}};
    input.products.max_speed = input.products.max_depth_speed = true;
    input.products.arrival_m = {0.05F, 0.3F};
    input.products.duration_m = {0.1F};
    rain.grid.width = 5;
    rain.grid.height = 4;
    rain.grid.dx = 1000;
    rain.grid.dy = 800;
    rain.grid.origin_y = 2000;
    for (int i = 0; i < 20; ++i) rain.grid.cells.push_back(static_cast<float>(7 * i % 60));
  }

  Solver make(unsigned threads, Isa isa = best_isa()) const {
    SolverInput with = input;
    with.threads = threads;
    with.isa = isa;
    Solver solver(domain, with);
    solver.set_rain(rain);
    return solver;
  }
};

// Every result in one string of bytes.
std::vector<float> all_of(const Solver& solver) {
  std::vector<float> all;
  const auto add = [&](Quantity quantity, std::size_t threshold = 0) {
    const auto part = values(solver, quantity, threshold);
    all.insert(all.end(), part.begin(), part.end());
  };
  for (const auto quantity : {Quantity::depth, Quantity::speed, Quantity::max_depth,
                              Quantity::max_speed, Quantity::max_depth_speed, Quantity::duration}) {
    add(quantity);
  }
  add(Quantity::arrival, 0);
  add(Quantity::arrival, 1);
  const auto ledger = solver.ledger();
  for (const double sum : {ledger.rain_m3, ledger.infiltration_m3, ledger.drains_m3,
                           ledger.inflow_m3, ledger.outflow_m3, ledger.stored_m3}) {
    float halves[2];
    std::memcpy(halves, &sum, sizeof halves);
    all.insert(all.end(), halves, halves + 2);
  }
  return all;
}

bool same(const std::vector<float>& a, const std::vector<float>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

void run(Solver& solver, const Rain& rain) {
  solver.advance(200);
  solver.set_rain(rain);
  solver.advance(300);
  solver.set_rain({});
  solver.advance(360);
}

TEST(Same, AtOneTwoAndFourThreads) {
  const Everything world;
  std::vector<float> first;
  for (const unsigned threads : {1U, 2U, 4U}) {
    Solver solver = world.make(threads);
    run(solver, world.rain);
    const auto all = all_of(solver);
    if (threads == 1) first = all;
    EXPECT_TRUE(same(all, first)) << threads;
    const auto ledger = solver.ledger();
    EXPECT_NEAR(ledger.residual_m3 / (ledger.rain_m3 + ledger.inflow_m3), 0, 1e-6);
  }
}

TEST(Same, AcrossAStopASaveAndALoad) {
  const Everything world;
  Solver whole = world.make(1);
  run(whole, world.rain);
  for (const std::uint64_t stop : {1U, 57U}) {
    Solver first = world.make(2);
    EXPECT_FALSE(first.advance(200, [stop](const StepReport& r) { return r.steps < stop; }));
    std::vector<std::byte> saved;
    first.save([&](std::span<const std::byte> bytes) {
      saved.insert(saved.end(), bytes.begin(), bytes.end());
    });
    Solver second = world.make(3);
    std::size_t at = 0;
    second.load([&](std::span<std::byte> bytes) {
      std::copy_n(saved.begin() + static_cast<std::ptrdiff_t>(at), bytes.size(), bytes.begin());
      at += bytes.size();
    });
    second.set_rain(world.rain);
    EXPECT_EQ(second.steps(), stop);
    run(second, world.rain);
    EXPECT_EQ(second.steps(), whole.steps());
    EXPECT_TRUE(same(all_of(second), all_of(whole))) << stop;
  }
}

// Instruction sets round differently, and agree on the water.
TEST(Same, InstructionSetsDifferInLastBitsOnly) {
  const Everything world;
  std::vector<float> first;
  for (const Isa isa : {Isa::baseline, Isa::avx2, Isa::avx512}) {
    if (isa > best_isa()) continue;
    Solver solver = world.make(2, isa);
    run(solver, world.rain);
    const auto depth = values(solver, Quantity::max_depth);
    if (first.empty()) first = depth;
    double sum = 0;
    for (std::size_t i = 0; i < depth.size(); ++i) {
      if (!std::isnan(depth[i])) sum += std::abs(static_cast<double>(depth[i] - first[i]));
    }
    EXPECT_LT(sum / static_cast<double>(depth.size()), 1e-4) << isa_name(isa);
    EXPECT_NEAR(solver.ledger().residual_m3 / solver.ledger().rain_m3, 0, 1e-6) << isa_name(isa);
  }
}

TEST(Same, AStateOfAnotherIsaRunOrFileIsRefused) {
  const Everything world;
  std::vector<std::byte> saved;
  Solver first = world.make(1, Isa::baseline);
  first.advance(30);
  first.save([&](std::span<const std::byte> bytes) {
    saved.insert(saved.end(), bytes.begin(), bytes.end());
  });
  const auto code_of = [&saved](Solver& solver) -> std::string {
    std::size_t at = 0;
    try {
      solver.load([&](std::span<std::byte> bytes) {
        std::copy_n(saved.begin() + static_cast<std::ptrdiff_t>(at), bytes.size(), bytes.begin());
        at += bytes.size();
      });
    } catch (const Error& error) {
      return error.message().code;
    }
    return "";
  };
  Solver same_isa = world.make(1, Isa::baseline);
  EXPECT_EQ(code_of(same_isa), "");
  if (best_isa() != Isa::baseline) {
    Solver other = world.make(1);
    EXPECT_EQ(code_of(other), "water.checkpoint-other-isa");
    EXPECT_EQ(other.steps(), 0U);
  }
  Everything changed;
  changed.input.cfl = 0.5;
  Solver other_run = changed.make(1, Isa::baseline);
  EXPECT_EQ(code_of(other_run), "water.checkpoint-other-run");
  for (const std::size_t at : {std::size_t{0}, saved.size() / 2, saved.size() - 20}) {
    const auto before = saved[at];
    saved[at] = static_cast<std::byte>(static_cast<unsigned>(before) ^ 0x10U);
    Solver fresh = world.make(1, Isa::baseline);
    EXPECT_EQ(code_of(fresh), "water.checkpoint-damaged") << at;
    EXPECT_EQ(fresh.steps(), 0U);
    saved[at] = before;
  }
}

}  // namespace
}  // namespace adem::water::validation
