// Group commit: writers that arrive while one is at work wait together, and the next of them takes
// all who wait into one transaction (leader and followers; no thread of its own). He waits for as
// many as the last commit served and left waiting, but not for long: mostly they come back at once,
// and another commit for the late ones costs more. So a lone writer, who expects nobody, waits for
// nobody.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "ledger/ledger.h"

namespace adem::ledger {

// A writer's place to wait: his own, so that many who are called do not queue for one lock.
class Turn {
 public:
  void call();
  void wait();  // for the next call

 private:
  std::mutex mutex_;
  std::condition_variable called_;
  bool is_called_ = false;
};

struct Job {
  const Act* act = nullptr;
  Instant now;
  std::string once;  // the name under which it may run a single time; empty: any number of times
  std::vector<Event> made;
  bool skipped = false;  // done before under that name
  std::exception_ptr failed;

 private:
  friend class Group;
  bool done_ = false;  // else, when it is called, it leads
  std::shared_ptr<Turn> turn_;
};

class Group {
 public:
  // `run` does all jobs in one transaction. What it throws is every job's failure.
  explicit Group(std::function<void(const std::vector<Job*>&)> run) : run_(std::move(run)) {}
  // Returns once the job is done; rethrows its failure.
  void submit(Job& job);

 private:
  void lead(std::unique_lock<std::mutex>& lock);
  std::function<void(const std::vector<Job*>&)> run_;
  std::mutex mutex_;
  std::condition_variable gathered_;
  std::deque<Job*> waiting_;
  std::size_t expected_ = 0;  // so many the leader waits for
  bool led_ = false;
};

}  // namespace adem::ledger
