#include "geo/locate.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace adem::geo {

namespace {

constexpr std::size_t kFanout = 16;

// Boxes packed by sort-tile-recursive (Leutenegger, Lopez, Edgington 1997): level 0 holds the
// shapes, each higher level one box per kFanout boxes below.
struct Node {
  Box box;
  std::uint32_t first = 0;  // child index on the level below; on level 0 the shape's index
};

void pack(std::vector<Node>& leaves) {
  const auto centre = [](double low, double high) { return low + high; };
  const auto slices = static_cast<std::size_t>(std::ceil(
      std::sqrt(std::ceil(static_cast<double>(leaves.size()) / static_cast<double>(kFanout)))));
  const std::size_t slice = std::max<std::size_t>(slices, 1) * kFanout;
  std::sort(leaves.begin(), leaves.end(), [&](const Node& a, const Node& b) {
    return centre(a.box.min_x, a.box.max_x) < centre(b.box.min_x, b.box.max_x);
  });
  for (std::size_t from = 0; from < leaves.size(); from += slice) {
    const auto begin = leaves.begin() + static_cast<std::ptrdiff_t>(from);
    const auto end =
        leaves.begin() + static_cast<std::ptrdiff_t>(std::min(from + slice, leaves.size()));
    std::sort(begin, end, [&](const Node& a, const Node& b) {
      return centre(a.box.min_y, a.box.max_y) < centre(b.box.min_y, b.box.max_y);
    });
  }
}

}  // namespace

struct AreaLocator::Impl {
  std::vector<const Shape*> shapes;
  std::vector<std::vector<Node>> levels;
  Box box;

  void search(std::size_t level, std::size_t index, Point p, std::uint32_t& best) const {
    const Node& node = levels[level][index];
    if (!node.box.contains(p)) return;
    if (level == 0) {
      if (node.first < best && contains(*shapes[node.first], p)) best = node.first;
      return;
    }
    const std::size_t end = std::min<std::size_t>(node.first + kFanout, levels[level - 1].size());
    for (std::size_t child = node.first; child < end; ++child) search(level - 1, child, p, best);
  }
};

AreaLocator::AreaLocator(const std::vector<const Shape*>& shapes) : impl_(new Impl) {
  impl_->shapes = shapes;
  std::vector<Node> level;
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    const Box box = geo::bounds(*shapes[i]);
    if (box.empty()) continue;
    level.push_back({box, static_cast<std::uint32_t>(i)});
    impl_->box.add(box);
  }
  if (level.empty()) return;
  pack(level);
  impl_->levels.push_back(std::move(level));
  while (impl_->levels.back().size() > 1) {
    const auto& below = impl_->levels.back();
    std::vector<Node> above;
    for (std::size_t from = 0; from < below.size(); from += kFanout) {
      Node node{{}, static_cast<std::uint32_t>(from)};
      for (std::size_t i = from; i < std::min(from + kFanout, below.size()); ++i) {
        node.box.add(below[i].box);
      }
      above.push_back(node);
    }
    impl_->levels.push_back(std::move(above));
  }
}

AreaLocator::AreaLocator(AreaLocator&&) noexcept = default;
AreaLocator::~AreaLocator() = default;

std::optional<std::uint32_t> AreaLocator::find(Point lonlat) const {
  if (impl_->levels.empty()) return std::nullopt;
  constexpr std::uint32_t kNone = ~0U;
  std::uint32_t best = kNone;
  impl_->search(impl_->levels.size() - 1, 0, lonlat, best);
  if (best == kNone) return std::nullopt;
  return best;
}

Box AreaLocator::bounds() const { return impl_->box; }

}  // namespace adem::geo
