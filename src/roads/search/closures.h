// When roads are open: for each edge the lanes (futures, or steps of one future's time) in which it
// can be passed. Most edges are open in all lanes or in none and cost four bytes; the others, the
// disputed ones, have a row. One block is at most kLanes lanes; more futures are more blocks.
//
// What is open is the caller's to say, also of roads that nobody knows: a search over "unknown is
// open" and one over "unknown is closed" tell what is possible and what is sure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "roads/search/lanes.h"

namespace adem::roads {

class Closures {
 public:
  static constexpr std::uint32_t kOpen = 0xFFFFFFFF, kClosed = 0xFFFFFFFE;

  // Everything open. 1 to kLanes lanes.
  Closures(std::size_t edges, std::size_t lanes);

  // The lanes in which the edge is open; lanes beyond those of the block are left out.
  void set(std::uint32_t edge, const Lanes& open);

  std::size_t edges() const { return state_.size(); }
  std::size_t lanes() const { return lanes_; }
  const Lanes& all() const { return all_; }
  // kOpen, kClosed, or which of rows() it is.
  std::uint32_t state(std::uint32_t edge) const { return state_[edge]; }
  std::span<const Lanes> rows() const { return rows_; }
  bool open(std::uint32_t edge, std::size_t lane) const {
    const std::uint32_t state = state_[edge];
    return state == kOpen || (state != kClosed && rows_[state][lane]);
  }

 private:
  std::size_t lanes_;
  Lanes all_;
  std::vector<std::uint32_t> state_;
  std::vector<Lanes> rows_;
};

// The edges' rows of one block, `words` words each (as many as lanes need, at most Lanes::kWords),
// bit f of a row set where the edge is open in future f.
Closures closures_of(std::span<const std::uint64_t> rows, std::size_t words, std::size_t lanes);

}  // namespace adem::roads
