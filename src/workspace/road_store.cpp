#include "workspace/road_store.h"

#include <filesystem>

#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "base/hash.h"
#include "workspace/hazard_store.h"

namespace adem::workspace {

std::string roads_file(const std::string& hash) {
  return fmt::format("layers/roads-{}.graph", hash.substr(0, 32));
}

RoadsPut put_roads(Workspace& workspace, const roads::Network& network) {
  RoadsPut put;
  put.hash = content_hash(network.bytes());
  put.file = roads_file(put.hash);
  // A file that was damaged or lost is written anew.
  std::error_code error;
  const std::string path = workspace.path(put.file);
  put.unchanged = roads_hash(workspace) == put.hash && std::filesystem::exists(path, error) &&
                  file_hash(path) == put.hash;
  if (put.unchanged) return put;
  write_file_atomic(path, network.bytes());
  db::Transaction transaction(workspace.database());
  workspace.database()
      .prepare("INSERT OR REPLACE INTO current (name, value) VALUES ('roads', ?)")
      .bind(1, std::string_view(put.hash))
      .run();
  transaction.commit();
  return put;
}

std::string roads_hash(Workspace& workspace) {
  auto read = workspace.database().prepare("SELECT value FROM current WHERE name = 'roads'");
  return read.step() ? read.text(0) : std::string();
}

roads::Network road_network(Workspace& workspace) {
  const auto hash = roads_hash(workspace);
  if (hash.empty()) throw Error(ErrorKind::conflict, "workspace.no-roads");
  return roads::Network::load(workspace.path(roads_file(hash)));
}

roads::RoadFutures road_futures(Workspace& workspace, const roads::Network& network,
                                const Progress& progress) {
  std::vector<roads::LayerFile> layers;
  for (auto& layer : hazards(workspace)) {
    auto path = workspace.path(layer.file);
    layers.push_back({std::move(layer), std::move(path)});
  }
  return roads::roads_in_futures(network, layers, workspace.rules(), workspace.window(), progress);
}

}  // namespace adem::workspace
