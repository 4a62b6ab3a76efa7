// A network of places and two-way bonds with a row of lanes for each direction, made small without
// changing who reaches whom among the places that stay:
//   - bonds between the same two places become one (either is enough: OR);
//   - a place with one bond is folded away, and so is one with two (both are needed: AND), again
//     and again: dead ends, chains, ladders and whatever else is series-parallel.
// This is Gaussian elimination over sets of lanes, stopped where it would add bonds. A place folded
// away gets its lanes back from the one or two places it hung on. What stays is the core.
#pragma once

#include <cstdint>
#include <vector>

#include "roads/search/closures.h"

namespace adem::roads {

inline constexpr std::uint32_t kNowhere = 0xFFFFFFFF;

// How a place that was folded away hung on others: the rows are named as seen from it.
struct Fold {
  std::uint32_t place, near, far;  // near and far may be kNowhere
  std::uint32_t in_near, out_near, in_far, out_far;
};

// Rows by number: those of the closures first, then none, all, and what was computed.
class Rows {
 public:
  void start(const Closures& closures);
  // Room for so many to be computed, so that they need not move.
  void reserve(std::size_t rows) { made_.reserve(rows); }
  std::uint32_t none() const { return given_count_; }
  std::uint32_t all() const { return given_count_ + 1; }
  const Lanes& operator[](std::uint32_t row) const {
    return row < given_count_ ? given_[row] : made_[row - given_count_];
  }
  std::uint32_t either(std::uint32_t a, std::uint32_t b);
  std::uint32_t both(std::uint32_t a, std::uint32_t b);

 private:
  const Lanes* given_ = nullptr;
  std::uint32_t given_count_ = 0;
  std::vector<Lanes> made_;
};

class Reduction {
 public:
  // Forgets the last one, keeps its memory. The closures must stay while rows() is used.
  void start(const Closures& closures);
  // A bond between different places: the rows in which a leads to b and b to a.
  void add(std::uint32_t a, std::uint32_t b, std::uint32_t there, std::uint32_t back);
  void reduce(std::uint32_t places);

  const Rows& rows() const { return rows_; }
  // In the order in which they were folded away.
  const std::vector<Fold>& folds() const { return folds_; }
  bool folded(std::uint32_t place) const { return folded_[place] != 0; }
  std::size_t count(std::uint32_t place) const { return count_[place]; }  // of its bonds
  // visit(other place, row out, row in) for the bonds of a place of the core.
  template <class Visit>
  void bonds(std::uint32_t place, const Visit& visit) const {
    for (std::uint32_t i = 0; i < count_[place]; ++i) {
      const std::uint32_t half = slot_[first_[place] + i];
      visit(end_[half ^ 1U], row_[half], row_[half ^ 1U]);
    }
  }

 private:
  void seat();
  void remove(std::uint32_t half);
  void unite(std::uint32_t kept, std::uint32_t dropped);
  void unite_parallel(std::uint32_t place);
  void fold(std::uint32_t place);
  void fold_between(std::uint32_t place);
  std::uint32_t bond_between(std::uint32_t a, std::uint32_t b) const;
  void again(std::uint32_t place);

  Rows rows_;
  // A bond is two halves, 2b and 2b + 1: where each ends, and the row that leads out of there.
  std::vector<std::uint32_t> end_, row_;
  // The halves of place p: slot_[first_[p]] on, count_[p] of them; place_in_[half] is its slot.
  std::vector<std::uint32_t> first_, count_, slot_, place_in_;
  std::vector<std::uint32_t> seen_, via_, waiting_;
  std::vector<char> folded_;
  std::vector<Fold> folds_;
};

}  // namespace adem::roads
