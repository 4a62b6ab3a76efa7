// bench_roads_futures [side] [members] [moments] [cell_m] [threads]
// Lays a flood of many futures on a made-up network: side × side junctions (700), each edge of the
// grid kept with probability 0.64. Water is a plane that each member (20) tilts and moves its own
// way through the moments (72, a quarter of an hour apart) over rough ground; cells of 60 m in
// UTM, as `adem water run` writes them. Processor seconds (one core) and memory of laying, of a
// block of closures, and how much is disputed. Seeds below.
#include "election/futures.h"

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "../noise.h"
#include "../roads_search/map.h"
#include "base/format.h"
#include "geo/mask_series.h"
#include "roads/network/build.h"
#include "roads/passage/road_futures.h"

namespace {

namespace election = adem::election;
namespace geo = adem::geo;
namespace roads = adem::roads;

constexpr std::uint64_t kGroundSeed = 20241130, kWaterSeed = 20241201;
constexpr double kBlock_m = 120, kMetresPerDegree = 111'195.08;
constexpr double kWest = 100.5, kNorth = 1.5;

// Of the processor, so that other work on the machine does not count.
double seconds_since(std::clock_t start) {
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

double wall_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double peak_mb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (!line.starts_with("VmHWM")) continue;
    return std::strtod(line.c_str() + line.find_first_of("0123456789"), nullptr) / 1e3;
  }
  return 0;
}

roads::Network make_network(std::size_t side) {
  const auto map = adem::bench::make_roads(side, 0.64, 0, adem::bench::kMapSeed);
  roads::Lines lines;
  for (std::size_t n = 0; n < side * side; ++n) {
    lines.number(
        roads::to_place({kWest + static_cast<double>(n % side) * kBlock_m / kMetresPerDegree,
                         kNorth - static_cast<double>(n / side) * kBlock_m / kMetresPerDegree}));
  }
  std::mt19937_64 random(adem::bench::kMapSeed);
  for (std::size_t e = 0; e < map.edges(); ++e) {
    roads::Kind kind;
    kind.road = roads::RoadClass::residential;
    kind.source = static_cast<std::int64_t>(e + 1);
    kind.traits = random() % 50 == 0 ? roads::kBridge : 0;
    kind.forward = kind.backward = 0x0f;
    lines.at.push_back(map.tail[e]);
    lines.at.push_back(map.head[e]);
    lines.close(kind);
  }
  return roads::Network::of(roads::build(std::move(lines)));
}

geo::Grid<float> make_frame(std::size_t side, double cell_m) {
  geo::Grid<float> frame;
  frame.crs = "EPSG:32647";
  const std::vector<geo::Point> corner = {{kWest - 0.01, kNorth + 0.01}};
  const auto at = geo::from_lonlat(frame, corner).front();
  frame.origin_x = at.x;
  frame.origin_y = at.y;
  frame.dx = frame.dy = cell_m;
  frame.width = frame.height =
      static_cast<std::size_t>((static_cast<double>(side) * kBlock_m + 3000) / cell_m);
  return frame;
}

// The water's plane of one member at one moment: level + east·x + south·y, over cells.
struct Plane {
  float level, east, south;
};

class Flood {
 public:
  Flood(const geo::Grid<float>& frame, int members, std::size_t moments)
      : frame_(frame), head_{{0.05, 0.2, 0.3, 0.4, 0.5}, members, moments} {
    const adem::bench::Noise noise(kGroundSeed);
    ground_.resize(frame.width * frame.height);
    for (std::size_t i = 0; i < ground_.size(); ++i) {
      constexpr double kFeature = 400, kHeight_m = 3;
      ground_[i] =
          static_cast<float>(kHeight_m * noise(static_cast<double>(i % frame.width) / kFeature,
                                               static_cast<double>(i / frame.width) / kFeature));
    }
  }

  void write(const std::string& path, const election::Window& window) const {
    const auto bands = head_.moments * head_.above_m.size() * head_.words();
    geo::MaskSeries series(path, frame_, static_cast<int>(bands));
    std::vector<std::uint32_t> cells(ground_.size());
    for (std::size_t m = 0; m < head_.moments; ++m) {
      for (std::size_t t = 0; t < head_.above_m.size(); ++t) {
        for (std::size_t w = 0; w < head_.words(); ++w) {
          fill(m, static_cast<float>(head_.above_m[t]), w, cells);
          series.put(head_.band(m, t, w), cells, "");
        }
      }
    }
    series.finish({{election::kFuturesText, std::to_string(election::kMembersInBand)},
                   {election::kThresholdsText, "0.05,0.2,0.3,0.4,0.5"},
                   {election::kMembersText, std::to_string(head_.members)},
                   {election::kFromText, adem::iso_utc(window.at(60))},
                   {election::kToText, adem::iso_utc(window.at(60 + head_.moments - 1))}});
  }

