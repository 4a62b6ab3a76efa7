// Common causes over the workspace as it stands: its roads, places, stations and the water on them.
#pragma once

#include <optional>
#include <vector>

#include "base/message.h"
#include "base/progress.h"
#include "election/register.h"
#include "outlook/causes.h"
#include "workspace/workspace.h"

namespace adem::workspace {

struct CausesAsked {
  std::optional<election::Mode> mode;  // none: the first that the rule book lets bring boxes
  std::optional<Instant> from, to;     // none: the whole station window
};

struct CausesRun {
  outlook::CommonCauses causes;
  election::StationTable stations;
  std::vector<Message> caveats;
  bool exercise = false;
};

// Errors: workspace.no-stations, workspace.no-roads, workspace.no-warehouse (no place that boxes
// come from), workspace.no-hours (from is not before to, or outside the window),
// workspace.no-such-mode {mode}; those of the layers.
CausesRun run_causes(Workspace& workspace, const CausesAsked& asked, const Progress& progress = {});

}  // namespace adem::workspace
