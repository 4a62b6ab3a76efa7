#include "roads/causes/common_causes.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "roads/causes/groups.h"

namespace adem::roads {

namespace {

// The best pair by gain for each stretch opened.
struct TriedPair {
  PairOf pair;
  std::uint64_t gain = 0, more = 0;
};

struct Round {
  std::vector<std::uint64_t> alone;   // by stretch
  std::vector<std::uint32_t> ranked;  // stretches with a gain, greatest first
  std::vector<TriedPair> pairs;       // with more than the sum, greatest gain first
  std::size_t pairs_found = 0, pairs_tried = 0;
};

Round try_all(const Gains& gains, const CutLimits& limits) {
  Round round;
  round.alone = gains.alone();
  for (std::uint32_t s = 0; s < round.alone.size(); ++s) {
    if (round.alone[s] > 0) round.ranked.push_back(s);
  }
  std::ranges::stable_sort(round.ranked, std::greater{},
                           [&round](std::uint32_t s) { return round.alone[s]; });
  const auto pairs = gains.pairs(limits.pairs, round.pairs_found);
  const auto gained = gains.together(pairs);
  round.pairs_tried = pairs.size();
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const std::uint64_t sum = round.alone[pairs[i].first] + round.alone[pairs[i].second];
    if (gained[i] > sum) round.pairs.push_back({pairs[i], gained[i], gained[i] - sum});
  }
  std::ranges::stable_sort(round.pairs, std::greater{}, &TriedPair::gain);
  return round;
}

// Adds whatever gains most a stretch, one stretch or a pair, until nothing gains or the set is
// full. `first` is the round before anything was kept.
std::vector<SetStep> best_set(Gains gains, Round round, const CutLimits& limits) {
  std::vector<SetStep> out;
  for (std::size_t left = limits.best; left > 0;) {
    const std::uint64_t one = round.ranked.empty() ? 0 : round.alone[round.ranked.front()];
    const std::uint64_t two = left < 2 || round.pairs.empty() ? 0 : round.pairs.front().gain;
    if (one == 0 && two == 0) break;
    std::vector<std::uint32_t> taken;
    if (two > 2 * one) {
      taken = {round.pairs.front().pair.first, round.pairs.front().pair.second};
    } else {
      taken = {round.ranked.front()};
    }
    SetStep step{{}, two > 2 * one ? two : one};
    for (const std::uint32_t s : taken) step.stretches.push_back(gains.stretches().edges(s));
    out.push_back(std::move(step));
    left -= taken.size();
    if (left == 0) break;
    gains.keep(taken);
    round = try_all(gains, limits);
  }
  return out;
}

std::vector<Lanes> closed_lanes(const Gains& gains, std::size_t blocks, std::uint32_t stretch) {
  std::vector<Lanes> out(blocks);
  for (std::size_t b = 0; b < blocks; ++b) {
    for (const auto& piece : gains.stretches().pieces(stretch)) {
      out[b] |= gains.map(b).all() - gains.map(b).open(piece.link.edge);
    }
  }
  return out;
}

StretchWorth worth_of(const Gains& gains, const CutQuestion& question, std::uint32_t stretch,
                      std::uint64_t gain) {
  StretchWorth out;
  out.edges = gains.stretches().edges(stretch);
  out.gain = gain;
  out.closed = closed_lanes(gains, question.blocks.size(), stretch);
  out.helps.resize(question.blocks.size());
  Spread spread;
  for (std::size_t b = 0; b < question.blocks.size(); ++b) {
    gains.each_gain(spread, b, std::array{stretch}, [&](std::uint32_t target, const Lanes& lanes) {
      out.helps[b] |= lanes;
      out.targets.push_back(target);
    });
  }
  std::ranges::sort(out.targets);
  out.targets.erase(std::unique(out.targets.begin(), out.targets.end()), out.targets.end());
  for (const std::uint32_t target : out.targets) out.voters += question.targets[target].weight;
  return out;
}

}  // namespace

CommonCauses common_causes(const CutQuestion& question,
                           std::span<const std::vector<CutSource>> services,
                           const CutLimits& limits) {
  CommonCauses out;
  const Gains gains(question);
  out.lost = gains.lost();
  Round first = try_all(gains, limits);
  out.pairs_found = first.pairs_found;
  out.pairs_tried = first.pairs_tried;
  for (std::size_t i = 0; i < std::min(limits.worth, first.ranked.size()); ++i) {
    const std::uint32_t s = first.ranked[i];
    out.worth.push_back(worth_of(gains, question, s, first.alone[s]));
  }
  std::vector<std::vector<std::uint32_t>> suspects;
  for (std::size_t i = 0; i < std::min(limits.causes, first.ranked.size()); ++i) {
    suspects.push_back({first.ranked[i]});
  }
  for (std::size_t i = 0; i < std::min(limits.causes, first.pairs.size()); ++i) {
    suspects.push_back({first.pairs[i].pair.first, first.pairs[i].pair.second});
  }
  out.groups = cut_groups(gains, question, suspects, services);
  std::ranges::stable_sort(first.pairs, std::greater{}, &TriedPair::more);
  for (std::size_t i = 0; i < std::min(limits.worth, first.pairs.size()); ++i) {
    const auto& pair = first.pairs[i];
    out.pairs.push_back(
        {{gains.stretches().edges(pair.pair.first), gains.stretches().edges(pair.pair.second)},
         pair.gain,
         pair.more});
  }
  std::ranges::stable_sort(first.pairs, std::greater{}, &TriedPair::gain);
  out.best = best_set(gains, std::move(first), limits);
  return out;
}

}  // namespace adem::roads
