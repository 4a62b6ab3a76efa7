// Any bytes as a list of official ticks: read, refused row by row, or an Error.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/error.h"
#include "intake/told.h"
#include "intake/told_fixture.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const adem::intake::testing::Scratch scratch;
  static const auto told = adem::intake::testing::told_register();
  static const auto set = adem::election::indicator_set("bawaslu-2024-11");
  const auto path =
      scratch.write("ticks.csv", std::string(reinterpret_cast<const char*>(data), size));
  try {
    const auto read = adem::intake::read_ticks(path, told.stations, told.areas, set, "fuzz", {});
    if (read.ticks.size() != read.rows.size()) std::abort();
  } catch (const adem::Error&) {
  }
  return 0;
}
