#include "roads/search/closures.h"

#include <algorithm>
#include <cassert>

namespace adem::roads {

Closures::Closures(std::size_t edges, std::size_t lanes)
    : lanes_(lanes), all_(Lanes::first(lanes)), state_(edges, kOpen) {
  assert(lanes >= 1 && lanes <= kLanes);
}

void Closures::set(std::uint32_t edge, const Lanes& open) {
  const Lanes row = open & all_;
  std::uint32_t& state = state_[edge];
  if (state < kClosed) {  // keeps its row, whatever it becomes
    rows_[state] = row;
  } else if (row == all_) {
    state = kOpen;
  } else if (!row.any()) {
    state = kClosed;
  } else {
    state = static_cast<std::uint32_t>(rows_.size());
    rows_.push_back(row);
  }
}

Closures closures_of(std::span<const std::uint64_t> rows, std::size_t words, std::size_t lanes) {
  assert(words >= 1 && words <= Lanes::kWords && lanes <= words * 64);
  Closures closures(rows.size() / words, lanes);
  Lanes open;
  for (std::size_t e = 0; e < closures.edges(); ++e) {
    std::copy_n(&rows[e * words], words, open.word.begin());
    closures.set(static_cast<std::uint32_t>(e), open);
  }
  return closures;
}

}  // namespace adem::roads
