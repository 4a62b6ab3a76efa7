#include "roads/causes/gains.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "roads/search/blocks.h"

namespace adem::roads {

namespace {

constexpr std::size_t kTogether = 64;  // stretches or pairs of one piece of work

// piece(block, begin, end, spread) over all blocks and `count` things.
template <class Piece>
void over_pieces(std::size_t blocks, std::size_t count, unsigned threads, const Piece& piece) {
  const std::size_t parts = (count + kTogether - 1) / kTogether;
  std::vector<Spread> spreads(std::max(1U, threads));
  over_blocks(blocks * parts, threads, [&](std::size_t i, unsigned worker) {
    const std::size_t begin = i % parts * kTogether;
    piece(i / parts, begin, std::min(count, begin + kTogether), spreads[worker]);
  });
}

}  // namespace

Gains::Gains(const CutQuestion& question)
    : question_(question), stretches_(question.links, question.road, question.blocks) {
  const std::size_t blocks = question.blocks.size(), targets = question.targets.size();
  maps_.reserve(blocks);
  for (const auto& closures : question.blocks) maps_.emplace_back(question.links, closures);
  reached_.resize(blocks);
  first_at_.resize(blocks);
  next_at_.assign(blocks, std::vector<std::uint32_t>(targets, kNone));
  over_blocks(blocks, question.threads, [&](std::size_t b, unsigned) {
    std::vector<Seed> seeds;
    for (const auto& source : question.sources) {
      seeds.push_back({source.node, source.works.empty() ? maps_[b].all() : source.works[b]});
    }
    reached_[b] = Spread().from(maps_[b], seeds);
    first_at_[b].assign(maps_[b].places(), kNone);
    for (std::size_t t = targets; t-- > 0;) {
      std::uint32_t& first = first_at_[b][maps_[b].of(question.targets[t].node)];
      next_at_[b][t] = first;
      first = static_cast<std::uint32_t>(t);
    }
  });
}

Lanes Gains::needed(std::size_t block, std::size_t target) const {
  const auto& needed = question_.targets[target].needed;
  return needed.empty() ? maps_[block].all() : needed[block] & maps_[block].all();
}

Lanes Gains::missed(std::size_t block, std::size_t target) const {
  const auto& map = maps_[block];
  return needed(block, target) - reached_[block][map.of(question_.targets[target].node)];
}

std::uint64_t Gains::lost() const {
  std::uint64_t sum = 0;
  for (std::size_t b = 0; b < maps_.size(); ++b) {
    for (std::size_t t = 0; t < question_.targets.size(); ++t) {
      sum += question_.targets[t].weight * missed(b, t).count();
    }
  }
  return sum;
}

std::uint64_t Gains::gain(Spread& spread, std::size_t block,
                          std::span<const std::uint32_t> opened) const {
  std::uint64_t sum = 0;
  each_gain(spread, block, opened, [&](std::uint32_t target, const Lanes& gained) {
    sum += question_.targets[target].weight * gained.count();
  });
  return sum;
}

// Stretches that in some lane begin where something is reached and lead where nothing is.
std::vector<std::uint32_t> Gains::frontier(std::size_t block) const {
  const auto& map = maps_[block];
  const auto& reached = reached_[block];
  std::vector<std::uint32_t> out;
  for (std::uint32_t s = 0; s < stretches_.size(); ++s) {
    const auto pieces = stretches_.pieces(s);
    const bool at = std::ranges::any_of(pieces, [&](const Stretches::Piece& piece) {
      const Lanes &tail = reached[map.of(piece.link.tail)],
                  &head = reached[map.of(piece.link.head)];
      return (tail - head).any() || (piece.both_ways && (head - tail).any());
    });
    if (at) out.push_back(s);
  }
  return out;
}

std::vector<std::uint64_t> Gains::alone() const {
  struct Work {
    std::size_t block;
    std::uint32_t stretch;
  };
  std::vector<Work> work;
  for (std::size_t b = 0; b < maps_.size(); ++b) {
    for (const std::uint32_t s : frontier(b)) work.push_back({b, s});
  }
  std::vector<std::uint64_t> gained(work.size());
  over_pieces(1, work.size(), question_.threads,
              [&](std::size_t, std::size_t begin, std::size_t end, Spread& spread) {
                for (std::size_t i = begin; i < end; ++i) {
                  gained[i] = gain(spread, work[i].block, std::array{work[i].stretch});
                }
              });
  std::vector<std::uint64_t> out(stretches_.size());
  for (std::size_t i = 0; i < work.size(); ++i) out[work[i].stretch] += gained[i];
  return out;
}

// Pairs of one block, each once, with the weight missed in the lanes in which the second is all
// that lies between what the first opens and something new.
std::vector<Gains::Ahead> Gains::ahead(std::size_t block) const {
  const auto& map = maps_[block];
  std::vector<std::uint64_t> missed_in(kLanes);
  for (std::size_t t = 0; t < question_.targets.size(); ++t) {
    const Lanes missed_lanes = missed(block, t);
    for (std::size_t l = missed_lanes.next(0); l < kLanes; l = missed_lanes.next(l + 1)) {
      missed_in[l] += question_.targets[t].weight;
    }
  }
  Spread spread;
  std::vector<Ahead> out;
  for (const std::uint32_t first : frontier(block)) {
    spread.beyond(map, reached_[block], stretches_, kept_, std::array{first});
    std::vector<std::pair<std::uint32_t, Lanes>> seconds;
    for (const std::uint32_t place : spread.touched()) {
      for (const auto& arc : map.arcs(place)) {
        const std::uint32_t second = stretches_.of(arc.edge);
        if (second == Stretches::kNone || second == first) continue;
        const Lanes lanes = spread.more(place) - spread.more(arc.to) - reached_[block][arc.to];
        if (lanes.any()) seconds.emplace_back(second, lanes);
      }
    }
    std::ranges::stable_sort(seconds, {}, [](const auto& each) { return each.first; });
    for (std::size_t i = 0; i < seconds.size();) {
      Lanes lanes;
      const std::uint32_t second = seconds[i].first;
      for (; i < seconds.size() && seconds[i].first == second; ++i) lanes |= seconds[i].second;
      std::uint64_t missed_then = 0;
      for (std::size_t l = lanes.next(0); l < kLanes; l = lanes.next(l + 1)) {
        missed_then += missed_in[l];
      }
      if (missed_then > 0) out.push_back({{first, second}, missed_then});
    }
  }
  return out;
}

std::vector<PairOf> Gains::pairs(std::size_t most, std::size_t& found) const {
  std::vector<std::vector<Ahead>> by_block(maps_.size());
  over_blocks(maps_.size(), question_.threads,
              [&](std::size_t b, unsigned) { by_block[b] = ahead(b); });
  std::vector<Ahead> all;
  for (auto& each : by_block) all.insert(all.end(), each.begin(), each.end());
  // Whichever of the two is met first, it is one pair.
  for (auto& [pair, missed_then] : all) {
    if (pair.second < pair.first) std::swap(pair.first, pair.second);
  }
  const auto name = [](const Ahead& each) { return std::pair(each.pair.first, each.pair.second); };
  std::ranges::sort(all, {}, name);
  std::vector<Ahead> merged;
  for (const auto& each : all) {
    if (merged.empty() || !(merged.back().pair == each.pair)) {
      merged.push_back(each);
    } else {
      merged.back().missed += each.missed;
    }
  }
  found = merged.size();
  std::ranges::sort(merged, [&](const Ahead& a, const Ahead& b) {
    return std::tuple(b.missed, name(a)) < std::tuple(a.missed, name(b));
  });
  merged.resize(std::min(most, merged.size()));
  std::vector<PairOf> out;
  for (const auto& each : merged) out.push_back(each.pair);
  return out;
}

std::vector<std::uint64_t> Gains::together(std::span<const PairOf> pairs) const {
  std::vector<std::vector<std::uint64_t>> gained(maps_.size(),
                                                 std::vector<std::uint64_t>(pairs.size()));
  over_pieces(maps_.size(), pairs.size(), question_.threads,
              [&](std::size_t b, std::size_t begin, std::size_t end, Spread& spread) {
                for (std::size_t i = begin; i < end; ++i) {
                  gained[b][i] = gain(spread, b, std::array{pairs[i].first, pairs[i].second});
                }
              });
  std::vector<std::uint64_t> out(pairs.size());
  for (const auto& block : gained) {
    for (std::size_t i = 0; i < out.size(); ++i) out[i] += block[i];
  }
  return out;
}

void Gains::keep(std::span<const std::uint32_t> stretches) {
  for (std::size_t b = 0; b < maps_.size(); ++b) {
    Spread spread;
    spread.beyond(maps_[b], reached_[b], stretches_, kept_, stretches);
    for (const std::uint32_t place : spread.touched()) reached_[b][place] |= spread.more(place);
  }
  kept_.insert(kept_.end(), stretches.begin(), stretches.end());
}

}  // namespace adem::roads
