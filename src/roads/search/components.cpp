#include "roads/search/components.h"

#include <algorithm>

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

void Components::find(const Links& links, const Closures& closures) {
  sets_.reset(links.nodes());
  for (const auto& link : links.both_ways()) {
    if (closures.state(link.edge) == Closures::kOpen) sets_.join(link.tail, link.head);
  }
  sets_.flatten();
  if (!links.one_way().empty()) join_circles(links, closures);
}

void Components::join_circles(const Links& links, const Closures& closures) {
  std::vector<Step> steps;
  std::vector<std::uint32_t> place(sets_.size(), kNone), node;
  const auto place_of = [&](std::uint32_t at) {
    if (place[at] == kNone) {
      place[at] = static_cast<std::uint32_t>(node.size());
      node.push_back(at);
    }
    return place[at];
  };
  for (const auto& link : links.one_way()) {
    const std::uint32_t from = sets_.found(link.tail), to = sets_.found(link.head);
    if (closures.state(link.edge) != Closures::kOpen || from == to) continue;
    const std::uint32_t at = place_of(from);
    steps.push_back({at, place_of(to)});
  }
  std::sort(steps.begin(), steps.end(),
            [](const Step& a, const Step& b) { return a.from < b.from; });
  Circles(node.size(), steps).run([&](std::uint32_t a, std::uint32_t b) {
    sets_.join(node[a], node[b]);
  });
  sets_.flatten();
}

}  // namespace adem::roads
