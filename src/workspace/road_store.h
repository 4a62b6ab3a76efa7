// The road network of a workspace: one immutable file layers/roads-<hash>.graph, named by its hash,
// with the current one's name in adem.db.
#pragma once

#include <string>

#include "roads/network/network.h"
#include "roads/passage/road_futures.h"
#include "workspace/workspace.h"

namespace adem::workspace {

struct RoadsPut {
  std::string file;  // relative to the workspace
  std::string hash;
  bool unchanged = false;  // the same network was the current one
};

RoadsPut put_roads(Workspace& workspace, const roads::Network& network);

// Where a network is kept, relative to the workspace.
std::string roads_file(const std::string& hash);
// Content hash of the current network; empty where none was imported.
std::string roads_hash(Workspace& workspace);
// Errors: workspace.no-roads where none was imported; those of Network::load.
roads::Network road_network(Workspace& workspace);

// All the workspace's hazards laid on the network (roads/passage/road_futures.h).
roads::RoadFutures road_futures(Workspace& workspace, const roads::Network& network,
                                const Progress& progress = {});

}  // namespace adem::workspace
