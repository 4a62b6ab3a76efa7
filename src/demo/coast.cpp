#include "demo/coast.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace adem::demo {

namespace {

constexpr double kDegree_m = 111'195;  // on the sphere of geo::distance_m
constexpr double kPi = std::numbers::pi;

// Streams of the seed, one per mechanism.
enum Use : std::uint64_t {
  kShore = 10,
  kMangrove = 20,
  kRidge = 30,
  kSwale = 40,
  kPeat = 50,
  kGround = 60,
  kCreeks = 70,
  kMeander = 80
};

double bell(double x, double width) { return std::exp(-(x * x) / (2 * width * width)); }

}  // namespace

geo::Point Frame::lonlat(geo::Point m) const {
  const double per_lon = kDegree_m * std::cos((south + north) / 2 * kPi / 180);
  return {west + m.x / per_lon, south + m.y / kDegree_m};
}

geo::Point Frame::metres(geo::Point p) const {
  const double per_lon = kDegree_m * std::cos((south + north) / 2 * kPi / 180);
  return {(p.x - west) * per_lon, (p.y - south) * kDegree_m};
}

double Creek::x_at(double inland_m) const {
  const double grown = 1 - std::exp(-std::max(0.0, inland_m) / 600);
  return mouth_x_m + drift * inland_m +
         meander_m * grown *
             (std::sin(2 * kPi * inland_m / wavelength_m + phase) +
              0.9 * rough(bends, inland_m / (1.3 * wavelength_m)));
}

double Creek::width_at(double inland_m) const {
  return std::max(40.0, mouth_width_m * std::exp(-inland_m / (length_m * 0.4)));
}

double Creek::bed_at(double inland_m) const {
  const double share = std::clamp(inland_m / length_m, 0.0, 1.0);
  return std::lerp(-1.5, kMidTide_m + 1, share);
}

Coast::Coast(std::uint64_t seed) : seed_(seed) {
  auto chance = Chance(seed).fork(kCreeks);
  // A creek every 2 to 3.5 km of shore.
  for (double x = chance.between(500, 1800); x < frame_.width_m() - 400;
       x += chance.between(2000, 3500)) {
    Creek creek;
    creek.mouth_x_m = x;
    creek.length_m = chance.between(2500, 7000);
    creek.mouth_width_m = creek.length_m * chance.between(0.018, 0.032);
    creek.drift = chance.between(-0.25, 0.25);
    creek.meander_m = chance.between(90, 260);
    creek.wavelength_m = chance.between(1100, 2300);
    creek.phase = chance.between(0, 2 * kPi);
    creek.bends = chance.bits();
    creeks_.push_back(creek);
  }
}

double Coast::shore_y(double x) const {
  const double middle = frame_.height_m() * 0.69;
  return middle + 900 * noise(seed_ + kShore, x / 6500) + 260 * rough(seed_ + kShore + 5, x / 1700);
}

double Coast::mangrove_width(double x) const {
  return 420 + 320 * rough(seed_ + kMangrove, x / 2300);
}

double Coast::land_height(double x, double inland_m) const {
  const double width = mangrove_width(x);
  // Mud settles as long as the tide covers it, so the flat grows towards high water and no further.
  const double flat = kMidTide_m + (kHighWater_m - kMidTide_m) *
                                       (1 - std::exp(-3 * std::max(0.0, inland_m) / width));
  double height = flat;
  const double behind = inland_m - width;
  if (behind > 0) height += 0.25 * behind / 1000;
  // Waves throw sand up beyond high water where the shore lies open.
  const double open = std::max(0.0, rough(seed_ + kRidge, x / 2800) + 0.1);
  height += 1.6 * open * bell(inland_m - width - 70, 45);
  // Old shores: ridges and swales along the coast, fading where mangrove still takes mud in.
  const double settled = std::clamp(inland_m / width, 0.0, 1.0);
  height += 0.35 * settled * rough(seed_ + kSwale, x / 1800, inland_m / 330);
  // Peat grows above the river's reach, steep at its edge and flat on top.
  const double edge = 3600 + 900 * rough(seed_ + kPeat, x / 3500);
  if (inland_m > edge) height += 4.5 * (1 - std::exp(-(inland_m - edge) / 2400));
  return height + 0.12 * settled * rough(seed_ + kGround, x / 140, inland_m / 140);
}

double Coast::with_creeks(double x, double inland_m, double land) const {
  double height = land;
  for (const auto& creek : creeks_) {
    if (inland_m > creek.length_m) continue;
    const double ahead = (creek.x_at(inland_m + 20) - creek.x_at(inland_m - 20)) / 40;
    const double away = std::abs(x - creek.x_at(inland_m)) / std::hypot(1.0, ahead);
    const double half = creek.width_at(inland_m) / 2;
    if (away > half + 900) continue;
    // Floods drop their silt on the bank first: a low levee, and a backswamp behind it.
    height += 0.22 * bell(away - half - 60, 35) - 0.3 * bell(away - half - 300, 130);
    // The foot of the bank is tidal mud as on the shore.
    if (away < half + 40) {
      const double share = std::clamp((away - half) / 40, 0.0, 1.0);
      height = std::lerp(std::min(height, kMidTide_m + 0.4), height, share);
    }
    if (away < half) {
      const double across = away / half;
      const double bed = creek.bed_at(inland_m);
      height = std::min(height, bed + (kMidTide_m + 0.4 - bed) * across * across);
    }
  }
  return height;
}

double Coast::height(geo::Point at) const {
  const double d = inland(at);
  if (d < 0) {
    // The mud flat dips a few metres a kilometre, then the strait's bed.
    const double bed = std::max(-9.0, kMidTide_m + d * 0.003);
    return bed + 0.1 * rough(seed_ + kGround, at.x / 300, d / 300) * std::min(1.0, -d / 300);
  }
  return with_creeks(at.x, d, land_height(at.x, d));
}

double Coast::creek_distance(geo::Point at) const {
  double nearest = std::numeric_limits<double>::infinity();
  const double d = inland(at);
  for (const auto& creek : creeks_) {
    if (d <= creek.length_m) nearest = std::min(nearest, std::abs(at.x - creek.x_at(d)));
  }
  return nearest;
}

geo::Grid<float> Coast::terrain() const {
  constexpr double second = 1.0 / 3600;
  geo::Grid<float> grid;
  grid.width = static_cast<std::size_t>(std::lround((frame_.east - frame_.west) / second));
  grid.height = static_cast<std::size_t>(std::lround((frame_.north - frame_.south) / second));
  grid.origin_x = frame_.west;
  grid.origin_y = frame_.north;
  grid.dx = second;
  grid.dy = second;
  grid.crs = "EPSG:4326";
  grid.cells.reserve(grid.width * grid.height);
  for (std::size_t row = 0; row < grid.height; ++row) {
    const double lat = frame_.north - (static_cast<double>(row) + 0.5) * second;
    for (std::size_t column = 0; column < grid.width; ++column) {
      const double lon = frame_.west + (static_cast<double>(column) + 0.5) * second;
      // Centimetres: a public model has no more to say either.
      grid.cells.push_back(
          static_cast<float>(std::round(height(frame_.metres({lon, lat})) * 100) / 100));
    }
  }
  return grid;
}

}  // namespace adem::demo
