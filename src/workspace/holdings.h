// How much of everything a workspace holds, for who sets one up: what is there, what is missing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "election/clock.h"
#include "workspace/workspace.h"

namespace adem::workspace {

struct Holdings {
  std::int64_t areas = 0, outlines = 0;   // areas, and those whose outline is known
  std::int64_t stations = 0, points = 0;  // stations, and those whose place is known
  std::int64_t venues = 0, places = 0, crews = 0, homes = 0;
  std::int64_t answers = 0, ticks = 0;  // that lists brought in
  bool roads = false;
  std::vector<std::string> hazards;  // names of layers
};

Holdings holdings(Workspace& workspace);

// What changed since an outlook was made from its lists, layers and roads: "stations", "hazards",
// "roads". Homes, crews and places are not looked at: reading them would take as long as the rest.
std::vector<std::string> changed_since(Workspace& workspace, const election::Outlook& outlook);

}  // namespace adem::workspace
