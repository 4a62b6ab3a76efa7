// All pairs of near-equal sets among many, without comparing each with each: MinHash signatures
// (Broder 1997), banded so that sets which are alike meet in at least one band (Leskovec, Rajaraman
// and Ullman, Mining of Massive Datasets, ch. 3), and every pair that met verified by exact
// Jaccard. So what is reported is always true; what is missed is rare and known in advance.
//
// 16 bands of 5: two sets of Jaccard 0.8 are missed with probability 0.0017, of 0.85 with 0.0002,
// of 0.9 with less than 0.000001.
#pragma once

#include <cstdint>
#include <vector>

#include "alike/shingles.h"

namespace adem::alike {

// What counts as alike, in thousandths of Jaccard's measure.
inline constexpr unsigned kAlike = 800;

struct Pair {
  std::uint32_t first = 0, second = 0;  // first < second
  auto operator<=>(const Pair&) const = default;
};

// Groups of sets 0 … n-1: each member is alike to at least one other of its group, not to all. In
// each, numbers rise; groups rise by their first; those alone are not listed. Deterministic. Cost:
// 80 steps a shingle and few comparisons, also where thousands are alike; memory 200 bytes a set.
// Empty sets are alike to nothing.
std::vector<std::vector<std::uint32_t>> alike_groups(const std::vector<Shingles>& sets);

// Every pair by itself, in rising order: as many comparisons as there are pairs.
std::vector<Pair> alike_pairs(const std::vector<Shingles>& sets);

}  // namespace adem::alike
