#include "water/terrain/hierarchy.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace adem::water {

namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
using Id = std::uint32_t;

// The lowest crossing between two basins; `a` is the smaller number.
struct Saddle {
  float level = 0;
  Id a = 0, b = 0;
  bool operator<(const Saddle& o) const {
    return std::tie(level, a, b) < std::tie(o.level, o.a, o.b);
  }
};

// A border is met row after row: what was seen lately is kept lowest in a small table, so that few
// of its many crossings are written down.
class Saddles {
 public:
  Saddles() : seen_(kSlots) {}

  void add(Id a, Id b, float level) {
    if (a > b) std::swap(a, b);
    Saddle& slot = seen_[(a * 0x9E3779B1U ^ b * 0x85EBCA77U) >> (32 - kBits)];
    if (slot.a == a && slot.b == b) {
      slot.level = std::min(slot.level, level);
      return;
    }
    if (slot.b != 0) all_.push_back(slot);
    slot = {level, a, b};
  }

  std::vector<Saddle> sorted() && {
    for (const Saddle& slot : seen_) {
      if (slot.b != 0) all_.push_back(slot);
    }
    std::sort(all_.begin(), all_.end());
    return std::move(all_);
  }

 private:
  static constexpr int kBits = 15;
  static constexpr std::size_t kSlots = std::size_t{1} << kBits;
  std::vector<Saddle> seen_, all_;
};

std::vector<Saddle> find_saddles(const Basins& b) {
  Saddles saddles;
  const Id* const hollow = b.hollow.data();
  const float* const ground = b.ground.data();
  for (std::size_t i = 0; i + b.stride < b.ground.size(); ++i) {
    const Id own = hollow[i];
    if (own == Basins::kWall) continue;
    for (const std::size_t n : {i + 1, i + b.stride}) {
      if (hollow[n] != own && hollow[n] != Basins::kWall) {
        saddles.add(own, hollow[n], std::max(ground[i], ground[n]));
      }
    }
  }
  return std::move(saddles).sorted();
}

// Which hollow each has become part of, as they join; 0: water that leaves.
class Joined {
 public:
  explicit Joined(Id hollows) : up_(std::size_t{hollows} + 1) {
    std::iota(up_.begin(), up_.end(), Id{0});
  }
  Id find(Id at) {
    while (up_[at] != at) {
      up_[at] = up_[up_[at]];
      at = up_[at];
    }
    return at;
  }
  void join(Id part, Id whole) { up_[part] = whole; }
  Id add() {
    up_.push_back(static_cast<Id>(up_.size()));
    return up_.back();
  }

 private:
  std::vector<Id> up_;
};

void join(std::vector<Hollow>& hollows, const std::vector<Saddle>& saddles) {
  Joined joined(static_cast<Id>(hollows.size() - 1));
  hollows.reserve(2 * hollows.size());
  for (const Saddle& saddle : saddles) {
    const Id a = joined.find(saddle.a), b = joined.find(saddle.b);
    if (a == b) continue;
    hollows[a].spill_m = hollows[b].spill_m = saddle.level;
    hollows[a].into = saddle.b;
    hollows[b].into = saddle.a;
    if (a == Basins::kOut || b == Basins::kOut) {
      joined.join(std::max(a, b), Basins::kOut);
      continue;
    }
    const Id whole = joined.add();
    joined.join(a, whole);
    joined.join(b, whole);
    hollows[a].parent = hollows[b].parent = whole;
    hollows[a].other = b;
    hollows[b].other = a;
    hollows.push_back({.born_m = saddle.level, .spill_m = kInfinity});
  }
}

// The way up from any hollow, packed so that the search stays in the cache. Myers 1983 ("An
// applicative random-access stack"): one far step per node, so placed that any ancestor is found in
// about log steps however long the chain is.
class WayUp {
 public:
  explicit WayUp(const std::vector<Hollow>& hollows)
      : steps_(hollows.size()), top_(hollows.size(), -kInfinity) {
    std::vector<Id> depth(hollows.size());
    for (std::size_t i = hollows.size() - 1; i > 0; --i) {
      const Id up = hollows[i].parent;
      steps_[i] = {hollows[i].spill_m, up, static_cast<Id>(i)};
      top_[i] = up == 0 ? hollows[i].spill_m : top_[up];
      if (up == 0) continue;
      depth[i] = depth[up] + 1;
      const Id far = steps_[up].far, farther = steps_[far].far;
      const bool equal = depth[up] - depth[far] == depth[far] - depth[farther];
      steps_[i].far = equal ? farther : up;
    }
  }

