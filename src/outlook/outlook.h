// Turns hazards and witness answers into the station clock. First form: the floor link only; box,
// crew and voters are unknown, and the outlook says so.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/progress.h"
#include "election/clock.h"
#include "election/hazard.h"
#include "election/register.h"
#include "election/rules.h"
#include "election/witness.h"

namespace adem::outlook {

// What one hazard layer says at each station: steps values per row, row-major; for flood the depth
// in metres, for other kinds 1 where the footprint covers the station; NaN unknown. A layer that
// does not change over the window has steps == 1.
struct HazardAtStations {
  election::HazardLayer layer;
  std::size_t steps = 1;
  std::vector<float> value;
  std::vector<bool> recession_unknown;  // empty: none
};

// Samples a layer's file (raster series or polygons) at the stations with points. Each raster block
// is decoded once; memory does not depend on the raster's size.
HazardAtStations sample_layer(const election::HazardLayer& layer, const std::string& path,
                              const election::StationTable& stations,
                              const election::Window& window, const Progress& progress = {});

struct Inputs {
  const election::StationTable& stations;
  const election::RuleBook& rules;
  election::Window window;
  std::vector<HazardAtStations> hazards;
  std::vector<election::WitnessAnswer> witness;
  std::vector<election::IndicatorTick> ticks;
  std::vector<double> floor_height_m;  // per station, floor above ground; empty or NaN: 0 assumed
  std::vector<election::SourceNote> made_from;
  bool exercise = false;
};

// Stations come out ordered by how much they worry: computed status, then witness, then unknown.
election::Outlook make_outlook(const Inputs& inputs);

}  // namespace adem::outlook
