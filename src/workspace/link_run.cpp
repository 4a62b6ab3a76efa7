#include "workspace/link_run.h"

#include <algorithm>
#include <thread>

#include "outlook/open_roads.h"
#include "outlook/tie_world.h"
#include "workspace/place_store.h"
#include "workspace/register_store.h"
#include "workspace/road_store.h"

namespace adem::workspace {

namespace {

void add_source(std::vector<election::SourceNote>& sources, const char* what, std::string hash) {
  if (hash.empty()) return;
  election::SourceNote note;
  note.what = what;
  note.hash = std::move(hash);
  sources.push_back(std::move(note));
}

}  // namespace

LinkRun run_links(Workspace& workspace, const election::StationTable& stations,
                  const std::vector<election::HazardLayer>& layers, const Progress& progress) {
  LinkRun run;
  const auto hash = roads_hash(workspace);
  const auto places = workspace::places(workspace);
  const auto crews = workspace::crews(workspace);
  const auto homes = workspace::homes(workspace);
  if (hash.empty() || (places.empty() && crews.empty() && homes.empty())) return run;
  add_source(run.sources, "roads", hash);
  add_source(run.sources, "places", places_hash(places));
  add_source(run.sources, "crews", crews_hash(crews));
  add_source(run.sources, "homes", homes_hash(homes));
  const auto network = road_network(workspace);
  run.exercise = network.about().value("exercise", false);
  const auto areas = workspace::areas(workspace);
  const auto& rules = workspace.rules();
  const auto window = workspace.window();
  auto tied = outlook::tie_world({network, stations, rules, window, areas, places, crews, homes});
  std::vector<roads::LayerFile> files;
  for (const auto& layer : layers) files.push_back({layer, workspace.path(layer.file)});
  const outlook::RoadsUnderWater open(
      roads::roads_in_futures(network, files, rules, window, progress));
  const unsigned threads = std::max(1U, std::thread::hardware_concurrency());
  run.links.emplace(std::move(tied), open, threads);
  return run;
}

}  // namespace adem::workspace
