// Any bytes as a raster: sampled, as values and as sets of members, or refused with an Error.
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <unistd.h>

#include "base/error.h"
#include "election/futures.h"
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
    const auto head = adem::election::futures_head(raster, "fuzz");
    const int last = head.band(head.moments - 1, head.above_m.size() - 1, head.words() - 1);
    std::array<std::uint32_t, 3> sets{};
    raster.sample_masks(std::span(&last, 1), points, adem::election::kCellUnknown, sets);
  } catch (const adem::Error&) {
  }
  std::filesystem::remove(path);
  return 0;
}
