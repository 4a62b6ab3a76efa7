#include "ledger/group.h"

#include <algorithm>
#include <chrono>

namespace adem::ledger {

namespace {

// So that no transaction grows without end.
constexpr std::size_t kMost = 512;
// Nobody waits longer than this for others to come back. A sync takes about twice as long.
constexpr std::chrono::microseconds kGather{2500};

}  // namespace

void Turn::call() {
  const std::lock_guard lock(mutex_);
  is_called_ = true;
  called_.notify_one();
}

void Turn::wait() {
  std::unique_lock lock(mutex_);
  called_.wait(lock, [this] { return is_called_; });
  is_called_ = false;
}

void Group::submit(Job& job) {
  std::unique_lock lock(mutex_);
  if (led_) job.turn_ = std::make_shared<Turn>();
  waiting_.push_back(&job);
  if (led_) {
    if (waiting_.size() == expected_) gathered_.notify_one();
    lock.unlock();
    job.turn_->wait();
    if (!job.done_) lock.lock();
  }
  if (!job.done_) lead(lock);
  if (job.failed) std::rethrow_exception(job.failed);
}

// The leader's own job is the first in the queue. Leaves with the lock open.
void Group::lead(std::unique_lock<std::mutex>& lock) {
  led_ = true;
  gathered_.wait_for(lock, kGather, [this] { return waiting_.size() >= expected_; });
  const std::size_t count = std::min(kMost, waiting_.size());
  const auto last = waiting_.begin() + static_cast<std::ptrdiff_t>(count);
  const std::vector<Job*> jobs(waiting_.begin(), last);
  waiting_.erase(waiting_.begin(), last);
  lock.unlock();
  std::exception_ptr failed;
  try {
    run_(jobs);
  } catch (...) {
    failed = std::current_exception();
  }
  // Once it is called a job may be gone; its turn is held here.
  std::vector<std::shared_ptr<Turn>> turns;
  turns.reserve(jobs.size() + 1);
  for (Job* job : jobs) {
    if (failed) job->failed = failed;
    job->done_ = true;
    if (job->turn_) turns.push_back(job->turn_);
  }
  lock.lock();
  led_ = !waiting_.empty();
  expected_ = std::min(kMost, waiting_.size() + jobs.size());
  if (led_) turns.push_back(waiting_.front()->turn_);
  lock.unlock();
  for (const auto& turn : turns) turn->call();
}

}  // namespace adem::ledger
