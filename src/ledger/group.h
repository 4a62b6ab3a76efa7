// Group commit: writers that arrive while one is at work wait together, and the next of them takes
// all who wait into one transaction (leader and followers; no thread of its own).
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <vector>

#include "ledger/ledger.h"

namespace adem::ledger {

struct Job {
  const Act* act = nullptr;
  Instant now;
  std::string once;  // the name under which it may run a single time; empty: any number of times
  std::vector<Event> made;
  bool skipped = false;  // done before under that name
  std::exception_ptr failed;

 private:
  friend class Group;
  bool done_ = false;
  bool leads_ = false;
  std::condition_variable turn_;
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
  std::deque<Job*> waiting_;
  bool led_ = false;
};

}  // namespace adem::ledger
