// Hazard layers (copied into layers/ under their hash) and the outlook run made from them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/progress.h"
#include "election/clock.h"
#include "election/hazard.h"
#include "workspace/workspace.h"

namespace adem::workspace {

// Copies the file into layers/ and registers it; the same name again replaces the layer.
// Errors: base.cannot-read, geo.not-a-raster and friends, workspace.bad-layer-name.
election::HazardLayer put_hazard(Workspace& workspace, election::HazardLayer layer,
                                 const std::string& file);
std::vector<election::HazardLayer> hazards(Workspace& workspace);  // by name

// Computes the outlook of the workspace as it stands and writes it to runs/<id>/outlook.json with
// manifest.json (input hashes, version, parameters). `now` is when it was made.
election::Outlook run_outlook(Workspace& workspace, Instant now, const Progress& progress = {});
// The newest run; nothing where there was none.
std::optional<election::Outlook> newest_outlook(Workspace& workspace);

}  // namespace adem::workspace
