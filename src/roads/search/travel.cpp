#include "roads/search/travel.h"

#include <algorithm>
#include <cassert>

namespace adem::roads {

namespace {

struct TimedArc {
  std::uint32_t at, other, edge, time_ms;
};

Travel::Side side_of(std::size_t nodes, const std::vector<TimedArc>& arcs) {
  Travel::Side side;
  side.first.assign(nodes + 1, 0);
  for (const auto& arc : arcs) ++side.first[arc.at + 1];
  for (std::size_t n = 0; n < nodes; ++n) side.first[n + 1] += side.first[n];
  side.arcs.resize(arcs.size());
  side.edge.resize(arcs.size());
  std::vector<std::uint32_t> next(side.first.begin(), side.first.end() - 1);
  for (const auto& arc : arcs) {
    const std::uint32_t place = next[arc.at]++;
    side.arcs[place] = {arc.other, arc.time_ms};
    side.edge[place] = arc.edge;
  }
  return side;
}

}  // namespace

Travel::Travel(const Graph& graph, std::span<const std::uint32_t> time_ms) {
  std::vector<TimedArc> arcs;
  arcs.reserve(graph.arcs());
  std::uint64_t sum = 0;
  for (std::uint32_t tail = 0; tail < graph.nodes(); ++tail) {
    for (std::uint32_t a = graph.first[tail]; a < graph.first[tail + 1]; ++a) {
      const std::uint32_t edge = graph.edge[a], time = std::max(1U, time_ms[edge]);
      if (time == kNever || graph.head[a] == tail) continue;
      arcs.push_back({tail, graph.head[a], edge, time});
      longest_ms_ = std::max(longest_ms_, time);
      sum += time;
    }
  }
  if (!arcs.empty()) mean_ms_ = static_cast<std::uint32_t>(sum / arcs.size());
  forward_ = side_of(graph.nodes(), arcs);
  for (auto& arc : arcs) std::swap(arc.at, arc.other);
  backward_ = side_of(graph.nodes(), arcs);
}

std::uint32_t first_start(const Hours& hours, std::uint32_t edge, std::uint32_t from_ms,
                          std::uint32_t time_ms) {
  const std::uint32_t state = hours.open.state(edge);
  if (state == Closures::kClosed) return kNever;
  const std::uint64_t end = hours.end_ms();
  if (state == Closures::kOpen) return from_ms + std::uint64_t{time_ms} <= end ? from_ms : kNever;
  const Lanes& row = hours.open.rows()[state];
  const std::uint64_t step = hours.step_ms;
  for (std::size_t lane = from_ms / step;;) {
    lane = row.next(lane);
    if (lane == kLanes) return kNever;
    const std::uint64_t start = std::max<std::uint64_t>(from_ms, lane * step);
    lane = row.next_clear(lane);
    if (start + time_ms <= lane * step) return static_cast<std::uint32_t>(start);
  }
}

std::uint32_t last_start(const Hours& hours, std::uint32_t edge, std::uint32_t by_ms,
                         std::uint32_t time_ms) {
  const std::uint32_t state = hours.open.state(edge);
  by_ms = std::min(by_ms, hours.end_ms());
  if (state == Closures::kClosed || time_ms > by_ms) return kNever;
  if (state == Closures::kOpen) return by_ms - time_ms;
  const Lanes& row = hours.open.rows()[state];
  const std::uint64_t step = hours.step_ms;
  // Lanes before `lane` have not been looked at; the ride ends in one of them, or where it starts.
  for (std::size_t lane = (by_ms + step - 1) / step; lane > 0;) {
    if (!row[lane - 1]) {
      --lane;
      continue;
    }
    const std::uint64_t end = std::min<std::uint64_t>(by_ms, lane * step);
    while (lane > 0 && row[lane - 1] && end < lane * step + time_ms) --lane;
    if (end >= lane * step + time_ms) return static_cast<std::uint32_t>(end - time_ms);
  }
  return kNever;
}

// Label-setting but for the order within a bucket. next(edge, key, time) is the key at the other
// end, at least key + time, or kNever.
template <class Next>
void TravelSearch::run(const Travel::Side& side, std::uint32_t start, std::uint32_t key,
                       std::uint32_t last, const Next& next) {
  label_.assign(side.first.size() - 1, kNever);
  if (key > last) return;
  label_[start] = key;
  queue_.begin_at(key);
  queue_.push(start, key);
  while (!queue_.empty()) {
    const auto [node, at] = queue_.pop();
    if (label_[node] < at) continue;
    for (std::uint32_t a = side.first[node]; a < side.first[node + 1]; ++a) {
      const auto [head, time] = side.arcs[a];
      if (std::uint64_t{at} + time >= label_[head]) continue;
      const std::uint32_t then = next(side.edge[a], at, time);
      if (then >= label_[head] || then > last) continue;
      label_[head] = then;
      queue_.push(head, then);
    }
  }
}

std::span<const std::uint32_t> TravelSearch::times(const Travel& travel, std::uint32_t from) {
  queue_.start(travel.mean_ms() / 2, travel.longest_ms());
  run(travel.forward(), from, 0, kNever - 1,
      [](std::uint32_t, std::uint32_t key, std::uint32_t time) { return key + time; });
  return label_;
}

std::span<const std::uint32_t> TravelSearch::arrivals(const Travel& travel, const Hours& hours,
                                                      std::uint32_t from, std::uint32_t depart_ms) {
  queue_.start(travel.mean_ms() / 2, hours.end_ms());
  run(travel.forward(), from, depart_ms, hours.end_ms(),
      [&hours](std::uint32_t edge, std::uint32_t key, std::uint32_t time) {
        const std::uint32_t start = first_start(hours, edge, key, time);
        return start == kNever ? kNever : start + time;
      });
  return label_;
}

// The same search backwards in time: keys count from the deadline down.
std::span<const std::uint32_t> TravelSearch::departures(const Travel& travel, const Hours& hours,
                                                        std::uint32_t to,
                                                        std::uint32_t deadline_ms) {
  const std::uint32_t end = std::min(deadline_ms, hours.end_ms());
  queue_.start(travel.mean_ms() / 2, end);
  run(travel.backward(), to, 0, end,
      [&hours, end](std::uint32_t edge, std::uint32_t key, std::uint32_t time) {
        const std::uint32_t start = last_start(hours, edge, end - key, time);
        return start == kNever ? kNever : end - start;
      });
  for (auto& label : label_) label = label == kNever ? kNever : end - label;
  return label_;
}

std::vector<std::uint32_t> last_safe_steps(TravelSearch& search, const Travel& travel,
                                           const Hours& hours, std::uint32_t from,
                                           std::uint32_t deadline_ms,
                                           std::span<const std::uint32_t> targets) {
  std::vector<std::uint32_t> last(targets.size(), kNever);
  const std::uint32_t end = std::min(deadline_ms, hours.end_ms());
  // Targets that can be reached in time by who leaves at `good`, and not by who leaves at `bad`.
  struct Span {
    std::uint32_t good, bad;
    std::vector<std::size_t> targets;
  };
  const auto reached = [&](std::uint32_t step, std::vector<std::size_t> of) {
    const auto arrivals = search.arrivals(travel, hours, from, step * hours.step_ms);
    std::erase_if(of, [&](std::size_t i) { return arrivals[targets[i]] > end; });
    return of;
  };
  std::vector<std::size_t> all(targets.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  std::vector<Span> spans = {{0, end / hours.step_ms + 1, reached(0, all)}};
  while (!spans.empty()) {
    const Span span = std::move(spans.back());
    spans.pop_back();
    if (span.targets.empty()) continue;
    if (span.bad - span.good == 1) {
      for (const std::size_t i : span.targets) last[i] = span.good;
      continue;
    }
    const std::uint32_t middle = span.good + (span.bad - span.good) / 2;
    auto later = reached(middle, span.targets), sooner = span.targets;
    std::erase_if(sooner,
                  [&](std::size_t i) { return std::binary_search(later.begin(), later.end(), i); });
    spans.push_back({span.good, middle, std::move(sooner)});
    spans.push_back({middle, span.bad, std::move(later)});
  }
  return last;
}

}  // namespace adem::roads
