// Gathers what a brief shows from a workspace and owns it while it is shown.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/progress.h"
#include "brief/brief.h"
#include "workspace/workspace.h"

namespace adem::brief {

struct Gathered {
  std::string title;
  election::RuleBook rules;
  std::vector<election::Area> areas;
  election::StationTable stations;
  election::Outlook outlook;
  std::vector<HazardOutline> hazards;
  std::vector<desk::Commitment> open_commitments;
  std::vector<desk::Meeting> meetings;
  Instant now;
  bool exercise = false;
  std::optional<RoadsShown> roads;  // where the box was computed

  // Refers to this object.
  Input input() const;
};

// What is known before a brief is gathered.
struct Known {
  election::Outlook outlook;
  std::vector<desk::Meeting> meetings;
};

// Outlines are read no wider and no finer than the map draws them; with `outlines` off they are
// left out (text and CSV do not draw). Errors: those of the stores, base.cannot-read for a layer
// that is gone.
Gathered gather(workspace::Workspace& workspace, Known known, Instant now, bool outlines,
                const Progress& progress = {});

// The outlook is computed anew, so that answers imported a minute ago are in it, and kept as a run.
Gathered gather(workspace::Workspace& workspace, Instant now, bool outlines,
                const Progress& progress = {}, const std::string& version = {});

}  // namespace adem::brief
