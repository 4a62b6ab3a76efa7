#include "ledger/group.h"

#include <algorithm>

namespace adem::ledger {

namespace {

// So that no transaction grows without end.
constexpr std::size_t kMost = 512;

}  // namespace

void Group::submit(Job& job) {
  {
    std::unique_lock lock(mutex_);
    waiting_.push_back(&job);
    if (led_) {
      job.turn_.wait(lock, [&job] { return job.done_ || job.leads_; });
    } else {
      led_ = true;
      job.leads_ = true;
    }
    if (!job.done_) lead(lock);
  }
  if (job.failed) std::rethrow_exception(job.failed);
}

// The leader's own job is the first in the queue.
void Group::lead(std::unique_lock<std::mutex>& lock) {
  const std::size_t count = std::min(kMost, waiting_.size());
  const std::vector<Job*> jobs(waiting_.begin(),
                               waiting_.begin() + static_cast<std::ptrdiff_t>(count));
  waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(count));
  lock.unlock();
  std::exception_ptr failed;
  try {
    run_(jobs);
  } catch (...) {
    failed = std::current_exception();
  }
  lock.lock();
  for (Job* job : jobs) {
    if (failed) job->failed = failed;
    job->done_ = true;
    job->turn_.notify_one();
  }
  if (waiting_.empty()) {
    led_ = false;
  } else {
    waiting_.front()->leads_ = true;
    waiting_.front()->turn_.notify_one();
  }
}

}  // namespace adem::ledger
