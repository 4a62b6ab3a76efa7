// Boxes on the square of Web Mercator, found by what they touch. Those that lie near each other
// should be added one after another: a look passes over 64 of them at once where it can.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "tiles/mercator.h"

namespace adem::tiles {

// Empty until a spot is put in; both ends inside.
struct SpotBox {
  std::uint32_t min_x = std::numeric_limits<std::uint32_t>::max(), min_y = min_x;
  std::uint32_t max_x = 0, max_y = 0;

  void add(Spot spot) { add(SpotBox{spot.x, spot.y, spot.x, spot.y}); }
  void add(const SpotBox& other) {
    min_x = std::min(min_x, other.min_x);
    min_y = std::min(min_y, other.min_y);
    max_x = std::max(max_x, other.max_x);
    max_y = std::max(max_y, other.max_y);
  }
  bool touches(const SpotBox& other) const {
    return min_x <= other.max_x && other.min_x <= max_x && min_y <= other.max_y &&
           other.min_y <= max_y;
  }
  // Its longer side; 0 where it is empty.
  std::uint32_t side() const { return min_x > max_x ? 0 : std::max(max_x - min_x, max_y - min_y); }
};

// A tile grown by 1/64 of its side, which is what is drawn of its neighbours.
inline constexpr std::uint32_t kMarginShare = 64;
SpotBox with_margin(const Tile& tile);

class BoxIndex {
 public:
  // The next box, numbered from 0.
  void add(const SpotBox& box) {
    if (boxes_.size() % kRow == 0) rows_.emplace_back();
    rows_.back().add(box);
    boxes_.push_back(box);
  }

  // visit(number) of each box that touches `where`, in their order.
  template <typename Visit>
  void touching(const SpotBox& where, const Visit& visit) const {
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      if (!rows_[row].touches(where)) continue;
      const std::size_t end = std::min(boxes_.size(), (row + 1) * kRow);
      for (std::size_t i = row * kRow; i < end; ++i) {
        if (boxes_[i].touches(where)) visit(i);
      }
    }
  }

 private:
  static constexpr std::size_t kRow = 64;
  std::vector<SpotBox> boxes_, rows_;
};

}  // namespace adem::tiles
