#include "serve/meter.h"

#include <algorithm>

#include "base/format.h"

namespace adem::serve {

void Meter::request(std::string_view route, int status, double seconds) {
  const auto bucket =
      static_cast<std::size_t>(std::ranges::lower_bound(kBounds, seconds) - kBounds.begin());
  const std::lock_guard lock(mutex_);
  auto found = routes_.find(route);
  if (found == routes_.end()) found = routes_.emplace(route, Route{}).first;
  Route& of = found->second;
  ++of.statuses[status];
  ++of.buckets[bucket];
  of.seconds += seconds;
}

std::string Meter::text() const {
  std::string text = "# TYPE adem_requests_total counter\n";
  const std::lock_guard lock(mutex_);
  for (const auto& [route, of] : routes_) {
    for (const auto& [status, count] : of.statuses) {
      text += fmt::format("adem_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", route, status,
                          count);
    }
  }
  text += "# TYPE adem_request_seconds histogram\n";
  for (const auto& [route, of] : routes_) {
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < of.buckets.size(); ++i) {
      below += of.buckets[i];
      const auto bound = i < kBounds.size() ? fmt::format("{}", kBounds[i]) : "+Inf";
      text += fmt::format("adem_request_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n", route,
                          bound, below);
    }
    text += fmt::format("adem_request_seconds_sum{{route=\"{0}\"}} {1}\n", route, of.seconds);
    text += fmt::format("adem_request_seconds_count{{route=\"{}\"}} {}\n", route, below);
  }
  text += fmt::format("# TYPE adem_connections gauge\nadem_connections {}\n", connections.load());
  text += fmt::format("# TYPE adem_listeners gauge\nadem_listeners {}\n", listeners.load());
  text += fmt::format("# TYPE adem_commits_total counter\nadem_commits_total {}\n", commits.load());
  return text;
}

}  // namespace adem::serve
