// When roads are open, in up to 64 futures side by side: for each edge and step of time one word,
// a bit for each future. Most edges are open throughout or closed throughout and cost four bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "roads/search/closures.h"

namespace adem::roads {

using FutureWord = std::uint64_t;
inline constexpr std::size_t kWordFutures = 64;

class FutureHours {
 public:
  static constexpr std::uint32_t kOpen = 0xFFFFFFFF, kClosed = 0xFFFFFFFE;

  // 1 to kWordFutures futures. The window ends with the last step, before 2^32 ms.
  FutureHours(std::size_t edges, std::size_t futures, std::size_t steps, std::uint32_t step_ms);

  // Steps one after the other, from 0: lane f + members × s of the block is future f at the block's
  // step s. Of its members those from `first` on are taken, as many as this holds.
  void take(const Closures& block, std::size_t members, std::size_t first);

  std::size_t edges() const { return state_.size(); }
  std::size_t futures() const { return futures_; }
  FutureWord all() const { return all_; }
  std::uint32_t step_ms() const { return step_ms_; }
  std::uint32_t end_ms() const { return static_cast<std::uint32_t>(steps_) * step_ms_; }
  // kOpen, kClosed, or which of the rows it is.
  std::uint32_t state(std::uint32_t edge) const { return state_[edge]; }
  // The futures in which an edge with a row is open at each step.
  const FutureWord* row(std::uint32_t state) const { return &rows_[state * steps_]; }
  FutureWord open(std::uint32_t edge, std::size_t step) const {
    const std::uint32_t state = state_[edge];
    if (state == kOpen) return all_;
    return state == kClosed ? 0 : row(state)[step];
  }

 private:
  FutureWord* make_row(std::uint32_t edge);

  std::size_t futures_, steps_, taken_ = 0;
  std::uint32_t step_ms_;
  FutureWord all_;
  std::vector<std::uint32_t> state_;
  std::vector<FutureWord> rows_;
};

}  // namespace adem::roads
