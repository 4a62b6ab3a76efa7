// The parts of the benchmark of searches on roads, and what they measure with.
#pragma once

#include <algorithm>
#include <cstdint>
#include <time.h>
#include <vector>

#include "map.h"

namespace adem::bench {

// Spent by this thread: what one core takes, also where other work shares the machine.
inline double cpu_seconds() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

template <class Work>
double cpu_seconds_of(const Work& work) {
  const double before = cpu_seconds();
  work();
  return cpu_seconds() - before;
}

inline double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// Each prints its figures; false if an answer differs from the plain search's.
bool bench_reach(const RoadMap& map, double disputed);
bool bench_travel(const RoadMap& map);
void bench_clock(const RoadMap& map);
void bench_causes(const RoadMap& map);

}  // namespace adem::bench
