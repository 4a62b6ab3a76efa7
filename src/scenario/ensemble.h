// An ensemble reduced to chances. A member leaves a small file when it is done (runs of cells above
// each threshold at each report time, its largest depth and its arrivals); when all are done the
// files are read side by side, a report or a band of rows at a time. So memory holds the members
// that run now and one map, whatever their number, and a finished member is never run again.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "scenario/member_run.h"
#include "scenario/products.h"
#include "scenario/world.h"

namespace adem::scenario {

// Where member `index` keeps its checkpoint and its results while the ensemble is unfinished.
std::string member_directory(const std::string& work, std::size_t index);

// Writes a finished member's results; the account comes last and says that all is there.
void keep_member(const World& world, const MemberRun& run, const Member& member,
                 const std::string& directory);
// The account of a member that is done; nothing where it is not. Error
// scenario.checkpoint-damaged.
std::optional<Account> kept_account(const std::string& directory);

// chance.tif (of the largest depth above each threshold), arrival.tif (quantiles 0.1, 0.5, 0.9 for
// each threshold; -1 where less than that share of members gets there), chance-series.tif (a band
// per report time and threshold), futures.tif (the members behind those shares:
// election/futures.h), both hazard layers for the outlook; members/NNN/gauges.csv.
void write_ensemble(const World& world, const std::string& work);

// Where a share of members has arrived: the smallest time by which at least `share` of them are
// there; -1 where fewer ever are. `sorted` rises, infinity last. Nearest rank (Hyndman & Fan 1996,
// type 1).
float arrival_quantile(std::span<const float> sorted, double share);

}  // namespace adem::scenario
