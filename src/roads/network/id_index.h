// Which of many sorted ids is this one? A table over their range leaves a few to look at.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

namespace adem::roads {

class IdIndex {
 public:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  IdIndex() = default;
  // Any order, with repetitions; at most 2^32 - 1 different ones.
  explicit IdIndex(std::vector<std::int64_t> ids);
  std::size_t size() const { return ids_.size(); }
  std::int64_t id(std::uint32_t index) const { return ids_[index]; }
  // kNone where it is not among them.
  std::uint32_t find(std::int64_t id) const;

 private:
  std::vector<std::int64_t> ids_;      // ascending
  std::vector<std::uint32_t> bucket_;  // first index of each slice of the range
  unsigned shift_ = 0;
};

}  // namespace adem::roads
