#include "roads/search/walk.h"

#include <algorithm>

namespace adem::roads {

namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;

}  // namespace

WalkSearch::WalkSearch(const Graph& graph, std::span<const std::uint32_t> length_m,
                       std::uint32_t limit_m)
    : graph_(graph),
      length_m_(length_m),
      limit_m_(limit_m),
      spot_at_(graph.nodes(), kNone),
      bucket_(std::size_t{limit_m} + 1, kNone) {}

std::uint32_t WalkSearch::spot_of(std::uint32_t node) {
  std::uint32_t& spot = spot_at_[node];
  if (spot == kNone) {
    spot = static_cast<std::uint32_t>(spots_.size());
    spots_.push_back({node, kNone, {}});
  }
  return spot;
}

void WalkSearch::push(std::uint32_t spot, std::uint32_t metres, const Lanes& lanes) {
  labels_.push_back({lanes, spot, bucket_[metres]});
  bucket_[metres] = static_cast<std::uint32_t>(labels_.size() - 1);
}

// Voters tied to a spot that was reached in new lanes, if their own last metres still fit.
void WalkSearch::credit(std::uint32_t spot, std::uint32_t metres, const Lanes& lanes) {
  for (std::uint32_t v = spots_[spot].first_voters; v != kNone; v = next_voters_[v]) {
    if (metres + std::uint64_t{voters_[v].end.metres} <= limit_m_) arrived_[v] |= lanes;
  }
}

void WalkSearch::settle(const Closures& closures, std::uint32_t spot, std::uint32_t metres,
                        const Lanes& lanes) {
  if (!lanes.any()) return;
  spots_[spot].settled |= lanes;
  credit(spot, metres, lanes);
  const std::uint32_t node = spots_[spot].node;
  for (std::uint32_t a = graph_.first[node]; a < graph_.first[node + 1]; ++a) {
    const std::uint32_t edge = graph_.edge[a], state = closures.state(edge);
    const std::uint64_t then = std::uint64_t{metres} + std::max(1U, length_m_[edge]);
    if (state == Closures::kClosed || then > limit_m_) continue;
    const std::uint32_t other = spot_of(graph_.head[a]);
    Lanes fresh = lanes - spots_[other].settled;
    if (state != Closures::kOpen) fresh &= closures.rows()[state];
    if (fresh.any()) push(other, static_cast<std::uint32_t>(then), fresh);
  }
}

std::vector<std::uint32_t> WalkSearch::voters_within(const Closures& closures,
                                                     const WalkEnd& station,
                                                     std::span<const VotersAt> voters) {
  for (const auto& spot : spots_) spot_at_[spot.node] = kNone;
  spots_.clear();
  labels_.clear();
  voters_ = voters;
  next_voters_.resize(voters.size());
  arrived_.assign(voters.size(), {});
  for (std::uint32_t v = 0; v < voters.size(); ++v) {
    Spot& spot = spots_[spot_of(voters[v].end.node)];
    next_voters_[v] = spot.first_voters;
    spot.first_voters = v;
  }
  std::fill(bucket_.begin(), bucket_.end(), kNone);
  if (station.metres <= limit_m_) push(spot_of(station.node), station.metres, closures.all());
  for (std::uint32_t metres = 0; metres <= limit_m_; ++metres) {
    // Roads are at least a metre long, so nothing is pushed where it is being taken.
    for (std::uint32_t i = bucket_[metres]; i != kNone; i = labels_[i].next) {
      const std::uint32_t spot = labels_[i].spot;
      settle(closures, spot, metres, labels_[i].lanes - spots_[spot].settled);
    }
  }
  std::vector<std::uint32_t> count(closures.lanes());
  for (std::uint32_t v = 0; v < voters.size(); ++v) {
    const Lanes& lanes = arrived_[v];
    for (std::size_t lane = lanes.next(0); lane < count.size(); lane = lanes.next(lane + 1)) {
      count[lane] += voters[v].voters;
    }
  }
  return count;
}

}  // namespace adem::roads
