// The outlook, computed in the background by a workspace opened for that alone: one at a time. Who
// asks for it while one is computed is told of that one. Thread-safe.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "base/json.h"
#include "base/message.h"
#include "base/time.h"

namespace adem::serve {

class OutlookJob {
 public:
  struct State {
    bool running = false;
    std::optional<Instant> since;       // when the newest began; none: none was asked for yet
    std::uint64_t done = 0, total = 0;  // of what is being done now
    std::optional<Message> failed;      // why the newest came to nothing
  };

  // `finished` is called in the thread that computed, also where it failed.
  OutlookJob(std::string directory, std::function<void()> finished);
  // Waits for what is being computed.
  ~OutlookJob();
  OutlookJob(const OutlookJob&) = delete;
  OutlookJob& operator=(const OutlookJob&) = delete;

  // False: one is being computed.
  bool start(Instant now);
  State state() const;

 private:
  void compute(Instant now);

  const std::string directory_;
  const std::function<void()> finished_;
  mutable std::mutex mutex_;
  State state_;
  std::atomic<std::uint64_t> done_{0}, total_{0};
  std::thread thread_;
};

}  // namespace adem::serve
