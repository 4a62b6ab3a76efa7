// Any text as a scenario: read, or refused with an Error.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/error.h"
#include "scenario/scenario.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    adem::scenario::parse_scenario(text, "fuzz", "somewhere");
  } catch (const adem::Error&) {
  }
  return 0;
}
