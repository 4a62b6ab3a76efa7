#include "scenario/run.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cmath>
#include <map>

#include "base/file.h"
#include "election/futures.h"
#include "scenario/ensemble.h"
#include "scenario/scenario_fixture.h"

namespace adem::scenario {
namespace {

namespace fs = std::filesystem;

class RunTest : public ScenarioTest {
 protected:
  // The clock stands still: nothing is saved but at a stop and at the end.
  RunResult go(const std::string& toml, bool resume = false, unsigned threads = 1,
               const std::function<bool()>& stop = {}) const {
    const auto world = open_world(read(toml));
    Hooks hooks;
    hooks.clock_s = [] { return 0.0; };
    hooks.stop = stop;
    return run(world, {threads, resume, "test"}, hooks);
  }
  // All files of the run by name.
  std::map<std::string, std::string> files() const {
    std::map<std::string, std::string> out;
    for (const auto& entry : fs::recursive_directory_iterator(path("run"))) {
      if (entry.is_regular_file()) {
        out[fs::relative(entry.path(), path("run")).string()] = read_file(entry.path().string());
      }
    }
    return out;
  }
  Json manifest() const { return Json::parse(read_file(path("run/manifest.json"))); }
  static std::string gauges() {
    return "[[gauge]]\nname = \"shore, low\"\nx = 55\ny = 5\n"
           "[[gauge]]\nname = \"hill\"\nx = 55\ny = 95\n";
  }
  std::string single() const {
    return head() + rain() + sea() + gauges() + out() + "depth_slices = true\n";
  }
  std::string ensemble(int members = 5) const {
    return head() + rain() + sea() + gauges() +
           fmt::format(
               "[ensemble]\nmembers = {}\nseed = 3\nrain_factor = [0.5, 1.5]\n"
               "level_offset_m = [-0.2, 0.2]\n",
               members) +
           out();
  }
};

// All bands of a futures raster, cell by cell.
std::vector<std::vector<std::uint32_t>> sets_of(const std::string& file) {
  const auto raster = geo::Raster::open(file, "EPSG:32747");
  const auto first = geo::Raster::open(file, "EPSG:32747").read(1);
  std::vector<geo::Point> middles;
  for (std::size_t i = 0; i < first.cells.size(); ++i) middles.push_back(middle_of(first, i));
  const auto points = geo::to_lonlat(first, middles);
  std::vector<std::vector<std::uint32_t>> out;
  for (int band = 1; band <= raster.info().bands; ++band) {
    out.emplace_back(points.size());
    raster.sample_masks(std::span(&band, 1), points, 0, out.back());
  }
  return out;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    out.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

TEST_F(RunTest, LeavesTheFilesOfTheModel) {
  const auto result = go(single());
  EXPECT_TRUE(result.finished);
  EXPECT_EQ(fs::path(result.files.back()).filename(), "manifest.json");
  EXPECT_FALSE(fs::exists(path("run/.unfinished")));
  const auto m = manifest();
  for (const auto* key : {"inputs", "version", "isa", "threads", "steps", "cell_updates", "wall_s",
                          "dt_limited_by", "mass"}) {
    EXPECT_TRUE(m.contains(key)) << key;
  }
  for (const auto* key :
       {"rain_m3", "infiltration_m3", "inflow_m3", "outflow_m3", "stored_m3", "residual_m3"}) {
    EXPECT_TRUE(m["mass"].contains(key)) << key;
  }
  for (const auto* key : {"cell", "x", "y", "depth_m"}) {
    EXPECT_TRUE(m["dt_limited_by"].contains(key)) << key;
  }
  // 20 mm/h for ten minutes, then 60 for ten, over 12 × 10 cells of 100 m².
  const double rained = (20 + 60) / 1000.0 / 6 * 12000;
  EXPECT_NEAR(m["mass"]["rain_m3"].get<double>(), rained, rained * 1e-6);
  EXPECT_EQ(m["exercise"], false);
  const auto rows = lines_of(read_file(path("run/gauges.csv")));
  EXPECT_EQ(rows[0], "gauge,time,seconds,level_m,depth_m,speed_m_s");
  ASSERT_EQ(rows.size(), 11U);
  EXPECT_TRUE(rows[1].starts_with("\"shore, low\",2024-11-27T00:00:00+07:00,0,")) << rows[1];
  EXPECT_TRUE(rows[10].starts_with("hill,2024-11-27T01:00:00+07:00,3600,")) << rows[10];
}

TEST_F(RunTest, ProductsAgreeWithOneAnother) {
  go(single());
  const auto grid = [&](const char* name, int band) {
    return geo::Raster::open_local(path("run/") + name).read(band);
  };
  EXPECT_EQ(geo::Raster::open_local(path("run/depth.tif")).info().bands, 5);
  const auto depth = grid("max-depth.tif", 1), last = grid("depth.tif", 5),
             arrival = grid("arrival.tif", 1), duration = grid("duration.tif", 1),
             aidr = grid("aidr-class.tif", 1);
  std::size_t wet = 0;
  for (std::size_t i = 0; i < depth.cells.size(); ++i) {
    EXPECT_GE(depth.cells[i], last.cells[i]);
    const bool reached = depth.cells[i] > 0.05F;
    wet += reached ? 1U : 0U;
    EXPECT_EQ(reached, arrival.cells[i] >= 0) << i;
    EXPECT_EQ(reached, duration.cells[i] > 0) << i;
    EXPECT_EQ(depth.cells[i] > 0, aidr.cells[i] >= 1) << i;
  }
  EXPECT_GT(wet, 12U);
  EXPECT_LT(wet, 100U);
}

TEST_F(RunTest, AnExerciseIsStampedInsideEveryFile) {
  go(head() + rain() + sea("exercise = true\n") + gauges() + out());
  const auto stamp = "LATIHAN - DATA BUATAN";
  for (const auto& line : lines_of(read_file(path("run/gauges.csv")))) {
    EXPECT_TRUE(line.ends_with(stamp) || line.ends_with(",stamp")) << line;
  }
  EXPECT_EQ(manifest()["stamp"], stamp);
  for (const auto* name : {"max-depth.tif", "aidr-class.tif", "arrival.tif"}) {
    EXPECT_EQ(geo::Raster::open_local(path("run/") + name).text("ADEM_STAMP"), stamp);
  }
}

// Stops after a number of steps, again and again, until the run is through.
TEST_F(RunTest, StoppedAndResumedAnywhereItIsTheSameBitForBit) {
  go(single());
  const auto whole = files();
  for (const int every : {37, 200, 700}) {
    int parts = 0;
    for (bool done = false; !done; ++parts) {
      int steps = 0;
      done = go(single(), parts > 0, 1, [&] { return ++steps > every; }).finished;
      ASSERT_LT(parts, 100'000);
    }
    EXPECT_GT(parts, 2) << every;
    EXPECT_EQ(files(), whole) << every;
  }
}

TEST_F(RunTest, ThreadsChangeNoBit) {
  go(single(), false, 1);
  auto one = files();
  go(single(), false, 2);
  auto two = files();
  one.erase("manifest.json");
  two.erase("manifest.json");
  EXPECT_EQ(one, two);
}

TEST_F(RunTest, ResumeKnowsWhatIsDoneAndWhatIsAnothers) {
  go(single());
  fs::create_directory(path("run/.unfinished-done"));  // killed while it was cleared away
  EXPECT_TRUE(go(single(), true).was_done);
  EXPECT_FALSE(fs::exists(path("run/.unfinished-done")));
  EXPECT_EQ(code_of([&] { go(single() + "thresholds_m = [0.1]\n", true); }), "scenario.other-run");
  int steps = 0;
  go(single(), false, 1, [&] { return ++steps > 5; });
  EXPECT_EQ(code_of([&] { go(single() + "thresholds_m = [0.1]\n", true); }), "scenario.other-run");
  write("run/.unfinished/state", "adem water run 1\n");
  EXPECT_EQ(code_of([&] { go(single(), true); }), "scenario.checkpoint-damaged");
  write("run/.unfinished/state", "");
  EXPECT_EQ(code_of([&] { go(single(), true); }), "scenario.checkpoint-damaged");
  EXPECT_TRUE(go(single()).finished);
}

TEST_F(RunTest, BeginningAnewLeavesNothingOfTheLastRun) {
  go(single());
  EXPECT_TRUE(fs::exists(path("run/depth.tif")));
  go(head() + rain() + out());
  EXPECT_FALSE(fs::exists(path("run/depth.tif")));
  EXPECT_FALSE(fs::exists(path("run/gauges.csv")));
}

TEST_F(RunTest, AnEnsembleIsReducedToChances) {
  const auto result = go(ensemble(), false, 2);
  ASSERT_EQ(result.accounts.size(), 5U);
  const auto world = open_world(read(ensemble()));
  // The members one by one, as single runs.
  std::vector<std::vector<geo::Grid<float>>> depth;
  for (const auto& member : world.scenario.members) {
    MemberPlan plan;
    plan.member = member;
    plan.products = member_products(world.scenario);
    plan.keep.slices = path("slices");
    fs::create_directories(path("slices"));
    plan.checkpoint = path("state");
    Hooks hooks;
    hooks.clock_s = [] { return 0.0; };
    MemberRun run(world, plan, false, hooks);
    ASSERT_TRUE(run.go());
    depth.emplace_back();
    for (std::size_t r = 0; r < 5; ++r) {
      depth.back().push_back(geo::Raster::open_local(slice_path(path("slices"), r)).read(1));
    }
  }
  const auto series = geo::Raster::open_local(path("run/chance-series.tif"));
  EXPECT_EQ(series.info().bands, 25);
  EXPECT_EQ(series.text("ADEM_MEMBERS"), "5");
  EXPECT_EQ(series.text("ADEM_THRESHOLDS_M"), "0.05,0.2,0.3,0.4,0.5");
  EXPECT_EQ(series.text("ADEM_FROM"), "2024-11-26T17:00:00Z");
  EXPECT_EQ(series.text("ADEM_TO"), "2024-11-26T18:00:00Z");
  const auto sets = sets_of(path("run/futures.tif"));
  ASSERT_EQ(sets.size(), 25U);
  bool between = false;
  for (int band = 1; band <= 25; ++band) {
    const auto chance = series.read(band);
    const auto report = static_cast<std::size_t>(band - 1) / 5;
    const float above = std::array{0.05F, 0.2F, 0.3F, 0.4F, 0.5F}[(band - 1) % 5];
    for (std::size_t i = 0; i < chance.cells.size(); ++i) {
      const auto wet = std::ranges::count_if(
          depth, [&](const auto& member) { return member[report].cells[i] > above; });
      ASSERT_NEAR(chance.cells[i], static_cast<float>(wet) / 5, 1e-6) << band << " " << i;
      for (std::size_t m = 0; m < depth.size(); ++m) {
        const bool has = (sets[static_cast<std::size_t>(band - 1)][i] >> m & 1U) != 0;
        ASSERT_EQ(has, depth[m][report].cells[i] > above) << band << " " << i << " " << m;
      }
      between = between || (wet > 0 && wet < 5);
    }
  }
  EXPECT_TRUE(between) << "members that all agree prove nothing";
  EXPECT_TRUE(fs::exists(path("run/members/005/gauges.csv")));
  EXPECT_EQ(manifest()["members"].size(), 5U);
  EXPECT_EQ(manifest()["seed"], 3);
}

// More members than one band holds; one corner of the terrain is a wall.
TEST_F(RunTest, TheFuturesAreWhatTheChancesCount) {
  auto terrain = read_file(path("dem.asc"));
  terrain.replace(terrain.find("3.5 "), 3, "-9999");
  write("dem.asc", terrain);
  constexpr int kMany = 34;
  go(ensemble(kMany), false, 2);
  const auto futures = geo::Raster::open(path("run/futures.tif"), "EPSG:32747");
  const auto head = election::futures_head(futures, "run");
  EXPECT_EQ(head.members, kMany);
  EXPECT_EQ(head.words(), 2U);
  EXPECT_EQ(head.moments, 5U);
  const auto sets = sets_of(path("run/futures.tif"));
  const auto chances = geo::Raster::open_local(path("run/chance-series.tif"));
  EXPECT_EQ(chances.text("ADEM_FROM"), futures.text("ADEM_FROM"));
  EXPECT_EQ(chances.text("ADEM_TO"), futures.text("ADEM_TO"));
  for (int band = 1; band <= chances.info().bands; ++band) {
    const auto chance = chances.read(band);
    const auto& low = sets[static_cast<std::size_t>(2 * band - 2)];
    const auto& high = sets[static_cast<std::size_t>(2 * band - 1)];
    EXPECT_EQ(low[0], election::kCellUnknown);
    EXPECT_EQ(high[0], election::kCellUnknown);
    EXPECT_TRUE(std::isnan(chance.cells[0]));
    for (std::size_t i = 1; i < chance.cells.size(); ++i) {
      ASSERT_EQ(high[i] >> 3U, 0U) << "only three members are left for the second word";
      const auto wet = std::popcount(low[i]) + std::popcount(high[i]);
      ASSERT_EQ(std::lround(chance.cells[i] * kMany), wet) << band << " " << i;
    }
  }
}

TEST_F(RunTest, AnEnsembleIsTheSameAtAnyNumberOfThreadsAndAcrossStops) {
  go(ensemble(), false, 1);
  auto one = files();
  one.erase("manifest.json");
  for (const unsigned threads : {2U, 4U}) {
    int parts = 0;
    for (bool done = false; !done; ++parts) {
      std::atomic<int> steps = 0;
      done = go(ensemble(), parts > 0, threads, [&] { return ++steps > 120; }).finished;
      ASSERT_LT(parts, 1000);
    }
    EXPECT_GT(parts, 2);
    auto other = files();
    other.erase("manifest.json");
    EXPECT_EQ(one, other) << threads;
  }
}

TEST(Runs, CountWhatWasPutIn) {
  std::vector<float> values;
  for (int i = 0; i < 1000; ++i) values.push_back(i % 7 == 0 || (i > 300 && i < 700) ? 1.0F : 0.0F);
  values.push_back(std::nanf(""));
  const auto runs = put_runs(values, 0.5F);
  std::vector<int> counts(values.size(), 0);
  each_run(runs, values.size(), [&](std::size_t first, std::size_t count) {
    for (std::size_t i = first; i < first + count; ++i) ++counts[i];
  });
  for (std::size_t i = 0; i < values.size(); ++i) EXPECT_EQ(counts[i], values[i] > 0.5F ? 1 : 0);
  const auto of_ten = [](const std::string& text) {
    return code_of([&] { each_run(text, 10, [](std::size_t, std::size_t) {}); });
  };
  EXPECT_EQ(of_ten(runs), "scenario.checkpoint-damaged");
  EXPECT_EQ(of_ten("\xff"), "scenario.checkpoint-damaged");
  EXPECT_EQ(of_ten(""), "scenario.checkpoint-damaged");
}

TEST(Quantiles, OfArrivalCountMembersThatNeverArrive) {
  const float inf = std::numeric_limits<float>::infinity();
  const std::vector<float> times = {10, 20, 30, inf, inf};
  EXPECT_EQ(arrival_quantile(times, 0.1), 10);
  EXPECT_EQ(arrival_quantile(times, 0.5), 30);
  EXPECT_EQ(arrival_quantile(times, 0.6), 30);
  EXPECT_EQ(arrival_quantile(times, 0.9), -1);
}

TEST(AidrClasses, AreTheFirstWhoseLimitsAllHold) {
  const std::vector<float> d = {0, 0.2F, 0.2F, 0.4F, 1.0F, 1.9F, 3.0F, 5.0F, 0.2F, std::nanf("")};
  const std::vector<float> v = {0, 0.5F, 1.9F, 0.5F, 0.3F, 0.4F, 0.5F, 0.1F, 2.5F, 0};
  std::vector<float> product;
  for (std::size_t i = 0; i < d.size(); ++i) product.push_back(d[i] * v[i]);
  EXPECT_EQ(aidr_classes(d, v, product),
            (std::vector<std::uint8_t>{0, 1, 2, 2, 3, 4, 5, 6, 5, 255}));
}

}  // namespace
}  // namespace adem::scenario
