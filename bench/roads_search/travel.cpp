#include "roads/search/travel.h"

#include <queue>
#include <random>

#include "base/format.h"
#include "parts.h"

namespace adem::bench {

namespace {

using roads::kNever;

// Dijkstra's algorithm with std::priority_queue, on the same rows of arcs. next(edge, now, time).
template <class Next>
void plain(const roads::Travel::Side& side, std::uint32_t from, std::uint32_t now,
           std::vector<std::uint32_t>& label, const Next& next) {
  using Item = std::pair<std::uint32_t, std::uint32_t>;
  std::priority_queue<Item, std::vector<Item>, std::greater<>> queue;
  label.assign(side.first.size() - 1, kNever);
  queue.push({label[from] = now, from});
  while (!queue.empty()) {
    const auto [at, node] = queue.top();
    queue.pop();
    if (at > label[node]) continue;
    for (std::uint32_t a = side.first[node]; a < side.first[node + 1]; ++a) {
      const auto [head, time] = side.arcs[a];
      const std::uint32_t then = next(side.edge[a], at, time);
      if (then >= label[head]) continue;
      queue.push({label[head] = then, head});
    }
  }
}

std::uint32_t ride(std::uint32_t /*edge*/, std::uint32_t now, std::uint32_t time) {
  return now + time;
}

struct Figures {
  std::vector<double> plain, times, arrivals, departures;
};

// One query of each kind.
bool measure(const roads::Travel& travel, const roads::Hours& hours, std::uint32_t from,
             roads::TravelSearch& search, Figures& figures) {
  std::vector<std::uint32_t> label;
  const auto same = [&label](auto found) {
    return std::equal(label.begin(), label.end(), found.begin(), found.end());
  };
  figures.plain.push_back(cpu_seconds_of([&] { plain(travel.forward(), from, 0, label, ride); }));
  figures.times.push_back(cpu_seconds_of([&] { search.times(travel, from); }));
  bool all = same(search.times(travel, from));

  const std::uint32_t end = hours.end_ms(), depart = end / 8;
  figures.arrivals.push_back(cpu_seconds_of([&] { search.arrivals(travel, hours, from, depart); }));
  plain(travel.forward(), from, depart, label,
        [&](std::uint32_t edge, std::uint32_t now, std::uint32_t time) {
          const auto start = first_start(hours, edge, now, time);
          return start == kNever ? kNever : start + time;
        });
  all = all && same(search.arrivals(travel, hours, from, depart));

  const std::uint32_t deadline = end - end / 8;
  figures.departures.push_back(
      cpu_seconds_of([&] { search.departures(travel, hours, from, deadline); }));
  plain(travel.backward(), from, 0, label,
        [&](std::uint32_t edge, std::uint32_t before, std::uint32_t time) {
          const auto start = last_start(hours, edge, deadline - before, time);
          return start == kNever ? kNever : deadline - start;
        });
  for (auto& each : label) each = each == kNever ? kNever : deadline - each;
  return all && same(search.departures(travel, hours, from, deadline));
}

}  // namespace

bool bench_travel(const RoadMap& map) {
  // 20 to 60 km/h, by road.
  std::mt19937_64 random(kWorkSeed);
  auto time_ms = map.length_m;
  for (auto& each : time_ms) {
    each = static_cast<std::uint32_t>(each * 3600.0 / (20.0 + static_cast<double>(random() % 41)));
  }
  const roads::Travel travel(map.graph, time_ms);
  bool same = true;
  for (const double disputed : {0.1, 0.3}) {
    const Flood flood(map, 1, 168, kFutureSeed);
    const auto rows = flood.rows(flood.limit_for(disputed), 0, 168);
    const auto closures = roads::closures_of(rows.open, rows.words, rows.futures);
    const roads::Hours hours{closures};
    roads::TravelSearch search;
    Figures figures;
    for (const std::uint32_t from : draw_junctions(map, 15, kWorkSeed + 1)) {
      same = measure(travel, hours, from, search, figures) && same;
    }
    const double plain = median(figures.plain), times = median(figures.times);
    const double arrivals = median(figures.arrivals), departures = median(figures.departures);
    fmt::print(
        "travel, {} quarter-hours, {:.1f} % of edges disputed, medians of {} sources{}:\n"
        "  Dijkstra with std::priority_queue {:.1f} ms; one-to-all times {:.1f} ms: **{:.2f} x "
        "faster**\n"
        "  earliest arrivals {:.1f} ms: **{:.2f}** of that Dijkstra, {:.2f} of one-to-all times\n"
        "  latest departures {:.1f} ms: **{:.2f}** of that Dijkstra, {:.2f} of one-to-all times\n",
        rows.futures,
        100 * static_cast<double>(closures.rows().size()) / static_cast<double>(map.edges()),
        figures.plain.size(), same ? ", all the same" : ": ANSWERS DIFFER", 1000 * plain,
        1000 * times, plain / times, 1000 * arrivals, arrivals / plain, arrivals / times,
        1000 * departures, departures / plain, departures / times);
  }
  return same;
}

}  // namespace adem::bench
