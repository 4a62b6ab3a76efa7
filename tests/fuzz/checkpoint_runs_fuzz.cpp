// Any bytes as the runs of cells in a member's results: counted, or refused with an Error.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"
#include "scenario/recorder.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<std::uint16_t> counts(100);
  try {
    adem::scenario::each_run(std::string(reinterpret_cast<const char*>(data), size), counts.size(),
                             [&counts](std::size_t first, std::size_t count) {
                               for (std::size_t i = first; i < first + count; ++i) ++counts.at(i);
                             });
  } catch (const adem::Error&) {
  }
  for (const auto count : counts) {
    if (count > 1) __builtin_trap();
  }
  return 0;
}
