#include "roads/passage/road_futures.h"

#include <algorithm>
#include <cassert>
#include <memory>

#include "roads/passage/layer_on_roads.h"
#include "roads/passage/passable.h"

namespace adem::roads {

namespace {

// The first `count` lanes of `set` at lanes `to`, `to` + 1, … of `out`.
void put_lanes(const Lanes& set, std::size_t count, std::size_t to, Lanes& out) {
  for (std::size_t lane = set.next(0); lane < count; lane = set.next(lane + 1)) {
    out.set(to + lane);
  }
}

Lanes open_in(const Known& known, Reading reading, const Lanes& all) {
  return reading == Reading::sure ? known.open : all - known.closed;
}

// Made once for each history, then given to the edges that have it.
template <typename OpenLanes>
Closures closures_from(const FuturesTable& table, std::size_t lanes, const OpenLanes& open_lanes) {
  std::vector<Lanes> open(table.histories());
  for (std::size_t h = 0; h < open.size(); ++h) open_lanes(h, open[h]);
  Closures out(table.edges(), lanes);
  for (std::size_t e = 0; e < table.edges(); ++e) {
    out.set(static_cast<std::uint32_t>(e), open[table.history(e)]);
  }
  return out;
}

}  // namespace

RoadFutures::RoadFutures(std::vector<FuturesTable> tables,
                         std::array<std::size_t, election::kModes> table)
    : tables_(std::move(tables)), table_(table) {}

Lanes RoadFutures::sure(Mode mode, std::size_t edge, std::size_t step) const {
  return of(mode).at(edge, step).open;
}

Lanes RoadFutures::maybe(Mode mode, std::size_t edge, std::size_t step) const {
  return Lanes::first(members()) - of(mode).at(edge, step).closed;
}

Closures RoadFutures::block(Mode mode, Reading reading, std::size_t first,
                            std::size_t count) const {
  assert(count >= 1 && count <= steps_in_block() && first + count <= steps());
  const auto& table = of(mode);
  const auto all = Lanes::first(members());
  return closures_from(table, members() * count, [&](std::size_t history, Lanes& out) {
    table.each(history, first, first + count, [&](auto from, auto to, const Known& known) {
      const auto open = open_in(known, reading, all);
      for (auto s = from; s < to; ++s) put_lanes(open, members(), members() * (s - first), out);
    });
  });
}

Closures RoadFutures::over_time(Mode mode, Reading reading, std::size_t member) const {
  assert(steps() <= kLanes && member < members());
  const auto& table = of(mode);
  const auto all = Lanes::first(members());
  return closures_from(table, steps(), [&](std::size_t history, Lanes& out) {
    table.each(history, 0, steps(), [&](auto from, auto to, const Known& known) {
      if (!open_in(known, reading, all)[member]) return;
      for (auto s = from; s < to; ++s) out.set(s);
    });
  });
}

std::size_t RoadFutures::bytes() const {
  std::size_t sum = 0;
  for (const auto& table : tables_) sum += table.bytes();
  return sum;
}

namespace {

// Modes with the same limits go by one table.
struct Limits {
  std::vector<election::ModeRule> rules;
  std::array<std::size_t, election::kModes> of{};
};

Limits limits_of(const election::RuleBook& book) {
  Limits out;
  for (std::size_t m = 0; m < election::kModes; ++m) {
    const auto& rule = book.mode(static_cast<Mode>(m));
    const auto same = std::ranges::find_if(out.rules, [&rule](const auto& other) {
      return other.depth_m == rule.depth_m && other.least_depth_m == rule.least_depth_m;
    });
    out.of[m] = static_cast<std::size_t>(same - out.rules.begin());
    if (same == out.rules.end()) out.rules.push_back(rule);
  }
  return out;
}

using What = election::Ruling::What;

// One layer with its hours.
struct Timed {
  std::unique_ptr<LayerOnRoads> layer;
  std::vector<election::Ruling> hours;
  LayerAnswer answer;  // of the edge and limits that are looked at
};

class Laying {
 public:
  Laying(const Network& network, std::vector<Timed> layers, const Limits& limits,
         std::size_t members, const election::Window& window)
      : network_(network), layers_(std::move(layers)), limits_(limits), steps_(window.steps) {
    for (std::size_t i = 0; i < limits.rules.size(); ++i) tables_.emplace_back(members, steps_);
    all_ = Lanes::first(members);
    fine_ = breaks([](const auto& a, const auto& b) { return a == b; });
    coarse_ = breaks([](const auto& a, const auto& b) { return a.what == b.what; });
  }

