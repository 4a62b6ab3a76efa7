#include "workspace/holdings.h"

#include <set>

#include "workspace/hazard_store.h"
#include "workspace/register_store.h"
#include "workspace/road_store.h"

namespace adem::workspace {

Holdings holdings(Workspace& workspace) {
  const auto count = [&workspace](const char* sql) {
    auto row = workspace.database().prepare(sql);
    return row.step() ? row.integer(0) : 0;
  };
  Holdings held;
  held.areas = count("SELECT COUNT(*) FROM area");
  held.outlines = count("SELECT COUNT(*) FROM area WHERE length(shape) > 0");
  held.venues = count("SELECT COUNT(*) FROM venue");
  held.places = count("SELECT COUNT(*) FROM place");
  held.crews = count("SELECT COUNT(DISTINCT station) FROM crew");
  held.homes = count("SELECT COUNT(*) FROM home");
  held.answers = count("SELECT COUNT(*) FROM answer");
  held.ticks = count("SELECT COUNT(*) FROM tick");
  held.roads = !roads_hash(workspace).empty();
  for (const auto& layer : hazards(workspace)) held.hazards.push_back(layer.name);
  return held;
}

std::vector<std::string> changed_since(Workspace& workspace, const election::Outlook& outlook) {
  std::string stations, roads;
  std::set<std::string> layers;
  for (const auto& source : outlook.made_from) {
    if (source.what == "stations") stations = source.hash;
    if (source.what == "roads") roads = source.hash;
    if (source.what == "hazard" || source.what == "still-water") layers.insert(source.hash);
  }
  std::set<std::string> layers_now;
  for (const auto& layer : hazards(workspace)) layers_now.insert(layer.hash);
  std::vector<std::string> changed;
  if (stations != stations_hash(workspace)) changed.emplace_back("stations");
  if (layers != layers_now) changed.emplace_back("hazards");
  // Roads alone, with nobody on them, enter no outlook.
  const auto held = holdings(workspace);
  const bool used = held.places + held.crews + held.homes > 0;
  if (roads != (used ? roads_hash(workspace) : "")) changed.emplace_back("roads");
  return changed;
}

}  // namespace adem::workspace
