#include "workspace/road_day.h"

#include "base/error.h"
#include "workspace/hazard_store.h"
#include "workspace/place_store.h"
#include "workspace/register_store.h"
#include "workspace/road_store.h"

namespace adem::workspace {

RoadDay road_day(Workspace& workspace, const Progress& progress) {
  RoadDay out;
  out.stations = stations(workspace);
  if (out.stations.size() == 0) throw Error(ErrorKind::conflict, "workspace.no-stations");
  out.network = road_network(workspace);
  out.layers = hazards(workspace);
  out.exercise = workspace.settings().exercise || out.network.about().value("exercise", false);
  std::vector<roads::LayerFile> files;
  for (const auto& layer : out.layers) {
    out.exercise = out.exercise || layer.exercise;
    files.push_back({layer, workspace.path(layer.file)});
  }
  out.areas = areas(workspace);
  const auto known_places = places(workspace);
  const auto known_crews = crews(workspace);
  const auto known_homes = homes(workspace);
  out.tied = outlook::tie_world({out.network, out.stations, workspace.rules(), workspace.window(),
                                 out.areas, known_places, known_crews, known_homes});
  out.open = std::make_unique<outlook::RoadsUnderWater>(
      roads::roads_in_futures(out.network, files, workspace.rules(), workspace.window(), progress));
  return out;
}

}  // namespace adem::workspace