 private:
  Plane plane(std::size_t member, std::size_t moment) const {
    std::mt19937_64 random(kWaterSeed + member);
    const auto even = [&random] { return static_cast<double>(random() >> 11U) * 0x1p-53; };
    const double time = static_cast<double>(moment) / static_cast<double>(head_.moments);
    const double way = 6.283185307 * (even() + 0.3 * time), tilt = 3 * even();
    const double peak = 0.3 + 0.4 * even();
    const double level = -1.5 - 6 * std::abs(time - peak);
    const auto width = static_cast<double>(frame_.width);
    const double east = tilt * std::cos(way) / width, south = tilt * std::sin(way) / width;
    return {static_cast<float>(level - (east + south) * width / 2), static_cast<float>(east),
            static_cast<float>(south)};
  }

  void fill(std::size_t moment, float above, std::size_t word,
            std::vector<std::uint32_t>& cells) const {
    std::ranges::fill(cells, 0U);
    const auto first = word * election::kMembersInBand;
    const auto last = std::min<std::size_t>(static_cast<std::size_t>(head_.members),
                                            first + election::kMembersInBand);
    for (auto member = first; member < last; ++member) {
      const auto water = plane(member, moment);
      const auto bit = std::uint32_t{1} << (member - first);
      for (std::size_t row = 0; row < frame_.height; ++row) {
        const float start = water.level + water.south * static_cast<float>(row) - above;
        const float* ground = ground_.data() + row * frame_.width;
        auto* out = cells.data() + row * frame_.width;
        for (std::size_t c = 0; c < frame_.width; ++c) {
          out[c] |= start + water.east * static_cast<float>(c) > ground[c] ? bit : 0;
        }
      }
    }
  }

  geo::Grid<float> frame_;
  election::FuturesHead head_;
  std::vector<float> ground_;
};

void report(const roads::RoadFutures& on, const roads::Network& network) {
  using roads::Mode;
  const std::size_t step = 60 + 30;
  std::size_t disputed = 0, closed = 0;
  const auto all = roads::Lanes::first(on.members());
  for (std::size_t e = 0; e < network.edges(); ++e) {
    const auto open = on.sure(Mode::car, e, step);
    closed += open.any() ? 0 : 1;
    disputed += open.any() && open != all ? 1 : 0;
  }
  const auto share = [&](std::size_t part) {
    return 100 * static_cast<double>(part) / static_cast<double>(network.edges());
  };
  fmt::print(
      "for cars in the middle: {:.1f} % of the edges closed in all futures, {:.1f} % in "
      "some\n",
      share(closed), share(disputed));
  const auto start = std::clock();
  const auto steps = on.steps_in_block();
  std::size_t blocks = 0, rows = 0;
  for (std::size_t first = 60; first < 60 + 72; first += steps, ++blocks) {
    rows += on.block(Mode::car, roads::Reading::sure, first,
                     std::min<std::size_t>(steps, 60 + 72 - first))
                .rows()
                .size();
  }
  fmt::print("closures: {} blocks of {} steps in {:.2f} s, {} rows\n", blocks, steps,
             seconds_since(start), rows);
}

}  // namespace

int main(int argc, char** argv) {
  const auto number = [&](int i, double otherwise) {
    return argc > i ? std::strtod(argv[i], nullptr) : otherwise;
  };
  const auto side = static_cast<std::size_t>(number(1, 700));
  const int members = static_cast<int>(number(2, 20));
  const auto moments = static_cast<std::size_t>(number(3, 72));
  const auto path = (std::filesystem::temp_directory_path() / "adem-bench-futures.tif").string();
  const auto window =
      election::station_window(*adem::parse_date("2024-11-27", adem::Zone("Asia/Jakarta")));
  const auto frame = make_frame(side, number(4, 60));
  auto start = std::clock();
  Flood(frame, members, moments).write(path, window);
  fmt::print("{} x {} cells, {} members, {} moments, 5 depths: file {:.1f} MB, made in {:.1f} s\n",
             frame.width, frame.height, members, moments,
             static_cast<double>(std::filesystem::file_size(path)) / 1e6, seconds_since(start));
  const auto network = make_network(side);
  roads::LayerFile file;
  file.path = path;
  file.layer.form = election::HazardForm::futures;
  file.layer.from = window.at(60);
  file.layer.to = window.at(60 + moments - 1);
  const double before = peak_mb();
  start = std::clock();
  const auto wall = std::chrono::steady_clock::now();
  const auto on =
      roads::roads_in_futures(network, std::span(&file, 1), election::rule_book("pilkada-2024"),
                              window, {}, static_cast<unsigned>(number(5, 1)));
  fmt::print(
      "{} edges: laid in {:.2f} s of the processor, {:.2f} s by the clock, {:.1f} MB kept; peak "
      "{:.0f} MB, {:.0f} MB before; "
      "seeds {}, {}, {}\n",
      network.edges(), seconds_since(start), wall_since(wall),
      static_cast<double>(on.bytes()) / 1e6, peak_mb(), before, adem::bench::kMapSeed, kGroundSeed,
      kWaterSeed);
  report(on, network);
  std::filesystem::remove(path);
  return 0;
}
