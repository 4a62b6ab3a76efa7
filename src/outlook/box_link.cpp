#include "outlook/box_link.h"

#include <algorithm>
#include <map>

#include "outlook/open_ways.h"
#include "roads/search/blocks.h"
#include "roads/search/travel.h"

namespace adem::outlook {

namespace {

using election::Mode;
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

// One member's first and last steps; kept by whoever is first, or last, over the modes.
struct Kept {
  std::uint16_t* there;
  std::uint16_t* home;
  std::size_t stride;  // from station to station
};

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
    for (const Mode mode : world_.box_by) {
      const auto& roads = world_.roads(mode);
      const roads::Travel travel(roads.graph, roads.time_ms);
      std::vector<Way> ways;
      for (const auto& route : routes_) {
        if (auto way = way_of(world_, route, mode)) ways.push_back(std::move(*way));
      }
      if (ways.empty()) continue;
      if (mode != Mode::boat) {
        const roads::Closures dry(world_.length_m.size(), world_.window.steps);
        ride(travel, ways, dry, workers_[0], {times_.dry_there.data(), times_.dry_home.data(), 1});
      }
      in_futures(mode, travel, ways, roads::Reading::sure);
      if (!open_.certain(mode)) in_futures(mode, travel, ways, roads::Reading::maybe);
      last_safe(mode, travel, ways);
    }
    return std::move(times_);
  }

 private:
  std::uint32_t ms(std::size_t step) const {
    return static_cast<std::uint32_t>(step) * world_.step_ms();
  }

  void in_futures(Mode mode, const roads::Travel& travel, const std::vector<Way>& ways,
                  roads::Reading reading) {
    const bool certain = open_.certain(mode);
    roads::over_blocks(members_, threads_, [&](std::size_t m, unsigned worker) {
      const auto closures = open_.over_time(mode, reading, m);
      const auto r = static_cast<std::size_t>(reading);
      ride(travel, ways, closures, workers_[worker],
           {&times_.there[r][m], &times_.home[r][m], members_});
      if (!certain) return;
      // What is sure is possible.
      for (std::size_t at = m; at < times_.there[0].size(); at += members_) {
        keep_first(times_.there[1][at], times_.there[0][at]);
        keep_last(times_.home[1][at], times_.home[0][at]);
      }
    });
  }

  // One future: out over the posts, and home.
  void ride(const roads::Travel& travel, const std::vector<Way>& ways,
            const roads::Closures& closures, roads::TravelSearch& search, const Kept& kept) const {
    const std::uint32_t step_ms = world_.step_ms();
    const roads::Hours hours{closures, step_ms};
    std::map<std::uint32_t, std::vector<const Way*>> by_warehouse;
    for (const auto& way : ways) by_warehouse[way.from].push_back(&way);
    const auto keep = [&](const Way& way, std::span<const std::uint32_t> at) {
      for (std::size_t i = 0; i < way.rows.size(); ++i) {
        keep_first(kept.there[way.rows[i] * kept.stride], step_from(at[way.targets[i]], step_ms));
      }
    };
    for (const auto& [warehouse, list] : by_warehouse) {
      const auto out = search.arrivals(travel, hours, warehouse, ms(world_.box_leaves));
      std::vector<std::uint32_t> at_post;
      for (const auto* way : list) {
        at_post.push_back(way->over ? out[*way->over] : 0);
        if (!way->over) keep(*way, out);
      }
      for (std::size_t i = 0; i < list.size(); ++i) {
        if (!list[i]->over || at_post[i] == kNever) continue;
        keep(*list[i], search.arrivals(travel, hours, *list[i]->over, at_post[i]));
      }
      const auto home = search.departures(travel, hours, warehouse, hours.end_ms());
      for (const auto* way : list) {
        for (std::size_t i = 0; i < way->rows.size(); ++i) {
          keep_last(kept.home[way->rows[i] * kept.stride], step_by(home[way->targets[i]], step_ms));
        }
      }
    }
  }

  // Each leg must be open, quarter-hour by quarter-hour, while it is ridden at dry roads' speed.
  void last_safe(Mode mode, const roads::Travel& travel, const std::vector<Way>& ways) {
    const Steps steps{world_.box_leaves, world_.duties.voting.begin};
    if (steps.empty()) return;
    std::vector<std::uint32_t> sources, targets;
    std::map<std::uint32_t, std::size_t> number;
    const auto numbered = [&](std::uint32_t node) {
      const auto [found, fresh] = number.try_emplace(node, sources.size());
      if (fresh) sources.push_back(node);
      return found->second;
    };
    for (const auto& way : ways) {
      numbered(way.from);
      if (way.over) numbered(*way.over);
    }
    for (const auto& station : world_.stations) targets.push_back(station.at.by(mode).value_or(0));
    const std::size_t posts = targets.size();
    targets.insert(targets.end(), sources.begin(), sources.end());
    const OpenWays open(world_, open_, mode, roads::Reading::sure, steps, sources, targets,
                        threads_);
    for (const auto& way : ways) {
      const std::size_t from = numbered(way.from);
      std::uint32_t to_post = 0;
      if (way.over) to_post = workers_[0].times(travel, way.from)[*way.over];
      const std::size_t over = numbered(way.over.value_or(way.from));
      const auto times = workers_[0].times(travel, way.over.value_or(way.from));
      for (std::size_t i = 0; i < way.rows.size(); ++i) {
        auto& list = times_.last_safe[way.rows[i]];
        list.emplace_back(mode, kNoStep);
        const std::uint32_t on = times[way.targets[i]];
        if (to_post == kNever || on == kNever) continue;
        const Legs legs{from, over, posts + over, way.rows[i], to_post, to_post + on};
        list.back().second = last_open(open, steps, legs);
      }
    }
  }

  struct Legs {
    std::size_t from, over, post, station;  // sources and targets
    std::uint32_t at_post_ms, there_ms;     // after leaving
  };
  std::uint16_t last_open(const OpenWays& open, Steps steps, const Legs& legs) const {
    const std::size_t to_post = steps_in(world_, legs.at_post_ms);
    const std::size_t takes = steps_in(world_, legs.there_ms);
    const std::size_t on_from = legs.at_post_ms / world_.step_ms();
    for (std::size_t s = steps.end; s-- > steps.begin;) {
      if (s + takes > steps.end) continue;
      auto safe = roads::Lanes::first(members_);
      if (to_post > 0) safe &= open.through(s, s + to_post - 1, legs.from, legs.post);
      if (takes > on_from)
        safe &= open.through(s + on_from, s + takes - 1, legs.over, legs.station);
      const auto share = static_cast<float>(safe.count()) / static_cast<float>(members_);
      if (share >= static_cast<float>(world_.demanded_chance)) {
        return static_cast<std::uint16_t>(s);
      }
    }
    return kNoStep;
  }

  const RoadWorld& world_;
  const OpenRoads& open_;
  unsigned threads_;
  std::size_t members_;
  std::vector<Route> routes_;
  std::vector<roads::TravelSearch> workers_;
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
