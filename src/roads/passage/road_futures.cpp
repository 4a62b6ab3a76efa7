#include "roads/passage/road_futures.h"

#include <algorithm>
#include <cassert>
#include <memory>
#include <mutex>

#include "roads/passage/closed_futures.h"
#include "roads/passage/layer_on_roads.h"
#include "roads/passage/passable.h"
#include "roads/search/blocks.h"

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

// What is the same for all workers.
struct Task {
  const Network& network;
  std::span<const LayerFile> layers;
  std::span<const election::ModeRule> limits;
  std::size_t members;
  const election::Window& window;
};

// Lays all layers on some edges after others. Each worker has one of its own.
class Laying {
 public:
  explicit Laying(const Task& task) : task_(task), all_(Lanes::first(task.members)) {
    for (const auto& file : task.layers) {
      auto layer = layer_on_roads(task.network, file, task.limits, task.members, task.window);
      if (!layer) continue;
      auto hours = layer->hours(task.window);
      layers_.push_back({std::move(layer), std::move(hours), {}});
    }
    fine_ = breaks([](const auto& a, const auto& b) { return a == b; });
    coarse_ = breaks([](const auto& a, const auto& b) { return a.what == b.what; });
  }

  double bytes_per_edge() const {
    double bytes = 1;
    for (const auto& timed : layers_) bytes += timed.layer->bytes_per_edge();
    return bytes;
  }

  // Of the edges from `begin` up to `end`.
  std::vector<FuturesTable> lay(std::size_t begin, std::size_t end) {
    std::vector<FuturesTable> tables(task_.limits.size(),
                                     FuturesTable(task_.members, task_.window.steps));
    for (auto& timed : layers_) timed.layer->load(begin, end);
    for (std::size_t e = begin; e < end; ++e) {
      for (std::size_t t = 0; t < tables.size(); ++t) {
        look_at(e, task_.limits[t]);
        tables[t].add(time_);
      }
    }
    return tables;
  }

 private:
  // Steps at which the hours of any layer change.
  template <typename Same>
  std::vector<std::size_t> breaks(const Same& same) const {
    std::vector<std::size_t> out = {0};
    for (std::size_t s = 1; s < task_.window.steps; ++s) {
      const bool change = std::ranges::any_of(
          layers_, [&](const auto& timed) { return !same(timed.hours[s - 1], timed.hours[s]); });
      if (change) out.push_back(s);
    }
    return out;
  }

  // Leaves in time_ when the edge is known to be what.
  void look_at(std::size_t edge, const election::ModeRule& rule) {
    time_.clear();
    if (floats(task_.network.road(edge))) {  // no water closes ferries and waterways
      time_.push_back({0, {{}, all_}});
      return;
    }
    bool steady = true;
    for (auto& timed : layers_) {
      timed.layer->answer(edge, rule, timed.answer);
      steady = steady && timed.answer.at.size() == 1;
    }
    for (const auto step : steady ? coarse_ : fine_) time_.push_back({step, known_at(step)});
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

  const Task& task_;
  std::vector<Timed> layers_;
  Lanes all_;
  std::vector<std::size_t> fine_, coarse_;
  std::vector<FuturesTable::Since> time_;
};

// Pieces as they come in, put together in the order of the edges.
class Together {
 public:
  Together(const Task& task, std::size_t pieces)
      : tables_(task.limits.size(), FuturesTable(task.members, task.window.steps)),
        waiting_(pieces) {}

  void put(std::size_t piece, std::vector<FuturesTable> part, const Progress& progress,
           std::size_t edges) {
    const std::lock_guard lock(putting_);
    waiting_[piece] = std::move(part);
    for (; next_ < waiting_.size() && !waiting_[next_].empty(); ++next_) {
      for (std::size_t t = 0; t < tables_.size(); ++t) tables_[t].append(waiting_[next_][t]);
      waiting_[next_].clear();
      if (progress) progress(tables_.front().edges(), edges);
    }
  }

  std::vector<FuturesTable> take() {
    for (auto& table : tables_) table.close();
    return std::move(tables_);
  }

 private:
  std::mutex putting_;
  std::vector<FuturesTable> tables_;
  std::vector<std::vector<FuturesTable>> waiting_;
  std::size_t next_ = 0;
};

}  // namespace

std::vector<FuturesTable> closed_in_futures(const Network& network,
                                            std::span<const LayerFile> layers,
                                            std::span<const election::ModeRule> limits,
                                            const election::Window& window,
                                            const Progress& progress, unsigned threads) {
  const Task task{network, layers, limits, members_of(layers), window};
  std::vector<std::unique_ptr<Laying>> workers(std::max(1U, threads));
  for (auto& worker : workers) worker = std::make_unique<Laying>(task);
  // So many edges at once that the layers' values of all workers stay within kAtOnce, and that each
  // worker has several turns.
  constexpr double kAtOnce = 96e6, kTurns = 4;
  constexpr std::size_t kLeast = 256;
  const auto share = 1 / static_cast<double>(workers.size());
  const auto piece = std::max(
      kLeast,
      static_cast<std::size_t>(share * std::min(kAtOnce / workers.front()->bytes_per_edge(),
                                                static_cast<double>(network.edges()) / kTurns)));
  const auto pieces = (network.edges() + piece - 1) / piece;
  Together together(task, pieces);
  over_blocks(pieces, threads, [&](std::size_t i, unsigned worker) {
    const auto begin = i * piece, end = std::min(begin + piece, network.edges());
    together.put(i, workers[worker]->lay(begin, end), progress, network.edges());
  });
  return together.take();
}

RoadFutures roads_in_futures(const Network& network, std::span<const LayerFile> layers,
                             const election::RuleBook& rules, const election::Window& window,
                             const Progress& progress, unsigned threads) {
  const Limits limits = limits_of(rules);
  return {closed_in_futures(network, layers, limits.rules, window, progress, threads), limits.of};
}

}  // namespace adem::roads
