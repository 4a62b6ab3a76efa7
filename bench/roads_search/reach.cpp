#include "roads/search/reach.h"

#include <random>

#include "base/format.h"
#include "parts.h"

namespace adem::bench {

namespace {

// A breadth-first search as quick as one future allows: the queue an array, what was seen and what
// is open bitmaps that stay in cache. Making the bitmaps is not counted.
class Breadth {
 public:
  Breadth(const RoadMap& map, const FutureRows& rows)
      : graph_(map.graph), open_(rows.futures), queue_(graph_.nodes() + 1) {
    const std::size_t words = (map.edges() + 63) / 64;
    for (std::size_t f = 0; f < rows.futures; ++f) {
      open_[f].assign(words, 0);
      for (std::size_t e = 0; e < map.edges(); ++e) {
        const std::uint64_t bit = rows.open[e * rows.words + f / 64] >> f % 64 & 1;
        open_[f][e / 64] |= bit << e % 64;
      }
    }
  }

  void run(std::uint32_t source, std::size_t future) {
    const std::uint64_t* open = open_[future].data();
    seen_.assign((graph_.nodes() + 63) / 64, 0);
    std::size_t from = 0, to = 0;
    seen_[source / 64] |= std::uint64_t{1} << source % 64;
    for (queue_[to++] = source; from < to;) {
      const std::uint32_t node = queue_[from++];
      for (std::uint32_t a = graph_.first[node]; a < graph_.first[node + 1]; ++a) {
        // Without a branch that nobody could foresee.
        const std::uint32_t head = graph_.head[a], edge = graph_.edge[a];
        std::uint64_t& seen = seen_[head / 64];
        const std::uint64_t fresh = (open[edge / 64] >> edge % 64) & ~(seen >> head % 64) & 1;
        seen |= fresh << head % 64;
        queue_[to] = head;
        to += fresh;
      }
    }
  }

  bool seen(std::uint32_t node) const { return (seen_[node / 64] >> node % 64 & 1) != 0; }

 private:
  const roads::Graph& graph_;
  std::vector<std::vector<std::uint64_t>> open_;
  std::vector<std::uint32_t> queue_;
  std::vector<std::uint64_t> seen_;
};

// Pairs of futures of which one closes all that the other closes, of 200 drawn.
std::size_t nested_pairs(const RoadMap& map, const FutureRows& rows) {
  std::mt19937_64 random(kWorkSeed);
  std::size_t nested = 0;
  for (int i = 0; i < 200; ++i) {
    const std::size_t a = random() % rows.futures, b = random() % rows.futures;
    bool more = false, less = false;
    for (std::size_t e = 0; e < map.edges(); ++e) {
      const std::uint64_t* row = &rows.open[e * rows.words];
      const bool x = (row[a / 64] >> a % 64 & 1) != 0, y = (row[b / 64] >> b % 64 & 1) != 0;
      more = more || (x && !y);
      less = less || (y && !x);
    }
    nested += more && less ? 0 : 1;
  }
  return nested;
}

void describe(const RoadMap& map, const FutureRows& rows, const roads::Closures& closures) {
  std::size_t closed = 0, open = 0;
  for (std::uint32_t e = 0; e < map.edges(); ++e) {
    closed += closures.state(e) == roads::Closures::kClosed ? 1 : 0;
  }
  for (const auto& row : closures.rows()) open += row.count();
  const double disputed = static_cast<double>(closures.rows().size());
  fmt::print(
      "{} futures: {:.1f} % of edges disputed (open in {:.0f} % of futures on average), {:.1f} % "
      "always closed; nested pairs {} of 200\n",
      rows.futures, 100 * disputed / static_cast<double>(map.edges()),
      100 * static_cast<double>(open) / (disputed * static_cast<double>(rows.futures)),
      100 * static_cast<double>(closed) / static_cast<double>(map.edges()),
      nested_pairs(map, rows));
}

}  // namespace

bool bench_reach(const RoadMap& map, double disputed) {
  const Flood flood(map, 16, 32, kFutureSeed);
  const auto rows = flood.rows(flood.limit_for(disputed), 0, 32);
  const roads::Links links(map.graph);
  const auto made = cpu_seconds_of([&] { roads::closures_of(rows.open, rows.words, 512); });
  const auto closures = roads::closures_of(rows.open, rows.words, rows.futures);
  describe(map, rows, closures);

  Breadth breadth(map, rows);
  std::vector<double> plain, fresh, again, query;
  bool same = true;
  roads::Contraction kept;
  roads::ReachSearch search;
  for (const std::uint32_t source : draw_junctions(map, 3, kWorkSeed)) {
    const roads::Seed seed{source, closures.all()};
    {
      roads::Contraction contraction;
      roads::ReachSearch first;
      fresh.push_back(cpu_seconds_of([&] {
        contraction.prepare(links, closures);
        first.from(contraction, {&seed, 1});
      }));
    }
    again.push_back(cpu_seconds_of([&] { kept.prepare(links, closures); }));
    query.push_back(cpu_seconds_of([&] { search.from(kept, {&seed, 1}); }));
    double spent = 0;
    for (std::size_t f = 0; f < rows.futures; ++f) {
      spent += cpu_seconds_of([&] { breadth.run(source, f); });
      for (std::uint32_t n = 0; n < map.graph.nodes(); ++n) {
        same = same && search.at(n)[f] == breadth.seen(n);
      }
    }
    plain.push_back(spent);
  }
  const double bfs = median(plain), all = median(fresh);
  fmt::print(
      "  {} breadth-first searches {:.2f} s; prepare and search {:.1f} ms: **{:.0f} x**{}\n"
      "  closures from rows {:.1f} ms more ({:.0f} x); prepared before in the same memory {:.1f} "
      "ms; "
      "one more source {:.2f} ms ({:.0f} x); core {} of {} spots\n",
      rows.futures, bfs, 1000 * all, bfs / all, same ? ", all the same" : ": ANSWERS DIFFER",
      1000 * made, bfs / (all + made), 1000 * median(again), 1000 * median(query),
      bfs / median(query), kept.core(), kept.spots());
  return same;
}

}  // namespace adem::bench