  RoadFutures run(const Progress& progress) {
    const std::size_t piece = edges_at_once();
    for (std::size_t begin = 0; begin < network_.edges(); begin += piece) {
      const auto end = std::min(begin + piece, network_.edges());
      for (auto& timed : layers_) timed.layer->load(begin, end);
      for (std::size_t e = begin; e < end; ++e) {
        for (std::size_t t = 0; t < tables_.size(); ++t) put(e, t);
      }
      if (progress) progress(end, network_.edges());
    }
    for (auto& table : tables_) table.close();
    return {std::move(tables_), limits_.of};
  }

 private:
  // Steps at which the hours of any layer change.
  template <typename Same>
  std::vector<std::size_t> breaks(const Same& same) const {
    std::vector<std::size_t> out = {0};
    for (std::size_t s = 1; s < steps_; ++s) {
      const bool change = std::ranges::any_of(
          layers_, [&](const auto& timed) { return !same(timed.hours[s - 1], timed.hours[s]); });
      if (change) out.push_back(s);
    }
    return out;
  }

  // So many that all layers' values of a piece stay within kAtOnce.
  std::size_t edges_at_once() const {
    constexpr double kAtOnce = 96e6;
    double bytes = 1;
    for (const auto& timed : layers_) bytes += timed.layer->bytes_per_edge();
    constexpr std::size_t kLeast = 256, kMost = 1 << 17;
    return std::clamp(static_cast<std::size_t>(kAtOnce / bytes), kLeast, kMost);
  }

  void put(std::size_t edge, std::size_t table) {
    time_.clear();
    if (floats(network_.road(edge))) {  // no water closes ferries and waterways
      time_.push_back({0, {{}, all_}});
    } else {
      bool steady = true;
      for (auto& timed : layers_) {
        timed.layer->answer(edge, limits_.rules[table], timed.answer);
        steady = steady && timed.answer.at.size() == 1;
      }
      for (const auto step : steady ? coarse_ : fine_) time_.push_back({step, known_at(step)});
    }
    tables_[table].add(time_);
  }

  Known known_at(std::size_t step) const {
    Known out;
    for (const auto& [layer, hours, answer] : layers_) {
      const auto& hour = hours[step];
      if (hour.what == What::nothing) continue;
      if (hour.what == What::not_there) {
        out |= answer.not_there;
        continue;
      }
      const bool steady = answer.at.size() == 1;
      Known own = answer.at[steady ? 0 : hour.before];
      if (!steady && hour.after != hour.before) own &= answer.at[hour.after];
      out |= own;
    }
    return out;
  }

  const Network& network_;
  std::vector<Timed> layers_;
  const Limits& limits_;
  std::size_t steps_;
  Lanes all_;
  std::vector<FuturesTable> tables_;
  std::vector<std::size_t> fine_, coarse_;
  std::vector<FuturesTable::Since> time_;
};

}  // namespace

RoadFutures roads_in_futures(const Network& network, std::span<const LayerFile> layers,
                             const election::RuleBook& rules, const election::Window& window,
                             const Progress& progress) {
  const Limits limits = limits_of(rules);
  const auto members = members_of(layers);
  std::vector<Timed> timed;
  for (const auto& file : layers) {
    auto layer = layer_on_roads(network, file, limits.rules, members, window);
    if (!layer) continue;
    auto hours = layer->hours(window);
    timed.push_back({std::move(layer), std::move(hours), {}});
  }
  return Laying(network, std::move(timed), limits, members, window).run(progress);
}

}  // namespace adem::roads
