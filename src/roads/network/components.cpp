#include "roads/network/components.h"

#include <algorithm>
#include <array>
#include <limits>

#include "base/disjoint_sets.h"

namespace adem::roads {

namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

bool on_land(const Edge& edge) { return edge.road != RoadClass::waterway; }

}  // namespace

void find_components(Parts& parts) {
  const auto nodes = parts.places.size();
  DisjointSets sets(nodes);
  std::vector<bool> land(nodes, false);
  for (const auto& e : parts.edges) {
    if (!on_land(e)) continue;
    sets.join(e.from, e.to);
    land[e.from] = land[e.to] = true;
  }
  for (const auto& e : parts.edges) {
    if (!on_land(e) && !land[e.from] && !land[e.to]) sets.join(e.from, e.to);
  }
  std::vector<Component> by_root(nodes);
  for (std::uint32_t n = 0; n < nodes; ++n) {
    auto& component = by_root[sets.find(n)];
    ++component.nodes;
    component.on_land = land[n] ? 1 : 0;
  }
  for (const auto& e : parts.edges) {
    auto& component = by_root[sets.find(e.from)];
    ++component.edges;
    // A waterway that touches a road adds no road.
    if (on_land(e) || component.on_land == 0) component.length_m += double{e.length_m};
  }
  std::vector<std::uint32_t> roots;
  for (std::uint32_t n = 0; n < nodes; ++n) {
    if (by_root[n].nodes > 0) roots.push_back(n);
  }
  std::ranges::stable_sort(roots, [&by_root](auto a, auto b) {
    const auto &x = by_root[a], &y = by_root[b];
    return x.on_land != y.on_land ? x.on_land > y.on_land : x.length_m > y.length_m;
  });
  std::vector<std::uint32_t> number(nodes, kNone);
  for (const auto root : roots) {
    number[root] = static_cast<std::uint32_t>(parts.components.size());
    parts.components.push_back(by_root[root]);
  }
  parts.component.resize(nodes);
  for (std::uint32_t n = 0; n < nodes; ++n) parts.component[n] = number[sets.find(n)];
}

namespace {

// Arcs of one mode over Parts.
Graph arcs_of(const Parts& parts, ModeSet asked) {
  Graph graph;
  graph.first.assign(parts.places.size() + 1, 0);
  for (const auto& e : parts.edges) {
    if ((e.forward & asked) != 0) ++graph.first[e.from + 1];
    if ((e.backward & asked) != 0) ++graph.first[e.to + 1];
  }
  for (std::size_t n = 0; n < parts.places.size(); ++n) graph.first[n + 1] += graph.first[n];
  graph.head.resize(graph.first.back());
  graph.edge.resize(graph.first.back());
  std::vector<std::uint32_t> next(graph.first.begin(), graph.first.end() - 1);
  const auto put = [&](std::uint32_t tail, std::uint32_t head, std::uint32_t edge) {
    graph.head[next[tail]] = head;
    graph.edge[next[tail]++] = edge;
  };
  for (std::uint32_t i = 0; i < parts.edges.size(); ++i) {
    const auto& e = parts.edges[i];
    if ((e.forward & asked) != 0) put(e.from, e.to, i);
    if ((e.backward & asked) != 0) put(e.to, e.from, i);
  }
  return graph;
}

// The strongly connected part of each node, numbered in the order they are closed.
class Strong {
 public:
  explicit Strong(const Graph& graph)
      : graph_(graph),
        order_(graph.nodes(), kNone),
        low_(graph.nodes(), 0),
        part_(graph.nodes(), kNone) {
    for (std::uint32_t n = 0; n < graph.nodes(); ++n) {
      if (order_[n] == kNone) visit(n);
    }
  }
  const std::vector<std::uint32_t>& part() const { return part_; }
  std::uint32_t parts() const { return parts_; }

 private:
  struct Step {
    std::uint32_t node, arc;
  };
  void enter(std::uint32_t node) {
    order_[node] = low_[node] = count_++;
    open_.push_back(node);
    steps_.push_back({node, graph_.first[node]});
  }
  void visit(std::uint32_t start) {
    enter(start);
    while (!steps_.empty()) {
      auto& [node, arc] = steps_.back();
      if (arc < graph_.first[node + 1]) {
        const auto head = graph_.head[arc++];
        if (order_[head] == kNone) {
          enter(head);
        } else if (part_[head] == kNone) {
          low_[node] = std::min(low_[node], order_[head]);
        }
        continue;
      }
      leave(node);
    }
  }
  void leave(std::uint32_t node) {
    steps_.pop_back();
    if (!steps_.empty()) {
      auto& above = low_[steps_.back().node];
      above = std::min(above, low_[node]);
    }
    if (low_[node] != order_[node]) return;
    std::uint32_t member = kNone;
    do {
      member = open_.back();
      open_.pop_back();
      part_[member] = parts_;
    } while (member != node);
    ++parts_;
  }

  const Graph& graph_;
  std::vector<std::uint32_t> order_, low_, part_, open_;
  std::vector<Step> steps_;
  std::uint32_t count_ = 0, parts_ = 0;
};

void flag_islands(Parts& parts, Mode mode) {
  const Graph graph = arcs_of(parts, bit(mode));
  const Strong strong(graph);
  const auto& part = strong.part();
  std::vector<std::uint32_t> size(strong.parts(), 0);
  for (const auto p : part) ++size[p];
  const auto nodes = static_cast<std::uint32_t>(graph.nodes());
  const auto each_arc = [&](auto visit) {
    for (std::uint32_t n = 0; n < nodes; ++n) {
      for (auto a = graph.first[n]; a < graph.first[n + 1]; ++a) visit(n, graph.head[a], a);
    }
  };
  DisjointSets weak(nodes);
  each_arc([&](auto tail, auto head, auto) { weak.join(tail, head); });
  // The largest strong part of each weak one; of equals the one with the lowest node.
  std::vector<std::uint32_t> main(nodes, kNone);
  for (std::uint32_t n = 0; n < nodes; ++n) {
    auto& best = main[weak.find(n)];
    if (best == kNone || size[part[n]] > size[best]) best = part[n];
  }
  const auto outside = [&](std::uint32_t n) { return main[weak.find(n)] != part[n]; };
  DisjointSets islands(nodes);
  std::vector<std::uint32_t> road(nodes, kNone);
  each_arc([&](auto tail, auto head, auto arc) {
    for (const auto n : {tail, head}) {
      if (road[n] == kNone) road[n] = graph.edge[arc];
    }
    if (outside(tail) && outside(head)) islands.join(tail, head);
  });
  std::vector<std::uint32_t> members(nodes, 0);
  for (std::uint32_t n = 0; n < nodes; ++n) {
    if (outside(n)) ++members[islands.find(n)];
  }
  for (std::uint32_t n = 0; n < nodes; ++n) {
    if (members[n] == 0) continue;
    parts.flagged.push_back({parts.edges[road[n]].source, parts.places[n], members[n],
                             FlagKind::one_way_island, static_cast<std::uint8_t>(mode), 0});
  }
}

}  // namespace

void flag_islands(Parts& parts) {
  for (const Mode mode : {Mode::motorbike, Mode::car, Mode::truck}) flag_islands(parts, mode);
}

}  // namespace adem::roads
