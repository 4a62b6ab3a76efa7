// A monotone queue of buckets (Dial 1969, "Algorithm 360", Communications of the ACM 12): keys of
// the same width of time share a bucket and come out in any order, so a node may come out more than
// once before its label is final; a search that corrects labels is exact at any width.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace adem::roads {

class Buckets {
 public:
  struct Entry {
    std::uint32_t node, key;
  };

  // For keys at most `span` above the one last taken, about `width` to a bucket.
  void start(std::uint32_t width, std::uint32_t span) {
    shift_ = std::bit_width(width | 1U) - 1;
    while (span >> shift_ >= kMost - 2) ++shift_;
    const std::size_t count = std::bit_ceil(std::size_t{span >> shift_} + 2);
    if (buckets_.size() < count) buckets_.resize(count);
    mask_ = buckets_.size() - 1;
    size_ = at_ = 0;
  }

  void push(std::uint32_t node, std::uint32_t key) {
    buckets_[(key >> shift_) & mask_].push_back({node, key});
    ++size_;
  }
  // No key comes before the one that was pushed first.
  void begin_at(std::uint32_t key) { at_ = key >> shift_; }
  bool empty() const { return size_ == 0; }
  Entry pop() {
    while (buckets_[at_ & mask_].empty()) ++at_;
    auto& bucket = buckets_[at_ & mask_];
    const Entry entry = bucket.back();
    bucket.pop_back();
    --size_;
    return entry;
  }

 private:
  static constexpr std::size_t kMost = 1U << 16U;
  std::vector<std::vector<Entry>> buckets_;  // all empty between searches
  int shift_ = 0;
  std::size_t mask_ = 0, size_ = 0, at_ = 0;
};

}  // namespace adem::roads
