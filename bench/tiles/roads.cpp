// Tiles of roads by hour, uncached, one core: a town of SIDE x SIDE crossings, every tenth street
// greater, each road with one of some hundred looks of 42 hours; and a picture of water.
//   bench_road_tiles [SIDE] [SEED]
#include <algorithm>
#include <chrono>
#include <iostream>
#include <random>
#include <vector>

#include "base/format.h"
#include "tiles/road_tiles.h"
#include "tiles/water_picture.h"

namespace {

using namespace adem;
using Clock = std::chrono::steady_clock;
using election::RoadClass;

double ms(Clock::duration d) { return std::chrono::duration<double, std::milli>(d).count(); }

double share(std::vector<double> v, double of) {
  std::sort(v.begin(), v.end());
  return v[static_cast<std::size_t>(of * static_cast<double>(v.size() - 1))];
}

constexpr double kWest = 106.6, kNorth = -6.0, kStep = 0.0011;  // degrees, about 120 m

RoadClass class_of(std::size_t street) {
  if (street % 100 == 0) return RoadClass::trunk;
  if (street % 50 == 0) return RoadClass::primary;
  if (street % 20 == 0) return RoadClass::secondary;
  if (street % 10 == 0) return RoadClass::tertiary;
  return street % 3 == 0 ? RoadClass::service : RoadClass::residential;
}

struct Town {
  tiles::RoadTiles roads;
  tiles::RoadLooks looks;
};

// Streets bend between their crossings.
Town town(std::size_t side, std::uint64_t seed) {
  Town made;
  std::mt19937_64 engine(seed);
  std::uniform_real_distribution<double> sway(-0.0002, 0.0002);
  constexpr std::size_t kLooks = 300;
  for (std::size_t i = 0; i < kLooks; ++i) {
    std::string depth, closed;
    for (int hour = 0; hour < 42; ++hour) {
      depth += static_cast<char>('0' + (i == 0 ? 0 : engine() % 4));
      closed += static_cast<char>('0' + (i == 0 ? 0 : engine() % 10));
    }
    made.looks.looks.push_back({depth, closed});
  }
  const auto at = [&](std::size_t x, std::size_t y, double part_x, double part_y) {
    return *tiles::spot_of({kWest + kStep * (static_cast<double>(x) + part_x) + sway(engine),
                            kNorth - kStep * (static_cast<double>(y) + part_y) + sway(engine)});
  };
  for (std::size_t y = 0; y < side; ++y) {
    for (std::size_t x = 0; x < side; ++x) {
      for (const bool east : {true, false}) {
        if (engine() % 3 == 0) continue;
        std::vector<tiles::Spot> course;
        for (const double part : {0.0, 0.3, 0.6, 1.0}) {
          course.push_back(east ? at(x, y, part, 0) : at(x, y, 0, part));
        }
        const std::size_t street = east ? y : x;
        made.roads.add(class_of(street), engine() % 60 == 0, fmt::format("Jalan {}", street),
                       course);
        made.looks.of.push_back(
            static_cast<std::uint32_t>(engine() % 4 == 0 ? engine() % kLooks : 0));
      }
    }
  }
  return made;
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t side = argc > 1 ? std::stoul(argv[1]) : 700;
  const std::uint64_t seed = argc > 2 ? std::stoul(argv[2]) : 20241127;
  auto began = Clock::now();
  const Town made = town(side, seed);
  std::cout << fmt::format("{} roads, seed {}; made in {:.0f} ms\n", made.roads.roads(), seed,
                           ms(Clock::now() - began));
  const double width = kStep * static_cast<double>(side);
  std::mt19937_64 engine(seed + 1);
  std::uniform_real_distribution<double> part(0.05, 0.95);
  for (unsigned zoom = 5; zoom <= tiles::kOutlineZoom; ++zoom) {
    std::vector<double> took, sizes;
    for (int i = 0; i < 60; ++i) {
      const auto spot =
          *tiles::spot_of({kWest + width * part(engine), kNorth - width * part(engine)});
      const tiles::Tile tile{zoom, spot.x >> (32 - zoom), spot.y >> (32 - zoom)};
      began = Clock::now();
      const auto bytes = made.roads.tile(tile, &made.looks);
      took.push_back(ms(Clock::now() - began));
      sizes.push_back(static_cast<double>(bytes.size()) / 1000);
    }
    std::cout << fmt::format(
        "zoom {:2}: median {:.2f} ms, p95 {:.2f} ms; median {:.0f} kB, largest {:.0f} kB\n", zoom,
        share(took, 0.5), share(took, 0.95), share(sizes, 0.5), share(sizes, 1));
  }
  std::vector<std::uint8_t> codes(tiles::kPictureSide * tiles::kPictureSide);
  for (auto& code : codes) code = static_cast<std::uint8_t>(engine() % 5);
  std::vector<double> took;
  for (int i = 0; i < 50; ++i) {
    began = Clock::now();
    const auto bytes = tiles::depth_picture(codes, 4);
    took.push_back(ms(Clock::now() - began));
    if (i == 0) std::cout << fmt::format("picture of noise: {} bytes, ", bytes.size());
  }
  std::cout << fmt::format("median {:.2f} ms\n", share(took, 0.5));
  return 0;
}
