// How long it takes, when one arrives, when one must leave, where roads close and open in time.
//
// Times are whole milliseconds from the window's start. An edge entered at t is left at t + its
// time and must be open all the while, every step that the ride touches: a vehicle that the water
// would catch on the way does not enter. Waiting at junctions is allowed and nowhere else. So who
// leaves later never arrives earlier (FIFO), and the first arrival at each junction is the best one
// to go on from (Cooke and Halsey 1966, Journal of Mathematical Analysis and Applications 14;
// Dreyfus 1969, Operations Research 17). Beyond the window nothing is open: it is not known.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "roads/search/buckets.h"
#include "roads/search/closures.h"
#include "roads/search/graph.h"

namespace adem::roads {

inline constexpr std::uint32_t kNever = 0xFFFFFFFF;

// A graph as one mode travels it. Immutable; many searches share it.
class Travel {
 public:
  struct Arc {
    std::uint32_t node, time_ms;
  };
  // Arcs by the node they leave (or, backwards, reach): first, and each one's edge beside it.
  struct Side {
    std::vector<std::uint32_t> first;
    std::vector<Arc> arcs;
    std::vector<std::uint32_t> edge;
  };

  // The time that each edge takes; kNever: the mode cannot use it. No road takes no time: 0 is 1.
  Travel(const Graph& graph, std::span<const std::uint32_t> time_ms);

  std::size_t nodes() const { return forward_.first.size() - 1; }
  const Side& forward() const { return forward_; }
  const Side& backward() const { return backward_; }
  std::uint32_t longest_ms() const { return longest_ms_; }
  std::uint32_t mean_ms() const { return mean_ms_; }

 private:
  Side forward_, backward_;
  std::uint32_t longest_ms_ = 1, mean_ms_ = 1;
};

// When edges are open: lane s is the time from s × step_ms to (s + 1) × step_ms. The window ends
// with the last lane, before 2^32 ms.
struct Hours {
  const Closures& open;
  std::uint32_t step_ms = 900'000;
  std::uint32_t end_ms() const { return static_cast<std::uint32_t>(open.lanes()) * step_ms; }
};

// The first moment from `from_ms` on, and the last one with its end by `by_ms`, at which a ride of
// `time_ms` finds the edge open all the way; kNever if there is none.
std::uint32_t first_start(const Hours& hours, std::uint32_t edge, std::uint32_t from_ms,
                          std::uint32_t time_ms);
std::uint32_t last_start(const Hours& hours, std::uint32_t edge, std::uint32_t by_ms,
                         std::uint32_t time_ms);

// Holds the labels of its last search, one for each node; one for each thread.
class TravelSearch {
 public:
  // Travel times over all roads, kNever where there is no way.
  std::span<const std::uint32_t> times(const Travel& travel, std::uint32_t from);
  // Earliest arrivals of who is ready at `from` at depart_ms.
  std::span<const std::uint32_t> arrivals(const Travel& travel, const Hours& hours,
                                          std::uint32_t from, std::uint32_t depart_ms);
  // From each node the last moment to leave and be at `to` by deadline_ms.
  std::span<const std::uint32_t> departures(const Travel& travel, const Hours& hours,
                                            std::uint32_t to, std::uint32_t deadline_ms);

 private:
  template <class Next>
  void run(const Travel::Side& side, std::uint32_t start, std::uint32_t key, std::uint32_t last,
           const Next& next);

  std::vector<std::uint32_t> label_;
  Buckets queue_;
};

// For each target the last step at whose start one may leave `from` and be there by deadline_ms;
// kNever if there is none. One arrival search for each step that tells targets apart.
std::vector<std::uint32_t> last_safe_steps(TravelSearch& search, const Travel& travel,
                                           const Hours& hours, std::uint32_t from,
                                           std::uint32_t deadline_ms,
                                           std::span<const std::uint32_t> targets);

}  // namespace adem::roads
