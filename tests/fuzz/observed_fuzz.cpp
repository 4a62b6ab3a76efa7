// Any bytes as what was seen of stations: read, refused row by row, or an Error.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/error.h"
#include "intake/observed.h"
#include "intake/told_fixture.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const adem::intake::testing::Scratch scratch;
  static const auto told = adem::intake::testing::told_register();
  static const adem::Zone zone("Asia/Jakarta");
  static const auto midnight = *adem::parse_date("2024-11-27", zone);
  static const adem::intake::ObservedDay day{"2024-11-27", zone, midnight + std::chrono::hours(7),
                                             midnight + std::chrono::hours(13),
                                             adem::election::station_window(midnight)};
  const auto path =
      scratch.write("observed.csv", std::string(reinterpret_cast<const char*>(data), size));
  try {
    const auto read = adem::intake::read_observed(path, told.stations, told.areas, day, {});
    if (read.observed.size() + read.blank + read.refused.size() != read.rows) std::abort();
    for (const auto& one : read.observed) {
      if (one.to <= one.from || one.from < day.window.from) std::abort();
    }
  } catch (const adem::Error&) {
  }
  return 0;
}
