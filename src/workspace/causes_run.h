// Common causes over the workspace as it stands: its roads, places, stations and the water on them.
#pragma once

#include <optional>
#include <vector>

#include "base/message.h"
#include "election/register.h"
#include "outlook/causes.h"
#include "workspace/road_day.h"

namespace adem::workspace {

struct CausesAsked {
  std::optional<election::Mode> mode;  // none: the first that the rule book lets bring boxes
  std::optional<Instant> from, to;     // none: the whole station window
};

struct CausesRun {
  outlook::CommonCauses causes;
  election::StationTable stations;
  std::vector<election::Area> areas;
  std::vector<Message> caveats;
  bool exercise = false;
};

// Errors: workspace.no-warehouse (no place that boxes come from), workspace.no-hours (from is not
// before to, or outside the window), workspace.no-such-mode {mode}.
CausesRun run_causes(const RoadDay& day, const CausesAsked& asked);

}  // namespace adem::workspace
