#include "alike/pairs.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>

#include "base/disjoint_sets.h"

namespace adem::alike {

namespace {

constexpr std::size_t kBands = 16, kRows = 5, kHashes = kBands * kRows;
using Signature = std::array<std::uint32_t, kHashes>;

// Of the values of SplitMix64 (Steele et al. 2014) from a seed that is written down here.
constexpr std::uint64_t kSeed = 20241127;

std::uint64_t mixed(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15u;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

// One permutation of 32 bits each: x -> a x + b with odd a, over mixed pieces.
struct Permutations {
  std::array<std::uint32_t, kHashes> a{}, b{};
  Permutations() {
    for (std::size_t i = 0; i < kHashes; ++i) {
      const auto bits = mixed(kSeed + i);
      a[i] = static_cast<std::uint32_t>(bits) | 1u;
      b[i] = static_cast<std::uint32_t>(bits >> 32);
    }
  }
};

Signature signature_of(const Shingles& set, const Permutations& by) {
  Signature least;
  least.fill(std::numeric_limits<std::uint32_t>::max());
  for (const auto value : set) {
    const auto x = static_cast<std::uint32_t>(mixed(value));
    for (std::size_t i = 0; i < kHashes; ++i) least[i] = std::min(least[i], by.a[i] * x + by.b[i]);
  }
  return least;
}

std::uint64_t band_key(const Signature& signature, std::size_t band) {
  std::uint64_t key = band;
  for (std::size_t row = 0; row < kRows; ++row) key = mixed(key ^ signature[band * kRows + row]);
  return key;
}

struct Entry {
  std::uint64_t key = 0;
  std::uint32_t set = 0;
  auto operator<=>(const Entry&) const = default;
};

// The keys of all bands of one set.
using Keys = std::array<std::uint64_t, kBands>;

// Visits the pairs of `sets` (none of which are equal) that meet in a band, as indices with the
// first below the second; a pair may be visited again in a later band.
class Bands {
 public:
  explicit Bands(const std::vector<const Shingles*>& sets) : keys_(sets.size()) {
    const Permutations permutations;
    for (std::size_t i = 0; i < sets.size(); ++i) {
      const auto signature = signature_of(*sets[i], permutations);
      for (std::size_t band = 0; band < kBands; ++band) keys_[i][band] = band_key(signature, band);
    }
  }

  template <typename Visit>
  void visit(Visit visit_pair) const {
    std::vector<Entry> entries(keys_.size());
    for (std::size_t band = 0; band < kBands; ++band) {
      for (std::size_t i = 0; i < entries.size(); ++i) {
        entries[i] = {keys_[i][band], static_cast<std::uint32_t>(i)};
      }
      std::ranges::sort(entries);
      for (std::size_t begin = 0; begin < entries.size();) {
        std::size_t end = begin + 1;
        while (end < entries.size() && entries[end].key == entries[begin].key) ++end;
        for (std::size_t i = begin; i < end; ++i) {
          for (std::size_t j = i + 1; j < end; ++j) visit_pair(entries[i].set, entries[j].set);
        }
        begin = end;
      }
    }
  }

 private:
  std::vector<Keys> keys_;
};

// Sets without their copies, which are alike without being compared.
struct Distinct {
  std::vector<const Shingles*> sets;
  std::vector<std::vector<std::uint32_t>> members;  // who has the set of that place
  explicit Distinct(const std::vector<Shingles>& all) {
    std::vector<std::uint32_t> order;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!all[i].empty()) order.push_back(static_cast<std::uint32_t>(i));
    }
    std::ranges::stable_sort(order, [&](auto a, auto b) { return all[a] < all[b]; });
    for (const auto i : order) {
      if (sets.empty() || *sets.back() != all[i]) {
        sets.push_back(&all[i]);
        members.emplace_back();
      }
      members.back().push_back(i);
    }
  }
};

}  // namespace

std::vector<std::vector<std::uint32_t>> alike_groups(const std::vector<Shingles>& sets) {
  const Distinct distinct(sets);
  DisjointSets together(sets.size());
  for (const auto& copies : distinct.members) {
    for (const auto one : copies) together.join(copies.front(), one);
  }
  Bands(distinct.sets).visit([&](std::uint32_t a, std::uint32_t b) {
    const auto first = distinct.members[a].front(), second = distinct.members[b].front();
    if (together.find(first) == together.find(second)) return;
    if (are_alike(*distinct.sets[a], *distinct.sets[b], kAlike)) together.join(first, second);
  });
  std::map<std::uint32_t, std::vector<std::uint32_t>> groups;
  for (std::uint32_t i = 0; i < sets.size(); ++i) groups[together.find(i)].push_back(i);
  std::vector<std::vector<std::uint32_t>> out;
  for (auto& [first, members] : groups) {
    if (members.size() > 1) out.push_back(std::move(members));
  }
  return out;
}

std::vector<Pair> alike_pairs(const std::vector<Shingles>& sets) {
  const Distinct distinct(sets);
  std::vector<Pair> met;
  Bands(distinct.sets).visit([&met](std::uint32_t a, std::uint32_t b) { met.push_back({a, b}); });
  std::ranges::sort(met);
  met.erase(std::ranges::unique(met).begin(), met.end());
  std::vector<Pair> found;
  const auto add = [&found](std::uint32_t one, std::uint32_t other) {
    found.push_back({std::min(one, other), std::max(one, other)});
  };
  for (const auto& copies : distinct.members) {
    for (std::size_t i = 0; i < copies.size(); ++i) {
      for (std::size_t j = i + 1; j < copies.size(); ++j) add(copies[i], copies[j]);
    }
  }
  for (const auto& pair : met) {
    if (!are_alike(*distinct.sets[pair.first], *distinct.sets[pair.second], kAlike)) continue;
    for (const auto one : distinct.members[pair.first]) {
      for (const auto other : distinct.members[pair.second]) add(one, other);
    }
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace adem::alike
