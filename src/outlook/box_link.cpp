#include "outlook/box_link.h"

#include <algorithm>
#include <map>

#include "outlook/world_hours.h"
#include "roads/search/blocks.h"
#include "roads/search/future_travel.h"

namespace adem::outlook {

namespace {

using election::Mode;
using roads::FutureHours;
using roads::kNever;

// Stations whose boxes go the same way.
struct Route {
  std::size_t warehouse = 0;
  std::optional<std::size_t> post;
  std::vector<std::uint32_t> rows;
};

std::vector<Route> routes_of(const RoadWorld& world) {
  std::map<std::pair<std::size_t, std::optional<std::size_t>>, Route> found;
  for (std::uint32_t row = 0; row < world.stations.size(); ++row) {
    const auto& station = world.stations[row];
    if (!station.warehouse) continue;
    auto& route = found[{*station.warehouse, station.post}];
    route.warehouse = *station.warehouse;
    route.post = station.post;
    route.rows.push_back(row);
  }
  std::vector<Route> routes;
  for (auto& [key, route] : found) routes.push_back(std::move(route));
  return routes;
}

// A route as one mode goes it: the stations that it can be tied to.
struct Way {
  std::uint32_t from = 0;
  Node over;
  std::vector<std::uint32_t> rows, targets;
};

std::optional<Way> way_of(const RoadWorld& world, const Route& route, Mode mode) {
  const auto& warehouse = world.depots[route.warehouse];
  const auto from = warehouse.at.by(mode);
  if (!from || (warehouse.modes != 0 && (warehouse.modes & bit(mode)) == 0)) return std::nullopt;
  Way way{*from, {}, {}, {}};
  if (route.post) {
    // Where a boat cannot land at the post it goes straight.
    way.over = world.depots[*route.post].at.by(mode);
    if (!way.over && mode != Mode::boat) return std::nullopt;
  }
  for (const auto row : route.rows) {
    const auto node = world.stations[row].at.by(mode);
    if (!node) continue;
    way.rows.push_back(row);
    way.targets.push_back(*node);
  }
  return way;
}

// Arrivals at the way's stations of who leaves the warehouse at `leave_ms`, target by target.
std::vector<std::uint32_t> arrivals(roads::FutureSearch& search, const roads::Travel& travel,
                                    const FutureHours& hours, const Way& way,
                                    std::uint32_t leave_ms, std::uint32_t until_ms) {
  const roads::FutureStart start{way.from, leave_ms, hours.all()};
  if (!way.over) return search.arrivals(travel, hours, {&start, 1}, until_ms, way.targets);
  const auto at_post = search.arrivals(travel, hours, {&start, 1}, until_ms, {&*way.over, 1});
  std::map<std::uint32_t, roads::FutureWord> by_time;
  for (std::size_t f = 0; f < at_post.size(); ++f) {
    if (at_post[f] != kNever) by_time[at_post[f]] |= roads::FutureWord{1} << f;
  }
  std::vector<roads::FutureStart> starts;
  for (const auto& [at, futures] : by_time) starts.push_back({*way.over, at, futures});
  return search.arrivals(travel, hours, starts, until_ms, way.targets);
}

// The first step at or after, the last at or before.
std::uint16_t step_from(std::uint32_t ms, std::uint32_t step_ms) {
  if (ms == kNever) return kNoStep;
  return static_cast<std::uint16_t>((std::uint64_t{ms} + step_ms - 1) / step_ms);
}
std::uint16_t step_by(std::uint32_t ms, std::uint32_t step_ms) {
  return ms == kNever ? kNoStep : static_cast<std::uint16_t>(ms / step_ms);
}

void keep_first(std::uint16_t& kept, std::uint16_t step) { kept = std::min(kept, step); }
void keep_last(std::uint16_t& kept, std::uint16_t step) {
  if (step != kNoStep && (kept == kNoStep || step > kept)) kept = step;
}

class Boxes {
 public:
  Boxes(const RoadWorld& world, const OpenRoads& open, unsigned threads)
      : world_(world),
        open_(open),
        threads_(threads),
        members_(open.members()),
        routes_(routes_of(world)),
        workers_(threads) {
    const std::size_t stations = world.stations.size();
    for (auto* list : {&times_.there, &times_.home}) {
      for (auto& reading : *list) reading.assign(stations * members_, kNoStep);
    }
    times_.dry_there.assign(stations, kNoStep);
    times_.dry_home.assign(stations, kNoStep);
    times_.last_safe.resize(stations);
  }

