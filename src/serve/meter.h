// What the server counts of itself, for a dashboard: Prometheus' text format, version 0.0.4.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace adem::serve {

class Meter {
 public:
  void request(std::string_view route, int status, double seconds);
  std::string text() const;

  std::atomic<std::uint64_t> commits{0}, connections{0}, listeners{0};

 private:
  static constexpr std::array kBounds = {0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0};
  struct Route {
    std::map<int, std::uint64_t> statuses;
    std::array<std::uint64_t, kBounds.size() + 1> buckets{};
    double seconds = 0;
  };
  mutable std::mutex mutex_;
  std::map<std::string, Route, std::less<>> routes_;
};

}  // namespace adem::serve
