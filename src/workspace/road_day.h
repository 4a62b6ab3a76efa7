// The roads of a workspace in every computed future: its network, the water on it, and where
// stations, places, crews and homes stand on it.
#pragma once

#include <memory>
#include <vector>

#include "base/progress.h"
#include "election/hazard.h"
#include "election/register.h"
#include "outlook/open_roads.h"
#include "outlook/tie_world.h"
#include "roads/network/network.h"
#include "workspace/workspace.h"

namespace adem::workspace {

struct RoadDay {
  election::StationTable stations;
  std::vector<election::Area> areas;
  std::vector<election::HazardLayer> layers;
  roads::Network network;
  outlook::TiedWorld tied;
  std::unique_ptr<const outlook::OpenRoads> open;
  bool exercise = false;
};

// Errors: workspace.no-stations, workspace.no-roads; those of the layers' files and of tie_world.
RoadDay road_day(Workspace& workspace, const Progress& progress = {});

}  // namespace adem::workspace
