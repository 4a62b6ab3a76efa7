// What a run of the station clock takes beyond hazards: network, places, crews and homes.
#pragma once

#include <optional>
#include <vector>

#include "election/places.h"
#include "outlook/links.h"
#include "workspace/workspace.h"

namespace adem::workspace {

struct LinkRun {
  std::vector<election::SourceNote> sources;  // each with its hash
  std::optional<outlook::Links> links;
  bool exercise = false;  // the network is made up
};

// Nothing where there is no network, or nothing that a link could start from. `layers` are those of
// the outlook. Errors: those of Network::load, roads_in_futures and tie_world.
LinkRun run_links(Workspace& workspace, const election::StationTable& stations,
                  const std::vector<election::HazardLayer>& layers, const Progress& progress);

}  // namespace adem::workspace
