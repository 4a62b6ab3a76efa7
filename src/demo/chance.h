// Chance with a seed: the same seed gives the same coast on every machine. Smooth noise is value
// noise on a lattice hashed with SplitMix64 (Steele, Lea & Flood 2014).
#pragma once

#include <cstdint>

namespace adem::demo {

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  std::uint64_t bits();
  double share();                                           // [0, 1)
  double between(double low, double high);                  // [low, high)
  std::int64_t whole(std::int64_t low, std::int64_t high);  // both ends included
  // Independent stream for a named use, so that adding one use moves no other.
  Chance fork(std::uint64_t use) const;

 private:
  std::uint64_t state_;
};

// Smooth noise in [-1, 1], one lattice cell per unit.
double noise(std::uint64_t seed, double x);
double noise(std::uint64_t seed, double x, double y);
// Three octaves, each half as high and twice as dense; about [-1, 1].
double rough(std::uint64_t seed, double x);
double rough(std::uint64_t seed, double x, double y);

}  // namespace adem::demo
