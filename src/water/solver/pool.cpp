#include "water/solver/pool.h"

#include <algorithm>

namespace adem::water {

namespace {

// Steps follow one another within microseconds, so a short look before sleeping pays; a longer one
// would take the processor from whoever else needs it.
template <class T>
void wait_while(const std::atomic<T>& value, T old) {
  for (int i = 0; i < 4000; ++i) {
    if (value.load(std::memory_order_acquire) != old) return;
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
  }
  while (value.load(std::memory_order_acquire) == old) value.wait(old);
}

}  // namespace

Pool::Pool(unsigned threads) {
  for (unsigned i = 1; i < std::max(1U, threads); ++i) threads_.emplace_back([this] { serve(); });
}

Pool::~Pool() {
  stop_ = true;
  ++round_;
  round_.notify_all();
  for (auto& thread : threads_) thread.join();
}

void Pool::run(std::size_t count, const std::function<void(std::size_t)>& piece) {
  if (threads_.empty() || count < 2) {
    for (std::size_t i = 0; i < count; ++i) piece(i);
    return;
  }
  piece_ = &piece;
  count_ = count;
  next_ = 0;
  busy_ = static_cast<unsigned>(threads_.size());
  ++round_;
  round_.notify_all();
  work();
  for (unsigned left = busy_; left != 0; left = busy_) wait_while(busy_, left);
}

// Neighbours together for the cache, in ever smaller shares, so that nobody waits long at the end.
void Pool::work() {
  const std::size_t shares = 4 * (threads_.size() + 1);
  for (;;) {
    std::size_t from = next_.load(std::memory_order_relaxed), to = 0;
    do {
      if (from >= count_) return;
      to = from + std::max<std::size_t>(1, (count_ - from) / shares);
    } while (!next_.compare_exchange_weak(from, to));
    for (std::size_t i = from; i < to; ++i) (*piece_)(i);
  }
}

void Pool::serve() {
  for (unsigned seen = 0;;) {
    wait_while(round_, seen);
    seen = round_;
    if (stop_) return;
    work();
    if (--busy_ == 0) busy_.notify_all();
  }
}

}  // namespace adem::water
