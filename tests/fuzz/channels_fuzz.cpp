// Any bytes as streams and buildings: burned into a small terrain, or refused with an Error.
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

#include "base/error.h"
#include "water/terrain/channels.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string path =
      (std::filesystem::temp_directory_path() /
       ("adem-fuzz-channels-" + std::to_string(::getpid()) + ".geojson"))
          .string();
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  adem::geo::Terrain terrain;
  terrain.ground.width = terrain.ground.height = 12;
  terrain.ground.origin_y = 12;
  for (int i = 0; i < 144; ++i) terrain.ground.cells.push_back(static_cast<float>(i * 7 % 11));
  adem::water::PrepareOptions options;
  try {
    options.streams = adem::water::read_channels(path, terrain);
    options.culverts = options.streams;
  } catch (const adem::Error&) {
  }
  try {
    options.buildings = adem::water::read_buildings(path, terrain);
  } catch (const adem::Error&) {
  }
  adem::water::prepare(terrain.ground, options);
  std::filesystem::remove(path);
  return 0;
}
