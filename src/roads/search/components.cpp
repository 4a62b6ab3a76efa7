#include "roads/search/components.h"

#include <algorithm>
#include <numeric>

namespace adem::roads {

namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;

struct Step {
  std::uint32_t from, to;
};

// Tarjan's algorithm with a stack of its own, over steps sorted by where they begin.
class Circles {
 public:
  Circles(std::size_t places, const std::vector<Step>& steps)
      : steps_(steps), first_(places + 1), number_(places, kNone), low_(places) {
    for (const auto& step : steps_) ++first_[step.from + 1];
    for (std::size_t p = 0; p < places; ++p) first_[p + 1] += first_[p];
    next_.assign(first_.begin(), first_.end() - 1);
  }

  // found(a, b): both are of one circle.
  template <class Found>
  void run(const Found& found) {
    for (std::uint32_t p = 0; p < number_.size(); ++p) {
      if (number_[p] == kNone) visit(p, found);
    }
  }

 private:
  template <class Found>
  void visit(std::uint32_t start, const Found& found) {
    enter(start);
    while (!path_.empty()) {
      const std::uint32_t at = path_.back();
      if (next_[at] < first_[at + 1]) {
        const std::uint32_t to = steps_[next_[at]++].to;
        if (number_[to] == kNone) {
          enter(to);
        } else if (number_[to] != kDone) {
          low_[at] = std::min(low_[at], number_[to]);
        }
        continue;
      }
      path_.pop_back();
      if (!path_.empty()) low_[path_.back()] = std::min(low_[path_.back()], low_[at]);
      if (low_[at] == number_[at]) leave(at, found);
    }
  }

  void enter(std::uint32_t place) {
    number_[place] = low_[place] = entered_++;
    path_.push_back(place);
    open_.push_back(place);
  }

  template <class Found>
  void leave(std::uint32_t head, const Found& found) {
    for (std::uint32_t place = kNone; place != head;) {
      place = open_.back();
      open_.pop_back();
      number_[place] = kDone;
      found(head, place);
    }
  }

  static constexpr std::uint32_t kDone = 0xFFFFFFFE;
  const std::vector<Step>& steps_;
  std::vector<std::uint32_t> first_, next_, number_, low_, path_, open_;
  std::uint32_t entered_ = 0;
};

}  // namespace

std::uint32_t Components::root(std::uint32_t node) {
  while (parent_[node] != node) {
    parent_[node] = parent_[parent_[node]];
    node = parent_[node];
  }
  return node;
}

void Components::join(std::uint32_t a, std::uint32_t b) {
  a = root(a);
  b = root(b);
  parent_[std::max(a, b)] = std::min(a, b);
}

void Components::flatten() {
  // A parent lies below its node, so it is final when its node's turn comes.
  for (auto& parent : parent_) parent = parent_[parent];
}

void Components::find(const Links& links, const Closures& closures) {
  parent_.resize(links.nodes());
  std::iota(parent_.begin(), parent_.end(), 0U);
  for (const auto& link : links.both_ways()) {
    if (closures.state(link.edge) == Closures::kOpen) join(link.tail, link.head);
  }
  flatten();
  if (!links.one_way().empty()) join_circles(links, closures);
}

void Components::join_circles(const Links& links, const Closures& closures) {
  std::vector<Step> steps;
  std::vector<std::uint32_t> place(parent_.size(), kNone), node;
  const auto place_of = [&](std::uint32_t at) {
    if (place[at] == kNone) {
      place[at] = static_cast<std::uint32_t>(node.size());
      node.push_back(at);
    }
    return place[at];
  };
  for (const auto& link : links.one_way()) {
    const std::uint32_t from = parent_[link.tail], to = parent_[link.head];
    if (closures.state(link.edge) != Closures::kOpen || from == to) continue;
    const std::uint32_t at = place_of(from);
    steps.push_back({at, place_of(to)});
  }
  std::sort(steps.begin(), steps.end(),
            [](const Step& a, const Step& b) { return a.from < b.from; });
  Circles(node.size(), steps).run([&](std::uint32_t a, std::uint32_t b) {
    join(node[a], node[b]);
  });
  flatten();
}

}  // namespace adem::roads
