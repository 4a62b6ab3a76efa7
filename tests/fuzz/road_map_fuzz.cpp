// Any bytes as a map of OpenStreetMap (PBF, XML) and as a layer of lines: made into a network that
// reads back, or refused with an Error.
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

#include "base/error.h"
#include "roads/network/read.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string stem =
      (std::filesystem::temp_directory_path() / ("adem-fuzz-map-" + std::to_string(::getpid())))
          .string();
  if (size == 0) return 0;
  // The first letter says what the rest is.
  const std::string path = stem + (data[0] == 'P'   ? ".osm.pbf"
                                   : data[0] == '{' ? ".geojson"
                                                    : ".osm");
  const std::size_t skip = data[0] == 'P' ? 1 : 0;
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(data + skip), static_cast<std::streamsize>(size - skip));
  try {
    adem::roads::LineOptions options;
    options.crs = "EPSG:4326";
    const auto network = adem::roads::read_roads(path, options, false);
    std::vector<std::uint64_t> words(network.bytes().size() / 8);
    network.bytes().copy(reinterpret_cast<char*>(words.data()), network.bytes().size());
    if (adem::roads::Network::decode(std::move(words)).bytes() != network.bytes()) {
      __builtin_trap();
    }
  } catch (const adem::Error&) {
  }
  std::filesystem::remove(path);
  return 0;
}
