// Threads that wait for work and share it by the piece. What a piece computes must not depend on
// who does it or when: then results are the same at any number of threads.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

namespace adem::water {

class Pool {
 public:
  // `threads` counts the caller, who works too; at least 1.
  explicit Pool(unsigned threads);
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  // piece(i) for every i < count; returns when all are done. Pieces must not throw.
  void run(std::size_t count, const std::function<void(std::size_t)>& piece);

 private:
  void serve();
  void work();

  std::vector<std::thread> threads_;
  const std::function<void(std::size_t)>* piece_ = nullptr;
  std::size_t count_ = 0;
  std::atomic<std::size_t> next_{0};
  std::atomic<unsigned> round_{0}, busy_{0};
  std::atomic<bool> stop_{false};
};

}  // namespace adem::water
