#include "roads/passage/futures_table.h"

#include <algorithm>
#include <cassert>

namespace adem::roads {

namespace {

// FNV-1a over words, with a last mix (SplitMix64).
class Hash {
 public:
  void add(std::uint64_t word) { state_ = (state_ ^ word) * 0x100000001b3U; }
  std::uint64_t value() const {
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }

 private:
  std::uint64_t state_ = 0xcbf29ce484222325U;
};

}  // namespace

FuturesTable::FuturesTable(std::size_t members, std::size_t steps)
    : members_(members),
      steps_(steps),
      words_((members + 63) / 64),
      all_(Lanes::first(members)),
      first_{0} {
  assert(members >= 1 && members <= kLanes && steps >= 1 && steps <= 0xFFFF);
}

Known FuturesTable::set(std::uint32_t number) const {
  Known out;
  const auto at = sets_.begin() + static_cast<std::ptrdiff_t>(number * 2 * words_);
  std::copy_n(at, words_, out.closed.word.begin());
  std::copy_n(at + static_cast<std::ptrdiff_t>(words_), words_, out.open.word.begin());
  return out;
}

std::uint32_t FuturesTable::number_of(const Known& known) {
  const Lanes closed = known.closed & all_, open = (known.open & all_) - closed;
  Hash hash;
  for (std::size_t w = 0; w < words_; ++w) {
    hash.add(closed.word[w]);
    hash.add(open.word[w]);
  }
  const auto [begin, end] = known_sets_.equal_range(hash.value());
  for (auto it = begin; it != end; ++it) {
    if (set(it->second) == Known{closed, open}) return it->second;
  }
  const auto number = static_cast<std::uint32_t>(sets_.size() / (2 * words_));
  const auto words = static_cast<std::ptrdiff_t>(words_);
  sets_.insert(sets_.end(), closed.word.begin(), closed.word.begin() + words);
  sets_.insert(sets_.end(), open.word.begin(), open.word.begin() + words);
  known_sets_.emplace(hash.value(), number);
  return number;
}

void FuturesTable::add(std::span<const Since> time) {
  assert(!time.empty() && time.front().step == 0);
  // The runs are put at the end; where an equal history is known they are taken away again.
  const std::size_t begin = since_.size();
  Hash hash;
  const Since* last = nullptr;
  for (const auto& entry : time) {
    if (last != nullptr && entry.known == last->known) continue;
    last = &entry;
    const auto number = number_of(entry.known);
    if (since_.size() > begin && set_.back() == number) continue;
    since_.push_back(static_cast<std::uint16_t>(entry.step));
    set_.push_back(number);
    hash.add(std::uint64_t{number} << 16U | entry.step);
  }
  const std::size_t length = since_.size() - begin;
  const auto [from, to] = known_histories_.equal_range(hash.value());
  for (auto it = from; it != to; ++it) {
    const std::size_t other = first_[it->second];
    if (first_[it->second + 1] - other != length ||
        !std::equal(since_.begin() + static_cast<std::ptrdiff_t>(begin), since_.end(),
                    since_.begin() + static_cast<std::ptrdiff_t>(other)) ||
        !std::equal(set_.begin() + static_cast<std::ptrdiff_t>(begin), set_.end(),
                    set_.begin() + static_cast<std::ptrdiff_t>(other))) {
      continue;
    }
    since_.resize(begin);
    set_.resize(begin);
    history_.push_back(it->second);
    return;
  }
  const auto number = static_cast<std::uint32_t>(histories());
  first_.push_back(static_cast<std::uint32_t>(since_.size()));
  known_histories_.emplace(hash.value(), number);
  history_.push_back(number);
}

void FuturesTable::append(const FuturesTable& other) {
  assert(other.members_ == members_ && other.steps_ == steps_);
  constexpr std::uint32_t kNone = 0xFFFFFFFF;
  std::vector<std::uint32_t> own(other.histories(), kNone);
  std::vector<Since> time;
  for (const auto history : other.history_) {
    if (own[history] != kNone) {
      history_.push_back(own[history]);
      continue;
    }
    time.clear();
    other.each(history, 0, steps_,
               [&time](auto from, auto, const Known& known) { time.push_back({from, known}); });
    add(time);
    own[history] = history_.back();
  }
}

void FuturesTable::close() {
  known_sets_ = {};
  known_histories_ = {};
  for (auto* numbers : {&history_, &first_, &set_}) numbers->shrink_to_fit();
  since_.shrink_to_fit();
  sets_.shrink_to_fit();
}

Known FuturesTable::at(std::size_t edge, std::size_t step) const {
  Known out;
  each(history_[edge], step, step + 1, [&](auto, auto, const Known& known) { out = known; });
  return out;
}

bool FuturesTable::certain() const {
  const auto sets = sets_.size() / (2 * words_);
  for (std::uint32_t number = 0; number < sets; ++number) {
    const auto known = set(number);
    if ((known.closed | known.open) != all_) return false;
  }
  return true;
}

std::size_t FuturesTable::bytes() const {
  return (history_.capacity() + first_.capacity() + set_.capacity()) * sizeof(std::uint32_t) +
         since_.capacity() * sizeof(std::uint16_t) + sets_.capacity() * sizeof(std::uint64_t);
}

}  // namespace adem::roads
