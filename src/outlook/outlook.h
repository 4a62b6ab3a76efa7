// Turns hazards, the links over the roads and witness answers into the station clock. Without links
// the floor alone is computed, and the outlook says so.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/progress.h"
#include "election/clock.h"
#include "election/futures.h"
#include "election/hazard.h"
#include "election/register.h"
#include "election/rules.h"
#include "election/witness.h"
#include "roads/search/lanes.h"

namespace adem::outlook {

// What one hazard layer says at each station. Kept as small as it comes (a value per band, or the
// two levels of still water) and unfolded one station at a time: a nation times 168 steps would not
// fit a laptop.
struct HazardAtStations {
  election::HazardLayer layer;
  // For flood the depth in metres; for other kinds, and for floods without depths, 1 where the
  // footprint covers the station and 0 where it does not; NaN unknown. steps values per row.
  std::size_t steps = 1;
  std::vector<float> value;
  bool depth_known = true;
  // Where not empty, `value` holds for each step the chance of water above each of these depths,
  // depths fastest, in shares of `members` computed futures.
  std::vector<double> above_m;
  int members = 0;
  // Futures instead of `value`: the sets of members, steps (one a band) per row.
  std::vector<std::uint32_t> masks;
  // Still water instead of `value`: ground and connection level per row, sea level per window step.
  std::vector<float> ground_m, connection_m;
  std::vector<float> level_m;

  // Value at each step of the window; NaN unknown. True where water stays behind a sill.
  bool series(std::size_t row, const election::Window& window, std::span<float> out) const;
  // For chances and futures: how many of the members have water above `limit_m` at each step, taken
  // from the deepest of the depths that is not above the limit, so never too few. NaN unknown, also
  // where the limit is below all of them.
  void wet_members(std::size_t row, double limit_m, const election::Window& window,
                   std::span<float> out) const;
  // For futures: which of them those are at each step, and of which it is not known. Between two
  // moments a member is wet where it is at either and dry where it is at both. Any other layer
  // holds in every member alike: series() says what.
  void futures(std::size_t row, double limit_m, const election::Window& window,
               std::span<roads::Lanes> wet, std::span<roads::Lanes> unknown) const;
  election::FuturesHead head() const;
};

// Samples a layer's file (raster series, polygons or still water) at the stations with points. Each
// raster block is decoded once; memory does not depend on the raster's size. Outside a raster, and
// outside the box around a flood's polygons, is unknown.
// Errors: those of geo; election.depth-unit; election.bad-futures; outlook.bad-chances (a chance
// layer whose bands do not fit what it says of itself); water.series-ends-early where a level
// series does not cover the window.
HazardAtStations sample_layer(const election::HazardLayer& layer, const std::string& path,
                              const election::StationTable& stations,
                              const election::Window& window, const Progress& progress = {});

class Links;

struct Inputs {
  const election::StationTable& stations;
  const election::RuleBook& rules;
  election::Window window;
  std::vector<HazardAtStations> hazards;
  std::vector<election::WitnessAnswer> witness;
  std::vector<election::IndicatorTick> ticks;
  const election::IndicatorSet* indicators = nullptr;  // which ticks adem may compute beside
  std::vector<double> floor_height_m;  // per station, floor above ground; empty or NaN: 0 assumed
  std::vector<election::SourceNote> made_from;
  std::optional<Instant> made_at;
  bool exercise = false;
  const Links* links = nullptr;  // box, crew and voters of the same stations (outlook/links.h)
};

// The order of an outlook: those that worry people most come first, by computed status, then by
// what witnesses say, then what is unknown.
bool worries_more(const election::StationOutlook& a, const election::StationOutlook& b);

// Status follows from all links that are computed, against the duties of the rule book
// (docs/method/station-clock.md). Stations come out in the order of worries_more(). Progress counts
// stations.
election::Outlook make_outlook(const Inputs& inputs, const Progress& progress = {});

}  // namespace adem::outlook
