#include "roads/search/reduction.h"

#include <numeric>
#include <utility>

namespace adem::roads {

namespace {

// A place with more bonds than this is not searched for a second bond to the same neighbour: two
// bonds side by side cost less than looking through thousands.
constexpr std::uint32_t kLooked = 64;

}  // namespace

void Rows::start(const Closures& closures) {
  given_ = closures.rows().data();
  given_count_ = static_cast<std::uint32_t>(closures.rows().size());
  made_.clear();
  made_.push_back({});
  made_.push_back(closures.all());
}

std::uint32_t Rows::either(std::uint32_t a, std::uint32_t b) {
  if (a == b || b == none() || a == all()) return a;
  if (a == none() || b == all()) return b;
  made_.push_back((*this)[a] | (*this)[b]);
  if (made_.back() == made_[1]) {
    made_.pop_back();
    return all();
  }
  return given_count_ + static_cast<std::uint32_t>(made_.size()) - 1;
}

std::uint32_t Rows::both(std::uint32_t a, std::uint32_t b) {
  if (a == b || b == all() || a == none()) return a;
  if (a == all() || b == none()) return b;
  const Lanes row = (*this)[a] & (*this)[b];
  if (!row.any()) return none();
  made_.push_back(row);
  return given_count_ + static_cast<std::uint32_t>(made_.size()) - 1;
}

void Reduction::start(const Closures& closures) {
  rows_.start(closures);
  end_.clear();
  row_.clear();
}

void Reduction::add(std::uint32_t a, std::uint32_t b, std::uint32_t there, std::uint32_t back) {
  end_.push_back(a);
  end_.push_back(b);
  row_.push_back(there);
  row_.push_back(back);
}

void Reduction::seat() {
  for (const std::uint32_t place : end_) ++count_[place];
  std::exclusive_scan(count_.begin(), count_.end(), first_.begin(), 0U);
  std::fill(count_.begin(), count_.end(), 0U);
  slot_.resize(end_.size());
  place_in_.resize(end_.size());
  for (std::uint32_t half = 0; half < end_.size(); ++half) {
    place_in_[half] = first_[end_[half]] + count_[end_[half]]++;
    slot_[place_in_[half]] = half;
  }
}

void Reduction::reduce(std::uint32_t places) {
  first_.resize(places);
  count_.assign(places, 0);
  seen_.assign(places, kNowhere);
  via_.resize(places);
  folded_.assign(places, 0);
  folds_.clear();
  waiting_.clear();
  rows_.reserve(places);
  folds_.reserve(places);
  seat();
  for (std::uint32_t p = 0; p < places; ++p) unite_parallel(p);
  for (std::uint32_t p = places; p-- > 0;) again(p);
  while (!waiting_.empty()) {
    const std::uint32_t place = waiting_.back();
    waiting_.pop_back();
    if (folded_[place] == 0) fold(place);
  }
}

void Reduction::again(std::uint32_t place) {
  if (count_[place] <= 2) waiting_.push_back(place);
}

void Reduction::remove(std::uint32_t half) {
  const std::uint32_t place = end_[half];
  const std::uint32_t last = slot_[first_[place] + --count_[place]];
  slot_[place_in_[half]] = last;
  place_in_[last] = place_in_[half];
}

// Two halves at one place whose other halves are at one place too.
void Reduction::unite(std::uint32_t kept, std::uint32_t dropped) {
  const bool alike = row_[kept] == row_[kept ^ 1U] && row_[dropped] == row_[dropped ^ 1U];
  row_[kept] = rows_.either(row_[kept], row_[dropped]);
  row_[kept ^ 1U] = alike ? row_[kept] : rows_.either(row_[kept ^ 1U], row_[dropped ^ 1U]);
  remove(dropped);
  remove(dropped ^ 1U);
}

void Reduction::unite_parallel(std::uint32_t place) {
  if (count_[place] > kLooked) return;
  for (std::uint32_t i = 0; i < count_[place];) {
    const std::uint32_t half = slot_[first_[place] + i], other = end_[half ^ 1U];
    if (seen_[other] == place) {
      unite(via_[other], half);  // the last half takes the empty slot
    } else {
      seen_[other] = place;
      via_[other] = half;
      ++i;
    }
  }
}

std::uint32_t Reduction::bond_between(std::uint32_t a, std::uint32_t b) const {
  if (count_[a] > count_[b]) std::swap(a, b);
  if (count_[a] > kLooked) return kNowhere;
  for (std::uint32_t i = 0; i < count_[a]; ++i) {
    const std::uint32_t half = slot_[first_[a] + i];
    if (end_[half ^ 1U] == b) return half;
  }
  return kNowhere;
}

void Reduction::fold(std::uint32_t place) {
  folded_[place] = 1;
  if (count_[place] == 2) return fold_between(place);
  Fold fold{place, kNowhere, kNowhere, rows_.none(), rows_.none(), rows_.none(), rows_.none()};
  if (count_[place] == 1) {
    const std::uint32_t half = slot_[first_[place]];
    fold.near = end_[half ^ 1U];
    fold.out_near = row_[half];
    fold.in_near = row_[half ^ 1U];
    remove(half ^ 1U);
    again(fold.near);
  }
  folds_.push_back(fold);
}

void Reduction::fold_between(std::uint32_t place) {
  const std::uint32_t near = slot_[first_[place]], far = slot_[first_[place] + 1];
  const std::uint32_t a = end_[near ^ 1U], b = end_[far ^ 1U];
  const Fold fold{place, a, b, row_[near ^ 1U], row_[near], row_[far ^ 1U], row_[far]};
  folds_.push_back(fold);
  const bool alike = fold.in_near == fold.out_near && fold.in_far == fold.out_far;
  const std::uint32_t there = rows_.both(fold.in_near, fold.out_far);  // a to b
  const std::uint32_t back = alike ? there : rows_.both(fold.in_far, fold.out_near);
  if (a == b || (there == rows_.none() && back == rows_.none())) {
    remove(near ^ 1U);
    remove(far ^ 1U);
    again(a);
    again(b);
    return;
  }
  const std::uint32_t other = bond_between(a, b);
  // The near bond now leads from a to b: its half at the folded place takes the far one's seat.
  const std::uint32_t seat = place_in_[far ^ 1U];
  end_[near] = b;
  slot_[seat] = near;
  place_in_[near] = seat;
  row_[near ^ 1U] = there;
  row_[near] = back;
  if (other == kNowhere) return;
  unite(other, end_[other] == a ? near ^ 1U : near);
  again(a);
  again(b);
}

}  // namespace adem::roads
