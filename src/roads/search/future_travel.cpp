#include "roads/search/future_travel.h"

#include <algorithm>
#include <bit>
#include <functional>

namespace adem::roads {

void FutureSearch::begin(std::size_t nodes, const FutureHours& hours,
                         std::span<const std::uint32_t> targets) {
  futures_ = hours.futures();
  queue_.clear();
  settled_.assign(nodes, 0);
  queued_.assign(nodes, 0);
  queued_by_.assign(nodes, 0);
  target_at_.resize(nodes, kNone);
  next_target_.assign(targets.size(), kNone);
  times_.assign(targets.size() * futures_, kNever);
  open_ends_ = targets.size() * futures_;
  for (std::uint32_t i = 0; i < targets.size(); ++i) {
    next_target_[i] = target_at_[targets[i]];
    target_at_[targets[i]] = i;
  }
}

// A label is of no use where all its futures are on their way there already, no later.
void FutureSearch::push(std::uint32_t node, std::uint32_t key, FutureWord futures) {
  futures &= ~settled_[node];
  if (futures == 0) return;
  const FutureWord queued = queued_[node] & ~settled_[node];
  if ((futures & ~queued) == 0 && queued_by_[node] <= key) return;
  const bool replaces = (queued & ~futures) == 0;
  queued_by_[node] = replaces ? key : std::max(queued_by_[node], key);
  queued_[node] |= futures;
  queue_.push_back({key, node, futures});
  std::push_heap(queue_.begin(), queue_.end(), std::greater{});
}

void FutureSearch::settle(std::uint32_t node, std::uint32_t key, FutureWord futures) {
  settled_[node] |= futures;
  for (std::uint32_t i = target_at_[node]; i != kNone; i = next_target_[i]) {
    for (FutureWord rest = futures; rest != 0; rest &= rest - 1) {
      times_[i * futures_ + static_cast<std::size_t>(std::countr_zero(rest))] = key;
      --open_ends_;
    }
  }
}

// ride(edge, key, time, futures, give) calls give(key at the other end, futures) for those that
// can.
template <class Ride>
std::vector<std::uint32_t> FutureSearch::run(const Travel::Side& side, std::uint32_t last,
                                             const Ride& ride) {
  while (!queue_.empty() && open_ends_ > 0) {
    std::pop_heap(queue_.begin(), queue_.end(), std::greater{});
    const Label label = queue_.back();
    queue_.pop_back();
    const FutureWord fresh = label.futures & ~settled_[label.node];
    if (fresh == 0) continue;
    settle(label.node, label.key, fresh);
    for (std::uint32_t a = side.first[label.node]; a < side.first[label.node + 1]; ++a) {
      const auto [head, time] = side.arcs[a];
      const FutureWord wanted = fresh & ~settled_[head];
      if (wanted == 0) continue;
      ride(side.edge[a], label.key, time, wanted, [&](std::uint64_t key, FutureWord futures) {
        if (key <= last) push(head, static_cast<std::uint32_t>(key), futures);
      });
    }
  }
  std::vector<std::uint32_t> times = std::move(times_);
  times_.clear();
  return times;
}

std::vector<std::uint32_t> FutureSearch::arrivals(const Travel& travel, const FutureHours& hours,
                                                  std::span<const FutureStart> starts,
                                                  std::uint32_t until_ms,
                                                  std::span<const std::uint32_t> targets) {
  begin(travel.nodes(), hours, targets);
  const std::uint32_t until = std::min(until_ms, hours.end_ms());
  for (const auto& start : starts) {
    if (start.at_ms <= until) push(start.node, start.at_ms, start.futures & hours.all());
  }
  const std::uint64_t step = hours.step_ms();
  auto times = run(travel.forward(), until,
                   [&](std::uint32_t edge, std::uint64_t key, std::uint64_t time,
                       FutureWord futures, const auto& give) {
                     const std::uint32_t state = hours.state(edge);
                     if (state == FutureHours::kClosed) return;
                     if (state == FutureHours::kOpen) return give(key + time, futures);
                     const FutureWord* row = hours.row(state);
                     // Who cannot start now can at the beginning of a later step, if ever.
                     for (std::uint64_t start = key; futures != 0 && start + time <= until;) {
                       FutureWord open = futures;
                       const std::uint64_t first = start / step;
                       for (std::uint64_t s = first; open != 0 && s * step < start + time; ++s)
                         open &= row[s];
                       if (open != 0) give(start + time, open);
                       futures &= ~open;
                       start = (first + 1) * step;
                     }
                   });
  for (const std::uint32_t node : targets) target_at_[node] = kNone;
  return times;
}

// Backwards in time: keys count from the deadline down.
std::vector<std::uint32_t> FutureSearch::departures(const Travel& travel, const FutureHours& hours,
                                                    std::uint32_t to, std::uint32_t deadline_ms,
                                                    std::span<const std::uint32_t> targets) {
  begin(travel.nodes(), hours, targets);
  const std::uint32_t end = std::min(deadline_ms, hours.end_ms());
  push(to, 0, hours.all());
  const std::uint64_t step = hours.step_ms();
  auto times = run(travel.backward(), end,
                   [&](std::uint32_t edge, std::uint64_t key, std::uint64_t time,
                       FutureWord futures, const auto& give) {
                     const std::uint32_t state = hours.state(edge);
                     if (state == FutureHours::kClosed) return;
                     if (state == FutureHours::kOpen) return give(key + time, futures);
                     const FutureWord* row = hours.row(state);
                     // Who cannot arrive then can at the end of an earlier step, if ever.
                     for (std::uint64_t by = end - key; futures != 0 && by >= time;) {
                       FutureWord open = futures;
                       const std::uint64_t start = by - time, last = (by - 1) / step;
                       for (std::uint64_t s = start / step; open != 0 && s <= last; ++s) {
                         open &= row[s];
                       }
                       if (open != 0) give(end - start, open);
                       futures &= ~open;
                       by = last * step;
                     }
                   });
  for (const std::uint32_t node : targets) target_at_[node] = kNone;
  for (auto& each : times) each = each == kNever ? kNever : end - each;
  return times;
}

}  // namespace adem::roads