  BoxTimes run() {
    const FutureHours dry = dry_hours(world_);
    for (const Mode mode : world_.box_by) {
      const auto& roads = world_.roads(mode);
      const roads::Travel travel(roads.graph, roads.time_ms);
      if (mode != Mode::boat) on_dry(mode, travel, dry);
      const auto sure = hours_of(world_, open_, mode, roads::Reading::sure);
      in_futures(mode, travel, sure, roads::Reading::sure);
      last_safe(mode, travel, sure);
      if (open_.certain(mode)) {
        in_futures_same();
      } else {
        in_futures(mode, travel, hours_of(world_, open_, mode, roads::Reading::maybe),
                   roads::Reading::maybe);
      }
    }
    return std::move(times_);
  }

 private:
  template <typename Work>
  void over_routes(Mode mode, const Work& work) {
    roads::over_blocks(routes_.size(), threads_, [&](std::size_t i, unsigned worker) {
      if (const auto way = way_of(world_, routes_[i], mode)) work(*way, workers_[worker]);
    });
  }
  std::uint32_t ms(std::size_t step) const {
    return static_cast<std::uint32_t>(step) * world_.step_ms();
  }

  void on_dry(Mode mode, const roads::Travel& travel, const FutureHours& dry) {
    over_routes(mode, [&](const Way& way, roads::FutureSearch& search) {
      const auto there = arrivals(search, travel, dry, way, ms(world_.box_leaves), dry.end_ms());
      const auto home = search.departures(travel, dry, way.from, dry.end_ms(), way.targets);
      for (std::size_t i = 0; i < way.rows.size(); ++i) {
        keep_first(times_.dry_there[way.rows[i]], step_from(there[i], world_.step_ms()));
        keep_last(times_.dry_home[way.rows[i]], step_by(home[i], world_.step_ms()));
      }
    });
  }

  void in_futures(Mode mode, const roads::Travel& travel, const std::vector<FutureHours>& words,
                  roads::Reading reading) {
    auto& kept_there = times_.there[static_cast<std::size_t>(reading)];
    auto& kept_home = times_.home[static_cast<std::size_t>(reading)];
    over_routes(mode, [&](const Way& way, roads::FutureSearch& search) {
      for (std::size_t w = 0; w < words.size(); ++w) {
        const auto& hours = words[w];
        const auto there =
            arrivals(search, travel, hours, way, ms(world_.box_leaves), hours.end_ms());
        const auto home = search.departures(travel, hours, way.from, hours.end_ms(), way.targets);
        for (std::size_t i = 0; i < way.rows.size(); ++i) {
          const std::size_t at = way.rows[i] * members_ + w * roads::kWordFutures;
          for (std::size_t f = 0; f < hours.futures(); ++f) {
            const std::size_t from = i * hours.futures() + f;
            keep_first(kept_there[at + f], step_from(there[from], world_.step_ms()));
            keep_last(kept_home[at + f], step_by(home[from], world_.step_ms()));
          }
        }
      }
    });
  }

  // What a mode does for sure it may do.
  void in_futures_same() {
    for (std::size_t i = 0; i < times_.there[0].size(); ++i) {
      keep_first(times_.there[1][i], times_.there[0][i]);
      keep_last(times_.home[1][i], times_.home[0][i]);
    }
  }

