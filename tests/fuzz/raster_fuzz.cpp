// Any bytes as a raster: sampled, or refused with an Error.
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

#include "base/error.h"
#include "geo/raster.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string path =
      (std::filesystem::temp_directory_path() / ("adem-fuzz-raster-" + std::to_string(::getpid())))
          .string();
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  try {
    const auto raster = adem::geo::Raster::open(path, "EPSG:4326");
    const auto& box = raster.info().lonlat;
    const std::array<adem::geo::Point, 3> points = {
        {{box.min_x, box.min_y},
         {(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2},
         {0, 0}}};
    std::array<float, 3> out{};
    raster.sample(1, points, out);
  } catch (const adem::Error&) {
  }
  std::filesystem::remove(path);
  return 0;
}
