// Any bytes as a NetCDF file or raster of rain over a small terrain: read, or refused with an
// Error.
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

#include "base/error.h"
#include "scenario/rain.h"

namespace {

adem::geo::Terrain flat() {
  adem::geo::Terrain terrain;
  auto& grid = terrain.ground;
  grid.width = grid.height = 4;
  grid.origin_y = 4;
  grid.cells.assign(16, 0.0F);
  return terrain;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace s = adem::scenario;
  static const std::string path =
      (std::filesystem::temp_directory_path() /
       ("adem-fuzz-rain-" + std::to_string(::getpid()) + "-20241127T0000"))
          .string();
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  static const auto terrain = flat();
  s::Period time;
  time.end = time.start + std::chrono::hours(1);
  for (const auto& asked : {s::RainAsked{s::RainForm::netcdf, path, "precip"},
                            s::RainAsked{s::RainForm::rasters, path, {}}}) {
    try {
      const s::Rain rain(asked, terrain, time);
      s::RainReader(rain, 0).at(0);
    } catch (const adem::Error&) {
    }
  }
  std::filesystem::remove(path);
  return 0;
}
