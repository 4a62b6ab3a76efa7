// Any bytes as a level series (CSV) and as the text that travels in a still-water layer: read, or
// refused with an Error.
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

#include "base/error.h"
#include "water/still.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  static const adem::Zone zone("Asia/Jakarta");
  static const std::string path = (std::filesystem::temp_directory_path() /
                                   ("adem-fuzz-series-" + std::to_string(::getpid()) + ".csv"))
                                      .string();
  std::ofstream(path, std::ios::binary) << text;
  try {
    const auto series = adem::water::read_level_series(path, zone, {"MSL", 0.0, false});
    static_cast<void>(series.at(series.times.front()));
    if (adem::water::series_from_text(adem::water::to_text(series)).times != series.times) {
      __builtin_trap();
    }
  } catch (const adem::Error&) {
  }
  std::filesystem::remove(path);
  try {
    adem::water::series_from_text(text);
  } catch (const adem::Error&) {
  }
  return 0;
}
