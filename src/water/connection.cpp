// Connection levels by priority flood (Barnes, Lehman & Mulla 2014), with the two savings that make
// it run at memory speed:
//  - a cell reached from one that is not higher takes its own ground as its level at once: no path
//    can do better, so slopes are climbed by a plain stack (Wei, Zhou & Fu 2019);
//  - only a cell that still has an unreached lower neighbour, a possible sill, waits in the queue.
// The queue has one bucket per quantum of level; the bucket in hand is kept as a heap, so the order
// is exact and so are the levels.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>

#include "base/error.h"
#include "water/still.h"

namespace adem::water {

namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
using Cell = std::uint32_t;

struct Sill {
  float level;
  Cell cell;
};
constexpr auto kHigherFirst = [](const Sill& a, const Sill& b) {
  return a.level != b.level ? a.level > b.level : a.cell > b.cell;
};

// Keys never fall below the key last taken.
class SillQueue {
 public:
  SillQueue(float lowest, float highest, double quantum) : lowest_(lowest) {
    // A range that would need too many buckets gets wider ones: order stays exact, see above.
    constexpr double kMost = 1 << 20;
    const double range = static_cast<double>(highest) - static_cast<double>(lowest);
    width_ = std::max(quantum, range / kMost);
    buckets_.resize(static_cast<std::size_t>(range / width_) + 2);
  }

  void push(float level, Cell cell) {
    const std::size_t b = bucket(level);
    if (b > current_) {
      buckets_[b].push_back({level, cell});
    } else {
      heap_.push_back({level, cell});
      std::push_heap(heap_.begin(), heap_.end(), kHigherFirst);
    }
  }

  bool pop(Sill& out) {
    while (heap_.empty()) {
      if (++current_ >= buckets_.size()) return false;
      heap_.swap(buckets_[current_]);
      buckets_[current_] = {};
      std::make_heap(heap_.begin(), heap_.end(), kHigherFirst);
    }
    std::pop_heap(heap_.begin(), heap_.end(), kHigherFirst);
    out = heap_.back();
    heap_.pop_back();
    return true;
  }

 private:
  std::size_t bucket(float level) const {
    return static_cast<std::size_t>((static_cast<double>(level) - static_cast<double>(lowest_)) /
                                    width_);
  }
  float lowest_;
  double width_ = 1;
  std::vector<std::vector<Sill>> buckets_;
  std::vector<Sill> heap_;
  std::size_t current_ = 0;
};

// The grid is worked on in one array with a border of one cell, so that neighbours need no bounds:
// a cell holds its ground until it is done and its level from then on. Border and nodata are done.
class Flood {
 public:
  Flood(const geo::Grid<float>& terrain, double sea_level)
      : width_(terrain.width), height_(terrain.height), stride_(terrain.width + 2) {
    stack_ = std::make_unique_for_overwrite<Cell[]>(width_ * height_ + 1);
    lay(terrain);
    collect_seeds(sea_level);
  }

  bool has_sea() const { return stacked_ > 0; }

  // After has_sea().
  std::vector<float> run(double quantum) && {
    sills_.emplace(lowest_, highest_, quantum);
    spread();
    for (Sill sill{}; sills_->pop(sill);) {
      pour(sill.cell, sill.level);
      spread();
    }
    return lift();
  }

 private:
  void lay(const geo::Grid<float>& terrain) {
    done_.assign(stride_ * (height_ + 2), 1);
    level_.assign(stride_ * (height_ + 2), kNaN);
    for (std::size_t row = 0; row < height_; ++row) {
      const std::size_t begin = (row + 1) * stride_ + 1;
      const float* z = terrain.cells.data() + row * width_;
      std::copy_n(z, width_, level_.data() + begin);
      for (std::size_t c = 0; c < width_; ++c) {
        done_[begin + c] = std::isnan(z[c]) ? 1 : 0;
        lowest_ = z[c] < lowest_ ? z[c] : lowest_;
        highest_ = z[c] > highest_ ? z[c] : highest_;
      }
    }
  }

  // Sea: at or below the sea's level and beside the edge or nodata.
  void collect_seeds(double sea_level) {
    for (std::size_t row = 1; row <= height_; ++row) {
      for (std::size_t i = row * stride_ + 1; i <= row * stride_ + width_; ++i) {
        if (done_[i] != 0 || !(static_cast<double>(level_[i]) <= sea_level)) continue;
        const std::uint8_t* up = &done_[i - stride_];
        const std::uint8_t* here = &done_[i];
        const std::uint8_t* down = &done_[i + stride_];
        const int beside =
            up[-1] | up[0] | up[1] | here[-1] | here[1] | down[-1] | down[0] | down[1];
        if (beside != 0) stack_[stacked_++] = static_cast<Cell>(i);
      }
    }
    for (std::size_t i = 0; i < stacked_; ++i) done_[stack_[i]] = 1;
  }

