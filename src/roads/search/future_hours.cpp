#include "roads/search/future_hours.h"

#include <algorithm>
#include <cassert>

namespace adem::roads {

namespace {

// 64 lanes from `lane` on; those beyond the last are not set.
FutureWord word_at(const Lanes& lanes, std::size_t lane) {
  const std::size_t word = lane / 64, shift = lane % 64;
  if (word >= Lanes::kWords) return 0;
  FutureWord out = lanes.word[word] >> shift;
  if (shift > 0 && word + 1 < Lanes::kWords) out |= lanes.word[word + 1] << (64 - shift);
  return out;
}

}  // namespace

FutureHours::FutureHours(std::size_t edges, std::size_t futures, std::size_t steps,
                         std::uint32_t step_ms)
    : futures_(futures),
      steps_(steps),
      step_ms_(step_ms),
      all_(futures == kWordFutures ? ~FutureWord{0} : (FutureWord{1} << futures) - 1),
      state_(edges, kOpen) {
  assert(futures >= 1 && futures <= kWordFutures);
}

// A row that says what was taken so far.
FutureWord* FutureHours::make_row(std::uint32_t edge) {
  const FutureWord before = state_[edge] == kOpen ? all_ : 0;
  state_[edge] = static_cast<std::uint32_t>(rows_.size() / steps_);
  rows_.resize(rows_.size() + steps_, 0);
  FutureWord* row = &rows_[state_[edge] * steps_];
  std::fill_n(row, taken_, before);
  return row;
}

void FutureHours::take(const Closures& block, std::size_t members, std::size_t first) {
  const std::size_t steps = block.lanes() / members;
  assert(first + futures_ <= members && taken_ + steps <= steps_);
  for (std::uint32_t edge = 0; edge < block.edges(); ++edge) {
    const std::uint32_t now = block.state(edge);
    if (taken_ == 0 && now >= Closures::kClosed) {
      state_[edge] = now == Closures::kOpen ? kOpen : kClosed;
      continue;
    }
    const bool same = (now == Closures::kOpen && state_[edge] == kOpen) ||
                      (now == Closures::kClosed && state_[edge] == kClosed);
    if (same) continue;
    FutureWord* row = state_[edge] < kClosed ? &rows_[state_[edge] * steps_] : make_row(edge);
    for (std::size_t s = 0; s < steps; ++s) {
      FutureWord open = now == Closures::kOpen ? all_ : 0;
      if (now < Closures::kClosed) {
        open = word_at(block.rows()[now], s * members + first) & all_;
      }
      row[taken_ + s] = open;
    }
  }
  taken_ += steps;
}

}  // namespace adem::roads
