// For every edge and every step of time: the futures in which it is closed and those in which it is
// open; the rest is not known. Kept small: an edge's time is runs of equal sets, and edges with the
// same time share it, so that a dry district costs four bytes an edge.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "roads/search/lanes.h"

namespace adem::roads {

// Three answers, member by member: what is in neither set is not known. Closed outweighs open.
struct Known {
  Lanes closed, open;

  // Another source beside this one: closed where either says so, open where either knows no better.
  Known& operator|=(const Known& other) {
    closed |= other.closed;
    open |= other.open;
    return *this;
  }
  // The same source at another moment: open only where it is at both.
  Known& operator&=(const Known& other) {
    closed |= other.closed;
    open &= other.open;
    return *this;
  }
  bool operator==(const Known&) const = default;
};

class FuturesTable {
 public:
  FuturesTable(std::size_t members, std::size_t steps);

  // From this step until the next entry's.
  struct Since {
    std::size_t step = 0;
    Known known;
  };
  // The next edge. The first entry is of step 0; steps rise.
  void add(std::span<const Since> time);
  // All edges of another table of as many members and steps, after one's own.
  void append(const FuturesTable& other);
  // No more edges: lets go of what is needed only while they come.
  void close();

  std::size_t members() const { return members_; }
  std::size_t steps() const { return steps_; }
  std::size_t edges() const { return history_.size(); }
  Known at(std::size_t edge, std::size_t step) const;
  // Nothing is unknown of any edge at any step.
  bool certain() const;

  // Times that edges share: each edge has one of them.
  std::size_t histories() const { return first_.size() - 1; }
  std::uint32_t history(std::size_t edge) const { return history_[edge]; }
  // The sets of a history at steps [begin, end), in turn: put(first, last, known), last excluded.
  template <typename Put>
  void each(std::size_t history, std::size_t begin, std::size_t end, const Put& put) const {
    for (auto r = first_[history]; r < first_[history + 1]; ++r) {
      const std::size_t from = since_[r] < begin ? begin : since_[r];
      const std::size_t next = r + 1 < first_[history + 1] ? since_[r + 1] : steps_;
      const std::size_t to = next < end ? next : end;
      if (from < to) put(from, to, set(set_[r]));
    }
  }

  std::size_t bytes() const;

 private:
  Known set(std::uint32_t number) const;
  std::uint32_t number_of(const Known& known);

  std::size_t members_, steps_, words_;
  Lanes all_;
  std::vector<std::uint32_t> history_;  // per edge
  std::vector<std::uint32_t> first_;    // per history, and the end
  std::vector<std::uint16_t> since_;    // runs: their first step
  std::vector<std::uint32_t> set_;      // and their set
  std::vector<std::uint64_t> sets_;     // words_ of closed, words_ of open
  std::unordered_multimap<std::uint64_t, std::uint32_t> known_sets_, known_histories_;
};

}  // namespace adem::roads
