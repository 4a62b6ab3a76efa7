// Earliest arrivals and last departures in up to 64 futures at once, over roads that close and open
// in time: exactly the answers of one TravelSearch a future (travel.h has the rules: waiting at
// junctions only, a road must be open all the while it is ridden, beyond the window nothing is
// open). Labels are (time, node, futures) in order of time: a node is settled once for each time at
// which some future first gets there, mostly once for all of them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "roads/search/future_hours.h"
#include "roads/search/travel.h"

namespace adem::roads {

// Who sets out, when, in which futures.
struct FutureStart {
  std::uint32_t node, at_ms;
  FutureWord futures;
};

// Holds scratch of the graph's size; one for each thread. Times come target by target, for each its
// futures; kNever where there is no way. A search ends when every target is settled.
class FutureSearch {
 public:
  // Earliest arrivals by `until_ms`.
  std::vector<std::uint32_t> arrivals(const Travel& travel, const FutureHours& hours,
                                      std::span<const FutureStart> starts, std::uint32_t until_ms,
                                      std::span<const std::uint32_t> targets);
  // From each target the last moment to leave and be at `to` by deadline_ms.
  std::vector<std::uint32_t> departures(const Travel& travel, const FutureHours& hours,
                                        std::uint32_t to, std::uint32_t deadline_ms,
                                        std::span<const std::uint32_t> targets);

 private:
  struct Label {
    std::uint32_t key, node;
    FutureWord futures;
    bool operator>(const Label& other) const { return key > other.key; }
  };
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  void begin(std::size_t nodes, const FutureHours& hours, std::span<const std::uint32_t> targets);
  void push(std::uint32_t node, std::uint32_t key, FutureWord futures);
  void settle(std::uint32_t node, std::uint32_t key, FutureWord futures);
  template <class Ride>
  std::vector<std::uint32_t> run(const Travel::Side& side, std::uint32_t last, const Ride& ride);

  std::size_t futures_ = 0;
  std::vector<Label> queue_;  // a heap
  std::vector<FutureWord> settled_, queued_;
  std::vector<std::uint32_t> queued_by_;  // the latest key at which the queued futures arrive
  std::vector<std::uint32_t> target_at_;  // the last target at each node, kNone
  std::vector<std::uint32_t> next_target_;
  std::vector<std::uint32_t> times_;
  std::size_t open_ends_ = 0;  // targets × futures not settled
};

}  // namespace adem::roads
