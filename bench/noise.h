// Rough ground made from a seed, for benchmarks.
#pragma once

#include <cmath>
#include <cstdint>

namespace adem::bench {

// Smooth value noise summed over octaves: rough at every scale, as terrain is.
class Noise {
 public:
  explicit Noise(std::uint64_t seed) : seed_(seed) {}
  double operator()(double x, double y) const {
    double sum = 0, height = 1;
    for (std::uint64_t octave = 0; octave < 9; ++octave) {
      sum += height * smooth(x, y, octave);
      height *= 0.55;
      x *= 2;
      y *= 2;
    }
    return sum;
  }

 private:
  double corner(std::int64_t x, std::int64_t y, std::uint64_t octave) const {
    std::uint64_t h = seed_ ^ (octave * 0x9E3779B97F4A7C15u);
    h ^= static_cast<std::uint64_t>(x) * 0xBF58476D1CE4E5B9u;
    h = (h ^ (h >> 29)) * 0x94D049BB133111EBu;
    h ^= static_cast<std::uint64_t>(y) * 0xD6E8FEB86659FD93u;
    h = (h ^ (h >> 32)) * 0xD6E8FEB86659FD93u;
    h ^= h >> 31;
    return static_cast<double>(h >> 11) * 0x1p-52 - 1;
  }
  double smooth(double x, double y, std::uint64_t octave) const {
    const double fx = std::floor(x), fy = std::floor(y);
    const auto ix = static_cast<std::int64_t>(fx), iy = static_cast<std::int64_t>(fy);
    const double u = (x - fx) * (x - fx) * (3 - 2 * (x - fx));
    const double v = (y - fy) * (y - fy) * (3 - 2 * (y - fy));
    const double a = corner(ix, iy, octave), b = corner(ix + 1, iy, octave);
    const double c = corner(ix, iy + 1, octave), d = corner(ix + 1, iy + 1, octave);
    return (a + (b - a) * u) * (1 - v) + (c + (d - c) * u) * v;
  }
  std::uint64_t seed_;
};

}  // namespace adem::bench
