// Every road in every future at every step of the station window: surely open, perhaps open, or
// closed, for each way to travel (docs/method/roads.md, "In every future").
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/progress.h"
#include "election/clock.h"
#include "election/hazard.h"
#include "election/rules.h"
#include "roads/network/network.h"
#include "roads/passage/futures_table.h"
#include "roads/search/closures.h"

namespace adem::roads {

// Two readings of what is not known: a road counts as open where it surely is, or where it may be.
enum class Reading : std::uint8_t { sure, maybe };

class RoadFutures {
 public:
  // One table for each set of limits; `table` says which a mode goes by. All of the same edges,
  // members and steps.
  RoadFutures(std::vector<FuturesTable> tables, std::array<std::size_t, election::kModes> table);

  std::size_t edges() const { return tables_.front().edges(); }
  std::size_t members() const { return tables_.front().members(); }
  std::size_t steps() const { return tables_.front().steps(); }

  // The members in which a mode passes. `maybe` holds `sure`.
  Lanes sure(Mode mode, std::size_t edge, std::size_t step) const;
  Lanes maybe(Mode mode, std::size_t edge, std::size_t step) const;

  // Nothing is unknown to the mode: both readings are the same.
  bool certain(Mode mode) const { return of(mode).certain(); }

  // As many steps as one block of lanes holds with all members.
  std::size_t steps_in_block() const { return kLanes / members(); }
  // Steps [first, first + count) of all members: lane = member + members() × (step - first).
  // count is 1 to steps_in_block().
  Closures block(Mode mode, Reading reading, std::size_t first, std::size_t count) const;
  // One member over time: lane = step. Only where the window has at most kLanes steps.
  Closures over_time(Mode mode, Reading reading, std::size_t member) const;

  std::size_t bytes() const;

 private:
  const FuturesTable& of(Mode mode) const {
    return tables_[table_[static_cast<std::size_t>(mode)]];
  }
  std::vector<FuturesTable> tables_;
  std::array<std::size_t, election::kModes> table_;
};

// A hazard layer and where its file is.
struct LayerFile {
  election::HazardLayer layer;
  std::string path;
};

// Lays all layers on all roads. Members are those of the layers of futures, paired by number; any
// other layer holds in every member. A layer of chances says nothing about a single future and is
// passed over; smoke, wind, power and network close no road. Where no flood layer knows anything a
// road is perhaps open, never surely.
// Errors: those of geo; election.depth-unit, election.bad-futures, election.members-differ;
// water.series-ends-early. Memory: the tables and some 100 MB. Progress counts edges; it is called
// by one thread at a time. The same at any number of threads.
RoadFutures roads_in_futures(const Network& network, std::span<const LayerFile> layers,
                             const election::RuleBook& rules, const election::Window& window,
                             const Progress& progress = {}, unsigned threads = 1);

}  // namespace adem::roads
