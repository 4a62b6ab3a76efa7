// Who reaches whom in up to kLanes futures at once: label-correcting over lanes (after Then et al.
// 2014, "The more the merrier: efficient multi-source graph traversal", PVLDB 8, whose bits are
// sources; here they are futures). Exactly the answers of one breadth-first search a future.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "roads/search/contraction.h"

namespace adem::roads {

struct Seed {
  std::uint32_t node;
  Lanes lanes;  // in which the search begins there; others than the block's are left out
};

// Holds the labels of its last search; one for each thread.
class ReachSearch {
 public:
  // The lanes in which each node is reached from any seed.
  void from(const Contraction& contraction, std::span<const Seed> seeds);
  // The lanes in which each node reaches any seed.
  void to(const Contraction& contraction, std::span<const Seed> seeds);

  // Of the last search, whose contraction must still be as it was.
  const Lanes& at(std::uint32_t node) const;

 private:
  enum class Way { from, to };
  void search(const Contraction& contraction, std::span<const Seed> seeds, Way way);
  void begin(std::span<const Seed> seeds);
  void fold_up(Way way);
  void correct(const std::vector<Lanes>& rows);
  void visit(std::uint32_t spot, const std::vector<Lanes>& rows);
  void fold_down(Way way);
  void wake(std::uint32_t spot) { active_[spot / 64] |= std::uint64_t{1} << spot % 64; }

  const Contraction* contraction_ = nullptr;
  std::vector<Lanes> label_;                           // spots
  std::vector<std::uint64_t> active_;                  // spots whose label has not been passed on
  std::vector<std::pair<std::uint32_t, Lanes>> lone_;  // seeds at places no disputed road touches
};

// The lanes of every future in which each source reaches each target, many futures in blocks:
// reached[(block * sources + source) * targets + target]. `block(i)` gives the closures of block i;
// it is called from several threads.
struct ReachTable {
  std::size_t sources = 0, targets = 0;
  std::vector<Lanes> reached;
  const Lanes& at(std::size_t block, std::size_t source, std::size_t target) const {
    return reached[(block * sources + source) * targets + target];
  }
};
ReachTable reach_table(const Links& links, std::size_t blocks,
                       const std::function<Closures(std::size_t)>& block,
                       std::span<const std::uint32_t> sources,
                       std::span<const std::uint32_t> targets, unsigned threads);

}  // namespace adem::roads
