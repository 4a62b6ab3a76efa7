#include "roads/search/blocks.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>
#include <vector>

namespace adem::roads {

void over_blocks(std::size_t count, unsigned threads,
                 const std::function<void(std::size_t, unsigned)>& piece) {
  std::atomic<std::size_t> next{0};
  std::vector<std::exception_ptr> failed(count);
  const auto work = [&](unsigned worker) {
    for (std::size_t i = next++; i < count; i = next++) {
      try {
        piece(i, worker);
      } catch (...) {
        failed[i] = std::current_exception();
      }
    }
  };
  std::vector<std::thread> others;
  for (unsigned t = 1; t < std::min<std::size_t>(threads, count); ++t) others.emplace_back(work, t);
  work(0);
  for (auto& thread : others) thread.join();
  for (const auto& failure : failed) {
    if (failure) std::rethrow_exception(failure);
  }
}

}  // namespace adem::roads