  // Who leaves later never arrives earlier, so each station has one last safe step.
  void last_safe(Mode mode, const roads::Travel& travel, const std::vector<FutureHours>& words) {
    const std::uint32_t by = ms(world_.duties.voting.begin);
    over_routes(mode, [&](const Way& whole, roads::FutureSearch& search) {
      struct Span {
        std::size_t good, bad;  // steps; good: all of its stations are safe, or it is the first
        Way way;
      };
      const auto safe_at = [&](const Way& way, std::size_t step) {
        Way safe{way.from, way.over, {}, {}};
        std::vector<std::size_t> count(way.rows.size());
        for (const auto& hours : words) {
          const auto there = arrivals(search, travel, hours, way, ms(step), by);
          for (std::size_t i = 0; i < there.size(); ++i) {
            count[i / hours.futures()] += there[i] == kNever ? 0U : 1U;
          }
        }
        for (std::size_t i = 0; i < count.size(); ++i) {
          const auto share = static_cast<float>(count[i]) / static_cast<float>(members_);
          if (share < static_cast<float>(world_.demanded_chance)) continue;
          safe.rows.push_back(way.rows[i]);
          safe.targets.push_back(way.targets[i]);
        }
        return safe;
      };
      for (const auto row : whole.rows) times_.last_safe[row].emplace_back(mode, kNoStep);
      std::vector<Span> spans;
      spans.push_back(
          {world_.box_leaves, world_.duties.voting.begin + 1, safe_at(whole, world_.box_leaves)});
      while (!spans.empty()) {
        const Span span = std::move(spans.back());
        spans.pop_back();
        if (span.way.rows.empty()) continue;
        if (span.bad - span.good <= 1) {
          for (const auto row : span.way.rows) {
            times_.last_safe[row].back().second = static_cast<std::uint16_t>(span.good);
          }
          continue;
        }
        const std::size_t middle = span.good + (span.bad - span.good) / 2;
        auto later = safe_at(span.way, middle);
        Way sooner{span.way.from, span.way.over, {}, {}};
        for (std::size_t i = 0, k = 0; i < span.way.rows.size(); ++i) {
          if (k < later.rows.size() && later.rows[k] == span.way.rows[i]) {
            ++k;
            continue;
          }
          sooner.rows.push_back(span.way.rows[i]);
          sooner.targets.push_back(span.way.targets[i]);
        }
        spans.push_back({span.good, middle, std::move(sooner)});
        spans.push_back({middle, span.bad, std::move(later)});
      }
    });
  }

  const RoadWorld& world_;
  const OpenRoads& open_;
  unsigned threads_;
  std::size_t members_;
  std::vector<Route> routes_;
  std::vector<roads::FutureSearch> workers_;
  BoxTimes times_;
};

}  // namespace

BoxTimes box_times(const RoadWorld& world, const OpenRoads& open, unsigned threads) {
  return Boxes(world, open, threads).run();
}

LinkFutures box_futures(const RoadWorld& world, const BoxTimes& times, std::size_t members,
                        std::size_t row) {
  const std::size_t steps = world.window.steps;
  LinkFutures out{std::vector<roads::Lanes>(steps), std::vector<roads::Lanes>(steps), {0, steps}};
  const auto dry_home = times.dry_home[row];
  for (const auto reading : {roads::Reading::sure, roads::Reading::maybe}) {
    const auto b = static_cast<std::size_t>(reading);
    auto& lanes = reading == roads::Reading::sure ? out.sure : out.maybe;
    for (std::size_t m = 0; m < members; ++m) {
      const auto there = times.there[b][row * members + m];
      const auto home = times.home[b][row * members + m];
      const bool unmapped_there =
          reading == roads::Reading::maybe && times.dry_there[row] == kNoStep;
      const bool unmapped_home = reading == roads::Reading::maybe && dry_home == kNoStep;
      for (std::size_t s = 0; s < steps; ++s) {
        const bool is_there = there != kNoStep && there <= std::max(s, world.box_due);
        bool works = is_there || unmapped_there;
        if (s >= world.duties.voting.end) {
          const std::size_t leave = dry_home == kNoStep ? s : std::min<std::size_t>(s, dry_home);
          works = works && ((home != kNoStep && home >= leave) || unmapped_home);
        }
        if (works) lanes[s].set(m);
      }
    }
  }
  return out;
}

}  // namespace adem::outlook
