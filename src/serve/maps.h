// What the map is drawn from beside stations: areas, roads, water. A thread of its own reads them,
// lays the water on the roads, and looks again every few seconds; who asks meanwhile gets what
// there is. Begins when it is asked for the first time.
#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/message.h"
#include "election/hazard.h"
#include "serve/byte_cache.h"
#include "tiles/area_tiles.h"
#include "tiles/road_tiles.h"
#include "workspace/map_water.h"

namespace adem::serve {

// As it was read together. Immutable; null where there is none.
struct MapSheets {
  // Each changes with what it was read from; empty where there is nothing.
  std::string areas_stamp, roads_stamp, water_stamp;
  std::shared_ptr<const tiles::AreaTiles> areas;
  std::shared_ptr<const tiles::RoadTiles> roads;
  geo::Box road_bounds;
  bool roads_exercise = false;
  std::shared_ptr<const tiles::RoadLooks> looks;  // of the roads; null until they are laid
  bool laying = false;                            // they will be
  std::shared_ptr<const workspace::WaterSheet> water;
  std::vector<election::HazardLayer> layers;
  std::vector<Message> troubles;  // what could not be read, and why

  // For roads with their water.
  std::string looks_stamp() const;
};

class Maps {
 public:
  // Of the workspace in this directory.
  Maps(std::string directory, const election::RuleBook& rules);
  ~Maps();
  Maps(const Maps&) = delete;
  Maps& operator=(const Maps&) = delete;

  // Without waiting for anything.
  void begin();
  // The first time waits until areas and water are read.
  std::shared_ptr<const MapSheets> now();

  // Water on a tile at a step of the window, as a PNG.
  ByteCache::Bytes water(const MapSheets& sheets, workspace::WaterOf of, std::size_t step,
                         const tiles::Tile& tile);
  const std::vector<double>& breaks() const { return breaks_; }

 private:
  void follow();
  void look(workspace::Workspace& workspace, MapSheets& sheets);
  static void read_roads(const roads::Network& network, MapSheets& sheets);
  void lay(workspace::Workspace& workspace, const roads::Network& network, MapSheets& sheets);
  void show(const MapSheets& sheets);

  const std::string directory_;
  const std::vector<double> breaks_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool begun_ = false, looked_ = false;
  std::string areas_seen_;  // as the workspace counts their changes
  std::atomic<bool> over_ = false;
  std::shared_ptr<const MapSheets> sheets_;
  std::thread thread_;
  ByteCache pictures_;
  std::array<ByteCache::Bytes, 2> blank_;  // nothing known, nothing wet
};

}  // namespace adem::serve
