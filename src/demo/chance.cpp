#include "demo/chance.h"

#include <cmath>

namespace adem::demo {

namespace {

constexpr std::uint64_t kStep = 0x9e3779b97f4a7c15u;

std::uint64_t mix(std::uint64_t z) {
  z = (z ^ (z >> 30u)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27u)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31u);
}

double unit(std::uint64_t bits) { return static_cast<double>(bits >> 11u) * 0x1p-53; }

// A lattice point's height in [-1, 1].
double lattice(std::uint64_t seed, std::int64_t x, std::int64_t y) {
  const auto h = mix(seed + kStep * static_cast<std::uint64_t>(x));
  return 2 * unit(mix(h + kStep * static_cast<std::uint64_t>(y))) - 1;
}

double eased(double t) { return t * t * (3 - 2 * t); }

}  // namespace

std::uint64_t Chance::bits() { return mix(state_ += kStep); }
double Chance::share() { return unit(bits()); }
double Chance::between(double low, double high) { return low + (high - low) * share(); }

std::int64_t Chance::whole(std::int64_t low, std::int64_t high) {
  return low + static_cast<std::int64_t>(share() * static_cast<double>(high - low + 1));
}

Chance Chance::fork(std::uint64_t use) const { return Chance(mix(state_ ^ mix(use + kStep))); }

double noise(std::uint64_t seed, double x, double y) {
  const double fx = std::floor(x);
  const double fy = std::floor(y);
  const auto ix = static_cast<std::int64_t>(fx);
  const auto iy = static_cast<std::int64_t>(fy);
  const double u = eased(x - fx);
  const double v = eased(y - fy);
  const double north = std::lerp(lattice(seed, ix, iy), lattice(seed, ix + 1, iy), u);
  const double south = std::lerp(lattice(seed, ix, iy + 1), lattice(seed, ix + 1, iy + 1), u);
  return std::lerp(north, south, v);
}

double noise(std::uint64_t seed, double x) { return noise(seed, x, 0.5); }

double rough(std::uint64_t seed, double x, double y) {
  return (noise(seed, x, y) + noise(seed + 1, 2 * x, 2 * y) / 2 +
          noise(seed + 2, 4 * x, 4 * y) / 4) /
         1.75;
}

double rough(std::uint64_t seed, double x) { return rough(seed, x, 0.5); }

}  // namespace adem::demo
