#include "roads/passage/layer_on_roads.h"

#include <algorithm>

#include "election/futures.h"
#include "roads/passage/layers.h"

namespace adem::roads {

using election::HazardForm;
using election::HazardKind;

Known in_every(const Lanes& all, Passable answer) {
  Known out;
  if (answer == Passable::no) out.closed = all;
  if (answer == Passable::yes) out.open = all;
  return out;
}

double places_per_edge(const Network& network, const geo::Raster& raster) {
  double length_m = 0;
  for (std::size_t e = 0; e < network.edges(); ++e) {
    length_m += static_cast<double>(network.length_m(e));
  }
  const auto& info = raster.info();
  const double cell_m = std::max(0.5, std::min(info.cell_x_m, info.cell_y_m));
  return 2 + length_m / static_cast<double>(std::max<std::size_t>(1, network.edges())) / cell_m;
}

std::size_t members_of(std::span<const LayerFile> layers) {
  std::vector<std::pair<std::string, int>> members;
  for (const auto& [layer, path] : layers) {
    if (layer.kind != HazardKind::flood || layer.form != HazardForm::futures) continue;
    const auto raster = geo::Raster::open(path, layer.crs);
    members.emplace_back(layer.name, election::futures_head(raster, layer.name).members);
  }
  return static_cast<std::size_t>(election::shared_members(members));
}

std::unique_ptr<LayerOnRoads> layer_on_roads(const Network& network, const LayerFile& file,
                                             std::span<const election::ModeRule> rules,
                                             std::size_t members, const election::Window& window) {
  const auto& layer = file.layer;
  if (!election::closes_floor(layer.kind) || layer.form == HazardForm::chance) return nullptr;
  if (layer.form == HazardForm::polygons) return polygon_layer(network, file, members);
  if (layer.kind != HazardKind::flood) return footprint_layer(network, file, members);
  if (layer.form == HazardForm::still_water) return still_layer(network, file, members, window);
  if (layer.form == HazardForm::futures) return futures_layer(network, file, rules);
  return depth_layer(network, file, members);
}

}  // namespace adem::roads
