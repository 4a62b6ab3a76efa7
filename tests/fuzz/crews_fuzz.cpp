// Any bytes as a list of crews: every row accounted for, or an Error.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/error.h"
#include "intake/place_lists.h"
#include "intake/told_fixture.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const adem::intake::testing::Scratch scratch;
  static const auto told = adem::intake::testing::told_register();
  const auto path =
      scratch.write("crews.csv", std::string(reinterpret_cast<const char*>(data), size));
  try {
    const auto read = adem::intake::read_crews(path, told.stations, told.areas, {}, {});
    if (read.report.rows != read.crews.size() + read.report.refused.size()) std::abort();
  } catch (const adem::Error&) {
  }
  return 0;
}
