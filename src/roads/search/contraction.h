// A network made ready for searches over one block of closures. What reaches each other in every
// lane is one place; what is closed in every lane is gone; of the disputed rest, dead ends, chains
// and parallels are folded away (reduction.h). The core that stays is searched. Prepared once for a
// block and then asked for any number of sources, also by several threads.
#pragma once

#include <cstdint>
#include <vector>

#include "roads/search/closures.h"
#include "roads/search/components.h"
#include "roads/search/links.h"
#include "roads/search/reduction.h"

namespace adem::roads {

class Contraction {
 public:
  // The closures must stay as they are while this is used. Memory is kept for the next block.
  void prepare(const Links& links, const Closures& closures);

  // Spots are numbered: the core, then what was folded away, so that each hangs on spots before it.
  // Nodes whose place no disputed road touches have numbers from spots() on, one for each place.
  std::uint32_t spot(std::uint32_t node) const { return spot_[node]; }
  std::uint32_t core() const { return core_; }
  std::uint32_t spots() const { return spots_; }
  const Lanes& all() const { return all_; }

  // The core's arcs: those of spot s are first[s] … first[s+1]-1.
  const std::vector<std::uint32_t>& first() const { return first_; }
  const std::vector<std::uint32_t>& head() const { return head_; }
  // Lanes in which an arc leads to its head, and in which its head leads back.
  const std::vector<Lanes>& out() const { return out_; }
  const std::vector<Lanes>& in() const { return in_.empty() ? out_ : in_; }
  // Of spots core() … spots()-1, with spots for places.
  const std::vector<Fold>& folds() const { return folds_; }
  const Rows& rows() const { return reduction_.rows(); }

 private:
  std::uint32_t place_of(std::uint32_t node);
  void bond_places(const Links& links, const Closures& closures);
  void number_spots();
  void lay_out_core();

  Components components_;
  Reduction reduction_;
  std::vector<std::uint32_t> place_;       // of a component's lowest node; kNowhere: none
  std::vector<std::uint32_t> spot_of_;     // places
  std::vector<std::uint32_t> core_place_;  // spots of the core
  std::vector<std::uint32_t> spot_;        // nodes
  std::uint32_t places_ = 0, core_ = 0, spots_ = 0;
  Lanes all_;
  std::vector<std::uint32_t> first_, head_;
  std::vector<Lanes> out_, in_;
  std::vector<Fold> folds_;
};

}  // namespace adem::roads
