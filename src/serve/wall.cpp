#include "serve/wall.h"

#include <vector>

#include "serve/house.h"

namespace adem::serve {

bool Wall::fits(const Register& lists, const desk::Surroundings& around, std::uint64_t size) const {
  return lines_ && lists_->lists_stamp() == lists.lists_stamp() && seen_ >= size &&
         lines_->fits(around);
}

void Wall::follow(const std::shared_ptr<const Register>& lists, const desk::Surroundings& around) {
  const auto size = ledger_.size();
  if (const auto lock = shared(); fits(*lists, around, size)) return;
  const std::lock_guard turn(turn_);
  const std::unique_lock lock(mutex_);
  if (!lines_ || lists_->lists_stamp() != lists->lists_stamp()) {
    lines_.reset();
    lines_.emplace(lists->listed(), ledger_, around);
    lists_ = lists;
    seen_ = size;
  }
  while (seen_ < size) {
    auto arrivals = ledger_.arrivals(seen_);
    if (arrivals.last <= seen_) break;
    std::vector<ledger::Event> recorded;
    recorded.reserve(arrivals.events.size());
    for (auto& [n, event] : arrivals.events) recorded.push_back(std::move(event));
    lines_->take(ledger_, recorded);
    seen_ = arrivals.last;
  }
  lines_->at(around);
}

}  // namespace adem::serve
