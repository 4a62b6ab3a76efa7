// What it would be worth to keep closed stretches open: people times lanes that are reached then
// and are not without. A lane is a quarter-hour of one future.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "roads/causes/spread.h"

namespace adem::roads {

// Somebody to be reached: a station with its voters.
struct CutTarget {
  std::uint32_t node = 0;
  std::uint32_t weight = 0;   // voters
  std::vector<Lanes> needed;  // per block, the lanes in which it counts; empty: all
};

// Where the ways begin: a warehouse, and the lanes of each block in which it works itself.
struct CutSource {
  std::uint32_t node = 0;
  std::vector<Lanes> works;  // per block; empty: all
};

// One network, its closures in blocks, who is to be reached from where. All of it must stay.
struct CutQuestion {
  const Links& links;
  std::span<const std::uint32_t> road;  // per edge: see Stretches
  std::span<const Closures> blocks;
  std::span<const CutSource> sources;
  std::span<const CutTarget> targets;
  unsigned threads = 1;
};

struct PairOf {
  std::uint32_t first = 0, second = 0;
  bool operator==(const PairOf&) const = default;
};

class Gains {
 public:
  explicit Gains(const CutQuestion& question);

  const Stretches& stretches() const { return stretches_; }
  const PlaceMap& map(std::size_t block) const { return maps_[block]; }
  // With the stretches that were kept open.
  const Reached& reached(std::size_t block) const { return reached_[block]; }
  // The lanes of a target that count and in which it is not reached.
  Lanes missed(std::size_t block, std::size_t target) const;
  // Over all targets: weight times lanes missed.
  std::uint64_t lost() const;

  // For each stretch the weight times lanes gained by it alone, beyond what is kept open.
  std::vector<std::uint64_t> alone() const;
  // Pairs of which the second lies behind the first: it begins where the first leads to. At most
  // `most`, those first behind which most is missed; `found` counts them all.
  std::vector<PairOf> pairs(std::size_t most, std::size_t& found) const;
  std::vector<std::uint64_t> together(std::span<const PairOf> pairs) const;
  // From now on open.
  void keep(std::span<const std::uint32_t> stretches);
  std::span<const std::uint32_t> kept() const { return kept_; }

  // visit(target, lanes): those of a block that count and are gained by opening these.
  template <class Visit>
  void each_gain(Spread& spread, std::size_t block, std::span<const std::uint32_t> opened,
                 const Visit& visit) const {
    spread.beyond(maps_[block], reached_[block], stretches_, kept_, opened);
    for (const std::uint32_t place : spread.touched()) {
      for (auto t = first_at_[block][place]; t != kNone; t = next_at_[block][t]) {
        const Lanes gained = spread.more(place) & needed(block, t);
        if (gained.any()) visit(t, gained);
      }
    }
  }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  struct Ahead {
    PairOf pair;
    std::uint64_t missed;
  };
  Lanes needed(std::size_t block, std::size_t target) const;
  std::uint64_t gain(Spread& spread, std::size_t block,
                     std::span<const std::uint32_t> opened) const;
  std::vector<std::uint32_t> frontier(std::size_t block) const;
  std::vector<Ahead> ahead(std::size_t block) const;

  CutQuestion question_;
  Stretches stretches_;
  std::vector<PlaceMap> maps_;
  std::vector<Reached> reached_;
  std::vector<std::vector<std::uint32_t>> first_at_, next_at_;  // targets by place, per block
  std::vector<std::uint32_t> kept_;
};

}  // namespace adem::roads
