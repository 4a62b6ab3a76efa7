#include "serve/outlook_job.h"

#include "base/error.h"
#include "workspace/hazard_store.h"

namespace adem::serve {

OutlookJob::OutlookJob(std::string directory, std::function<void()> finished)
    : directory_(std::move(directory)), finished_(std::move(finished)) {}

OutlookJob::~OutlookJob() {
  if (thread_.joinable()) thread_.join();
}

bool OutlookJob::start(Instant now) {
  std::thread before;
  {
    const std::lock_guard lock(mutex_);
    if (state_.running) return false;
    state_ = {.running = true, .since = now, .done = 0, .total = 0, .failed = std::nullopt};
    done_ = total_ = 0;
    before = std::move(thread_);
  }
  // It has computed, and may still be telling so: who is told asks for the state.
  if (before.joinable()) before.join();
  const std::lock_guard lock(mutex_);
  thread_ = std::thread([this, now] { compute(now); });
  return true;
}

OutlookJob::State OutlookJob::state() const {
  const std::lock_guard lock(mutex_);
  State state = state_;
  state.done = done_;
  state.total = total_;
  return state;
}

void OutlookJob::compute(Instant now) {
  std::optional<Message> failed;
  try {
    auto workspace = workspace::Workspace::open(directory_);
    const auto progress = [this](std::uint64_t done, std::uint64_t total) {
      done_ = done;
      total_ = total;
    };
    workspace::run_outlook(workspace, now, progress, ADEM_VERSION);
  } catch (const Error& error) {
    failed = error.message();
  } catch (const std::exception&) {
    // Its own words may hold anything.
    failed.emplace();
    failed->code = "serve.broken";
  }
  {
    const std::lock_guard lock(mutex_);
    state_.failed = std::move(failed);
    state_.running = false;
  }
  finished_();
}

}  // namespace adem::serve
