// Hazard layers (copied into layers/ under their hash) and the outlook run made from them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/message.h"
#include "base/progress.h"
#include "election/clock.h"
#include "election/hazard.h"
#include "workspace/workspace.h"

namespace adem::workspace {

struct HazardPut {
  election::HazardLayer layer;
  bool unchanged = false;      // the same content under the same name was there
  std::vector<Message> notes;  // what a person should know: suspicious depths, hours assumed, …
};

// Keeps the file under its hash in layers/ and registers it; the same name again replaces the
// layer. A raster is kept as one GeoTIFF; polygons as GeoJSON in WGS84 with depth_m where the file
// has depths. `table_layer` names the layer of a vector file.
// Errors: base.cannot-read, geo.not-a-raster and friends, workspace.bad-layer-name,
// workspace.bad-hours, workspace.same-run {name, other} (another layer is of the same water run: at
// a station both would count), workspace.no-polygons, workspace.bad-depth, election.depth-unit,
// election.bad-futures.
HazardPut put_hazard(Workspace& workspace, election::HazardLayer layer, const std::string& file,
                     const std::string& table_layer = {}, const Progress& progress = {});
// {"name","kind","form","file","hash","source","from","to","resolution_m","exercise","unchanged",
//  "notes"}
Json to_json(const HazardPut& put);
Json to_json(const election::HazardLayer& layer);                  // the same without the last two
std::vector<election::HazardLayer> hazards(Workspace& workspace);  // by name
// Takes a layer out, and its file where no other layer holds it. What was computed with it stays as
// it was computed. Error workspace.no-hazard {name, known}.
election::HazardLayer remove_hazard(Workspace& workspace, const std::string& name);

// Computes the outlook of the workspace as it stands and writes it to runs/<id>/outlook.json with
// manifest.json (input hashes, version, parameters). `now` is when it was made.
election::Outlook run_outlook(Workspace& workspace, Instant now, const Progress& progress = {},
                              const std::string& version = {});
// The name of the newest run; empty where there was none.
std::string newest_run(Workspace& workspace);
// That run; nothing where there was none.
std::optional<election::Outlook> newest_outlook(Workspace& workspace);

}  // namespace adem::workspace
