// Any bytes as a list of homes: every row accounted for, or an Error.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/error.h"
#include "intake/place_lists.h"
#include "intake/told_fixture.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const adem::intake::testing::Scratch scratch;
  const auto path =
      scratch.write("homes.csv", std::string(reinterpret_cast<const char*>(data), size));
  try {
    const auto read = adem::intake::read_homes(path, {});
    if (read.report.rows != read.homes.size() + read.report.refused.size()) std::abort();
    for (const auto& home : read.homes) {
      if (std::isnan(home.lat) || std::isnan(home.lon) || !(home.residents >= 0)) std::abort();
    }
  } catch (const adem::Error&) {
  }
  return 0;
}
