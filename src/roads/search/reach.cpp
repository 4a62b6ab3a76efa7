#include "roads/search/reach.h"

#include <algorithm>
#include <bit>

#include "roads/search/blocks.h"

namespace adem::roads {

namespace {

const Lanes kNoLanes;

}  // namespace

void ReachSearch::from(const Contraction& contraction, std::span<const Seed> seeds) {
  search(contraction, seeds, Way::from);
}

void ReachSearch::to(const Contraction& contraction, std::span<const Seed> seeds) {
  search(contraction, seeds, Way::to);
}

const Lanes& ReachSearch::at(std::uint32_t node) const {
  const std::uint32_t spot = contraction_->spot(node);
  if (spot < label_.size()) return label_[spot];
  const auto lone = std::find_if(lone_.begin(), lone_.end(),
                                 [spot](const auto& each) { return each.first == spot; });
  return lone == lone_.end() ? kNoLanes : lone->second;
}

void ReachSearch::search(const Contraction& contraction, std::span<const Seed> seeds, Way way) {
  contraction_ = &contraction;
  begin(seeds);
  fold_up(way);
  correct(way == Way::from ? contraction.out() : contraction.in());
  fold_down(way);
}

void ReachSearch::begin(std::span<const Seed> seeds) {
  label_.assign(contraction_->spots(), kNoLanes);
  active_.assign(contraction_->spots() / 64 + 1, 0);
  lone_.clear();
  for (const auto& seed : seeds) {
    const std::uint32_t spot = contraction_->spot(seed.node);
    const Lanes lanes = seed.lanes & contraction_->all();
    if (spot < contraction_->spots()) {
      label_[spot] |= lanes;
      wake(spot);
      continue;
    }
    const auto lone = std::find_if(lone_.begin(), lone_.end(),
                                   [spot](const auto& each) { return each.first == spot; });
    if (lone == lone_.end()) {
      lone_.emplace_back(spot, lanes);
    } else {
      lone->second |= lanes;
    }
  }
}

// What begins at a spot that was folded away is handed on to what it hung on, last folded last.
void ReachSearch::fold_up(Way way) {
  const Rows& rows = contraction_->rows();
  const std::uint32_t core = contraction_->core();
  for (std::uint32_t spot = contraction_->spots(); spot-- > core;) {
    if (active_[spot / 64] == 0) {
      spot = std::max(core, spot / 64 * 64);
      continue;
    }
    if ((active_[spot / 64] >> spot % 64 & 1) == 0) continue;
    const Fold& fold = contraction_->folds()[spot - core];
    const auto hand = [&](std::uint32_t to, std::uint32_t row) {
      if (to == kNowhere) return;
      label_[to] |= label_[spot] & rows[row];
      wake(to);
    };
    hand(fold.near, way == Way::from ? fold.out_near : fold.in_near);
    hand(fold.far, way == Way::from ? fold.out_far : fold.in_far);
    active_[spot / 64] &= ~(std::uint64_t{1} << spot % 64);
  }
}

inline void ReachSearch::visit(std::uint32_t spot, const std::vector<Lanes>& rows) {
  const auto* first = contraction_->first().data();
  const auto* head = contraction_->head().data();
  const Lanes here = label_[spot];
  for (std::uint32_t arc = first[spot]; arc < first[spot + 1]; ++arc) {
    Lanes& there = label_[head[arc]];
    Lanes fresh;
    std::uint64_t any = 0;
    for (std::size_t i = 0; i < Lanes::kWords; ++i) {
      fresh.word[i] = here.word[i] & rows[arc].word[i] & ~there.word[i];
      any |= fresh.word[i];
    }
    if (any == 0) continue;
    there |= fresh;
    wake(head[arc]);
  }
}

// Sweeps up and down the core, whose spots are numbered as roads lie on the map, until nothing
// changes. Labels only grow, so the order decides the time and never the result.
void ReachSearch::correct(const std::vector<Lanes>& rows) {
  const std::size_t words = (contraction_->core() + 63) / 64;
  const auto active = [&] {
    return std::any_of(active_.begin(), active_.begin() + static_cast<std::ptrdiff_t>(words),
                       [](std::uint64_t word) { return word != 0; });
  };
  while (active()) {
    for (std::size_t i = 0; i < words; ++i) {
      while (active_[i] != 0) {
        const int bit = std::countr_zero(active_[i]);
        active_[i] &= ~(std::uint64_t{1} << bit);
        visit(static_cast<std::uint32_t>(i * 64) + static_cast<std::uint32_t>(bit), rows);
      }
    }
    for (std::size_t i = words; i-- > 0;) {
      while (active_[i] != 0) {
        const int bit = 63 - std::countl_zero(active_[i]);
        active_[i] &= ~(std::uint64_t{1} << bit);
        visit(static_cast<std::uint32_t>(i * 64) + static_cast<std::uint32_t>(bit), rows);
      }
    }
  }
}

void ReachSearch::fold_down(Way way) {
  const Rows& rows = contraction_->rows();
  for (const Fold& fold : contraction_->folds()) {
    Lanes& label = label_[fold.place];
    const auto take = [&](std::uint32_t other, std::uint32_t row) {
      if (other != kNowhere) label |= label_[other] & rows[row];
    };
    take(fold.near, way == Way::from ? fold.in_near : fold.out_near);
    take(fold.far, way == Way::from ? fold.in_far : fold.out_far);
  }
}

ReachTable reach_table(const Links& links, std::size_t blocks,
                       const std::function<Closures(std::size_t)>& block,
                       std::span<const std::uint32_t> sources,
                       std::span<const std::uint32_t> targets, unsigned threads) {
  ReachTable table{sources.size(), targets.size(), {}};
  table.reached.resize(blocks * sources.size() * targets.size());
  struct Worker {
    Contraction contraction;
    ReachSearch search;
  };
  std::vector<Worker> workers(std::max(1U, threads));
  over_blocks(blocks, threads, [&](std::size_t i, unsigned worker) {
    auto& [contraction, search] = workers[worker];
    const Closures closures = block(i);
    contraction.prepare(links, closures);
    Lanes* row = table.reached.data() + i * sources.size() * targets.size();
    for (const std::uint32_t source : sources) {
      const Seed seed{source, closures.all()};
      search.from(contraction, {&seed, 1});
      for (const std::uint32_t target : targets) *row++ = search.at(target);
    }
  });
  return table;
}

}  // namespace adem::roads
