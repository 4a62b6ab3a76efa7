// Numbers joined into sets, each named by its lowest member (union-find with path halving: Tarjan
// and van Leeuwen 1984, Journal of the ACM 31).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace adem {

class DisjointSets {
 public:
  explicit DisjointSets(std::size_t count = 0) { reset(count); }
  // Each number alone; memory is kept.
  void reset(std::size_t count) {
    parent_.resize(count);
    std::iota(parent_.begin(), parent_.end(), 0U);
  }
  std::size_t size() const { return parent_.size(); }

  std::uint32_t find(std::uint32_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    a = find(a);
    b = find(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

  // From then on, until the next join, found() tells each number's set at once.
  void flatten() {
    // A parent lies below its number, so it is final when its number's turn comes.
    for (auto& parent : parent_) parent = parent_[parent];
  }
  std::uint32_t found(std::uint32_t i) const { return parent_[i]; }

 private:
  std::vector<std::uint32_t> parent_;
};

}  // namespace adem
