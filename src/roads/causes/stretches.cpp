#include "roads/causes/stretches.h"

#include <algorithm>
#include <tuple>

#include "base/disjoint_sets.h"

namespace adem::roads {

namespace {

bool ever_closed(const Closures& block, std::uint32_t edge) {
  const std::uint32_t state = block.state(edge);
  if (state == Closures::kOpen) return false;
  return state == Closures::kClosed || !(block.rows()[state] == block.all());
}

}  // namespace

Stretches::Stretches(const Links& links, std::span<const std::uint32_t> road,
                     std::span<const Closures> blocks)
    : of_(road.size(), kNone) {
  std::vector<Piece> closed;
  const auto take = [&](const Link& link, bool both_ways) {
    const auto is = [&](const Closures& block) { return ever_closed(block, link.edge); };
    if (std::ranges::any_of(blocks, is)) closed.push_back({link, both_ways});
  };
  for (const auto& link : links.both_ways()) take(link, true);
  for (const auto& link : links.one_way()) take(link, false);

  struct End {
    std::uint32_t node, road, edge;
  };
  std::vector<End> ends;
  for (const auto& piece : closed) {
    for (const std::uint32_t node : {piece.link.tail, piece.link.head}) {
      ends.push_back({node, road[piece.link.edge], piece.link.edge});
    }
  }
  std::ranges::sort(ends, {}, [](const End& e) { return std::tuple(e.node, e.road, e.edge); });
  DisjointSets sets(road.size());
  for (std::size_t i = 1; i < ends.size(); ++i) {
    if (ends[i].node == ends[i - 1].node && ends[i].road == ends[i - 1].road) {
      sets.join(ends[i].edge, ends[i - 1].edge);
    }
  }
  std::ranges::stable_sort(closed, {}, [&sets](const Piece& piece) {
    return std::pair(sets.find(piece.link.edge), piece.link.edge);
  });
  first_.push_back(0);
  for (const auto& piece : closed) {
    const std::uint32_t root = sets.find(piece.link.edge);
    if (of_[root] == kNone) {
      of_[root] = static_cast<std::uint32_t>(first_.size() - 1);
      first_.push_back(first_.back());
    }
    of_[piece.link.edge] = of_[root];
    ++first_.back();
  }
  pieces_ = std::move(closed);
}

std::vector<std::uint32_t> Stretches::edges(std::uint32_t stretch) const {
  std::vector<std::uint32_t> out;
  for (const auto& piece : pieces(stretch)) out.push_back(piece.link.edge);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace adem::roads
