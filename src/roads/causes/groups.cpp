#include "roads/causes/groups.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "roads/search/blocks.h"

namespace adem::roads {

namespace {

using Blocks = std::vector<Lanes>;                 // lanes per block
using ByTarget = std::map<std::uint32_t, Blocks>;  // targets that have any

bool any(const Blocks& blocks) {
  return std::ranges::any_of(blocks, [](const Lanes& lanes) { return lanes.any(); });
}

class Grouping {
 public:
  Grouping(const Gains& gains, const CutQuestion& question)
      : gains_(gains), question_(question), blocks_(question.blocks.size()) {
    for (std::uint32_t t = 0; t < question.targets.size(); ++t) {
      Blocks missed(blocks_);
      for (std::size_t b = 0; b < blocks_; ++b) missed[b] = gains.missed(b, t);
      if (any(missed)) left_.emplace(t, std::move(missed));
    }
  }

  // What is left and `served` serves becomes a group.
  void take(CutBy by, const std::vector<std::uint32_t>& suspect, const ByTarget& served) {
    CutGroup group;
    group.by = by;
    group.lanes.resize(blocks_);
    for (const auto& [target, lanes] : served) {
      const auto left = left_.find(target);
      if (left == left_.end()) continue;
      CutMember member{target, Blocks(blocks_)};
      for (std::size_t b = 0; b < blocks_; ++b) {
        member.lanes[b] = left->second[b] & lanes[b];
        left->second[b] -= lanes[b];
        group.lanes[b] |= member.lanes[b];
        group.lost += question_.targets[target].weight * member.lanes[b].count();
      }
      if (!any(member.lanes)) continue;
      if (!any(left->second)) left_.erase(left);
      group.voters += question_.targets[target].weight;
      group.members.push_back(std::move(member));
    }
    if (group.members.empty()) return;
    for (const std::uint32_t s : suspect) group.stretches.push_back(gains_.stretches().edges(s));
    groups_.push_back(std::move(group));
  }

  // Lanes in which no source works, for every target.
  void take_source() {
    Blocks none(blocks_);
    for (std::size_t b = 0; b < blocks_; ++b) {
      none[b] = gains_.map(b).all();
      for (const auto& source : question_.sources) {
        none[b] -= source.works.empty() ? gains_.map(b).all() : source.works[b];
      }
    }
    ByTarget all;
    for (const auto& [target, lanes] : left_) all.emplace(target, none);
    take(CutBy::source, {}, all);
  }

  void take_rest() {
    const auto linked = linked_places();
    ByTarget several, apart;
    for (const auto& [target, lanes] : left_) {
      const bool has_road = linked[gains_.map(0).of(question_.targets[target].node)] != 0;
      (has_road ? several : apart).emplace(target, lanes);
    }
    take(CutBy::several, {}, several);
    take(CutBy::no_road, {}, apart);
  }

  std::vector<CutGroup>& groups() { return groups_; }

 private:
  // Places that some way leads to from a source, were everything open.
  std::vector<char> linked_places() const {
    std::vector<char> linked(gains_.map(0).places());
    std::vector<std::uint32_t> waiting;
    const auto reach = [&](std::uint32_t place) {
      if (linked[place] == 0) waiting.push_back(place);
      linked[place] = 1;
    };
    for (const auto& source : question_.sources) reach(gains_.map(0).of(source.node));
    while (!waiting.empty()) {
      const std::uint32_t place = waiting.back();
      waiting.pop_back();
      for (const auto& arc : gains_.map(0).arcs(place)) reach(arc.to);
    }
    return linked;
  }

  const Gains& gains_;
  const CutQuestion& question_;
  std::size_t blocks_;
  ByTarget left_;
  std::vector<CutGroup> groups_;
};

ByTarget served_by(const Gains& gains, std::span<const std::uint32_t> suspect, std::size_t blocks,
                   Spread& spread) {
  ByTarget out;
  for (std::size_t b = 0; b < blocks; ++b) {
    gains.each_gain(spread, b, suspect, [&](std::uint32_t target, const Lanes& lanes) {
      auto& served = out[target];
      served.resize(blocks);
      served[b] |= lanes;
    });
  }
  return out;
}

bool serves(const ByTarget& served, const CutGroup& group) {
  return std::ranges::all_of(group.members, [&](const CutMember& member) {
    const auto found = served.find(member.target);
    if (found == served.end()) return false;
    for (std::size_t b = 0; b < member.lanes.size(); ++b) {
      if ((member.lanes[b] - found->second[b]).any()) return false;
    }
    return true;
  });
}

void add_service(const Gains& gains, const CutQuestion& question,
                 const std::vector<CutSource>& service, std::vector<CutGroup>& groups) {
  const std::size_t blocks = question.blocks.size();
  for (auto& group : groups) group.services.push_back({0, 0, Blocks(blocks)});
  std::vector<std::vector<char>> counted(groups.size());
  for (std::size_t b = 0; b < blocks; ++b) {
    std::vector<Seed> seeds;
    for (const auto& place : service) {
      seeds.push_back({place.node, place.works.empty() ? gains.map(b).all() : place.works[b]});
    }
    const Reached reached = Spread().from(gains.map(b), seeds);
    for (std::size_t g = 0; g < groups.size(); ++g) {
      auto& cut = groups[g].services.back();
      counted[g].resize(groups[g].members.size());
      for (std::size_t m = 0; m < groups[g].members.size(); ++m) {
        const auto& member = groups[g].members[m];
        const auto& target = question.targets[member.target];
        const Lanes lanes = member.lanes[b] - reached[gains.map(b).of(target.node)];
        if (!lanes.any()) continue;
        cut.lanes[b] |= lanes;
        if (counted[g][m] != 0) continue;
        counted[g][m] = 1;
        ++cut.targets;
        cut.voters += target.weight;
      }
    }
  }
}

}  // namespace

std::vector<CutGroup> cut_groups(const Gains& gains, const CutQuestion& question,
                                 std::span<const std::vector<std::uint32_t>> suspects,
                                 std::span<const std::vector<CutSource>> services) {
  const std::size_t blocks = question.blocks.size();
  if (blocks == 0) return {};
  Grouping grouping(gains, question);
  grouping.take_source();
  std::vector<ByTarget> served(suspects.size());
  std::vector<Spread> spreads(std::max(1U, question.threads));
  over_blocks(suspects.size(), question.threads, [&](std::size_t i, unsigned worker) {
    served[i] = served_by(gains, suspects[i], blocks, spreads[worker]);
  });
  for (std::size_t i = 0; i < suspects.size(); ++i) {
    const CutBy by = suspects[i].size() == 1 ? CutBy::stretch : CutBy::pair;
    grouping.take(by, suspects[i], served[i]);
  }
  grouping.take_rest();
  auto groups = std::move(grouping.groups());
  for (auto& group : groups) {
    if (group.by != CutBy::stretch) continue;
    for (std::size_t i = 0; i < suspects.size(); ++i) {
      if (suspects[i].size() != 1 || !serves(served[i], group)) continue;
      auto edges = gains.stretches().edges(suspects[i].front());
      if (edges != group.stretches.front()) group.instead.push_back(std::move(edges));
    }
  }
  std::ranges::stable_sort(groups, std::greater{}, &CutGroup::lost);
  for (const auto& service : services) add_service(gains, question, service, groups);
  return groups;
}

}  // namespace adem::roads