  // Whether ground of height z over a lowest place can ever be under water.
  bool reaches(Id leaf, float z) const { return z < top_[leaf]; }

  // The lowest hollow that holds it, where one does.
  Id hollow_at(Id leaf, float z) const {
    Id at = leaf;
    while (!(z < steps_[at].spill_m)) {
      const Id far = steps_[at].far;
      at = z < steps_[far].spill_m ? steps_[at].up : far;
    }
    return at;
  }

 private:
  struct Step {
    float spill_m = 0;
    Id up = 0, far = 0;
  };
  std::vector<Step> steps_;
  std::vector<float> top_;
};

void measure(Hierarchy& out, const Basins& b) {
  auto& hollows = out.hollows;
  const WayUp way(hollows);
  Id at = 0, of = 0;
  for (std::size_t i = 0; i < b.ground.size(); ++i) {
    const Id leaf = b.hollow[i];
    const float z = b.ground[i];
    if (!std::isfinite(z)) continue;
    ++out.catchment[leaf];
    if (!way.reaches(leaf, z)) continue;
    hollows[leaf].born_m = std::min(hollows[leaf].born_m, z);
    // Its neighbour's hollow, mostly; at its lowest place the search ends at once.
    const bool same =
        leaf == of && at != leaf && z >= hollows[at].born_m && z < hollows[at].spill_m;
    if (!same) at = way.hollow_at(leaf, z);
    of = leaf;
    Hollow& h = hollows[at];
    ++h.own;
    h.room += static_cast<double>(h.spill_m) - static_cast<double>(z);
  }
  for (std::size_t i = 1; i < hollows.size(); ++i) {
    Hollow& h = hollows[i];
    // Its parts came before: `cells` and `room` already count them.
    h.cells += h.own;
    if (h.parent == 0) continue;
    Hollow& p = hollows[h.parent];
    p.cells += h.cells;
    p.under += h.under + h.room;
    p.room += static_cast<double>(h.cells) *
              (static_cast<double>(p.spill_m) - static_cast<double>(h.spill_m));
  }
}

}  // namespace

Hierarchy find_hierarchy(const Basins& basins) {
  Hierarchy out;
  out.hollows.resize(std::size_t{basins.hollows} + 1);
  for (auto& h : out.hollows) h.born_m = h.spill_m = kInfinity;
  out.catchment.resize(out.hollows.size());
  join(out.hollows, find_saddles(basins));
  out.hollows[0] = {};
  measure(out, basins);
  return out;
}

Poured pour(const Hierarchy& hierarchy, double rain_m) {
  const auto& hollows = hierarchy.hollows;
  Poured out;
  out.held.resize(hollows.size());
  out.full.resize(hollows.size());
  // Where water for a full hollow goes: up when its partner is full too, else across the rim.
  std::vector<Id> next(hollows.size());
  std::iota(next.begin(), next.end(), Id{0});
  const auto where = [&next](Id at) {
    while (next[at] != at) {
      next[at] = next[next[at]];
      at = next[at];
    }
    return at;
  };
  out.left = static_cast<double>(hierarchy.catchment[0]) * rain_m;
  for (std::size_t leaf = 1; leaf < hierarchy.catchment.size(); ++leaf) {
    double amount = static_cast<double>(hierarchy.catchment[leaf]) * rain_m;
    for (Id at = static_cast<Id>(leaf); amount > 0;) {
      at = where(at);
      if (at == Basins::kOut) {
        out.left += amount;
        break;
      }
      const Hollow& h = hollows[at];
      const double fits = h.room - out.held[at];
      if (amount < fits) {
        out.held[at] += amount;
        break;
      }
      out.held[at] = h.room;
      out.full[at] = true;
      amount -= fits;
      next[at] = h.parent != 0 && out.full[h.other] ? h.parent : h.into;
    }
  }
  out.pond.resize(hollows.size());
  for (std::size_t i = hollows.size() - 1; i > 0; --i) {
    const Hollow& h = hollows[i];
    const bool joined = h.parent != 0 && out.full[i] && out.full[h.other];
    out.pond[i] = joined ? out.pond[h.parent] : static_cast<Id>(i);
  }
  return out;
}

}  // namespace adem::water