  // Calls visit(neighbour) for each neighbour that is not done. The marks are bytes, which may
  // alias anything: what the loops read besides them is kept in locals.
  template <typename Visit>
  static void neighbours(const std::uint8_t* marks, std::size_t stride, Cell cell, Visit visit) {
    for (const std::size_t middle : {cell - stride, std::size_t{cell}, cell + stride}) {
      const std::uint8_t* done = marks + middle;
      if ((done[-1] & done[0] & done[1]) != 0) continue;
      if (done[-1] == 0) visit(static_cast<Cell>(middle - 1));
      if (done[0] == 0) visit(static_cast<Cell>(middle));
      if (done[1] == 0) visit(static_cast<Cell>(middle + 1));
    }
  }

  // Expands everything on the stack: neighbours that are not lower than the cell's level are
  // final. A cell with a lower one may be a sill; nearly all such neighbours are reached from
  // elsewhere on the same slopes, so that is asked again at the end, and few cells wait.
  void spread() {
    std::uint8_t* const done = done_.data();
    const float* const levels = level_.data();
    Cell* const stack = stack_.get();
    const std::size_t stride = stride_;
    std::size_t top = stacked_;
    // Many at a time: one by one, each would wait for what the last one pushed.
    constexpr std::size_t kAtOnce = 256;
    std::array<Cell, kAtOnce> hand;
    while (top > 0) {
      const std::size_t taken = std::min(top, kAtOnce);
      top -= taken;
      std::copy_n(stack + top, taken, hand.data());
      for (std::size_t i = 0; i < taken; ++i) {
        const Cell cell = hand[i];
        const float level = levels[cell];
        bool sill = false;
        neighbours(done, stride, cell, [&](Cell n) {
          const bool lower = levels[n] < level;
          sill = sill || lower;
          done[n] = lower ? 0 : 1;
          stack[top] = n;
          top += lower ? 0 : 1;
        });
        if (sill) maybe_.push_back(cell);
      }
    }
    stacked_ = 0;
    for (const Cell cell : maybe_) {
      bool sill = false;
      neighbours(done, stride, cell, [&](Cell n) { sill = sill || lowest_rim(n, cell); });
      if (sill) sills_->push(levels[cell], cell);
    }
    maybe_.clear();
  }

  // Water enters `hollow` over its lowest rim, so the others need not wait.
  bool lowest_rim(Cell hollow, Cell rim) const {
    const float level = level_[rim];
    for (const std::size_t middle : {hollow - stride_, std::size_t{hollow}, hollow + stride_}) {
      for (std::size_t i = middle - 1; i <= middle + 1; ++i) {
        // Border and nodata are done but hold NaN, which is never lower.
        const bool lower = level_[i] < level || (level_[i] == level && i < rim);
        if (done_[i] != 0 && lower) return false;
      }
    }
    return true;
  }

  // Water stands at `level` at a sill: what lies lower beyond it fills to the same level.
  void pour(Cell from, float level) {
    pool_.assign(1, from);
    while (!pool_.empty()) {
      const Cell cell = pool_.back();
      pool_.pop_back();
      neighbours(done_.data(), stride_, cell, [&](Cell n) {
        done_[n] = 1;
        if (level_[n] <= level) {
          level_[n] = level;
          pool_.push_back(n);
        } else {
          stack_[stacked_++] = n;
        }
      });
    }
  }

  // The levels without the border; cells the sea never reached are unknown.
  std::vector<float> lift() {
    for (std::size_t row = 0; row < height_; ++row) {
      const std::size_t begin = (row + 1) * stride_ + 1;
      for (std::size_t c = 0; c < width_; ++c) {
        level_[row * width_ + c] = done_[begin + c] != 0 ? level_[begin + c] : kNaN;
      }
    }
    level_.resize(width_ * height_);
    return std::move(level_);
  }

  std::size_t width_, height_, stride_;
  std::vector<float> level_;
  std::vector<std::uint8_t> done_;
  // A cell is stacked once in its life; pages that are not needed are never touched.
  std::unique_ptr<Cell[]> stack_;
  std::size_t stacked_ = 0;
  std::vector<Cell> pool_, maybe_;
  std::optional<SillQueue> sills_;
  float lowest_ = std::numeric_limits<float>::max();
  float highest_ = std::numeric_limits<float>::lowest();
};

}  // namespace

std::vector<float> connection_levels(const geo::Grid<float>& terrain, const Seeds& seeds,
                                     double quantum_m) {
  if ((terrain.width + 2) * (terrain.height + 2) >= std::numeric_limits<Cell>::max()) {
    throw Error(ErrorKind::unsupported, "water.terrain-too-large",
                {{"cells", static_cast<std::int64_t>(terrain.cells.size())}});
  }
  Flood flood(terrain, seeds.sea_level_m);
  if (!flood.has_sea()) {
    throw Error(ErrorKind::bad_input, "water.no-sea", {{"level_m", seeds.sea_level_m}});
  }
  return std::move(flood).run(quantum_m);
}

}  // namespace adem::water
